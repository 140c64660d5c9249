package io.chimera.telegram.fake;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.chimera.telegram.tdlib.TdClient;
import io.chimera.telegram.tdlib.TdEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A TDLib client of its own, with nothing of ours around it, and all it has told. It goes to the fake Telegram and nowhere
 * else: the proxy is set before anything that could connect.
 */
final class Device implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<JsonNode> told = new CopyOnWriteArrayList<>();
    private final TdClient client;

    /** Opens one that keeps what it knows below a folder. */
    Device(TdEngine engine, FakeTelegram fake, Path folder) {
        client = engine.open(told::add);
        var proxy = request("addProxy").put("enable", true);
        var address = proxy.putObject("proxy")
                .put("@type", "proxy")
                .put("server", "127.0.0.1")
                .put("port", fake.port());
        address.putObject("type").put("@type", "proxyTypeSocks5");
        send(proxy);
        send(request("setTdlibParameters")
                .put("database_directory", folder.toString())
                .put("database_encryption_key", Base64.getEncoder().encodeToString("key".getBytes()))
                .put("use_file_database", true)
                .put("use_chat_info_database", true)
                .put("use_message_database", true)
                .put("api_id", 1)
                .put("api_hash", "0123456789abcdef0123456789abcdef")
                .put("system_language_code", "en")
                .put("device_model", "a test's device")
                .put("application_version", "1"));
    }

    /** Waits for something that takes a moment, and looks often: most of it takes very little. */
    static ConditionFactory soon(String what) {
        return await(what).atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
    }

    ObjectNode request(String type) {
        return client.request(type);
    }

    CompletableFuture<JsonNode> send(ObjectNode request) {
        return client.send(request);
    }

    /** The answer; fails if it is an error, with the {@code TdFailure} as cause. */
    JsonNode ask(ObjectNode request) throws Exception {
        return client.send(request).get(PATIENCE.toSeconds(), SECONDS);
    }

    JsonNode ask(String type, Consumer<ObjectNode> fields) throws Exception {
        var request = request(type);
        fields.accept(request);
        return ask(request);
    }

    /** All updates of a type so far, in order. */
    List<JsonNode> updates(String type) {
        return told.stream()
                .filter(update -> update.path("@type").asString("").equals(type))
                .toList();
    }

    /** The first update of a type with something about it; waits until there is one. */
    JsonNode awaits(String type, Predicate<JsonNode> wanted) {
        soon(type).until(() -> updates(type).stream().anyMatch(wanted));
        return updates(type).stream().filter(wanted).findFirst().orElseThrow();
    }

    void forgets() {
        told.clear();
    }

    /** Where signing in stands. */
    Optional<JsonNode> authorization() {
        return updates("updateAuthorizationState").reversed().stream()
                .findFirst()
                .map(update -> update.path("authorization_state"));
    }

    /** Where signing in has stood, in order, without the prefix. */
    List<String> states() {
        return updates("updateAuthorizationState").stream()
                .map(update -> update.path("authorization_state").path("@type").asString(""))
                .map(state -> state.replaceFirst("^authorizationState", ""))
                .toList();
    }

    JsonNode awaitsAuthorization(String state) {
        var wanted = "authorizationState" + state;
        soon(wanted)
                .until(() -> authorization()
                        .filter(now -> now.path("@type").asString("").equals(wanted))
                        .isPresent());
        return authorization().orElseThrow();
    }

    Optional<String> connection() {
        return updates("updateConnectionState").reversed().stream()
                .findFirst()
                .map(update -> update.path("state").path("@type").asString(""));
    }

    void awaitsConnection(String state) {
        var wanted = "connectionState" + state;
        soon(wanted).until(() -> connection().filter(wanted::equals).isPresent());
    }

    /** Signs somebody in by the code Telegram sends them. */
    Device signsIn(FakeTelegram fake, Person who) throws Exception {
        awaitsAuthorization("WaitPhoneNumber");
        ask("setAuthenticationPhoneNumber", request -> request.put("phone_number", who.phone()));
        awaitsAuthorization("WaitCode");
        ask("checkAuthenticationCode", request -> request.put("code", fake.codeOf(who.phone())));
        awaitsAuthorization("Ready");
        soon("news").until(who::listens);
        return this;
    }

    /**
     * A chat with somebody, who is found by their number. It is open for news: TDLib looks by itself whether a new chat has
     * messages, and what it finds there is no news to it.
     */
    long chatWith(Person other) throws Exception {
        ask("searchUserByPhoneNumber", request -> request.put("phone_number", other.phone()));
        long chat = ask("createPrivateChat", request -> request.put("user_id", other.id()))
                .path("id")
                .asLong();
        ask("getChatHistory", request -> request.put("chat_id", chat).put("limit", 1));
        return chat;
    }

    /** Hands a text to TDLib, and returns the message as it is before it is sent. */
    JsonNode writes(long chat, String text) throws Exception {
        return ask("sendMessage", request -> {
            request.put("chat_id", chat);
            text(request.putObject("input_message_content"), text);
        });
    }

    static void text(ObjectNode content, String text) {
        content.put("@type", "inputMessageText")
                .putObject("text")
                .put("@type", "formattedText")
                .put("text", text);
    }

    /** Hands a file to TDLib, in the form that both old and new versions understand. */
    JsonNode sends(long chat, Path file) throws Exception {
        return ask("sendMessage", request -> {
            request.put("chat_id", chat);
            var content = request.putObject("input_message_content").put("@type", "inputMessageDocument");
            var document =
                    content.putObject("document").put("@type", "inputFileLocal").put("path", file.toString());
            document.putObject("document").put("@type", "inputFileLocal").put("path", file.toString());
            document.put("disable_content_type_detection", true);
            content.put("disable_content_type_detection", true);
        });
    }

    /** The message as Telegram has it, once what was handed over has been sent. */
    JsonNode awaitsSent(JsonNode handedOver) {
        return awaits("updateMessageSendSucceeded", update -> isAbout(update, handedOver))
                .path("message");
    }

    /** Why what was handed over was not sent. */
    JsonNode awaitsRefused(JsonNode handedOver) {
        return awaits("updateMessageSendFailed", update -> isAbout(update, handedOver))
                .path("error");
    }

    private static boolean isAbout(JsonNode update, JsonNode handedOver) {
        return update.path("old_message_id").asLong() == handedOver.path("id").asLong();
    }

    /** A message with these words. */
    JsonNode awaitsText(String text) {
        return awaitsMessage(text, message -> textOf(message.path("content")).equals(text));
    }

    /**
     * A message that is new here. If TDLib looks into its dialog at the very moment it comes, it is no news to it any more:
     * it is told as the last one of its chat only.
     */
    JsonNode awaitsMessage(String called, Predicate<JsonNode> wanted) {
        soon(called).until(() -> messages().anyMatch(wanted));
        return messages().filter(wanted).findFirst().orElseThrow();
    }

    private Stream<JsonNode> messages() {
        return Stream.concat(
                updates("updateNewMessage").stream().map(update -> update.path("message")),
                updates("updateChatLastMessage").stream().map(update -> update.path("last_message")));
    }

    static String textOf(JsonNode content) {
        return content.path("text").path("text").asString("");
    }

    @Override
    public void close() throws InterruptedException {
        client.close(PATIENCE);
    }
}
