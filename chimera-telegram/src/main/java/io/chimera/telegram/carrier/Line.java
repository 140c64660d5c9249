package io.chimera.telegram.carrier;

import io.chimera.telegram.tdlib.TdClient;
import io.chimera.telegram.tdlib.TdFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One account's TDLib, asked by calls that block, once it is there. Safe for use by many threads. */
final class Line {

    private final Duration patience;
    private volatile @Nullable TdClient client;

    /** @param patience how long an answer is waited for */
    Line(Duration patience) {
        this.patience = patience;
    }

    void connect(TdClient to) {
        client = to;
    }

    /** A request to be filled in; see td_api.tl for its fields. */
    static ObjectNode request(String type) {
        return JsonNodeFactory.instance.objectNode().put("@type", type);
    }

    /**
     * Asks, and waits for the answer.
     *
     * @throws TdFailure if TDLib, or Telegram behind it, says no
     * @throws IOException if there is no answer in time
     */
    JsonNode ask(ObjectNode request) throws TdFailure, IOException, InterruptedException {
        var asked = client;
        if (asked == null) throw new IOException("Telegram is not open yet");
        try {
            return asked.send(request).get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TdFailure failure) throw failure;
            throw new IOException("Telegram could not be asked", e);
        } catch (TimeoutException e) {
            throw new IOException("Telegram did not answer in time", e);
        }
    }

    /** Asks for something whose answer changes nothing. Returns at once. */
    void tell(ObjectNode request) {
        var told = client;
        if (told == null) return;
        var _ = told.send(request);
    }

    /** The same, and for something else when the first was granted. */
    void tell(ObjectNode request, ObjectNode next) {
        var told = client;
        if (told == null) return;
        var _ = told.send(request).thenCompose(_ -> told.send(next));
    }

    /** Ends it; whether TDLib has closed in time. */
    boolean close(Duration lastMoments) throws InterruptedException {
        var open = client;
        return open == null || open.close(lastMoments);
    }
}
