package io.chimera.app.fault;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.app.scene.Node;
import io.chimera.app.scene.Rest;
import io.chimera.lab.api.LabWeather;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people write to each other while their LAN switches are flipped and the cloud has its moods. */
class FlippingSwitchIT {

    private static final long ANA = 1001;
    private static final long BRUNO = 1002;
    private static final int FROM_ANA = 1_000;
    private static final int ONE_BACK_IN = 5;
    /** So many go round, and then so many straight, before anything happens. */
    private static final int CALM = 20;

    private static final long SEED = Long.getLong("chimera.test.seed", 20_261_122);

    @TempDir
    Path folder;

    private final BlockingQueue<Runnable> moods = new ArrayBlockingQueue<>(FROM_ANA);

    @Test
    void everyMessageArrivesOnceAndInOrderWhileSwitchesFlip() throws Exception {
        exchange(this::flip);
    }

    @Test
    void everyMessageArrivesOnceAndInOrderWhileTheCloudBreaksDownAsWell() throws Exception {
        exchange(this::flipOrStorm);
    }

    /** Both write: first round the cloud and then straight, so that both ways are seen, and then amid what happens. */
    private void exchange(Happening happening) throws Exception {
        try (var node = Node.start(
                        "lab",
                        folder.resolve("home"),
                        List.of(),
                        OwnNetwork.any().settings());
                var sky = Sky.over(node, folder.resolve("visitor"))) {
            var ana = new Rest(node, ANA);
            var bruno = new Rest(node, BRUNO);
            await().atMost(Duration.ofSeconds(60)).until(() -> hasNeighbour(ana) && hasNeighbour(bruno));

            var written = new TreeSet<String>();
            ana.lan(false);
            bruno.lan(false);
            write(0, CALM, ana, bruno, written);
            settle(node, ana, bruno, sky);
            await().atMost(Duration.ofSeconds(60)).until(() -> hasNeighbour(ana) && hasNeighbour(bruno));
            write(CALM, 2 * CALM, ana, bruno, written);
            writeAmid(happening, ana, bruno, sky, written);
            settle(node, ana, bruno, sky);
            // The outbox is empty once the cloud has everything; it may still be bringing the last of it.
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> {
                        assertThat(Tally.of(bruno, ANA, ANA).of("ana ").texts()).hasSize(FROM_ANA);
                        assertThat(Tally.of(ana, BRUNO, BRUNO).of("bruno ").texts())
                                .hasSize(FROM_ANA / ONE_BACK_IN);
                    });

            var atBruno = Tally.withoutCopies(() -> Tally.of(bruno, ANA, ANA).of("ana "));
            var atAna = Tally.withoutCopies(() -> Tally.of(ana, BRUNO, BRUNO).of("bruno "));
            report("Ana to Bruno", atBruno);
            report("Bruno to Ana", atAna);
            assertThat(both(atBruno.texts(), atAna.texts())).isEqualTo(written);
            for (var tally : List.of(atBruno, atAna)) {
                assertThat(tally.by("LAN")).as("some went straight").isPositive();
                assertThat(tally.by("CLOUD")).as("some went round").isPositive();
                assertThat(tally.overtakers())
                        .as("shown before something older")
                        .isEmpty();
            }
        }
    }

    private static boolean hasNeighbour(Rest someone) {
        return !someone.get("/neighbours").ok().isEmpty();
    }

    /** Writes the rest, with moods that come between, decided by the seed. */
    private void writeAmid(Happening happening, Rest ana, Rest bruno, Sky sky, Set<String> written) throws Exception {
        var random = new Random(SEED);
        try (var weatherman = Executors.newVirtualThreadPerTaskExecutor()) {
            var working = weatherman.submit(this::work);
            for (int i = 2 * CALM; i < FROM_ANA; i++) {
                if (random.nextInt(12) == 0) moods.add(happening.next(random, ana, bruno, sky));
                write(i, i + 1, ana, bruno, written);
            }
            moods.add(() -> Thread.currentThread().interrupt());
            working.get(120, SECONDS);
        }
    }

    /** Writes Ana's texts of these numbers, and one of Bruno's behind some of them. */
    private static void write(int from, int to, Rest ana, Rest bruno, Set<String> written) {
        for (int i = from; i < to; i++) {
            written.add(send(ana, BRUNO, "ana %04d".formatted(i)));
            if (i % ONE_BACK_IN == 0) written.add(send(bruno, ANA, "bruno %04d".formatted(i)));
        }
    }

    private void work() {
        try {
            while (!Thread.currentThread().isInterrupted()) moods.take().run();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Mostly a switch; sometimes the cloud becomes slower or quicker. */
    private Runnable flip(Random random, Rest ana, Rest bruno, Sky sky) {
        var who = random.nextInt(3) == 0 ? ana : bruno;
        boolean on = random.nextBoolean();
        long below = random.nextBoolean() ? ANA : BRUNO;
        return switch (random.nextInt(5)) {
            case 0 -> () -> sky.make(below, LabWeather.fair().withLatency(Duration.ofMillis(50)));
            case 1 -> () -> sky.make(below, LabWeather.fair());
            default -> () -> who.lan(on);
        };
    }

    private Runnable flipOrStorm(Random random, Rest ana, Rest bruno, Sky sky) {
        long below = random.nextBoolean() ? ANA : BRUNO;
        return switch (random.nextInt(7)) {
            case 0 -> () -> sky.make(below, LabWeather.fair().withOutage(true));
            case 1 -> () -> sky.make(below, LabWeather.fair().withLostAnswers(true));
            default -> flip(random, ana, bruno, sky);
        };
    }

    private static String send(Rest from, long to, String text) {
        from.send(to, text).ok();
        return text;
    }

    private static void settle(Node node, Rest ana, Rest bruno, Sky sky) {
        sky.make(ANA, LabWeather.fair());
        sky.make(BRUNO, LabWeather.fair());
        ana.lan(true);
        bruno.lan(true);
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(500))
                .failFast("the node ended", () -> !node.isAlive())
                .untilAsserted(() -> assertThat(Outboxes.waiting(node))
                        .as(() -> "waiting: " + Outboxes.of(node))
                        .isZero());
    }

    private static void report(String who, Tally tally) {
        System.out.printf(
                "flipping switch, seed %d, %s: %d texts, %d by the LAN, %d by the cloud, %d overtook%n",
                SEED,
                who,
                tally.texts().size(),
                tally.by("LAN"),
                tally.by("CLOUD"),
                tally.overtakers().size());
        tally.keepsOrderWithinEachRoute();
    }

    private static Set<String> both(Set<String> some, Set<String> others) {
        var all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }

    /** What may happen next, by chance. */
    private interface Happening {
        Runnable next(Random random, Rest ana, Rest bruno, Sky sky);
    }
}
