package io.chimera.janus.proxy;

import io.chimera.core.janus.Traffic;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what was done, in its order, without keeping anybody waiting. Who listens too slowly misses some. */
final class Herald implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Herald.class);
    private static final int MOST_WAITING = 1_000;

    private final BlockingQueue<Traffic> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Consumer<Traffic> listener;
    private final Thread teller;

    Herald(Consumer<Traffic> listener) {
        this.listener = listener;
        this.teller = Thread.ofVirtual().name("janus-herald").start(this::tell);
    }

    void say(Traffic news) {
        if (!queue.offer(news)) log.debug("Nobody took the news in time; some are lost");
    }

    private void tell() {
        try {
            while (true) tell(queue.take());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the proxy ends
        }
    }

    private void tell(Traffic news) {
        try {
            listener.accept(news);
        } catch (RuntimeException fault) {
            log.warn("A listener failed at what the identity proxy did", fault);
        }
    }

    @Override
    public void close() {
        teller.interrupt();
    }
}
