package io.chimera.lab.server;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Holding an answer back until there is something to say. */
final class Waiting {

    private final Bells bells;
    private final Weathers weathers;
    private volatile boolean closing;

    Waiting(Bells bells, Weathers weathers) {
        this.bells = bells;
        this.weathers = weathers;
    }

    /**
     * Asks again at every ring of a person's bell until there is an answer or the time is over.
     *
     * @throws Refusal if the weather turns to an outage, or the lab cloud closes
     */
    <T> Optional<T> until(long person, long millis, Supplier<Optional<T>> question) throws InterruptedException {
        var bell = bells.of(person);
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        while (true) {
            long heard = bell.count();
            if (closing || weathers.over(person).outage()) throw Front.outage();
            var answer = question.get();
            long left = end - System.nanoTime();
            if (answer.isPresent() || left <= 0) return answer;
            bell.await(heard, Duration.ofNanos(left));
        }
    }

    /** Nobody is kept waiting from now on. */
    void close() {
        closing = true;
        bells.ringAll();
    }
}
