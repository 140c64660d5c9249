package io.chimera.janus.proxy;

import java.time.Duration;

/** A request is not sent on. */
final class Refused extends Exception {

    private static final int A_MOMENT = 5;

    private final Refusal refusal;
    private final String detail;
    private final int retryAfter;

    /** @param detail goes into the page, escaped: a host, or a sentence of ours; never a secret */
    Refused(Refusal refusal, String detail) {
        this(refusal, detail, refusal == Refusal.BUSY ? A_MOMENT : 0);
    }

    Refused(Refusal refusal) {
        this(refusal, "");
    }

    private Refused(Refusal refusal, String detail, int retryAfter) {
        super(refusal.name(), null, false, false);
        this.refusal = refusal;
        this.detail = detail;
        this.retryAfter = retryAfter;
    }

    /** For now: whoever comes back after a while may be served. */
    static Refused until(Refusal refusal, Duration later) {
        int seconds = Math.toIntExact(later.toSeconds() + 1);
        return new Refused(refusal, String.valueOf(seconds), seconds);
    }

    Refusal refusal() {
        return refusal;
    }

    /** After how many seconds it may be asked again; 0 if that would not help. */
    int retryAfter() {
        return retryAfter;
    }

    String detail() {
        return detail;
    }
}
