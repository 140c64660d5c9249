package io.chimera.store.disk;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps a home to one process: while it is held, no other Chimera can open what lies there. It is let go when it is closed
 * or the process ends, however it ends.
 */
public final class HomeLock implements AutoCloseable {

    private static final String NAME = "lock";

    private final FileChannel file;
    private final FileLock lock;

    private HomeLock(FileChannel file, FileLock lock) {
        this.file = file;
        this.lock = lock;
    }

    /**
     * Takes the home for this process, and makes the folder if it is not there.
     *
     * @throws HomeInUse if another process has it, or this one has it already
     * @throws IOException if the folder cannot be written
     */
    public static HomeLock take(Path home) throws IOException {
        OwnerOnly.createFolder(home);
        var file = OwnerOnly.open(home.resolve(NAME), Set.of(CREATE, READ, WRITE));
        try {
            var lock = file.tryLock();
            if (lock == null) throw new HomeInUse(home, holder(home));
            leaveName(file);
            return new HomeLock(file, lock);
        } catch (OverlappingFileLockException _) {
            file.close();
            throw new HomeInUse(home, Optional.of(ProcessHandle.current().pid()));
        } catch (IOException failed) {
            file.close();
            throw failed;
        }
    }

    private static void leaveName(FileChannel file) throws IOException {
        var pid = ProcessHandle.current().pid() + "\n";
        file.truncate(0);
        file.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
    }

    private static Optional<Long> holder(Path home) {
        try {
            var text = Files.readString(home.resolve(NAME), StandardCharsets.US_ASCII)
                    .strip();
            return text.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty(); // some systems let nobody read what is locked
        }
    }

    /** Lets the home go. Closing again does nothing. */
    @Override
    public void close() throws IOException {
        if (lock.isValid()) lock.release();
        file.close();
    }

    /** Another process uses this home. */
    public static final class HomeInUse extends IOException {

        HomeInUse(Path home, Optional<Long> pid) {
            super("Another Chimera" + pid.map(id -> " (process " + id + ")").orElse("") + " uses the home " + home
                    + ", and two would spoil each other's data. End that one, or choose another home with"
                    + " --chimera.home=FOLDER.");
        }
    }
}
