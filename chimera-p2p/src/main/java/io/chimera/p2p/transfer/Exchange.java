package io.chimera.p2p.transfer;

import io.chimera.core.contact.ContactId;
import io.chimera.core.message.MessageId;
import io.chimera.p2p.secure.SecureLine;
import io.chimera.p2p.wire.Breakoff;
import io.chimera.p2p.wire.Frame;
import io.chimera.p2p.wire.Token;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One file's transfer, as the thread that makes it sees the connections: where the frames about it, and the bulk
 * connection for it, are waited for. Whatever ends it from outside also ends the bulk connection, so that nobody waits in
 * a read for what will not come.
 */
final class Exchange implements AutoCloseable {

    /** An honest side sends no more than four frames about a transfer. */
    private static final int MOST_WAITING = 8;

    private final Key key;
    private final Connection connection;
    private final Exchanges exchanges;
    private final CountDownLatch gone = new CountDownLatch(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Frame.Transferring> said = new ArrayDeque<>();
    private @Nullable Joined joined;
    private @Nullable SecureLine bulk;
    private @Nullable String over;
    private volatile @Nullable Breakoff breakoff;

    Exchange(Key key, Connection connection, Exchanges exchanges) {
        this.key = key;
        this.connection = connection;
        this.exchanges = exchanges;
    }

    Key key() {
        return key;
    }

    /** The connection it was agreed on over. */
    Connection connection() {
        return connection;
    }

    /** Something was said about it. */
    void tell(Frame.Transferring frame) {
        if (frame instanceof Frame.Cancel(var _, var why)) {
            breakoff = why;
            end("the other side ended the transfer");
            return;
        }
        lock.lock();
        try {
            if (said.size() < MOST_WAITING) said.add(frame);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * A bulk connection came for it.
     *
     * @throws IOException if it is the second one, or comes too late
     */
    void join(SecureLine line, Token token) throws IOException {
        lock.lock();
        try {
            if (over != null) throw new IOException(over);
            if (joined != null) throw new IOException("a second bulk connection for one transfer");
            joined = new Joined(line, token);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more will come. */
    void end(String why) {
        lock.lock();
        try {
            if (over != null) return;
            over = why;
            closeQuietly(bulk);
            if (joined != null) closeQuietly(joined.line());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Why the other side ended it, if it did. */
    Optional<Breakoff> breakoff() {
        return Optional.ofNullable(breakoff);
    }

    /**
     * What is said next.
     *
     * @throws IOException if nothing was said in time, or nothing more will be
     */
    Frame.Transferring awaitFrame(Duration patience) throws IOException, InterruptedException {
        return await(said::poll, patience);
    }

    /** The bulk connection the other side opens, which must know this token. */
    SecureLine awaitBulk(Token token, Duration patience) throws IOException, InterruptedException {
        var came = await(() -> joined, patience);
        if (!came.token().equals(token)) throw new IOException("the bulk connection did not know its token");
        return came.line();
    }

    /** From now on, this bulk connection ends when the transfer is ended from outside. */
    SecureLine use(SecureLine line) throws IOException {
        lock.lock();
        try {
            if (over != null) {
                line.close();
                throw new IOException(over);
            }
            bulk = line;
            return line;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits a moment for it to be ended from outside. When a bulk connection breaks, the other side's reason is on its
     * way on the control connection, and may come second.
     */
    void awaitEnd(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (over == null && left > 0) left = changed.awaitNanos(left);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the thread that makes it has let go of it. */
    void awaitGone() throws InterruptedException {
        gone.await();
    }

    /** Waits for that, but not for ever; returns whether it is so. */
    boolean awaitGone(Duration patience) throws InterruptedException {
        return gone.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The thread that makes it lets go of it. */
    @Override
    public void close() {
        end("the transfer is over");
        exchanges.remove(this);
        gone.countDown();
    }

    private <T> T await(Supplier<@Nullable T> next, Duration patience) throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (true) {
                var there = next.get();
                if (there != null) return there;
                if (over != null) throw new IOException(over);
                if (left <= 0) throw new IOException("the other side did not answer in time");
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private static void closeQuietly(@Nullable SecureLine line) {
        try {
            if (line != null) line.close();
        } catch (IOException _) {
            // it was to end; that it has ended badly changes nothing
        }
    }

    /** Names a transfer: two contacts may by chance, or on purpose, use one id. */
    record Key(ContactId peer, MessageId id) {}

    private record Joined(SecureLine line, Token token) {}
}
