package io.chimera.store.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.file.FileName;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the shelf adds to plain writing, side by side in one run. Prints what it measures. */
@Tag("long")
class ShelfSpeedTest {

    private static final int MIB = 1 << 20;
    private static final int SIZE = 1024 * MIB;
    private static final int LITTLE_FILES = 2_000;

    private final ByteBuffer block = ByteBuffer.allocateDirect(256 << 10);

    @TempDir
    private Path folder;

    @Test
    void aLargeFileCostsTheWriterLittleMoreThanPlainWriting() throws Exception {
        var noise = new byte[block.capacity()];
        new Random(1).nextBytes(noise);
        block.put(noise);
        var shelf = DiskFileShelf.open(folder.resolve("1001"), 0, Duration.ofDays(7), Clock.systemUTC());
        double plain = Double.MAX_VALUE;
        double shelved = Double.MAX_VALUE;
        for (int round = 1; round <= 3; round++) {
            plain = Math.min(plain, measure("1 GiB written plainly", this::writePlainly));
            shelved = Math.min(shelved, measure("1 GiB onto the shelf", () -> write(shelf, SIZE)));
        }
        assertThat(shelved)
                .as("processor time of the writing thread, against plain")
                .isLessThan(plain * 2);
        measure(LITTLE_FILES + " files of 16 KiB", () -> {
            for (int n = 0; n < LITTLE_FILES; n++) write(shelf, 16 << 10);
        });
    }

    private void writePlainly() throws IOException {
        var file = folder.resolve("plain");
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (long n = 0; n < SIZE; n += block.capacity()) channel.write(block.rewind());
            channel.force(true);
        }
        Files.delete(file);
    }

    private void write(DiskFileShelf shelf, int size) throws IOException {
        try (var file = shelf.begin(FileName.from("film.mp4"))) {
            for (int n = 0; n < size; n += block.capacity()) {
                file.write(block.rewind().limit(Math.min(block.capacity(), size - n)));
            }
            shelf.remove(file.seal());
        }
    }

    private static double measure(String what, Work work) throws IOException {
        long began = System.nanoTime();
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.run();
        double worked = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9;
        System.out.printf(
                "[shelf] %s: %.2f s, of processor in the writing thread %.2f s%n",
                what, (System.nanoTime() - began) / 1e9, worked);
        return worked;
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }
}
