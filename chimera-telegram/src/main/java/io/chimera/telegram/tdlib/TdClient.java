package io.chimera.telegram.tdlib;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One account's TDLib. Answers and updates are dealt with in the order in which TDLib gave them, on a thread of the
 * client's own. Safe for use by many threads.
 */
public final class TdClient {

    /** Far more than lies here while the listener does its work; TDLib keeps what is behind it. */
    private static final int MOST_WAITING = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(TdClient.class);

    private final int id;
    private final TdTransport transport;
    private final JsonMapper json;
    private final TdListener listener;
    private final Consumer<TdClient> whenClosed;
    private final BlockingQueue<JsonNode> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Map<String, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final AtomicLong questions = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** @param whenClosed told once nothing more comes for it */
    TdClient(int id, TdTransport transport, JsonMapper json, TdListener listener, Consumer<TdClient> whenClosed) {
        this.id = id;
        this.transport = transport;
        this.json = json;
        this.listener = listener;
        this.whenClosed = whenClosed;
    }

    void start() {
        Thread.ofVirtual().name("td-client-" + id).start(this::deal);
    }

    int id() {
        return id;
    }

    /** A request to be filled in; see td_api.tl for its fields. */
    public ObjectNode request(String type) {
        return json.createObjectNode().put("@type", type);
    }

    /**
     * Sends a request. Returns at once.
     *
     * @return what it is answered with; fails with {@link TdFailure} when that is an error, or when the client closes first
     */
    public CompletableFuture<JsonNode> send(ObjectNode request) {
        var question = Long.toString(questions.incrementAndGet());
        var answer = new CompletableFuture<JsonNode>();
        asked.put(question, answer);
        if (closed.getCount() == 0) {
            forget(question);
            return answer;
        }
        transport.send(id, json.writeValueAsString(request.put("@extra", question)));
        return answer;
    }

    /**
     * Has TDLib write down what it knows and end; the listener hears it close. What is asked then fails.
     *
     * @return whether it has ended within {@code patience}
     */
    public boolean close(Duration patience) throws InterruptedException {
        if (closed.getCount() > 0) transport.send(id, json.writeValueAsString(request("close")));
        return awaitClosed(patience);
    }

    /** Waits until it has closed, because it was told to, or was logged out. */
    public boolean awaitClosed(Duration patience) throws InterruptedException {
        return closed.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Takes an answer or update from TDLib, and waits if very many lie here already. */
    void take(JsonNode told) throws InterruptedException {
        waiting.put(told);
    }

    private void deal() {
        try {
            boolean open = true;
            while (open) {
                var told = waiting.take();
                open = !isClosed(told);
                deal(told);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            whenClosed.accept(this);
            closed.countDown();
            asked.keySet().forEach(this::forget);
        }
    }

    private void deal(JsonNode told) {
        var question = told.path("@extra").asString("");
        if (!question.isEmpty()) {
            answer(question, told);
            return;
        }
        try {
            listener.updated(told);
        } catch (RuntimeException fault) {
            LOG.warn(
                    "What Telegram told was not understood: {}",
                    told.path("@type").asString(""),
                    fault);
        }
    }

    private void answer(String question, JsonNode told) {
        var answer = asked.remove(question);
        if (answer == null) return;
        if (told.path("@type").asString("").equals("error"))
            answer.completeExceptionally(new TdFailure(
                    told.path("code").asInt(0), told.path("message").asString("")));
        else answer.complete(told);
    }

    private void forget(String question) {
        var answer = asked.remove(question);
        if (answer != null) answer.completeExceptionally(new TdFailure(500, "the account's Telegram is closed"));
    }

    private static boolean isClosed(JsonNode told) {
        return told.path("@type").asString("").equals("updateAuthorizationState")
                && told.path("authorization_state").path("@type").asString("").equals("authorizationStateClosed");
    }
}
