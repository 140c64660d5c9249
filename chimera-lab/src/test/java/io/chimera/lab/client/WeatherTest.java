package io.chimera.lab.client;

import static io.chimera.lab.testing.LabTown.ANA;
import static io.chimera.lab.testing.LabTown.BRUNO;
import static io.chimera.lab.testing.LabTown.QUICK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.chimera.core.route.Outcome;
import io.chimera.core.route.Outcome.HandedOver;
import io.chimera.lab.api.LabWeather;
import io.chimera.lab.testing.FolderShelf;
import io.chimera.lab.testing.LabNode;
import io.chimera.lab.testing.LabTown;
import io.chimera.lab.testing.Noise;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeatherTest {

    @TempDir
    private Path folder;

    private LabTown town;
    private LabNode ana;

    @BeforeEach
    void open() throws IOException {
        town = LabTown.open(folder, Clock.systemUTC());
        ana = new LabNode("ana", ANA, town, folder);
    }

    @AfterEach
    void close() {
        ana.close();
        town.close();
    }

    @Test
    void itIsFairUntilItIsMadeOtherwiseAndCanBeLookedUp() throws Exception {
        try (var lines = town.lines("control")) {
            var sky = new LabSky(lines);
            assertThat(sky.over(ANA)).isEqualTo(LabWeather.fair());
            var storm = LabWeather.fair()
                    .withLatency(Duration.ofMillis(5))
                    .withPace(20_000)
                    .withBlock(true)
                    .withLostAnswers(true)
                    .withOutage(true);
            sky.make(ANA, storm);
            assertThat(sky.over(ANA)).isEqualTo(storm);
            assertThat(sky.over(BRUNO)).isEqualTo(LabWeather.fair());
        }
    }

    @Test
    void itIsForgottenWhenTheLabCloudStops() throws Exception {
        town.weather(ANA, LabWeather.fair().withBlock(true));
        town.restart();
        await().until(ana.cloud::online);
        assertThat(ana.writes(BRUNO, "hello")).isInstanceOf(HandedOver.class);
    }

    @Test
    void anOutageOverOneIsNoneOverTheOther() throws Exception {
        try (var bruno = new LabNode("bruno", BRUNO, town, folder)) {
            town.weather(ANA, LabWeather.fair().withOutage(true));
            await().until(() -> !ana.cloud.online());
            assertThat(bruno.writes(ANA, "where are you?")).isInstanceOf(HandedOver.class);
            assertThat(bruno.cloud.online()).isTrue();
        }
    }

    @Test
    void whoWaitsForNewsIsToldOfAnOutageAtOnce() throws Exception {
        try (var lines = town.lines("waiting")) {
            var line = lines.of(BRUNO);
            var told = new CompletableFuture<Long>();
            long began = System.nanoTime();
            Thread.ofVirtual().start(() -> {
                try {
                    line.poll(0, Duration.ofSeconds(25));
                    told.completeExceptionally(new AssertionError("nothing was new"));
                } catch (Denied outage) {
                    told.complete(System.nanoTime() - began);
                } catch (IOException | InterruptedException failed) {
                    told.completeExceptionally(failed);
                }
            });
            town.weather(BRUNO, LabWeather.fair().withOutage(true));
            assertThat(Duration.ofNanos(told.get())).isLessThan(Duration.ofSeconds(24));
        }
    }

    @Test
    void everyAnswerIsHeldBackByTheLatency() throws Exception {
        var latency = Duration.ofMillis(300);
        town.weather(ANA, LabWeather.fair().withLatency(latency));
        long began = System.nanoTime();
        assertThat(ana.writes(BRUNO, "slowly")).isInstanceOf(HandedOver.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(latency);
    }

    @Test
    void filesGoNoFasterThanTheirPace() throws Exception {
        town.weather(ANA, LabWeather.fair().withPace(400_000));
        long began = System.nanoTime();
        assertThat(ana.sends(BRUNO, Noise.file(folder, "slow.bin", 400_000))).isInstanceOf(HandedOver.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(700));
    }

    @Test
    void anAnswerLaterThanPatienceIsUnconfirmed() throws Exception {
        var hasty = new Pace(
                QUICK.connect(),
                Duration.ofSeconds(1),
                QUICK.poll(),
                QUICK.stall(),
                QUICK.firstPause(),
                QUICK.longestPause());
        try (var node = new LabNode(
                BRUNO, town.lines("hasty", hasty), new FolderShelf(folder.resolve("hasty-shelf")), own -> own)) {
            town.weather(BRUNO, LabWeather.fair().withLatency(Duration.ofSeconds(3)));
            assertThat(node.writes(ANA, "too slow")).isInstanceOf(Outcome.Unconfirmed.class);
            await().until(() -> ana.words(BRUNO).contains("too slow"));
        }
    }

    @Test
    void aLabCloudThatIsNotThereIsUnreachableAndComesBack() throws Exception {
        town.stop();
        await().until(() -> !ana.cloud.online());
        assertThat(ana.writes(BRUNO, "hello")).isInstanceOf(Outcome.Unreachable.class);
        town.startAgain();
        await().until(ana.cloud::online);
        assertThat(ana.writes(BRUNO, "hello")).isInstanceOf(HandedOver.class);
    }

    @Test
    void impossibleWeatherIsRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> LabWeather.fair().withLatency(Duration.ofMinutes(1)));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> LabWeather.fair().withPace(1));
    }
}
