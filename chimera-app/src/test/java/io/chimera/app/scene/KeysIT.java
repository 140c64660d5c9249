package io.chimera.app.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Ana and Bruno compare their keys, and Ana blocks his: the whole program, over its REST API. */
class KeysIT {

    private static final long ANA = 1001;
    private static final long BRUNO = 1002;
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static Node node;
    private static Rest ana;
    private static Rest bruno;

    @BeforeAll
    static void theyAreNear() throws IOException {
        int firstPort;
        try (var probe = new ServerSocket(0)) {
            firstPort = probe.getLocalPort();
        }
        node = Node.start("keys", folder.resolve("home"), List.of(), Air.fresh().settings(firstPort));
        ana = new Rest(node, ANA);
        bruno = new Rest(node, BRUNO);
        awaitNear();
    }

    @AfterAll
    static void end() {
        if (node != null) node.close();
    }

    @Test
    void bothSeeTheSameWordsAndOneWhoIsBlockedIsReachedThroughTheCloudOnly() {
        var his = keyOf(ana, BRUNO);
        var hers = keyOf(bruno, ANA);
        assertThat(his.path("code")).isEqualTo(hers.path("code"));
        assertThat(his.path("news").asBoolean()).isFalse();
        assertThat(sent("Direto").path("route").asString()).isEqualTo("LAN");

        var path = "/dialogs/" + BRUNO + "/keys/" + his.path("key").asString();
        ana.post(path + "/comparison", Map.of("equal", false)).ok();
        await().atMost(SOON).until(() -> refusal().equals("BLOCKED"));
        var detour = sent("Pela nuvem");
        assertThat(detour.path("route").asString()).isEqualTo("CLOUD");
        assertThat(detour.path("routeReason").asString()).isEqualTo("BLOCKED");

        ana.delete(path + "/block").ok();
        awaitNear();
        assertThat(sent("Direto de novo").path("route").asString()).isEqualTo("LAN");
        assertThat(node.output()).containsOnlyOnce("Not talked to directly: account=1001 contact=1002 why=BLOCKED");
    }

    private static void awaitNear() {
        await().atMost(SOON).until(() -> ana.sees(BRUNO) && bruno.sees(ANA));
    }

    private static JsonNode keyOf(Rest asked, long contact) {
        return asked.get("/dialogs/" + contact + "/keys").ok().path("keys").get(0);
    }

    private static String refusal() {
        for (var neighbour : ana.get("/neighbours").ok())
            if (neighbour.path("id").asLong() == BRUNO)
                return neighbour.path("refused").asString("");
        return "";
    }

    /** What became of a message of Ana's once it is settled. */
    private static JsonNode sent(String text) {
        var id = ana.send(BRUNO, text).ok().path("id").asString();
        await().atMost(SOON)
                .until(() -> !ana.message(BRUNO, id).path("route").asString("").isEmpty());
        return ana.message(BRUNO, id);
    }
}
