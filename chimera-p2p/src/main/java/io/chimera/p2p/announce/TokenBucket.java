package io.chimera.p2p.announce;

/** Lets so many things a second through, and a few at once after a quiet time. Not for several threads. */
final class TokenBucket {

    private final double perNano;
    private final double burst;
    private double tokens;
    private long filledAt;

    /**
     * @param burst how many may pass at once
     * @param now in nanoseconds of a clock that never goes back
     */
    TokenBucket(double perSecond, double burst, long now) {
        this.perNano = perSecond / 1e9;
        this.burst = burst;
        this.tokens = burst;
        this.filledAt = now;
    }

    /** Whether one more may pass. */
    boolean take(long now) {
        tokens = Math.min(burst, tokens + (now - filledAt) * perNano);
        filledAt = now;
        if (tokens < 1) return false;
        tokens -= 1;
        return true;
    }
}
