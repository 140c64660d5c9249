package io.chimera.store.disk;

import io.chimera.core.file.Sha256;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of a file that is still being written: a second thread follows the writer through the file.
 *
 * <p>It reads back what was written, from the page cache as a rule, rather than being handed the bytes. So the writer never
 * waits for it, nothing queues up in memory however far it falls behind, and a file that is taken up again after a restart
 * is hashed from its beginning in the same way. Hashing costs more than writing on machines without SHA instructions, which
 * is why it is worth a thread, and a platform one, for it would hold a carrier for as long as the file is long.
 */
final class TrailingHash {

    /** A shorter file is hashed by whoever seals it, sooner than a thread would have started; in bytes. */
    private static final long WORTH_A_THREAD = 1 << 20;

    private static final int BUFFER = 256 << 10;

    private final Path file;
    private final MessageDigest digest = sha256();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();

    // Guarded by the lock.
    private long written;
    private boolean whole;
    private boolean abandoned;
    private @Nullable Thread follower;

    private long announced; // the writer's own
    private @Nullable IOException failure; // the follower's, until it has ended

    TrailingHash(Path file) {
        this.file = file;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    /** The writer is here now. Called by the writer only; returns at once. */
    void writtenUpTo(long length) {
        if (length - announced < WORTH_A_THREAD) return;
        announced = length;
        lock.lock();
        try {
            written = length;
            if (follower == null) follower = start();
            moved.signal();
        } finally {
            lock.unlock();
        }
    }

    private Thread start() {
        return Thread.ofPlatform().daemon().name("hash").start(this::follow);
    }

    /**
     * The hash of the whole file. Blocks until the follower is there too.
     *
     * @param length how long the file has become
     */
    Sha256 finish(long length) throws IOException {
        var last = tellTheEnd(length);
        if (last == null) follow();
        else waitFor(last);
        if (failure != null) throw new IOException("the file could not be read back to hash it", failure);
        return Sha256.of(digest.digest());
    }

    private @Nullable Thread tellTheEnd(long length) {
        lock.lock();
        try {
            written = length;
            whole = true;
            moved.signal();
            return follower;
        } finally {
            lock.unlock();
        }
    }

    private void waitFor(Thread last) throws InterruptedIOException {
        try {
            last.join();
        } catch (InterruptedException _) {
            abandon();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("told to stop while a file was being hashed");
        }
    }

    /** Nobody will ask for the hash: the follower ends by itself. */
    void abandon() {
        lock.lock();
        try {
            abandoned = true;
            moved.signal();
        } finally {
            lock.unlock();
        }
    }

    private void follow() {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var buffer = ByteBuffer.allocate(BUFFER);
            long done = 0;
            for (long goal = next(done); goal > done; goal = next(done)) {
                while (done < goal) done += hash(channel, buffer, done, goal);
            }
        } catch (IOException failed) {
            failure = failed;
        }
    }

    private int hash(FileChannel channel, ByteBuffer buffer, long from, long goal) throws IOException {
        buffer.clear().limit((int) Math.min(buffer.capacity(), goal - from));
        int count = channel.read(buffer, from);
        if (count < 0) throw new IOException("the file became shorter while it was being hashed");
        digest.update(buffer.flip());
        return count;
    }

    /** How far to go now; where one is when there is nothing more to come. */
    private long next(long done) {
        lock.lock();
        try {
            while (written == done && !whole && !abandoned) moved.awaitUninterruptibly();
            return abandoned ? done : written;
        } finally {
            lock.unlock();
        }
    }
}
