package io.chimera.core.export;

import static io.chimera.core.testing.People.ANA;
import static io.chimera.core.testing.People.WITH_BRUNO;
import static io.chimera.core.testing.People.fromAna;
import static io.chimera.core.testing.People.messageId;
import static io.chimera.core.testing.People.withBruno;
import static io.chimera.core.testing.SteppingClock.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chimera.core.delivery.FolderShelf;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.DialogSummary;
import io.chimera.core.dialog.Fate;
import io.chimera.core.dialog.Message;
import io.chimera.core.disk.PrivateFolder;
import io.chimera.core.file.FileName;
import io.chimera.core.file.SealedFile;
import io.chimera.core.file.SharedFile;
import io.chimera.core.store.AccountStore;
import io.chimera.core.store.InMemoryAccountStore;
import io.chimera.core.testing.Chance;
import io.chimera.core.testing.SteppingClock;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DialogExportTest {

    @TempDir
    private Path temp;

    private final AccountStore store = new InMemoryAccountStore(ANA, _ -> {});
    private final Written written = new Written();

    /** Remembers what it is given, and does what a test wants meanwhile. */
    private static final class Written implements ExportFormat, Copy {

        private final LinkedHashMap<DialogSummary, List<CopiedMessage>> dialogs = new LinkedHashMap<>();
        private Consumer<CopiedMessage> meanwhile = _ -> {};
        private PrivateFolder folder;
        private boolean closed;

        @Override
        public Format format() {
            return Format.JSON;
        }

        @Override
        public Copy begin(PrivateFolder into, Imprint imprint) throws IOException {
            folder = into;
            Files.writeString(into.reserve("all"), "something");
            return this;
        }

        @Override
        public void begin(DialogSummary dialog) {
            dialogs.put(dialog, new ArrayList<>());
        }

        @Override
        public void add(CopiedMessage message) {
            dialogs.lastEntry().getValue().add(message);
            meanwhile.accept(message);
        }

        @Override
        public void end() {}

        @Override
        public void finish() {}

        @Override
        public void close() {
            closed = true;
        }

        List<Message> of(DialogId id) {
            return dialogs.entrySet().stream()
                    .filter(entry -> entry.getKey().dialog().id().equals(id))
                    .flatMap(entry -> entry.getValue().stream())
                    .map(CopiedMessage::message)
                    .toList();
        }
    }

    private DialogExport.Prepared prepare(Path to, Optional<DialogId> only) throws UnusablePlace {
        return new DialogExport(ANA, store::read, new SteppingClock())
                .prepare(written, new DialogExport.Order(Format.JSON, only, to, Locale.ENGLISH));
    }

    private ExportReport export(Path to) {
        try {
            return prepare(to, Optional.empty()).write(_ -> {});
        } catch (UnusablePlace | IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private Path place() {
        return temp.resolve("out");
    }

    @Test
    void everythingThatIsStoredIsWrittenInItsOrder() {
        var next = new AtomicLong();
        var shelf = new FolderShelf(temp.resolve("shelf"));
        Chance.rounds(5, chance -> {
            Histories.any(chance, store, shelf, next.getAndAdd(400), 400);
            written.dialogs.clear();
            var to = temp.resolve("out" + next.get());
            var report = export(to);
            List<DialogSummary> all = store.read(view -> view.dialogs().all());
            assertThat(written.dialogs.keySet()).containsExactlyElementsOf(all);
            for (var line : all)
                assertThat(written.of(line.dialog().id()))
                        .isEqualTo(Histories.of(store, line.dialog().id()));
            assertThat(report.messages()).isEqualTo(next.get());
            assertThat(report.filesLeft()).isEmpty();
            for (var copied :
                    written.dialogs.values().stream().flatMap(List::stream).toList()) {
                if (!(copied.message().body() instanceof Body.File(var file))) continue;
                assertThat(to.resolve(copied.file().orElseThrow()))
                        .hasSameBinaryContentAs(file.content().path());
            }
        });
    }

    @Test
    void oneDialogCanBeWrittenAlone() throws Exception {
        store.alter(change -> {
            change.dialogs().save(withBruno());
            change.dialogs().save(new Dialog.Group(new DialogId(-5), "Família"));
            change.dialogs().append(fromAna(1, "oi", NOON));
        });
        prepare(place(), Optional.of(WITH_BRUNO)).write(_ -> {});
        assertThat(written.dialogs).hasSize(1);
        assertThat(written.of(WITH_BRUNO)).hasSize(1);
    }

    @Test
    void whatIsTakenBackMeanwhileLosesNothingElse() {
        store.alter(change -> {
            change.dialogs().save(withBruno());
            for (long n = 1; n <= 250; n++) change.dialogs().append(fromAna(n, "oi", NOON));
        });
        written.meanwhile = copied -> {
            if (copied.message().id().equals(messageId(100)))
                store.alter(change -> {
                    for (long n = 95; n <= 105; n++) change.dialogs().withdraw(messageId(n));
                });
        };
        export(place());
        assertThat(written.of(WITH_BRUNO)).hasSize(245).doesNotHaveDuplicates();
    }

    @Test
    void onlyItsOwnerMayOpenIt() throws Exception {
        history(file("a.txt", "bytes"));
        export(place());
        try (Stream<Path> all = Files.walk(place())) {
            for (var one : all.toList()) {
                var expected = Files.isDirectory(one) ? "rwx------" : "rw-------";
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
                        .as("%s", one)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void filesThatAreLostAreNamedAndNothingElseIsMissing() throws Exception {
        var gone = file("gone.txt", "bytes");
        var altered = file("altered.txt", "bytes");
        history(gone, altered, file("there.txt", "bytes"), file("there.txt", "bytes"));
        Files.delete(gone.content().path());
        Files.writeString(altered.content().path(), "other");

        var report = export(place());

        assertThat(report.filesLeft()).containsExactlyInAnyOrder("gone.txt", "altered.txt");
        assertThat(report.files()).isEqualTo(2);
        assertThat(written.of(WITH_BRUNO)).hasSize(4);
        assertThat(filesIn(place())).isEqualTo(2); // ours, and one copy for both
    }

    @Test
    void anEmptyFolderIsFilled() throws IOException {
        Files.createDirectories(place());
        export(place());
        assertThat(place().resolve("all")).hasContent("something");
    }

    @Test
    void nothingIsEverWrittenOver() throws IOException {
        Files.createDirectories(place());
        Files.writeString(place().resolve("theirs"), "x");
        var link = Files.createSymbolicLink(temp.resolve("link"), temp.resolve("nowhere"));
        for (var taken : List.of(place(), place().resolve("theirs"), link))
            assertThatThrownBy(() -> prepare(taken, Optional.empty()))
                    .isInstanceOf(UnusablePlace.class)
                    .hasMessageContaining("is there already");
        assertThat(filesIn(temp)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "relative", "/no/such/folder/here"})
    void whereNothingCanBeIsRefused(String to) {
        assertThatThrownBy(() -> prepare(Path.of(to), Optional.empty())).isInstanceOf(UnusablePlace.class);
    }

    @Test
    void whatCameThereMeanwhileStays() throws Exception {
        history(file("a.txt", "bytes"));
        written.meanwhile = _ -> {
            try {
                Files.createDirectories(place());
                Files.writeString(place().resolve("theirs"), "x");
            } catch (IOException failed) {
                throw new AssertionError(failed);
            }
        };
        var prepared = prepare(place(), Optional.empty());
        assertThatThrownBy(() -> prepared.write(_ -> {})).isInstanceOf(UnusablePlace.class);
        assertThat(names(temp)).containsExactlyInAnyOrder("out", "shelf");
        assertThat(names(place())).containsExactly("theirs");
    }

    @Test
    void whatFailsLeavesNothing() throws Exception {
        history(file("a.txt", "bytes"));
        written.meanwhile = _ -> {
            throw new IllegalStateException("the disk is gone");
        };
        var prepared = prepare(place(), Optional.empty());
        assertThatThrownBy(() -> prepared.write(_ -> {})).isInstanceOf(IllegalStateException.class);
        assertThat(written.closed).isTrue();
        assertThat(names(temp)).containsExactly("shelf");
    }

    @Test
    void whoIsToldToStopStopsAndLeavesNothing() throws Exception {
        history(file("a.txt", "bytes"));
        var prepared = prepare(place(), Optional.empty());
        assertThatThrownBy(() -> prepared.write(_ -> Thread.currentThread().interrupt()))
                .isInstanceOf(InterruptedIOException.class);
        assertThat(names(temp)).containsExactly("shelf");
    }

    @Test
    void untilItIsWholeItIsNotThere() {
        history(file("a.txt", "bytes"));
        var there = new ArrayList<Boolean>();
        written.meanwhile = _ -> there.add(Files.exists(place()));
        export(place());
        assertThat(there).containsExactly(false);
        assertThat(place()).isDirectory();
        assertThat(written.folder.path()).doesNotExist();
    }

    private SharedFile file(String name, String content) {
        try (var incoming = new FolderShelf(temp.resolve("shelf")).begin(FileName.from(name))) {
            incoming.write(ByteBuffer.wrap(content.getBytes(UTF_8)));
            SealedFile sealed = incoming.seal();
            return new SharedFile(FileName.from(name), "text/plain", sealed);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private void history(SharedFile... files) {
        store.alter(change -> {
            change.dialogs().save(withBruno());
            long n = 0;
            for (var file : files)
                change.dialogs()
                        .append(new Message(
                                messageId(++n),
                                WITH_BRUNO,
                                new Author.Me(),
                                NOON,
                                new Body.File(file),
                                Fate.queued(),
                                false,
                                Optional.empty()));
        });
    }

    private static long filesIn(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(one -> one.getFileName().toString()).toList();
        }
    }
}
