package io.chimera.web.live;

import io.chimera.core.messenger.Messenger;
import io.chimera.web.sign.BrowserSession;
import io.chimera.web.words.Words;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

/**
 * The connection of one open page. A thread of its own waits for its bell, asks what changed, sends it, and waits again:
 * however much happens, one rendering and one message are on their way at a time, and the latest state wins. Nothing is
 * queued, so a slow page costs nothing but its connection once the container's time for sending is over.
 */
final class LiveSocket {

    /** The first news is told at once; what happens within this time behind it, together. */
    private static final Duration BREATH = Duration.ofMillis(40);

    private static final Logger LOG = LoggerFactory.getLogger(LiveSocket.class);

    private final WebSocketSession connection;
    private final BrowserSession session;
    private final Words words;
    private final Clock clock;
    private final Semaphore bell = new Semaphore(0);
    private final AtomicReference<Optional<Supplier<LivePage>>> said = new AtomicReference<>(Optional.empty());
    private final Thread teller;

    LiveSocket(WebSocketSession connection, BrowserSession session, Words words, Clock clock) {
        this.connection = connection;
        this.session = session;
        this.words = words;
        this.clock = clock;
        this.teller = Thread.ofVirtual().name("live-" + connection.getId()).unstarted(this::tell);
    }

    void start() {
        teller.start();
    }

    BrowserSession session() {
        return session;
    }

    /** The page said what it is; from now on it is told what changes. */
    void opens(LivePages pages, Messenger me, Hello hello) {
        said.set(Optional.of(() -> pages.open(me, hello, words)));
        ring();
    }

    /** Something may have changed. */
    void ring() {
        bell.release();
    }

    /** Ends it. The page connects again, unless its browser may not. */
    void close(CloseStatus why) {
        teller.interrupt();
        try {
            connection.close(why);
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("live={} was gone already", connection.getId(), gone);
        }
    }

    private void tell() {
        try {
            Optional<LivePage> page = Optional.empty();
            long told = System.nanoTime() - BREATH.toNanos();
            while (true) {
                waitForBell(page.flatMap(LivePage::lookAgain));
                TimeUnit.NANOSECONDS.sleep(BREATH.toNanos() - (System.nanoTime() - told));
                bell.drainPermits();
                var fresh = said.getAndSet(Optional.empty());
                if (fresh.isPresent()) page = Optional.of(fresh.get().get());
                if (page.isPresent()) send(page.get().whatChanged());
                told = System.nanoTime();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // closing
        } catch (IOException | IllegalArgumentException failed) {
            LOG.debug("live={} ends: {}", connection.getId(), failed.getMessage());
            close(CloseStatus.POLICY_VIOLATION);
        } catch (RuntimeException fault) {
            report(fault);
            close(CloseStatus.SERVICE_RESTARTED);
        }
    }

    private void waitForBell(Optional<Instant> atMost) throws InterruptedException {
        if (atMost.isEmpty()) {
            bell.acquire();
        } else {
            var left = Duration.between(clock.instant(), atMost.get()).plus(BREATH);
            boolean _ = bell.tryAcquire(left.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** A page that left while it was being told is nobody's fault. */
    private void report(RuntimeException fault) {
        if (connection.isOpen())
            LOG.warn("live={} could not be told what changed; it will connect again", connection.getId(), fault);
        else LOG.debug("live={} left", connection.getId(), fault);
    }

    private void send(String html) throws IOException {
        if (!html.isBlank()) connection.sendMessage(new TextMessage(html));
    }
}
