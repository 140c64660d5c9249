package io.chimera.telegram.fake;

/** A group of a few people, as a test sees it. */
public final class Gathering extends Addressee {

    private final FakeTelegram fake;
    private final Group group;

    Gathering(FakeTelegram fake, Group group) {
        this.fake = fake;
        this.group = group;
    }

    /** Telegram's number for it; TDLib's chat has this one below zero. */
    public long id() {
        return group.id;
    }

    /** Its creator takes somebody out. */
    public void removes(Person who) {
        fake.does(() -> fake.groups().remove(Post.Hand.of(group.creator), group, who.profile()));
    }

    @Override
    Peer peer() {
        return group.peer();
    }
}
