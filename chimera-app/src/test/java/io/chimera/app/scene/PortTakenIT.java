package io.chimera.app.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another program holds the port Ana's neighbours would connect to. */
class PortTakenIT {

    private static final long ANA = 1001;
    private static final long BRUNO = 1002;
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void theLanIsDownWithTheReasonMessagesTakeTheCloudAndOnceItIsFreeTheLanIsBack() throws IOException {
        try (var taken = new ServerSocket(0);
                var unused = new ServerSocket(0)) {
            var settings = Air.fresh().settings(unused.getLocalPort());
            settings[2] = "--chimera.lan.port=" + taken.getLocalPort();
            try (var node = Node.start("lab", folder.resolve("lab"), List.of(), settings)) {
                var ana = new Rest(node, ANA);
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(ana.health()
                                        .path("components")
                                        .path("lan")
                                        .toString())
                                .contains("DOWN", "TCP port " + taken.getLocalPort() + " cannot be listened on"));

                var id = ana.send(BRUNO, "a porta está ocupada").ok().path("id").asString();
                await().atMost(SOON)
                        .until(() -> ana.message(BRUNO, id)
                                .path("route")
                                .asString("")
                                .equals("CLOUD"));

                taken.close();
                await().atMost(SOON).until(() -> ana.lanPort().orElse(0) == taken.getLocalPort());
            }
        }
    }
}
