package io.chimera.pki.identity;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does every few seconds what nobody asks for: forgets what is over, and tries again what the authority has not done. */
final class Upkeep implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

    private static final Duration NAP = Duration.ofSeconds(5);

    private final Records records;
    private final Clock clock;
    private final Thread thread;

    private Upkeep(Records records, Clock clock) {
        this.records = records;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("identity-upkeep").unstarted(this::run);
    }

    static Upkeep start(Records records, Clock clock) {
        var upkeep = new Upkeep(records, clock);
        upkeep.thread.start();
        return upkeep;
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                records.upkeep(clock.instant());
            } catch (RuntimeException e) {
                if (Thread.currentThread().isInterrupted()) return;
                log.warn("The database could not be kept tidy; it is tried again in {} s", NAP.toSeconds(), e);
            }
            LockSupport.parkNanos(NAP.toNanos());
        }
    }

    /** Waits for what is under way: it uses what is closed next. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
