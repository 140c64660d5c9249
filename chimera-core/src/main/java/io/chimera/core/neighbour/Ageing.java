package io.chimera.core.neighbour;

import java.time.Duration;

/**
 * How long what was heard is believed.
 *
 * @param v1 silence after which a first Chimera, which announces every 5 s, is gone
 * @param v2 silence after which one of ours, which announces every 30 s, is gone
 * @param distrust how long an address that failed to prove its claim is not tried again
 */
public record Ageing(Duration v1, Duration v2, Duration distrust) {

    /** 60 s, 90 s and one minute. */
    public static Ageing usual() {
        return new Ageing(Duration.ofSeconds(60), Duration.ofSeconds(90), Duration.ofMinutes(1));
    }

    public Ageing {
        if (v1.isNegative() || v1.isZero() || v2.isNegative() || v2.isZero() || distrust.isNegative())
            throw new IllegalArgumentException("ageing needs positive durations");
    }

    Duration of(Dialect dialect) {
        return switch (dialect) {
            case V1 -> v1;
            case V2 -> v2;
        };
    }
}
