package io.chimera.app.command;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.function.IntPredicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The running node, as a program on the same computer sees it. */
final class NodeClient {

    /** Where a running node writes its address, in its home. */
    static final String ADDRESS_FILE = "address";

    private static final String USUAL_ADDRESS = "http://localhost:5000";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration CONNECTING = Duration.ofSeconds(5);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECTING).build();
    private final JsonMapper json = JsonMapper.builder().build();
    private final Path home;

    NodeClient(Path home) {
        this.home = home;
    }

    /** The answer to a question. */
    JsonNode get(String path) throws CommandFailed {
        return exchange(request(path).GET());
    }

    /** How the node's parts are; an unwell node answers as well as a well one. */
    JsonNode health() throws CommandFailed {
        return exchange(request("/actuator/health").GET(), status -> status == 200 || status == 503);
    }

    /** The answer to a JSON body; a node that answers nothing gives a missing node. */
    JsonNode post(String path, Object body) throws CommandFailed {
        return exchange(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.writeValueAsString(body))));
    }

    /** The answer to a JSON body that takes the place of what was there. */
    JsonNode put(String path, Object body) throws CommandFailed {
        return exchange(request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json.writeValueAsString(body))));
    }

    /** Takes something back. */
    void delete(String path) throws CommandFailed {
        exchange(request(path).DELETE());
    }

    /** Sends a file as one multipart field named {@code file} (RFC 7578), streamed from the disk. */
    JsonNode upload(String path, Path file) throws CommandFailed {
        var boundary = "chimera-" + UUID.randomUUID();
        return exchange(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .timeout(Duration.ofDays(1))
                .POST(multipart(boundary, file)));
    }

    private static BodyPublisher multipart(String boundary, Path file) throws CommandFailed {
        var name = file.getFileName()
                .toString()
                .replace("\\", "_")
                .replace("\"", "%22")
                .replaceAll("\\p{Cntrl}", "_");
        var head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: " + mediaType(file) + "\r\n\r\n";
        try {
            return BodyPublishers.concat(
                    BodyPublishers.ofString(head),
                    BodyPublishers.ofFile(file),
                    BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
        } catch (IOException _) {
            throw new CommandFailed("There is no file " + file + " that can be read. Nothing was sent.");
        }
    }

    private static String mediaType(Path file) {
        try {
            var probed = Files.probeContentType(file);
            return probed == null ? "application/octet-stream" : probed;
        } catch (IOException _) {
            return "application/octet-stream";
        }
    }

    private HttpRequest.Builder request(String path) throws CommandFailed {
        return HttpRequest.newBuilder(URI.create(address() + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token())
                .header("Accept", "application/json, application/problem+json");
    }

    private JsonNode exchange(HttpRequest.Builder request) throws CommandFailed {
        return exchange(request, status -> status / 100 == 2);
    }

    private JsonNode exchange(HttpRequest.Builder request, IntPredicate isAnswer) throws CommandFailed {
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            var body = answer.body().isEmpty() ? json.missingNode() : json.readTree(answer.body());
            if (isAnswer.test(answer.statusCode())) return body;
            throw new CommandFailed(problem(answer.statusCode(), body));
        } catch (ConnectException _) {
            throw new CommandFailed("No Chimera is running at " + address() + " for the home " + home
                    + ". Start it with ./chimera and try again.");
        } catch (IOException | JacksonException failed) {
            throw new CommandFailed("Chimera at " + address() + " did not answer as it should: " + failed.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted before Chimera answered.");
        }
    }

    /** An RFC 9457 problem, as a sentence. */
    private static String problem(int status, JsonNode body) {
        var title = body.path("title").asString("Chimera refused (HTTP " + status + ")");
        var detail = body.path("detail").asString("");
        return detail.isEmpty() ? title + "." : title + ": " + detail;
    }

    /** Where its pages and its REST API begin. */
    String address() throws CommandFailed {
        return read(ADDRESS_FILE, USUAL_ADDRESS);
    }

    private String token() throws CommandFailed {
        return read("token", "");
    }

    private String read(String name, String otherwise) throws CommandFailed {
        try {
            return Files.readString(home.resolve(name)).strip();
        } catch (NoSuchFileException _) {
            return otherwise;
        } catch (IOException failed) {
            throw new CommandFailed("The file " + home.resolve(name) + " cannot be read: " + failed.getMessage());
        }
    }
}
