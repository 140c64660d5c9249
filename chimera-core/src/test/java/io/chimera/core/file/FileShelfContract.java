package io.chimera.core.file;

import static io.chimera.core.testing.People.messageId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link FileShelf} promises. */
@Timeout(60)
public abstract class FileShelfContract {

    protected static final int MIB = 1 << 20;

    private static final FileName NOTES = FileName.from("notes.txt");

    protected FileShelf shelf;

    /** Opens the shelf. Called again it opens the same place, as after a restart. */
    protected abstract FileShelf open() throws Exception;

    /** The folder below which everything of this shelf lies. */
    protected abstract Path place();

    @BeforeEach
    void openIt() throws Exception {
        shelf = open();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4_095, 4_096, MIB - 1, MIB, MIB + 1, 5 * MIB + 3})
    void aSealedFileIsWhatWasWrittenWithItsHashAndItsSize(int size) throws Exception {
        var bytes = bytes(size);
        var sealed = sealed(NOTES, bytes);
        assertThat(sealed.path()).isAbsolute().hasBinaryContent(bytes);
        assertThat(sealed.size()).isEqualTo(size);
        assertThat(sealed.sha256()).isEqualTo(sha256(bytes));
        assertThat(onlyFiles()).containsExactly(sealed.path());
    }

    @Test
    void aHundredThousandLittleWritesAreOneFile() throws Exception {
        var bytes = bytes(100_000 * 7);
        try (var file = shelf.begin(NOTES)) {
            for (int n = 0; n < 100_000; n++) file.write(ByteBuffer.wrap(bytes, n * 7, 7));
            assertThat(file.length()).isEqualTo(bytes.length);
            assertThat(file.crc32c()).isEqualTo(crc32c(bytes));
            assertThat(file.seal().sha256()).isEqualTo(sha256(bytes));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBufferIsWrittenFromItsPositionToItsLimit(boolean direct) throws Exception {
        var bytes = bytes(100);
        var buffer = direct ? ByteBuffer.allocateDirect(100).put(bytes) : ByteBuffer.wrap(bytes);
        buffer.position(10).limit(60);
        try (var file = shelf.begin(NOTES)) {
            file.write(buffer);
            assertThat(buffer.hasRemaining()).isFalse();
            assertThat(file.length()).isEqualTo(50);
            assertThat(file.seal().path()).hasBinaryContent(Arrays.copyOfRange(bytes, 10, 60));
        }
    }

    @Test
    void theChecksumIsThatOfAllBytesSoFar() throws Exception {
        var bytes = bytes(3 * MIB);
        try (var file = shelf.begin(NOTES)) {
            assertThat(file.crc32c()).isZero();
            file.write(ByteBuffer.wrap(bytes, 0, MIB));
            assertThat(file.crc32c()).isEqualTo(crc32c(Arrays.copyOf(bytes, MIB)));
            file.write(ByteBuffer.wrap(bytes, MIB, 2 * MIB));
            assertThat(file.crc32c()).isEqualTo(crc32c(bytes));
        }
    }

    @Test
    void theChecksumIsTheOneOfTheStandard() throws Exception {
        try (var file = shelf.begin(NOTES)) {
            file.write(ByteBuffer.wrap("123456789".getBytes()));
            assertThat(file.crc32c()).isEqualTo(0xE3069283);
        }
    }

    @Test
    void nothingIsVisibleBeforeItIsSealed() throws Exception {
        try (var file = shelf.begin(NOTES);
                var resumable = shelf.resume(messageId(1), NOTES, 2 * MIB)) {
            file.write(ByteBuffer.wrap(bytes(MIB)));
            resumable.write(ByteBuffer.wrap(bytes(MIB)));
            assertThat(onlyFiles().stream()
                            .filter(path -> path.getFileName().toString().contains("notes")))
                    .isEmpty();
        }
    }

    @Test
    void aFileThatIsClosedUnsealedLeavesNothing() throws Exception {
        try (var file = shelf.begin(NOTES)) {
            file.write(ByteBuffer.wrap(bytes(MIB)));
        }
        assertThat(onlyFiles()).isEmpty();
    }

    @Test
    void afterSealingNothingMoreCanBeDoneAndClosingIsHarmless() throws Exception {
        var file = shelf.begin(NOTES);
        file.write(ByteBuffer.wrap(bytes(10)));
        var sealed = file.seal();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> file.write(ByteBuffer.wrap(bytes(1))));
        assertThatExceptionOfType(IOException.class).isThrownBy(file::seal);
        assertThatExceptionOfType(IOException.class).isThrownBy(file::restart);
        file.close();
        file.close();
        assertThat(sealed.path()).hasBinaryContent(bytes(10));
    }

    @Test
    void afterClosingNothingMoreCanBeDone() throws Exception {
        var file = shelf.begin(NOTES);
        file.close();
        file.close();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> file.write(ByteBuffer.wrap(bytes(1))));
        assertThatExceptionOfType(IOException.class).isThrownBy(file::seal);
    }

    @Test
    void aRestartedFileBeginsAtNothing() throws Exception {
        var bytes = bytes(2 * MIB);
        try (var file = shelf.begin(NOTES)) {
            file.write(ByteBuffer.wrap(bytes(3 * MIB)));
            file.restart();
            assertThat(file.length()).isZero();
            assertThat(file.crc32c()).isZero();
            file.write(ByteBuffer.wrap(bytes));
            var sealed = file.seal();
            assertThat(sealed.sha256()).isEqualTo(sha256(bytes));
            assertThat(sealed.path()).hasBinaryContent(bytes);
        }
    }

    @Test
    void aTransferIsTakenUpWhereItStoppedEvenAfterARestart() throws Exception {
        var bytes = bytes(5 * MIB);
        write(1, bytes, 0, 3 * MIB, bytes.length);
        shelf = open();
        try (var file = shelf.resume(messageId(1), NOTES, bytes.length)) {
            assertThat(file.length()).isEqualTo(3 * MIB);
            assertThat(file.crc32c()).isEqualTo(crc32c(Arrays.copyOf(bytes, 3 * MIB)));
            file.write(ByteBuffer.wrap(bytes, 3 * MIB, 2 * MIB));
            assertThat(file.crc32c()).isEqualTo(crc32c(bytes));
            var sealed = file.seal();
            assertThat(sealed.sha256()).isEqualTo(sha256(bytes));
            assertThat(sealed.path()).hasBinaryContent(bytes);
        }
        assertThat(onlyFiles()).hasSize(1);
    }

    @Test
    void whoTakesATransferUpNeedNotAskForItsChecksum() throws Exception {
        var bytes = bytes(3 * MIB);
        write(1, bytes, 0, MIB, bytes.length);
        try (var file = shelf.resume(messageId(1), NOTES, bytes.length)) {
            file.write(ByteBuffer.wrap(bytes, MIB, MIB));
            file.write(ByteBuffer.wrap(bytes, 2 * MIB, MIB));
            assertThat(file.crc32c()).isEqualTo(crc32c(bytes));
            assertThat(file.seal().sha256()).isEqualTo(sha256(bytes));
        }
    }

    @Test
    void aPartOfAnotherSizeIsThrownAway() throws Exception {
        write(1, bytes(MIB), 0, MIB, 2 * MIB);
        try (var file = shelf.resume(messageId(1), NOTES, 3 * MIB)) {
            assertThat(file.length()).isZero();
        }
        try (var file = shelf.resume(messageId(1), NOTES, 2 * MIB)) {
            assertThat(file.length()).isZero();
        }
    }

    @Test
    void partsOfDifferentMessagesAreKeptApart() throws Exception {
        write(1, bytes(100), 0, 100, MIB);
        write(2, bytes(100), 0, 50, MIB);
        try (var one = shelf.resume(messageId(1), NOTES, MIB);
                var two = shelf.resume(messageId(2), NOTES, MIB)) {
            assertThat(one.length()).isEqualTo(100);
            assertThat(two.length()).isEqualTo(50);
        }
    }

    @Test
    void aTransferThatIsRestartedForgetsWhatWasKept() throws Exception {
        write(1, bytes(MIB), 0, MIB, 2 * MIB);
        try (var file = shelf.resume(messageId(1), NOTES, 2 * MIB)) {
            file.restart();
        }
        try (var file = shelf.resume(messageId(1), NOTES, 2 * MIB)) {
            assertThat(file.length()).isZero();
        }
    }

    @Test
    void aTransferTakesTheNameItHasWhenItIsTakenUp() throws Exception {
        var bytes = bytes(100);
        write(1, bytes, 0, 60, 100);
        try (var file = shelf.resume(messageId(1), FileName.from("other.txt"), 100)) {
            file.write(ByteBuffer.wrap(bytes, 60, 40));
            assertThat(file.seal().path()).hasFileName("other.txt");
        }
    }

    @Test
    void aTransferOfNothingIsAFileToo() throws Exception {
        try (var file = shelf.resume(messageId(1), NOTES, 0)) {
            assertThat(file.seal().sha256()).isEqualTo(sha256(new byte[0]));
        }
    }

    @Test
    void aTransferIsSealedOnlyWhole() throws Exception {
        try (var file = shelf.resume(messageId(1), NOTES, 100)) {
            file.write(ByteBuffer.wrap(bytes(99)));
            assertThatExceptionOfType(IOException.class).isThrownBy(file::seal);
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> file.write(ByteBuffer.wrap(bytes(2))));
            file.write(ByteBuffer.wrap(bytes(1)));
            assertThat(file.seal().size()).isEqualTo(100);
        }
    }

    @Test
    void aTransferIsWrittenByOneAtATime() throws Exception {
        try (var file = shelf.resume(messageId(1), NOTES, 100)) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> shelf.resume(messageId(1), NOTES, 100))
                    .withMessageContaining("already");
            file.write(ByteBuffer.wrap(bytes(100)));
            file.seal();
        }
        shelf.resume(messageId(1), NOTES, 100).close();
        shelf.resume(messageId(1), NOTES, 100).close();
    }

    @Test
    void noFileHasLessThanNoBytes() {
        assertThatIllegalArgumentException().isThrownBy(() -> shelf.resume(messageId(1), NOTES, -1));
    }

    @Test
    void aNameThatIsTakenGetsANumber() throws Exception {
        var names = new ArrayList<String>();
        for (int n = 0; n < 12; n++) {
            names.add(sealed(NOTES, new byte[] {(byte) n}).path().getFileName().toString());
        }
        assertThat(names)
                .startsWith("notes.txt", "notes (2).txt", "notes (3).txt")
                .doesNotHaveDuplicates();
        assertThat(names).last().isEqualTo("notes (12).txt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"notes", "photo.png", "archive.tar.gz", "a.", "relatório final.pdf", "🐐🦁.webp", "UPPER.PNG"})
    void everyNameCanBeNumbered(String claimed) throws Exception {
        var name = FileName.from(claimed);
        var first = sealed(name, bytes(1)).path();
        var second = sealed(name, bytes(2)).path();
        assertThat(first).hasFileName(name.value());
        assertThat(FileName.from(second.getFileName().toString()).value())
                .isEqualTo(second.getFileName().toString())
                .contains(" (2)");
        assertThat(second.getParent()).isEqualTo(first.getParent());
        assertThat(first).hasBinaryContent(bytes(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "🐐"})
    void theLongestNameCanBeNumbered(String letter) throws Exception {
        var name = FileName.from(letter.repeat(300) + ".jpeg");
        sealed(name, bytes(1));
        for (int n = 2; n <= 11; n++) {
            var path = sealed(name, bytes(n)).path();
            assertThat(path.getFileName().toString()).endsWith(" (" + n + ").jpeg");
        }
    }

    @Test
    void twoThreadsThatSealTheSameNameGetTwoFiles() throws Exception {
        var sealing = new ArrayList<Future<SealedFile>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < 64; n++) {
                var bytes = bytes(n);
                sealing.add(threads.submit(() -> sealed(NOTES, bytes)));
            }
            for (int n = 0; n < 64; n++) {
                assertThat(sealing.get(n).get(30, TimeUnit.SECONDS).path()).hasBinaryContent(bytes(n));
            }
        }
        assertThat(onlyFiles()).hasSize(64);
    }

    @Test
    void aRemovedFileIsGoneForGoodAndMayBeRemovedAgain() throws Exception {
        var kept = sealed(NOTES, bytes(1));
        var removed = sealed(NOTES, bytes(2));
        shelf.remove(removed);
        shelf.remove(removed);
        assertThat(removed.path()).doesNotExist();
        assertThat(kept.path()).hasBinaryContent(bytes(1));
    }

    @Test
    void whatDoesNotLieOnTheShelfIsNotRemoved() throws Exception {
        var sealed = sealed(NOTES, bytes(1));
        var outside = Files.write(place().resolveSibling("outside.txt"), bytes(3));
        var tricks = List.of(
                outside,
                sealed.path().resolveSibling("../../" + place().relativize(outside)),
                sealed.path().getParent(),
                place());
        for (var path : tricks) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> shelf.remove(new SealedFile(path, 1, sealed.sha256())));
        }
        assertThat(outside).hasBinaryContent(bytes(3));
        assertThat(sealed.path()).exists();
    }

    @Test
    void everythingLiesBelowTheShelfsPlace() throws Exception {
        var before = filesBeside();
        for (var claimed : List.of("../../../escape.txt", "/etc/passwd", "..", "C:\\x.png", ".hidden", "~/x")) {
            var path = sealed(FileName.from(claimed), bytes(1)).path();
            assertThat(path.toRealPath()).startsWith(place().toRealPath());
        }
        assertThat(filesBeside()).isEqualTo(before);
    }

    @Test
    void thereIsRoomForMore() throws Exception {
        assertThat(shelf.room()).isPositive();
    }

    /** Everything else beside the shelf's own place. */
    private List<Path> filesBeside() throws IOException {
        try (var beside = Files.list(place().getParent())) {
            return beside.sorted().toList();
        }
    }

    protected final List<Path> onlyFiles() throws IOException {
        try (var all = Files.walk(place())) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    protected final SealedFile sealed(FileName name, byte[] bytes) throws IOException {
        try (var file = shelf.begin(name)) {
            file.write(ByteBuffer.wrap(bytes));
            return file.seal();
        }
    }

    private void write(long message, byte[] bytes, int from, int count, long size) throws IOException {
        try (var file = shelf.resume(messageId(message), NOTES, size)) {
            file.write(ByteBuffer.wrap(bytes, from, count));
        }
    }

    /** Always the same bytes for a length. */
    protected static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    protected static Sha256 sha256(byte[] bytes) throws Exception {
        return Sha256.of(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static int crc32c(byte[] bytes) {
        var crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
