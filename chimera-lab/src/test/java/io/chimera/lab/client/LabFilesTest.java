package io.chimera.lab.client;

import static io.chimera.lab.testing.LabTown.ANA;
import static io.chimera.lab.testing.LabTown.BRUNO;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.core.arrival.Acceptance;
import io.chimera.core.arrival.Arrival;
import io.chimera.core.arrival.Arrivals;
import io.chimera.core.arrival.FileOffer;
import io.chimera.core.arrival.Receipt;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Message;
import io.chimera.core.file.FileName;
import io.chimera.core.file.SealedFile;
import io.chimera.core.file.SharedFile;
import io.chimera.core.message.MessageId;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Target;
import io.chimera.core.route.Outcome;
import io.chimera.core.route.Outcome.HandedOver;
import io.chimera.core.route.Outcome.Refused;
import io.chimera.core.route.Outcome.Unreachable;
import io.chimera.lab.api.LabWeather;
import io.chimera.lab.testing.FolderShelf;
import io.chimera.lab.testing.LabNode;
import io.chimera.lab.testing.LabTown;
import io.chimera.lab.testing.LargeFileProcess;
import io.chimera.lab.testing.Noise;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabFilesTest {

    /** Larger than what is told among words. */
    private static final int LARGE = 2_000_000;

    @TempDir
    private Path folder;

    private LabTown town;
    private LabNode ana;
    private LabNode bruno;

    @BeforeEach
    void open() throws IOException {
        town = LabTown.open(folder, Clock.systemUTC());
        ana = new LabNode("ana", ANA, town, folder);
        bruno = new LabNode("bruno", BRUNO, town, folder);
    }

    @AfterEach
    void close() {
        ana.close();
        bruno.close();
        town.close();
    }

    @Test
    void aFileKeepsItsPlaceAmongTheWords() throws Exception {
        bruno.close();
        ana.writes(BRUNO, "here it comes");
        ana.sends(BRUNO, file("plan.png", LARGE));
        ana.writes(BRUNO, "did you see it?");
        bruno = new LabNode("bruno", BRUNO, town, folder);
        await().untilAsserted(() ->
                assertThat(bruno.words(ANA)).containsExactly("here it comes", "plan.png", "did you see it?"));
    }

    @Test
    void aLargeFileOnItsWayDoesNotHoldUpWords() throws Exception {
        town.weather(BRUNO, LabWeather.fair().withPace(200_000));
        ana.sends(BRUNO, file("film.mp4", LARGE));
        ana.writes(BRUNO, "a film is coming");
        await().untilAsserted(() -> assertThat(bruno.words(ANA)).containsExactly("film.mp4", "a film is coming"));
        assertThat(bruno.filesHere(ANA)).isEmpty();
    }

    @Test
    void aFileThatFindsNoPlaceWaitsAndWordsGoOn() throws Exception {
        bruno.shelf.room(1_000);
        ana.sends(BRUNO, file("small.bin", 2_000));
        ana.sends(BRUNO, file("large.bin", LARGE));
        ana.writes(BRUNO, "two files");
        await().untilAsserted(
                        () -> assertThat(bruno.words(ANA)).containsExactly("small.bin", "large.bin", "two files"));
        assertThat(bruno.filesHere(ANA)).isEmpty();

        bruno.shelf.room(Long.MAX_VALUE);
        await().untilAsserted(() -> assertThat(bruno.filesHere(ANA)).containsExactly("small.bin", "large.bin"));
        assertThat(bruno.shelf.count()).isEqualTo(2);
    }

    @Test
    void aLargeFileThatIsDeletedOnItsWayLeavesNothing() throws Exception {
        town.weather(BRUNO, LabWeather.fair().withPace(1_000_000));
        var sent = ana.sends(BRUNO, file("mistake.bin", LARGE));
        await().until(() -> !bruno.transfers.all().isEmpty());
        ana.carry(BRUNO, new Cargo.Deletion(target(sent)));
        ana.writes(BRUNO, "sorry");
        await().until(() -> bruno.words(ANA).contains("sorry"));
        town.weather(BRUNO, LabWeather.fair());
        await().untilAsserted(() -> {
            assertThat(bruno.words(ANA)).containsExactly("sorry");
            assertThat(bruno.transfers.all()).isEmpty();
            assertThat(bruno.shelf.count()).isZero();
            assertThat(folder.resolve("lab/files")).isEmptyDirectory();
        });
    }

    @Test
    void aFileThatCouldNotBeStoredComesAgainAndLeavesNoSecondCopy() throws Exception {
        bruno.close();
        var failures = new AtomicInteger(2);
        var shelf = new FolderShelf(folder.resolve("second-shelf"));
        bruno = new LabNode(BRUNO, town.lines("second"), shelf, own -> new OutOfOrder(own, failures));
        ana.sends(BRUNO, file("small.bin", 2_000));
        ana.sends(BRUNO, file("large.bin", LARGE));
        await().untilAsserted(() -> assertThat(bruno.filesHere(ANA)).containsExactly("small.bin", "large.bin"));
        assertThat(failures).hasNonPositiveValue();
        assertThat(shelf.count()).isEqualTo(2);
    }

    @Test
    void whoCancelsAComingFileDoesNotGetIt() throws Exception {
        town.weather(BRUNO, LabWeather.fair().withPace(200_000));
        ana.sends(BRUNO, file("unwanted.bin", LARGE));
        await().until(() -> !bruno.transfers.all().isEmpty());
        var coming = bruno.transfers.all().getFirst();
        assertThat(coming.name().value()).isEqualTo("unwanted.bin");
        assertThat(coming.size()).isEqualTo(LARGE);
        bruno.transfers.cancel(coming.message());
        await().until(() -> bruno.transfers.all().isEmpty());
        assertThat(bruno.shelf.count()).isZero();

        town.weather(BRUNO, LabWeather.fair());
        ana.sends(BRUNO, file("wanted.bin", LARGE));
        await().untilAsserted(() -> assertThat(bruno.filesHere(ANA)).containsExactly("wanted.bin"));
        assertThat(bruno.words(ANA)).containsExactly("unwanted.bin", "wanted.bin");
    }

    @Test
    void equalFilesAreTwoFiles() throws Exception {
        var file = file("twice.txt", 10);
        ana.sends(BRUNO, file);
        ana.sends(BRUNO, file);
        await().untilAsserted(() -> assertThat(bruno.filesHere(ANA)).containsExactly("twice.txt", "twice.txt"));
        assertThat(bruno.dialog(ANA).stream().map(LabFilesTest::place)).doesNotHaveDuplicates();
    }

    @Test
    void aFileThatChangedSinceItWasSealedIsRefused() throws Exception {
        var file = file("changing.txt", 1_000);
        Files.write(file.content().path(), new byte[1_000]);
        assertThat(ana.sends(BRUNO, file)).isInstanceOf(Refused.class);
        Files.write(file.content().path(), new byte[999]);
        assertThat(ana.sends(BRUNO, file)).isInstanceOf(Refused.class);
        assertThat(folder.resolve("lab/files")).isEmptyDirectory();
    }

    @Test
    void aFileLargerThanTheLabCloudTakesIsRefusedBeforeAByteLeaves() throws Exception {
        var small = file("small.bin", 1);
        var claimed = new SealedFile(
                small.content().path(), 101L << 20, small.content().sha256());
        try (var sparse = Files.newByteChannel(claimed.path(), StandardOpenOption.WRITE)) {
            sparse.position(claimed.size() - 1).write(ByteBuffer.wrap(new byte[1]));
        }
        var outcome = ana.sends(BRUNO, new SharedFile(FileName.from("huge.bin"), "video/mp4", claimed));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.why()).contains("larger"));
    }

    @Test
    void aFileWhoseLabCloudGoesAwayInTheMiddleHasNotArrived() throws Exception {
        town.weather(ANA, LabWeather.fair().withPace(500_000));
        var file = file("half.bin", LARGE);
        var outcome = new CompletableFuture<Outcome>();
        Thread.ofVirtual().start(() -> {
            try {
                outcome.complete(ana.sends(BRUNO, file));
            } catch (InterruptedException stopped) {
                outcome.completeExceptionally(stopped);
            }
        });
        await().until(() -> ana.transfers.all().stream().anyMatch(running -> running.done() > 0));
        town.restart();
        assertThat(outcome.get()).isInstanceOf(Unreachable.class);
        await().until(ana.cloud::online);
        assertThat(ana.sends(BRUNO, file)).isInstanceOf(HandedOver.class);
        await().untilAsserted(() -> assertThat(bruno.filesHere(ANA)).containsExactly("half.bin"));
        try (var stored = Files.list(folder.resolve("lab/files"))) {
            assertThat(stored).hasSize(1);
        }
    }

    @Test
    void aFileLargerThanTheMemoryArrivesWithTheSameHash() throws Exception {
        var printed = run("-Xmx48m", LargeFileProcess.class, folder.resolve("large"), 64L << 20);
        assertThat(printed).contains("outcome HandedOver");
        assertThat(value(printed, "arrived")).isEqualTo(value(printed, "sent")).hasSize(64);
    }

    private static String value(List<String> printed, String key) {
        return printed.stream()
                .filter(line -> line.startsWith(key + " "))
                .map(line -> line.substring(key.length() + 1))
                .findFirst()
                .orElseThrow(() -> new AssertionError(String.join("\n", printed)));
    }

    private static List<String> run(String memory, Class<?> main, Path place, long size) throws Exception {
        Files.createDirectories(place);
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        memory,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djdk.virtualThreadScheduler.parallelism=8",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        place.toString(),
                        Long.toString(size))
                .redirectErrorStream(true)
                .start();
        var printed = new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).as(String.join("\n", printed)).isZero();
        return printed;
    }

    /** Arrivals whose store fails some times before it works. */
    private record OutOfOrder(Arrivals next, AtomicInteger failures) implements Arrivals {
        @Override
        public Acceptance offered(FileOffer offer) throws IOException {
            return next.offered(offer);
        }

        @Override
        public List<Receipt> arrived(List<Arrival> arrivals) {
            if (failures.getAndDecrement() > 0) throw new IllegalStateException("the store is out of order");
            return next.arrived(arrivals);
        }
    }

    private SharedFile file(String name, int size) throws IOException {
        return Noise.file(folder, name, size);
    }

    private static Path place(Message message) {
        return ((Body.File) message.body()).file().content().path();
    }

    private static Target target(Outcome outcome) {
        return new Target(new MessageId(UUID.randomUUID()), Optional.of(((HandedOver) outcome).message()));
    }
}
