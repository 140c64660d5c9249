package io.chimera.app.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.app.scene.Rest;
import io.chimera.app.scene.Sha;
import io.chimera.app.scene.Tools;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * One conversation, two routes, nothing lost, nothing twice: two computers with a cable between them, both with the genuine
 * TDLib, and a Telegram of the test's own.
 */
@Timeout(900)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BothRoutesIT {

    private static final int TEXTS = 1_000;
    private static final int ONE_BACK_IN = 5;
    private static final int FILE_SIZE = 3_000_001;
    private static final long SEED = Long.getLong("chimera.test.seed", 20_261_122);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration TO_SETTLE = Duration.ofSeconds(180);

    @TempDir
    static Path folder;

    private static TwoHomes homes;

    @BeforeAll
    static void moveIn() throws Exception {
        homes = TwoHomes.moveIn(folder);
        homes.awaitNear();
    }

    @AfterAll
    static void moveOut() throws Exception {
        if (homes != null) homes.close();
    }

    @Test
    @Order(1)
    void whoLeavesTheNetworkIsReachedThroughTelegramAndWhoComesBackDirectly() throws Exception {
        arrives("Estou na mesa ao lado", "LAN");

        homes.bruno().lan(false);
        await().atMost(SOON).until(() -> !homes.ana().sees(TwoHomes.BRUNO));
        arrives("Já saíste?", "CLOUD");
        var file = Files.write(folder.resolve("planta.pdf"), noise());
        homes.ana().sendFile(TwoHomes.BRUNO, file, "planta.pdf").ok();
        await().atMost(SOON).untilAsserted(() -> {
            var arrived = newest(homes.bruno(), TwoHomes.ANA);
            assertThat(arrived.path("route").asString()).isEqualTo("CLOUD");
            var path = arrived.path("file").path("path").asString("");
            assertThat(path).isNotEmpty();
            assertThat(Sha.of(Path.of(path))).isEqualTo(Sha.of(file));
        });

        homes.bruno().lan(true);
        homes.awaitNear();
        arrives("Bem-vindo de volta", "LAN");
    }

    private static void arrives(String text, String route) {
        homes.ana().send(TwoHomes.BRUNO, text).ok();
        await().atMost(SOON).untilAsserted(() -> {
            var there = newest(homes.bruno(), TwoHomes.ANA);
            assertThat(there.path("text").asString("")).isEqualTo(text);
            assertThat(there.path("route").asString("")).isEqualTo(route);
            assertThat(newest(homes.ana(), TwoHomes.BRUNO).path("route").asString(""))
                    .isEqualTo(route);
        });
    }

    private static JsonNode newest(Rest of, long dialog) {
        return of.messages(dialog, 1).stream().findFirst().orElseGet(MissingNode::getInstance);
    }

    @Test
    @Order(2)
    void aThousandMessagesArriveOnceWhileTheRouteChangesAndBothAreKilled() throws Exception {
        var random = new Random(SEED);
        int deaths = Tools.isLong() ? 20 : 4;
        var accepted = new TreeSet<String>();
        for (int i = 0; i < TEXTS; i++) {
            if (i % (TEXTS / deaths) == TEXTS / deaths / 2) homes.kill(random.nextBoolean());
            else if (random.nextInt(25) == 0) homes.happens(random);
            accept(accepted, true, "ana %04d".formatted(i));
            if (i % ONE_BACK_IN == 0) accept(accepted, false, "bruno %04d".formatted(i));
        }
        homes.calm();

        var atBruno = settled("ana ", homes.ana(), TwoHomes.BRUNO, homes.bruno(), TwoHomes.ANA);
        var atAna = settled("bruno ", homes.bruno(), TwoHomes.ANA, homes.ana(), TwoHomes.BRUNO);
        assertThat(both(atBruno.texts(), atAna.texts())).containsAll(accepted);
        for (var tally : new Tally[] {atBruno, atAna}) {
            tally.keepsOrderWithinEachRoute();
            assertThat(tally.overtakers()).as("shown before something older").isEmpty();
            assertThat(tally.by("LAN")).as("some went straight").isPositive();
            assertThat(tally.by("CLOUD")).as("some went round").isPositive();
        }
        System.out.printf(
                "both routes, seed %d, %d deaths: %d accepted; to Bruno %d by the LAN, %d by Telegram, %d overtook;"
                        + " to Ana %d, %d, %d%n",
                SEED,
                deaths,
                accepted.size(),
                atBruno.by("LAN"),
                atBruno.by("CLOUD"),
                atBruno.overtakers().size(),
                atAna.by("LAN"),
                atAna.by("CLOUD"),
                atAna.overtakers().size());
    }

    /** Whoever is dead is started again and asked no more: it may have accepted the text before it died. */
    private static void accept(Set<String> accepted, boolean fromAna, String text) {
        try {
            var sender = fromAna ? homes.ana() : homes.bruno();
            sender.send(fromAna ? TwoHomes.BRUNO : TwoHomes.ANA, text).ok();
            accepted.add(text);
        } catch (UncheckedIOException _) {
            homes.revive();
        }
    }

    /** What one wrote, as the other has it, once both have the same. */
    private static Tally settled(String prefix, Rest writer, long to, Rest reader, long from) {
        var written = Tally.of(writer, to, from).of(prefix).texts();
        await().atMost(TO_SETTLE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(
                        () -> assertThat(Tally.of(reader, from, from).of(prefix).texts())
                                .containsExactlyInAnyOrderElementsOf(written));
        return Tally.withoutCopies(() -> Tally.of(reader, from, from).of(prefix));
    }

    private static Set<String> both(Set<String> some, Set<String> others) {
        var all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }

    private static byte[] noise() {
        var bytes = new byte[FILE_SIZE];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
