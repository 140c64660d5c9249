package io.chimera.store.disk;

import static io.chimera.core.testing.People.messageId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chimera.core.file.FileName;
import io.chimera.core.file.FileShelf;
import io.chimera.core.file.FileShelfContract;
import io.chimera.core.file.IncomingFile;
import io.chimera.core.file.IncomingFile.NoRoom;
import io.chimera.core.testing.SteppingClock;
import io.chimera.store.SmallDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The promises of the port, kept by a folder; and what a folder adds to them. */
class DiskFileShelfTest extends FileShelfContract {

    private static final FileName FILM = FileName.from("film.mp4");
    private static final Duration A_WEEK = Duration.ofDays(7);

    @TempDir
    private Path folder;

    private final SteppingClock clock = new SteppingClock();

    @Override
    protected FileShelf open() throws Exception {
        return open(place(), MIB);
    }

    private FileShelf open(Path place, long reserve) throws IOException {
        return DiskFileShelf.open(place, reserve, A_WEEK, clock);
    }

    @Override
    protected Path place() {
        return folder.resolve("1001");
    }

    @ParameterizedTest
    @CsvSource({
        "photo.jpg, images",
        "photo.JPEG, images",
        "photo.png, images",
        "photo.gif, images",
        "photo.webp, images",
        "photo.svg, files",
        "photo.png.exe, files",
        "png, files",
    })
    void picturesLieApart(String name, String where) throws Exception {
        assertThat(sealed(FileName.from(name), bytes(1)).path())
                .isEqualTo(place().resolve(where).resolve(name));
    }

    @Test
    void partsOlderThanAWeekAreRemovedWhenTheShelfIsOpened() throws Exception {
        part(1, 10);
        part(2, 10);
        setAge(messageId(1) + ".100.part", A_WEEK.plusSeconds(1));
        setAge(messageId(2) + ".100.part", A_WEEK.minusSeconds(1));
        shelf = open();
        assertThat(lengthOf(1)).isZero();
        assertThat(lengthOf(2)).isEqualTo(10);
    }

    @Test
    void whatWasNotToBeTakenUpAgainIsRemovedWhenTheShelfIsOpenedAfterACrash() throws Exception {
        shelf.begin(FILM).write(ByteBuffer.wrap(bytes(10)));
        assertThat(onlyFiles()).hasSize(1);
        shelf = open();
        assertThat(onlyFiles()).isEmpty();
    }

    @Test
    void whatLiesAmongThePartsAndIsNoneStaysThere() throws Exception {
        var stranger = Files.writeString(parts().resolve("notes.txt"), "mine");
        Files.setLastModifiedTime(stranger, FileTime.from(clock.instant().minus(A_WEEK.multipliedBy(9))));
        shelf = open();
        assertThat(stranger).exists();
    }

    @Test
    void theReserveIsNotTouched() throws Exception {
        var frugal = open(place(), Files.getFileStore(place()).getUsableSpace() * 2);
        assertThat(frugal.room()).isZero();
        try (var file = frugal.begin(FILM)) {
            assertThatExceptionOfType(NoRoom.class).isThrownBy(() -> file.write(ByteBuffer.wrap(bytes(1))));
            assertThat(file.length()).isZero();
            assertThat(file.seal().size()).isZero();
        }
    }

    @Test
    void aFullDiskKeepsWhatWasWrittenAndTheTransferGoesOnWhenThereIsRoom() throws Exception {
        try (var disk = SmallDisk.mount(folder.resolve("disk"), 12)) {
            var small = open(disk.place().resolve("1001"), 0);
            var bytes = bytes(8 * MIB);
            var filler = Files.write(disk.place().resolve("others"), new byte[7 * MIB]);
            long written;
            try (var file = small.resume(messageId(1), FILM, bytes.length)) {
                assertThatExceptionOfType(NoRoom.class).isThrownBy(() -> writeFrom(bytes, file.length(), file));
                written = file.length();
                assertThat(written).isBetween(3L * MIB, 5L * MIB);
            }
            Files.delete(filler);
            try (var file = small.resume(messageId(1), FILM, bytes.length)) {
                assertThat(file.length()).isEqualTo(written);
                writeFrom(bytes, written, file);
                var sealed = file.seal();
                assertThat(sealed.sha256()).isEqualTo(sha256(bytes));
                assertThat(sealed.path()).hasBinaryContent(bytes);
            }
        }
    }

