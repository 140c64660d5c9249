package io.chimera.telegram.tdlib;

import io.chimera.telegram.nativelib.NoTdLibrary;
import io.chimera.telegram.nativelib.TdLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * TDLib at work in this process: one platform thread receives for all clients (a virtual one would hold its carrier), and
 * hands each its own. There is at most one of these over the native library, because TDLib aborts the process when two
 * threads receive.
 */
public final class TdEngine implements AutoCloseable {

    /** The oldest TDLib whose requests are the ones written here. */
    static final TdVersion OLDEST = new TdVersion(1, 8, 62);

    private static final Logger LOG = LoggerFactory.getLogger(TdEngine.class);
    private static final Duration LISTEN = Duration.ofSeconds(1);
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    /** No client ever has this number. */
    private static final int NOBODY = Integer.MAX_VALUE;

    private static final long LARGEST_LOG = 10L << 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final AtomicBoolean RUNS = new AtomicBoolean();

    private final TdTransport transport;
    private final Runnable whenClosed;
    private final Map<Integer, TdClient> clients = new ConcurrentHashMap<>();
    private final Thread receiver;
    private final TdVersion version;
    private volatile boolean closing;

    private TdEngine(TdTransport transport, TdVersion version, Runnable whenClosed) {
        this.transport = transport;
        this.version = version;
        this.whenClosed = whenClosed;
        this.receiver = Thread.ofPlatform().daemon().name("td-receive").unstarted(this::receive);
    }

    /**
     * Loads the native library and begins to listen to it. Nothing goes to the network before a client is opened.
     *
     * @param log the file TDLib writes its own log to; it keeps two of at most 10 MB
     * @throws NoTdLibrary if it cannot be loaded or is too old
     * @throws IllegalStateException if one runs in this process already
     */
    public static TdEngine start(TdLibrary library, Path log) throws NoTdLibrary {
        if (!RUNS.compareAndSet(false, true)) throw new IllegalStateException("TDLib runs in this process already");
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            return start(FfmTdTransport.load(library), log, () -> RUNS.set(false));
        } catch (IOException failed) {
            RUNS.set(false);
            throw new NoTdLibrary(
                    "TDLib's log file " + log + " has no folder and none can be made (" + failed + ").", failed);
        } catch (NoTdLibrary | RuntimeException failed) {
            RUNS.set(false);
            throw failed;
        }
    }

    /**
     * Listens to another implementation of the four functions, such as one of a test.
     *
     * @param whenClosed told when nothing is received any more
     */
    public static TdEngine start(TdTransport transport, Path log, Runnable whenClosed) throws NoTdLibrary {
        var stream = JSON.createObjectNode().put("@type", "setLogStream");
        stream.putObject("log_stream")
                .put("@type", "logStreamFile")
                .put("path", log.toString())
                .put("max_file_size", LARGEST_LOG)
                .put("redirect_stderr", false);
        execute(transport, stream);
        execute(
                transport,
                JSON.createObjectNode().put("@type", "setLogVerbosityLevel").put("new_verbosity_level", 1));
        var question = JSON.createObjectNode().put("@type", "getOption").put("name", "version");
        var version = TdVersion.parse(execute(transport, question).path("value").asString(""));
        if (version.compareTo(OLDEST) < 0)
            throw new NoTdLibrary("This TDLib is version " + version + "; Chimera needs " + OLDEST
                    + " or later. Leave chimera.telegram.library out to use the one Chimera brings.");
        var engine = new TdEngine(transport, version, whenClosed);
        engine.receiver.start();
        LOG.debug("TDLib {} is loaded", version);
        return engine;
    }

    private static JsonNode execute(TdTransport transport, JsonNode request) throws NoTdLibrary {
        var answer = transport.execute(JSON.writeValueAsString(request)).map(JSON::readTree);
        if (answer.isEmpty() || answer.get().path("@type").asString("").equals("error"))
            throw new NoTdLibrary("TDLib refused " + request.path("@type").asString() + ": "
                    + answer.map(error -> error.path("message").asString("")).orElse("no answer")
                    + ". If its log file cannot be written, see to the folder.");
        return answer.get();
    }

    /** Which TDLib this is. */
    public TdVersion version() {
        return version;
    }

    /** A new client, which does nothing before it is sent something. */
    public TdClient open(TdListener listener) {
        if (closing) throw new IllegalStateException("TDLib is being closed");
        var client = new TdClient(transport.create(), transport, JSON, listener, closed -> clients.remove(closed.id()));
        clients.put(client.id(), client);
        client.start();
        return client;
    }

    /** Closes every client, and listens no more. Blocks for at most ten seconds or so. */
    @Override
    public void close() {
        closing = true;
        try {
            long until = System.nanoTime() + LAST_WORDS.toNanos();
            for (var client : clients.values()) {
                if (!client.close(Duration.ofNanos(Math.max(0, until - System.nanoTime()))))
                    LOG.warn("An account's TDLib did not close in time; what it knew is in its log and read next time");
            }
            receiver.interrupt();
            transport.send(NOBODY, "{\"@type\":\"close\"}"); // answered with an error, which is received at once
            receiver.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            if (!receiver.isAlive()) whenClosed.run();
        }
    }

    private void receive() {
        try {
            while (!(closing && Thread.currentThread().isInterrupted())) {
                var told = transport.receive(LISTEN);
                if (told.isPresent()) handOut(told.get());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void handOut(String told) throws InterruptedException {
        try {
            var message = JSON.readTree(told);
            var client = clients.get(message.path("@client_id").asInt(0));
            if (client != null) client.take(message);
        } catch (JacksonException garbled) {
            LOG.warn("TDLib said something that is no JSON", garbled);
        }
    }
}
