package io.chimera.store.sqlite;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.commons.dbcp2.BasicDataSource;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One SQLite database in use: one writer at a time, a few readers beside it. Safe for use by many threads.
 *
 * <p>The lock here, not SQLite's, keeps writers apart, so that none of ours ever waits inside the driver, where it would
 * hold its carrier thread.
 */
public final class Database implements AutoCloseable {

    private final Path file;
    private final int readers;
    private final BasicDataSource writing;
    private final BasicDataSource reading;
    private final Side writer;
    private final Side reader;
    private final ReentrantLock oneWriter = new ReentrantLock();
    private final Semaphore freeReaders;
    private volatile boolean closed;

    private Database(Path file, int readers, BasicDataSource writing, BasicDataSource reading, Mapping mapping) {
        this.file = file;
        this.readers = readers;
        this.writing = writing;
        this.reading = reading;
        this.writer = new Side(writing, "BEGIN IMMEDIATE", mapping);
        this.reader = new Side(reading, "BEGIN", mapping);
        this.freeReaders = new Semaphore(readers, true);
    }

    /**
     * Opens a database, makes it if it is not there, and brings it up to date.
     *
     * @param schema the tables it must have
     * @param readers how many may read at once, at least 1
     * @param patience how long to wait for another program that writes into the file
     * @throws UnusableDatabase if the file is no such database, damaged, or from a newer Chimera
     */
    public static Database open(Path file, Schema schema, int readers, Duration patience, Mapping mapping) {
        new Inspection(file, schema).pass();
        var pools = new Pools(file, patience);
        var writing = pools.writer();
        try {
            schema.bringUpToDate(file, writing);
            return new Database(file, readers, writing, pools.readers(readers), mapping);
        } catch (RuntimeException failed) {
            Pools.close(writing);
            throw failed;
        }
    }

    /**
     * Reads from one state of the database, which changes under way do not touch.
     *
     * @throws IllegalStateException if the database is closed
     */
    public <T> T read(Function<Turn, T> question) {
        // A question within a question must not wait for a reader that its own thread holds.
        if (reader.isInUseByThisThread()) return reader.join(question);
        freeReaders.acquireUninterruptibly();
        try {
            refuseIfClosed();
            return reader.take(question);
        } finally {
            freeReaders.release();
        }
    }

    /** {@link #write(Function, Runnable)} with nothing to do afterwards. */
    public <T> T write(Function<Turn, T> change) {
        return write(change, () -> {});
    }

    /**
     * Changes the database: all of it, durable when this returns, or nothing.
     *
     * @param whenDurable run before the next change can begin
     * @throws IllegalStateException if the database is closed, or the thread is changing it already
     */
    public <T> T write(Function<Turn, T> change, Runnable whenDurable) {
        if (oneWriter.isHeldByCurrentThread())
            throw new IllegalStateException("a change cannot be made within a change");
        oneWriter.lock();
        try {
            refuseIfClosed();
            var answer = writer.take(change);
            whenDurable.run();
            return answer;
        } finally {
            oneWriter.unlock();
        }
    }

    private void refuseIfClosed() {
        if (closed) throw new IllegalStateException("the database " + file + " is closed");
    }

    /**
     * Waits for a change and for questions under way, then closes. Closing again does nothing.
     *
     * @throws IllegalStateException from within a change or a question
     */
    @Override
    public void close() {
        if (oneWriter.isHeldByCurrentThread() || reader.isInUseByThisThread())
            throw new IllegalStateException("a database cannot be closed from within a change or a question");
        oneWriter.lock();
        freeReaders.acquireUninterruptibly(readers);
        try {
            closed = true;
            Pools.close(reading);
            Pools.close(writing);
        } finally {
            freeReaders.release(readers);
            oneWriter.unlock();
        }
    }

    /** The reading or the writing half. */
    private static final class Side {

        private final Transactions transactions;
        private final JdbcClient sql;
        private final JdbcAggregateTemplate rows;

        Side(BasicDataSource pool, String begin, Mapping mapping) {
            transactions = new Transactions(pool, begin);
            var template = mapping.sql(pool);
            sql = JdbcClient.create(template);
            rows = mapping.rows(template);
        }

        boolean isInUseByThisThread() {
            return transactions.isUnderWay();
        }

        <T> T take(Function<Turn, T> work) {
            return transactions.run(() -> join(work));
        }

        /** Within the transaction under way. */
        <T> T join(Function<Turn, T> work) {
            var turn = new Turn(sql, rows);
            return turn.during(() -> work.apply(turn));
        }
    }
}
