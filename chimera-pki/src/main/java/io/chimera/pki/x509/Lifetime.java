package io.chimera.pki.x509;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/**
 * From when to when a certificate is good, and so when to renew it.
 *
 * <p>It is renewed at two thirds of its life, less up to a twentieth that its serial number decides: certificates made
 * in the same minute are not all renewed in the same minute, and asking twice gives the same answer.
 *
 * @param spread 0 to 255, how much earlier than two thirds
 */
public record Lifetime(Instant notBefore, Instant notAfter, int spread) {

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /** A very short life leaves room for this many tries in its last third. */
    private static final int TRIES_IN_A_LIFE = 20;

    public Lifetime {
        if (!notBefore.isBefore(notAfter)) throw new IllegalArgumentException("a life that ends before it begins");
        if (spread < 0 || spread > 255) throw new IllegalArgumentException("spread " + spread);
    }

    /** A certificate's. */
    public static Lifetime of(X509Certificate certificate) {
        return new Lifetime(
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                certificate.getSerialNumber().and(BigInteger.valueOf(255)).intValue());
    }

    /** Whether it is good at this moment; the first and the last second count. */
    public boolean contains(Instant moment) {
        return !moment.isBefore(notBefore) && !moment.isAfter(notAfter);
    }

    /** When it should be renewed. */
    public Instant renewAt() {
        var life = life();
        var early = life.dividedBy(20).multipliedBy(spread).dividedBy(255);
        return notBefore.plus(life.multipliedBy(2).dividedBy(3)).minus(early);
    }

    /**
     * When to try again after renewing has failed: after a minute, doubling to an hour, and sooner where life is short.
     *
     * @param failures how many tries have failed in a row, at least one
     */
    public Instant retryAt(int failures, Instant lastFailure) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 10));
        return lastFailure.plus(shortest(shortest(pause, LONGEST_PAUSE), life().dividedBy(TRIES_IN_A_LIFE)));
    }

    private Duration life() {
        return Duration.between(notBefore, notAfter);
    }

    private static Duration shortest(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
