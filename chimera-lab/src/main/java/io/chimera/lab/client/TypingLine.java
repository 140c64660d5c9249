package io.chimera.lab.client;

import io.chimera.core.dialog.DialogId;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says that the account writes, in order and aside; what cannot be said in time is left unsaid. */
final class TypingLine implements AutoCloseable {

    private static final int MOST_WAITING = 8;
    private static final Logger LOG = LoggerFactory.getLogger(TypingLine.class);

    private final LabLine line;
    private final ExecutorService aside = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofVirtual().name("lab-typing").factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    TypingLine(LabLine line) {
        this.line = line;
    }

    /** Returns at once. */
    void say(DialogId dialog, boolean on) {
        aside.execute(() -> tell(dialog, on));
    }

    private void tell(DialogId dialog, boolean on) {
        try {
            line.types(dialog.value(), on);
        } catch (IOException nobodyMinds) {
            LOG.debug("The lab cloud was not told that somebody writes why={}", nobodyMinds.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        aside.shutdownNow();
    }
}
