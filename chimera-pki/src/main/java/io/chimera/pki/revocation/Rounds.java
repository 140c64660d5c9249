package io.chimera.pki.revocation;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/**
 * Fetches one list again and again on a virtual thread: at its pace while that works, less and less often while it does
 * not. Never exactly at its pace, so that computers that were started together do not all ask together.
 */
final class Rounds implements AutoCloseable {

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final double SPREAD = 0.1;
    private static final int MOST_DOUBLINGS = 10;
    private static final Duration UNTIL_IT_IS_QUIET = Duration.ofSeconds(10);

    private final Duration every;
    private final BooleanSupplier round;
    private final Thread thread;

    /** @param round says whether it worked */
    Rounds(String name, Duration every, BooleanSupplier round) {
        this.every = every;
        this.round = round;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Nothing is asked or written any more when this returns, or ten seconds later at the latest. */
    @Override
    public void close() {
        if (thread.getState() == Thread.State.NEW) return;
        thread.interrupt();
        try {
            thread.join(UNTIL_IT_IS_QUIET);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // it is quiet a moment later
        }
    }

    /** How long to wait after so many failures in a row, before it is spread. */
    static Duration pause(Duration every, int failures) {
        var longest = every.compareTo(LONGEST_PAUSE) > 0 ? every : LONGEST_PAUSE;
        var pause = every.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }

    private void run() {
        var failures = 0;
        try {
            while (true) {
                failures = round.getAsBoolean() ? 0 : failures + 1;
                var pause = pause(every, failures);
                var spread = ThreadLocalRandom.current().nextDouble(1 - SPREAD, 1 + SPREAD);
                Thread.sleep(Duration.ofMillis((long) (pause.toMillis() * spread)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the node closes
        }
    }
}
