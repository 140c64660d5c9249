package io.chimera.lab.client;

import io.chimera.core.dialog.DialogId;
import io.chimera.core.file.SharedFile;
import io.chimera.lab.api.Content;
import io.chimera.lab.api.Update;
import io.chimera.lab.api.UpdateLane;
import io.chimera.lab.api.Updates;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears one lane of updates until it is interrupted. What is not stored is not acknowledged, so the lab cloud tells it
 * again.
 */
final class UpdateLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(UpdateLoop.class);

    private final UpdateLane lane;
    private final LabLine line;
    private final Incoming incoming;
    private final Downloads downloads;
    private final Consumer<Boolean> reached;

    private long stored;
    private boolean heard;
    private boolean complained;

    /** @param reached told after every request whether the cloud answered */
    UpdateLoop(UpdateLane lane, LabLine line, Incoming incoming, Downloads downloads, Consumer<Boolean> reached) {
        this.lane = lane;
        this.line = line;
        this.incoming = incoming;
        this.downloads = downloads;
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
            updates = line.poll(lane, stored, heard ? line.pace().poll() : Duration.ZERO);
            heard = true;
        } catch (IOException e) {
            heard = false; // the next round asks for a quick answer, so that coming back is noticed at once
            LOG.debug("The lab cloud did not tell what is new lane={} why={}", lane, e.getMessage());
            reached.accept(false);
            return false;
        }
        reached.accept(true);
        return take(updates);
    }

    private boolean take(Updates updates) throws InterruptedException {
        try {
            var together = new ArrayList<Update>();
            for (var update : updates.updates()) {
                if (update instanceof Update.NewMessage message && message.content() instanceof Content.Document file) {
                    store(together);
                    store(message, file);
                } else if (update instanceof Update.Changed changed) {
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

    /** Once, however often it is tried. What a disk says may hold a file's name, so it is not repeated. */
    private void complain(Exception why) {
        if (!complained)
            LOG.warn(
                    "What came from the lab cloud cannot be stored now; it will come again lane={} why={}",
                    lane,
                    why.getClass().getSimpleName());
        LOG.debug("Not stored", why);
        complained = true;
    }

    private void store(List<Update> together) throws InterruptedException {
        if (together.isEmpty()) return;
        incoming.take(List.copyOf(together));
        stored = together.getLast().seq();
        together.clear();
    }

    private void take(Update.NewMessage message, SharedFile file) throws IOException {
        try {
            incoming.take(message, file);
        } catch (RuntimeException notStored) {
            downloads.discard(file); // it will come again
            throw notStored;
        }
    }

    private void store(Update.NewMessage message, Content.Document file) throws IOException, InterruptedException {
        try {
            var shared = downloads.fetch(message, file);
            if (shared.isPresent()) take(message, shared.get());
        } catch (Denied | Broken failed) {
            throw failed;
        } catch (IOException noPlace) {
            if (lane == UpdateLane.FILES) throw noPlace;
            LOG.warn(
                    "A file from the lab cloud finds no place here now; words go on without it why={}",
                    noPlace.getClass().getSimpleName());
            line.postpone(message.seq());
        }
        stored = message.seq();
    }
}
