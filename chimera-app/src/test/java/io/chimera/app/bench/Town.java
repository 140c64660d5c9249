package io.chimera.app.bench;

import static org.awaitility.Awaitility.await;

import io.chimera.app.fault.OwnNetwork;
import io.chimera.app.scene.Node;
import io.chimera.app.scene.Rest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Ana's node with the lab, and Bruno's that joins it: two processes, one network of their own. */
record Town(Node atAnas, Node atBrunos, Rest ana, Rest bruno) implements AutoCloseable {

    static final long ANA = 1001;
    static final long BRUNO = 1002;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    static Town settle(Path folder) {
        var network = OwnNetwork.any();
        var a = Node.start("Ana's", folder.resolve("a"), List.of(), network.settings("--chimera.lab.people=" + ANA));
        try {
            var invitation = folder.resolve("a/lab/invitation.properties");
            await().atMost(PATIENCE).until(() -> Files.exists(invitation));
            var join = network.settings("--spring.config.import=file:" + invitation, "--chimera.lab.people=" + BRUNO);
            var b = Node.start("Bruno's", folder.resolve("b"), List.of(), join);
            return new Town(a, b, new Rest(a, ANA), new Rest(b, BRUNO)).onceNear();
        } catch (RuntimeException | Error failed) {
            a.close();
            throw failed;
        }
    }

    private Town onceNear() {
        try {
            awaitNear();
            return this;
        } catch (RuntimeException | Error failed) {
            atBrunos.close();
            throw failed;
        }
    }

    /** Until each sees the other on the network. */
    private void awaitNear() {
        await().atMost(PATIENCE)
                .until(() -> !ana.get("/neighbours").ok().isEmpty()
                        && !bruno.get("/neighbours").ok().isEmpty());
    }

    @Override
    public void close() {
        atBrunos.close();
        atAnas.close();
    }
}
