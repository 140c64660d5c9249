package io.chimera.telegram.fake.tl;

/** Something of another layer than the schema's. */
public final class UnknownTl extends MalformedTl {

    private final int id;

    UnknownTl(int id) {
        super("the schema has no constructor %08x".formatted(id));
        this.id = id;
    }

    public int id() {
        return id;
    }
}
