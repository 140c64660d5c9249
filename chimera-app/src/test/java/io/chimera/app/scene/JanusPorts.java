package io.chimera.app.scene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.json.JsonMapper;

/** Where the identity proxy of a running program listens. */
public final class JanusPorts {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private JanusPorts() {}

    /** Its port, as the program's health tells it. */
    public static int proxyOf(Node node) {
        try (var client = HttpClient.newHttpClient()) {
            var health = client.send(
                            HttpRequest.newBuilder(URI.create(node.address() + "/actuator/health"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            var port = JSON.readTree(health).at("/components/janus/details/port");
            if (!port.isInt()) throw new AssertionError("no proxy: " + health);
            return port.asInt();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
