package io.chimera.janus.proxy;

/** A request is not sent on. */
final class Refused extends Exception {

    private final Refusal refusal;
    private final String detail;

    /** @param detail goes into the page, escaped: a host, or a sentence of ours; never a secret */
    Refused(Refusal refusal, String detail) {
        super(refusal.name(), null, false, false);
        this.refusal = refusal;
        this.detail = detail;
    }

    Refused(Refusal refusal) {
        this(refusal, "");
    }

    Refusal refusal() {
        return refusal;
    }

    String detail() {
        return detail;
    }
}
