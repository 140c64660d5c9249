package io.chimera.core.janus;

/** Something about HTTPS was not done. Nothing has changed. */
public final class HttpsRefused extends Exception {

    private final Refusal refusal;

    /**
     * @param refusal for pages that explain it in the reader's language
     * @param what what happened, why, and what to do, in a sentence
     */
    public HttpsRefused(Refusal refusal, String what) {
        super(what, null, false, false);
        this.refusal = refusal;
    }

    /** What kind of refusal it is. */
    public Refusal refusal() {
        return refusal;
    }

    /** What it said. */
    public String what() {
        return String.valueOf(getMessage());
    }

    /** What kinds there are. */
    public enum Refusal {
        /** There is no host in it, or an address, or a star. */
        NO_SITE,
        /** Whoever likes has a site of their own below it. */
        PUBLIC_SUFFIX,
        /** It is a host of a site, and sites are chosen whole. */
        PART_OF_A_SITE,
        /** It is never looked into, whoever asks. */
        SPARED,
        /** Somebody here said that it is never looked into. */
        NEVER,
        /** It is not in the list. */
        NOT_LISTED,
        /** The list is full. */
        NO_ROOM,
        /** There is no certificate, or no site it could be for. */
        NO_CERTIFICATE,
        /** The key cannot be read or written. */
        NO_KEY
    }
}
