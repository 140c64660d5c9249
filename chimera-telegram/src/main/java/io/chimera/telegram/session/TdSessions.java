package io.chimera.telegram.session;

import io.chimera.telegram.nativelib.NoTdLibrary;
import io.chimera.telegram.tdlib.TdClient;
import io.chimera.telegram.tdlib.TdEngine;
import io.chimera.telegram.tdlib.TdListener;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Opens databases with TDLib, which is loaded when the first is wanted. Safe for use by many threads. */
public final class TdSessions implements AutoCloseable {

    private static final String OURSELVES = "Chimera";

    private final EngineStart start;
    private final Wire wire;
    private final String version;
    private @Nullable TdEngine engine;
    private boolean closed;

    /**
     * @param start loads TDLib
     * @param version this program's, which Telegram shows the person among their devices
     */
    public TdSessions(EngineStart start, Wire wire, String version) {
        this.start = start;
        this.wire = wire;
        this.version = version;
    }

    /** Loads TDLib. */
    @FunctionalInterface
    public interface EngineStart {
        /** @throws NoTdLibrary with the reason and the next step, if there is none that can be used */
        TdEngine start() throws NoTdLibrary;
    }

    /**
     * Begins to open a database. Returns at once; who listens hears how it goes.
     *
     * @throws NoTdLibrary if TDLib cannot be loaded
     */
    public TdSession open(TdDatabase database, Application application, TdListener listener) throws NoTdLibrary {
        var client = engine().open(listener);
        // First, for TDLib looks for Telegram as soon as it has its parameters; it answers both only then.
        var wired = connect(client).map(client::send);
        var opened = client.send(parameters(client, database, application));
        return new TdSession(client, wired.map(way -> both(opened, way)).orElse(opened));
    }

    /** Done when both are; fails as soon as one does, for the other is not answered then. */
    private static CompletableFuture<JsonNode> both(
            CompletableFuture<JsonNode> one, CompletableFuture<JsonNode> other) {
        var both = one.thenCombine(other, (done, _) -> done);
        var _ = one.whenComplete((_, failure) -> fail(both, failure));
        var _ = other.whenComplete((_, failure) -> fail(both, failure));
        return both;
    }

    private static void fail(CompletableFuture<JsonNode> answer, @Nullable Throwable failure) {
        if (failure != null) answer.completeExceptionally(failure);
    }

    /** Has TDLib try to reach Telegram at once, which it would otherwise do after longer and longer pauses. */
    public void reconnect(TdSession session) {
        var request = session.client().request("setNetworkType");
        request.putObject("type").put("@type", wire instanceof Wire.None ? "networkTypeNone" : "networkTypeOther");
        var _ = session.client().send(request);
    }

    private synchronized TdEngine engine() throws NoTdLibrary {
        if (closed) throw new IllegalStateException("Telegram is being closed");
        if (engine == null) engine = start.start();
        return engine;
    }

    private Optional<ObjectNode> connect(TdClient client) {
        return switch (wire) {
            case Wire.Direct() -> Optional.empty();
            case Wire.Socks5(var host, var port) -> {
                var request = client.request("addProxy").put("enable", true).put("comment", "");
                // Its place moved into an object of its own at some version; fields that are not known are passed over.
                socks(request, host, port);
                socks(request.putObject("proxy").put("@type", "proxy"), host, port);
                yield Optional.of(request);
            }
            case Wire.None() -> {
                var request = client.request("setNetworkType");
                request.putObject("type").put("@type", "networkTypeNone");
                yield Optional.of(request);
            }
        };
    }

    private static void socks(ObjectNode into, String host, int port) {
        into.put("server", host).put("port", port);
        into.putObject("type")
                .put("@type", "proxyTypeSocks5")
                .put("username", "")
                .put("password", "");
    }

    private ObjectNode parameters(TdClient client, TdDatabase database, Application application) {
        return client.request("setTdlibParameters")
                .put("database_directory", database.folder().toString())
                .put("files_directory", database.folder().resolve("files").toString())
                .put("database_encryption_key", database.key())
                .put("use_file_database", true)
                .put("use_chat_info_database", true)
                .put("use_message_database", true)
                .put("use_secret_chats", false)
                .put("api_id", application.id())
                .put("api_hash", application.hash())
                .put("system_language_code", language())
                .put("device_model", OURSELVES + " on " + System.getProperty("os.name"))
                .put("system_version", System.getProperty("os.version"))
                .put("application_version", version);
    }

    private static String language() {
        var language = Locale.getDefault().toLanguageTag();
        return language.equals("und") ? "en" : language;
    }

    /** Closes every database, and TDLib. */
    @Override
    public synchronized void close() {
        closed = true;
        if (engine != null) engine.close();
        engine = null;
    }
}
