package io.chimera.app.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.app.scene.Node;
import io.chimera.app.scene.Rest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Three processes: a lab that nobody lives on and nobody kills, and one node each for Ana and Bruno, who may be killed. */
final class DoomedTown implements AutoCloseable {

    static final long ANA = 1001;
    static final long BRUNO = 1002;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** Whose node. */
    enum Side {
        ANA,
        BRUNO
    }

    private final Node lab;
    private final Map<Side, Node> nodes = new EnumMap<>(Side.class);
    private boolean lan = true;

    private DoomedTown(Node lab) {
        this.lab = lab;
    }

    static DoomedTown settle(Path folder) {
        var network = OwnNetwork.any();
        var town = new DoomedTown(
                Node.start("lab", folder.resolve("lab"), List.of(), network.settings("--chimera.lab.people=")));
        try {
            var invitation = folder.resolve("lab/lab/invitation.properties");
            await().atMost(PATIENCE).until(() -> Files.exists(invitation));
            town.nodes.put(Side.ANA, node(folder, network, invitation, ANA));
            town.nodes.put(Side.BRUNO, node(folder, network, invitation, BRUNO));
            town.awaitNear();
            return town;
        } catch (RuntimeException | Error failed) {
            town.close();
            throw failed;
        }
    }

    private static Node node(Path folder, OwnNetwork network, Path invitation, long person) {
        var home = folder.resolve("home-" + person);
        var settings = network.settings("--spring.config.import=file:" + invitation, "--chimera.lab.people=" + person);
        return Node.start("node-" + person, home, List.of(), Doomed.command(home, settings));
    }

    Rest ana() {
        return new Rest(node(Side.ANA), ANA);
    }

    Rest bruno() {
        return new Rest(node(Side.BRUNO), BRUNO);
    }

    Path home(Side side) {
        return node(side).home();
    }

    private Node node(Side side) {
        return Objects.requireNonNull(nodes.get(side));
    }

    /** Uses the LAN on both sides, or neither. Returns once they see each other, or not. */
    void useLan(boolean on) {
        if (on != lan) {
            ana().lan(on);
            bruno().lan(on);
            lan = on;
        }
        awaitNear();
    }

    private void awaitNear() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(ana().get("/neighbours").ok().isEmpty()).isNotEqualTo(lan);
            assertThat(bruno().get("/neighbours").ok().isEmpty()).isNotEqualTo(lan);
        });
    }

    /** From now on, this side dies at the step; see {@link Doom}. */
    void doom(Side side, String order) {
        try {
            var aside = Files.writeString(home(side).resolve("doom.new"), order);
            Files.move(aside, home(side).resolve(Doom.ORDER), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Ana sends words; whether her node said that it has them. */
    boolean accepts(String text) {
        try {
            ana().send(BRUNO, text).ok();
            return true;
        } catch (UncheckedIOException _) {
            return false; // she died before she could say so
        }
    }

    /** Ana sends a file; whether her node said that it has it. */
    boolean accepts(String name, Path file) {
        try {
            ana().sendFile(BRUNO, file, name).ok();
            return true;
        } catch (UncheckedIOException _) {
            return false; // she died before she could say so
        }
    }

    void awaitDeath(Side side) {
        assertThat(node(side).awaitEnd()).as("it died by SIGKILL").isEqualTo(128 + 9);
    }

    void kill(Side side) {
        node(side).kill();
    }

    /** Starts this side again, if it is dead, with nothing in store for it. */
    void revive(Side side) {
        if (node(side).isAlive()) return;
        try {
            Files.deleteIfExists(home(side).resolve(Doom.ORDER));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        node(side).startAgain();
    }

    /** Until nothing waits in either outbox. */
    void awaitQuiet() {
        for (var node : nodes.values()) {
            await().atMost(PATIENCE)
                    .failFast(node.home() + " died", () -> !node.isAlive())
                    .untilAsserted(() -> assertThat(Outboxes.waiting(node))
                            .as(() -> "waiting: " + Outboxes.of(node))
                            .isZero());
        }
    }

    @Override
    public void close() {
        nodes.values().forEach(Node::close);
        lab.close();
    }
}
