package io.chimera.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A file system in memory that is soon full: the tests' own tmpfs, where this user may mount one. */
public final class SmallDisk implements AutoCloseable {

    private final Path place;

    private SmallDisk(Path place) {
        this.place = place;
    }

    /** Mounts one, or skips the test with a line that says why. */
    public static SmallDisk mount(Path place, int megabytes) throws Exception {
        Files.createDirectories(place);
        boolean mounted =
                run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m,mode=700", "tmpfs", place.toString());
        if (!mounted) System.out.println("skipped: what a full disk does, because this user may mount no tmpfs");
        assumeTrue(mounted, "this user may mount no tmpfs");
        return new SmallDisk(place);
    }

    public Path place() {
        return place;
    }

    /** Takes all the room that is left. */
    public Path fill() throws IOException {
        var filler = place.resolve("filler");
        var block = new byte[4096];
        try (var out = Files.newOutputStream(filler)) {
            while (true) out.write(block);
        } catch (IOException full) {
            return filler;
        }
    }

    @Override
    public void close() throws Exception {
        if (!run("umount", place.toString())) throw new IOException("the tmpfs at " + place + " cannot be unmounted");
    }

    private static boolean run(String... command) throws Exception {
        try {
            var process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
