package io.chimera.pki.identity;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.CodeSender;
import io.chimera.core.identity.CodeSender.UndeliverableCode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends codes and notices behind the asker's back: the answer to a request never waits for a delivery and never tells of it, else
 * its time would tell who exists. A few at once, a bounded number waiting; what is not sent when the provider ends is
 * lost; a code is asked for again.
 */
final class CodePost implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CodePost.class);

    private static final int MOST_WAITING = 256;
    private static final int AT_ONCE = 4;
    private static final Duration LAST_MOMENT = Duration.ofSeconds(2);

    private final CodeSender sender;
    private final Semaphore places = new Semaphore(MOST_WAITING);
    private final Semaphore underWay = new Semaphore(AT_ONCE, true);
    private final ExecutorService carriers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("code-post-", 0).factory());

    CodePost(CodeSender sender) {
        this.sender = sender;
    }

    /** @param undeliverable runs when it could not be delivered */
    record Letter(AccountId to, String text, Runnable undeliverable) {
        @Override
        public String toString() {
            return "Letter[to=" + to + "]";
        }
    }

    /** A place for one letter, to be filled or given back. */
    final class Place implements AutoCloseable {
        private boolean filled;

        private Place() {}

        void fill(Letter letter) {
            carriers.execute(() -> carry(letter));
            filled = true;
        }

        @Override
        public void close() {
            if (!filled) places.release();
        }
    }

    /** A place for a letter, unless too many wait. */
    Optional<Place> reserve() {
        return places.tryAcquire() ? Optional.of(new Place()) : Optional.empty();
    }

    /** Takes no more letters, gives those under way two seconds, and stops. */
    @Override
    public void close() {
        carriers.shutdown();
        try {
            if (carriers.awaitTermination(LAST_MOMENT.toMillis(), TimeUnit.MILLISECONDS)) return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        log.warn("Some letters were not sent before the provider closed");
        carriers.shutdownNow();
    }

    private void carry(Letter letter) {
        try {
            underWay.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the provider closes
            return;
        } finally {
            places.release();
        }
        try {
            if (!delivered(letter)) letter.undeliverable().run();
        } catch (RuntimeException e) {
            log.error("Sending a letter failed", e);
        } finally {
            underWay.release();
        }
    }

    private boolean delivered(Letter letter) {
        try {
            sender.send(letter.to(), letter.text());
            return true;
        } catch (UndeliverableCode e) {
            log.warn("A letter could not be delivered why={}", e.getMessage());
            return false;
        }
    }
}
