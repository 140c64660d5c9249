package io.chimera.core.history;

import java.time.Duration;

/**
 * How fast histories are filled that nobody asks for. Pure.
 *
 * @param perMinute messages of one account in a minute; 0 for none
 */
public record FillBudget(int perMinute) {

    private static final int USUAL = 600;

    public FillBudget {
        if (perMinute < 0) throw new IllegalArgumentException("no pace is negative: " + perMinute);
    }

    /** Six questions a minute: little for any cloud. */
    public static FillBudget usual() {
        return new FillBudget(USUAL);
    }

    /** Nothing is filled unasked. */
    public static FillBudget none() {
        return new FillBudget(0);
    }

    /** Whether anything is filled at all. */
    public boolean allows() {
        return perMinute > 0;
    }

    /** How long to rest behind so many messages. */
    public Duration rest(int messages) {
        return Duration.ofMinutes(1).multipliedBy(messages).dividedBy(Math.max(1, perMinute));
    }
}
