package io.chimera.app.scene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A node's REST API as one account uses it. */
public final class Rest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String BOUNDARY = "a-boundary-that-stands-in-no-file";

    private static final String ACCOUNTS = "/api/v1/accounts";

    private final Node node;
    private final long id;
    private final String account;
    private final Supplier<String> address;

    public Rest(Node node, long account) {
        this(node, account, node::address);
    }

    /** A node whose loopback is not ours; {@code address} leads there. */
    public Rest(Node node, long account, String address) {
        this(node, account, () -> address);
    }

    private Rest(Node node, long account, Supplier<String> address) {
        this.node = node;
        this.address = address;
        this.id = account;
        this.account = ACCOUNTS + "/" + account;
    }

    /** An answer as it came. */
    public record Answer(int status, JsonNode body) {
        public JsonNode ok() {
            if (status / 100 != 2) throw new AssertionError("HTTP " + status + ": " + body);
            return body;
        }
    }

    public Answer send(long dialog, String text) {
        return post("/dialogs/" + dialog + "/messages", Map.of("text", text));
    }

    public Answer sendFile(long dialog, Path file, String name) {
        try {
            var head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                    + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
            var body = BodyPublishers.concat(
                    BodyPublishers.ofString(head),
                    BodyPublishers.ofFile(file),
                    BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"));
            return exchange("/dialogs/" + dialog + "/files", "multipart/form-data; boundary=" + BOUNDARY, body);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The newest messages of a dialog, newest first. */
    public List<JsonNode> messages(long dialog, int limit) {
        return list(get("/dialogs/" + dialog + "/messages?limit=" + limit).ok());
    }

    /** Every message of a dialog, newest first, page by page. */
    public List<JsonNode> allMessages(long dialog) {
        var all = new ArrayList<JsonNode>();
        var page = messages(dialog, 100);
        while (!page.isEmpty()) {
            all.addAll(page);
            var before = page.getLast().path("id").asString();
            page = list(get("/dialogs/" + dialog + "/messages?limit=100&before=" + before)
                    .ok());
        }
        return all;
    }

    public JsonNode message(long dialog, String id) {
        return messages(dialog, 100).stream()
                .filter(message -> message.path("id").asString().equals(id))
                .findFirst()
                .orElse(JSON.missingNode());
    }

    public void lan(boolean on) {
        post("/lan", Map.of("on", on)).ok();
    }

    /** The TCP port its neighbours connect to; empty while it is not on the LAN. */
    public OptionalInt lanPort() {
        return list(answer(to(ACCOUNTS).GET()).ok()).stream()
                .filter(known -> known.path("id").asLong() == id)
                .map(known -> known.path("lan").path("port"))
                .filter(JsonNode::isInt)
                .mapToInt(JsonNode::asInt)
                .findFirst();
    }

    /** What the node says of its own health. */
    public JsonNode health() {
        return answer(to("/actuator/health").GET()).body();
    }

    /** Where somebody claims to be that contact, proven or not: the best of their addresses. */
    public Optional<String> heardAt(long contact) {
        return list(get("/neighbours").ok()).stream()
                .filter(neighbour -> neighbour.path("id").asLong() == contact)
                .map(neighbour -> neighbour.path("address").asString())
                .findFirst();
    }

    /** Whether this account sees that contact on its network, with a certificate that proves it. */
    public boolean sees(long contact) {
        return list(get("/neighbours").ok()).stream()
                .anyMatch(neighbour -> neighbour.path("id").asLong() == contact
                        && neighbour.path("proven").asBoolean());
    }

    /** Something that is no account's. */
    public Answer getFrom(String path) {
        return answer(to(path).GET());
    }

    /** Something that is no account's. */
    public Answer postTo(String path, Object body) {
        return answer(to(path).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /** Something that is no account's. */
    public Answer deleteFrom(String path) {
        return answer(to(path).DELETE());
    }

    public Answer get(String path) {
        return answer(request(path).GET());
    }

    public Answer post(String path, Object body) {
        return exchange(path, "application/json", BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    public Answer put(String path, Object body) {
        return answer(request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    public Answer delete(String path) {
        return answer(request(path).DELETE());
    }

    public Answer exchange(String path, String type, BodyPublisher body) {
        return answer(request(path).header("Content-Type", type).POST(body));
    }

    private HttpRequest.Builder request(String path) {
        return to(account + path);
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(address.get() + path))
                .timeout(Duration.ofMinutes(5))
                .header("Authorization", "Bearer " + node.token());
    }

    private static Answer answer(HttpRequest.Builder request) {
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            var body = response.body().isBlank() ? JSON.missingNode() : JSON.readTree(response.body());
            return new Answer(response.statusCode(), body);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static List<JsonNode> list(JsonNode array) {
        var all = new ArrayList<JsonNode>();
        array.forEach(all::add);
        return all;
    }
}