    @Test
    void aDiskThatOthersFillMeanwhileIsFullToo() throws Exception {
        try (var disk = SmallDisk.mount(folder.resolve("disk"), 12)) {
            var small = open(disk.place().resolve("1001"), 0);
            try (var file = small.begin(FILM)) {
                file.write(ByteBuffer.wrap(bytes(MIB)));
                disk.fill();
                var more = ByteBuffer.wrap(bytes(MIB));
                assertThatExceptionOfType(NoRoom.class).isThrownBy(() -> file.write(more));
                assertThat(more.remaining())
                        .as("the bytes are the caller's still")
                        .isEqualTo(MIB);
                assertThat(file.length()).isEqualTo(MIB);
                assertThat(file.seal().sha256()).isEqualTo(sha256(bytes(MIB)));
            }
        }
    }

    @Test
    void aThreadThatIsToldToStopLeavesAPartThatCanBeTakenUp() throws Exception {
        try (var file = shelf.resume(messageId(1), FILM, 100)) {
            file.write(ByteBuffer.wrap(bytes(60)));
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(ClosedByInterruptException.class)
                    .isThrownBy(() -> file.write(ByteBuffer.wrap(bytes(10))));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(lengthOf(1)).isGreaterThanOrEqualTo(60);
    }

    @Test
    void aThreadThatIsToldToStopWhileSealingLeavesNothingVisible() throws Exception {
        try (var file = shelf.begin(FILM)) {
            file.write(ByteBuffer.wrap(bytes(3 * MIB)));
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(IOException.class).isThrownBy(file::seal);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(onlyFiles()).isEmpty();
    }

    /** The process may end when the sealed file has its name and the part has not lost its own. */
    @Test
    void aPartThatIsASealedFileAsWellCannotSpoilIt() throws Exception {
        part(1, 100);
        var sealed = Files.createLink(place().resolve("files/film.mp4"), parts().resolve(messageId(1) + ".100.part"));
        try (var file = shelf.resume(messageId(1), FILM, 100)) {
            assertThat(file.length()).isEqualTo(100);
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> file.write(ByteBuffer.wrap(bytes(1))));
            file.restart();
            file.write(ByteBuffer.wrap(new byte[50]));
        }
        assertThat(sealed).hasBinaryContent(bytes(100));
    }

    @Test
    void aLinkInTheWayIsATakenNameAndIsNotFollowed() throws Exception {
        var outside = folder.resolve("outside.mp4");
        Files.createSymbolicLink(place().resolve("files/film.mp4"), outside);
        assertThat(sealed(FILM, bytes(5)).path()).hasFileName("film (2).mp4");
        assertThat(outside).doesNotExist();
    }

    private void part(long message, int length) throws IOException {
        try (var file = shelf.resume(messageId(message), FILM, 100)) {
            file.write(ByteBuffer.wrap(bytes(length)));
        }
    }

    private long lengthOf(long message) throws IOException {
        try (var file = shelf.resume(messageId(message), FILM, 100)) {
            return file.length();
        }
    }

    private static void writeFrom(byte[] bytes, long from, IncomingFile file) throws IOException {
        for (int n = Math.toIntExact(from); n < bytes.length; n += 64 << 10) {
            file.write(ByteBuffer.wrap(bytes, n, Math.min(64 << 10, bytes.length - n)));
        }
    }

    private void setAge(String part, Duration age) throws IOException {
        Files.setLastModifiedTime(
                parts().resolve(part), FileTime.from(clock.instant().minus(age)));
    }

    private Path parts() {
        return place().resolve("files/.parts");
    }
}
