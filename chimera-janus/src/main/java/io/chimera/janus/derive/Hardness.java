package io.chimera.janus.derive;

/**
 * How much work one guess at the secret is: the parameters of Argon2id, version 1.3 (RFC 9106). A profile keeps its own for
 * ever, because they go into everything that is derived.
 */
public enum Hardness {
    /** 64 MiB, three passes: the second recommendation of RFC 9106 §4, with one lane. About a quarter of a second. */
    STANDARD("std", 64, 3, 1),
    /** 256 MiB, three passes, four lanes. More than a second. */
    STRONG("strong", 256, 3, 4);

    private final String code;
    private final int mebibytes;
    private final int passes;
    private final int lanes;

    Hardness(String code, int mebibytes, int passes, int lanes) {
        this.code = code;
        this.mebibytes = mebibytes;
        this.passes = passes;
        this.lanes = lanes;
    }

    /** As a profile's text names it. */
    public String code() {
        return code;
    }

    int kibibytes() {
        return mebibytes * 1024;
    }

    int passes() {
        return passes;
    }

    int lanes() {
        return lanes;
    }
}
