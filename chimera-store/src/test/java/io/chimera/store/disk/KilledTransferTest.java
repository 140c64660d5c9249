package io.chimera.store.disk;

import static io.chimera.core.testing.People.messageId;
import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.file.FileName;
import io.chimera.core.file.Sha256;
import io.chimera.store.ChildJvm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that takes a file in is killed again and again: what is there is the beginning of the file, never another. */
@Timeout(300)
class KilledTransferTest {

    private static final int KILLS = Boolean.getBoolean("chimera.test.long") ? 20 : 4;
    private static final int PIECE = 64 << 10;

    /** How many pieces the receiver may be ahead of what it said when it is killed. */
    private static final int AHEAD = 8;

    private static final FileName FILM = FileName.from("film.mp4");
    private static final byte[] BYTES = film();

    @TempDir
    private Path folder;

    @Test
    void everyKillLeavesABeginningThatCanBeGoneOnFrom() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        long before = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            try (var receiver = ChildJvm.start(Receiver.class, folder.toString())) {
                int heard = 1 + random.nextInt(30);
                receiver.tell(heard + AHEAD);
                for (int n = 0; n < heard; n++) assertThat(receiver.line()).isEqualTo("piece");
                receiver.kill();
            }
            before = assertABeginning(before, "kill " + kill + ", seed " + seed);
        }
        finish();
    }

    private long assertABeginning(long before, String when) throws IOException {
        try (var visible = Files.list(folder.resolve("files"))) {
            assertThat(visible.filter(Files::isRegularFile)).as(when).isEmpty();
        }
        try (var file = open(folder).resume(messageId(1), FILM, BYTES.length)) {
            assertThat(file.length()).as(when).isGreaterThan(before);
            assertThat(file.crc32c()).as(when).isEqualTo(crc32c(Math.toIntExact(file.length())));
            return file.length();
        }
    }

    private void finish() throws Exception {
        try (var file = open(folder).resume(messageId(1), FILM, BYTES.length)) {
            int there = Math.toIntExact(file.length());
            file.write(ByteBuffer.wrap(BYTES, there, BYTES.length - there));
            var sealed = file.seal();
            assertThat(sealed.sha256())
                    .isEqualTo(Sha256.of(MessageDigest.getInstance("SHA-256").digest(BYTES)));
            assertThat(sealed.path()).hasBinaryContent(BYTES);
        }
    }

    private static DiskFileShelf open(Path folder) throws IOException {
        return DiskFileShelf.open(folder, 0, Duration.ofDays(7), Clock.systemUTC());
    }

    private static byte[] film() {
        var bytes = new byte[64 << 20];
        new Random(5).nextBytes(bytes);
        return bytes;
    }

    private static int crc32c(int length) {
        var crc = new CRC32C();
        crc.update(Arrays.copyOf(BYTES, length));
        return (int) crc.getValue();
    }

    /** Writes the film on from where it is, a piece for each byte it is sent, and says so. */
    static final class Receiver {
        private Receiver() {}

        public static void main(String[] arguments) throws Exception {
            try (var file = open(Path.of(arguments[0])).resume(messageId(1), FILM, BYTES.length)) {
                for (int n = Math.toIntExact(file.length()); System.in.read() >= 0; n += PIECE) {
                    file.write(ByteBuffer.wrap(BYTES, n, Math.min(PIECE, BYTES.length - n)));
                    System.out.println("piece");
                }
            }
        }
    }
}
