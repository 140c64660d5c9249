package io.chimera.pki.identity;

import java.time.Duration;

/**
 * How much the provider lets itself be asked.
 *
 * <p>Five tries on each of at most twenty challenges a day are a hundred guesses at one in a hundred million. One asker
 * may use up less than half of a person's challenges and not all that may be open, so that nobody alone can lock a
 * person out. Challenges that were
 * answered rightly do not count.
 *
 * @param tries how often a challenge may be answered before it is void
 * @param openForOne challenges of one person that may be open at once
 * @param dailyForOne challenges of one person in a day, whoever asks
 * @param dailyByOneForOne challenges of one person in a day that one asker may cause
 * @param pause between two challenges of one person by one asker
 * @param questions requests of one asker, of either kind
 * @param challenges challenges of all askers together, each of which is a message sent
 */
public record Limits(
        int tries,
        int openForOne,
        int dailyForOne,
        int dailyByOneForOne,
        Duration pause,
        Rate questions,
        Rate challenges) {

    /** What suits a team of some hundred people. */
    public static final Limits USUAL = new Limits(
            5,
            3,
            20,
            8,
            Duration.ofMinutes(1),
            new Rate(20, Duration.ofSeconds(3)),
            new Rate(100, Duration.ofSeconds(1)));

    /**
     * What one address may look up that is the same for everybody: enough for six hundred computers behind one address, each
     * of which asks twice a minute.
     */
    static final Rate LOOKS = new Rate(600, Duration.ofMillis(50));

    public Limits {
        if (tries < 1 || openForOne < 1 || dailyForOne < 1 || dailyByOneForOne < 1 || pause.isNegative()) {
            throw new IllegalArgumentException("limits are positive");
        }
    }

    /** Challenges of one person that one asker may have open at once: all but one, which is left to the person. */
    int openByOneForOne() {
        return Math.max(1, openForOne - 1);
    }

    /**
     * So many at once, and one more each time the interval has passed.
     *
     * @param atOnce at least one
     */
    public record Rate(int atOnce, Duration every) {
        public Rate {
            if (atOnce < 1 || every.isNegative() || every.isZero()) throw new IllegalArgumentException("no rate");
        }
    }
}
