package io.chimera.lab.client;

import io.chimera.core.dialog.DialogId;
import io.chimera.lab.api.Update;
import io.chimera.lab.api.Updates;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears updates until it is interrupted. What is not stored is not acknowledged, so the lab cloud tells it
 * again.
 */
final class UpdateLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(UpdateLoop.class);

    private final LabLine line;
    private final Incoming incoming;
    private final Consumer<Boolean> reached;

    private long stored;
    private boolean heard;
    private boolean complained;

    /** @param reached told after every request whether the cloud answered */
    UpdateLoop(LabLine line, Incoming incoming, Consumer<Boolean> reached) {
        this.line = line;
        this.incoming = incoming;
        this.reached = reached;
    }

    @Override
    public void run() {
        var pause = line.pace().firstPause();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                if (hear()) {
                    pause = line.pace().firstPause();
                } else {
                    Thread.sleep(pause);
                    pause = line.pace().after(pause);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the connection ends
        }
    }

    /** One round; whether it went well. */
    private boolean hear() throws InterruptedException {
        Updates updates;
        try {
            updates = line.poll(stored, heard ? line.pace().poll() : Duration.ZERO);
            heard = true;
        } catch (IOException e) {
            heard = false; // the next round asks for a quick answer, so that coming back is noticed at once
            LOG.debug("The lab cloud did not tell what is new why={}", e.getMessage());
            reached.accept(false);
            return false;
        }
        reached.accept(true);
        incoming.passOn(updates.typing());
        return take(updates);
    }

    private boolean take(Updates updates) throws InterruptedException {
        try {
            var together = new ArrayList<Update>();
            for (var update : updates.updates()) {
                if (update instanceof Update.Changed changed) {
                    store(together);
                    incoming.take(new DialogId(changed.dialog()), line.gathering(changed.dialog()));
                    stored = changed.seq();
                } else {
                    together.add(update);
                }
            }
            store(together);
            stored = updates.upTo();
            complained = false;
            return true;
        } catch (IOException | RuntimeException e) {
            complain(e);
            return false;
        }
    }

    private void store(List<Update> together) throws InterruptedException {
        if (together.isEmpty()) return;
        incoming.take(List.copyOf(together));
        stored = together.getLast().seq();
        together.clear();
    }

    /** Once, however often it is tried. What a disk says may hold a file's name, so it is not repeated. */
    private void complain(Exception why) {
        if (!complained)
            LOG.warn(
                    "What came from the lab cloud cannot be stored now; it will come again why={}",
                    why.getClass().getSimpleName());
        LOG.debug("Not stored", why);
        complained = true;
    }
}
