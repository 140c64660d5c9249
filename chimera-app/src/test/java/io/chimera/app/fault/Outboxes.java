package io.chimera.app.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chimera.app.scene.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What waits in a node's outboxes, as {@code /actuator/outbox} tells. */
public final class Outboxes {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Outboxes() {}

    /** How many dispatches of all its accounts wait. */
    public static int waiting(Node node) {
        int waiting = 0;
        for (var account : of(node)) waiting += account.path("size").asInt();
        return waiting;
    }

    /** All that is told, for a message about a failure. */
    public static JsonNode of(Node node) {
        try (var answer =
                URI.create(node.address() + "/actuator/outbox").toURL().openStream()) {
            return JSON.readTree(new String(answer.readAllBytes(), UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
