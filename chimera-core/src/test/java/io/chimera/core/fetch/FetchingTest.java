package io.chimera.core.fetch;

import static io.chimera.core.testing.People.ANA;
import static io.chimera.core.testing.People.BRUNO;
import static io.chimera.core.testing.People.WITH_BRUNO;
import static io.chimera.core.testing.People.withBruno;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.core.arrival.AcceptancePolicy;
import io.chimera.core.arrival.Arrival;
import io.chimera.core.arrival.FetchPolicy;
import io.chimera.core.arrival.Origin;
import io.chimera.core.arrival.StoredArrivals;
import io.chimera.core.delivery.FolderShelf;
import io.chimera.core.delivery.ScriptedCloudCarrier;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Message;
import io.chimera.core.event.Events;
import io.chimera.core.file.DistantFile;
import io.chimera.core.file.FileName;
import io.chimera.core.file.SealedFile;
import io.chimera.core.file.Sha256;
import io.chimera.core.file.SharedFile;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.core.store.InMemoryAccountStore;
import io.chimera.core.transfer.TransferMoved;
import io.chimera.core.transfer.Transfers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchingTest {

    private static final long LARGEST_UNASKED = 10_000;

    @TempDir
    private Path folder;

    private final Clock clock = Clock.systemUTC();
    private final AtomicReference<Runnable> bell = new AtomicReference<>(() -> {});
    private final AtomicReference<Runnable> whenAFileMoves = new AtomicReference<>(() -> {});
    private final Events events = event -> {
        if (event instanceof TransferMoved) whenAFileMoves.get().run();
        else bell.get().run();
    };
    private final InMemoryAccountStore store = new InMemoryAccountStore(ANA, events);
    private final Transfers transfers = new Transfers(ANA, events, clock);
    private FolderShelf shelf;
    private ScriptedCloudCarrier cloud;
    private Fetching fetching;

    @BeforeEach
    void begin() {
        shelf = new FolderShelf(folder.resolve("shelf"));
        var arrivals = new StoredArrivals(
                ANA, store, shelf, AcceptancePolicy.usual(), new FetchPolicy(LARGEST_UNASKED), new Random(1), clock);
        cloud = new ScriptedCloudCarrier(ANA, arrivals, transfers, events, clock);
        store.alter(change -> change.dialogs().save(withBruno()));
        start();
    }

    private void start() {
        fetching = new Fetching(ANA, store, shelf, cloud, transfers, clock);
        bell.set(fetching::ring);
        fetching.start();
    }

    @AfterEach
    void end() {
        fetching.close();
    }

    @Test
    void aSmallFileComesByItself() throws Exception {
        var file = file("plan.pdf", 10_000);
        var id = sends(file);
        await().untilAsserted(() -> assertThat(message(id).body()).isInstanceOfSatisfying(Body.File.class, body -> {
            assertThat(body.file().name()).isEqualTo(file.name());
            assertThat(body.file().content().sha256()).isEqualTo(file.content().sha256());
        }));
        assertThat(transfers.all()).isEmpty();
    }

    @Test
    void aLargeFileComesWhenSomebodyWantsIt() throws Exception {
        var large = sends(file("film.mp4", 10_001));
        var small = sends(file("plan.pdf", 10));
        await().until(() -> isHere(small));
        assertThat(message(large).body())
                .isInstanceOfSatisfying(
                        Body.Distant.class, body -> assertThat(body.wanted()).isFalse());

        want(large);
        await().until(() -> isHere(large));
    }

    @Test
    void whatIsWantedWhileTheCloudIsAwayComesWhenItIsBack() throws Exception {
        var large = sends(file("film.mp4", 20_000));
        cloud.online(false);
        want(large);
        assertThat(isHere(large)).isFalse();
        cloud.online(true);
        await().until(() -> isHere(large));
    }

    @Test
    void whatWasWantedBeforeARestartComesAfterIt() throws Exception {
        fetching.close();
        var id = sends(file("plan.pdf", 10));
        start();
        await().until(() -> isHere(id));
    }

    @Test
    void aFileThatFindsNoPlaceComesWhenThereIsRoomAndOthersDoNotWaitForIt() throws Exception {
        shelf.room(1_000);
        var large = sends(file("large.bin", 5_000));
        var small = sends(file("small.bin", 500));
        await().until(() -> isHere(small));
        assertThat(isHere(large)).isFalse();
        shelf.room(1L << 30);
        await().until(() -> isHere(large));
    }

    @Test
    void whoCancelsAFileOnItsWayLeavesItInTheCloud() throws Exception {
        var id = sends(file("film.mp4", 300_000));
        whenAFileMoves.set(() -> transfers.cancel(id));
        want(id);
        await().untilAsserted(() -> assertThat(message(id).body())
                .isInstanceOfSatisfying(
                        Body.Distant.class, body -> assertThat(body.wanted()).isFalse()));
        assertThat(transfers.all()).isEmpty();
        assertThat(shelf.count()).isZero();

        whenAFileMoves.set(() -> {});
        want(id);
        await().until(() -> isHere(id));
    }

    @Test
    void aMessageDeletedWhileItsFileComesLeavesNothing() throws Exception {
        var id = sends(file("film.mp4", 300_000));
        whenAFileMoves.set(() -> {
            whenAFileMoves.set(() -> {});
            store.alter(change -> change.dialogs().erase(id));
        });
        want(id);
        await().until(() -> message(id).deleted() && transfers.all().isEmpty());
        await().untilAsserted(() -> assertThat(shelf.count()).isZero());
        assertThat(message(id).deleted()).isTrue();
    }

    @Test
    void whatTheCloudDoesNotHaveAnyMoreIsSaidAndNotAskedForAgain() throws Exception {
        var id = sends(file("film.mp4", 20_000));
        cloud.has(message(id).cloudId().orElseThrow(), Optional.empty());
        want(id);
        await().untilAsserted(() -> {
            assertThat(message(id).body())
                    .isInstanceOfSatisfying(
                            Body.Distant.class,
                            body -> assertThat(body.wanted()).isFalse());
            assertThat(message(id).fate().problem()).isPresent();
        });
    }

    private MessageId sends(SharedFile file) {
        var id = cloud.idFor(WITH_BRUNO);
        cloud.has(id, Optional.of(file));
        var distant =
                new DistantFile(file.name(), file.mediaType(), file.content().size());
        cloud.brings(new Arrival.NewMessage(
                new Origin.Cloud(id),
                WITH_BRUNO,
                new Author.Them(BRUNO),
                clock.instant(),
                new Body.Distant(distant, false)));
        return ours(id);
    }

    private MessageId ours(CloudMessageId id) {
        return store.read(view -> view.dialogs().message(WITH_BRUNO, id))
                .orElseThrow()
                .id();
    }

    private void want(MessageId id) {
        store.alter(change -> change.dialogs().want(id, true));
        fetching.ring();
    }

    private Message message(MessageId id) {
        return store.read(view -> view.dialogs().message(id)).orElseThrow();
    }

    private boolean isHere(MessageId id) {
        return message(id).body() instanceof Body.File;
    }

    private SharedFile file(String name, int size) throws IOException {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        var path = Files.write(folder.resolve("sent-" + name), bytes);
        return new SharedFile(
                FileName.from(name),
                SharedFile.UNKNOWN_TYPE,
                new SealedFile(path.toAbsolutePath(), size, Sha256.over(bytes)));
    }
}
