package io.chimera.pki.database;

import java.util.function.Supplier;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.data.jdbc.repository.support.JdbcRepositoryFactory;

/** A database through Spring Data JDBC: the same rows and statements whichever it is. Safe for use by many threads. */
public abstract sealed class Database implements AutoCloseable permits SqliteDatabase, PostgresDatabase {

    /** A number for {@link #alone} that is nobody's. */
    private static final long TIDYING = 0;

    private final JdbcRepositoryFactory repositories;

    Database(JdbcAggregateOperations rows) {
        this.repositories = new JdbcRepositoryFactory(rows);
    }

    /** The statements of an interface, made ready to run. */
    public final <T> T statements(Class<T> repository) {
        return repositories.getRepository(repository);
    }

    /**
     * Changes all or nothing: durable when it returns, undone when it throws. Within a change another belongs to it.
     *
     * @throws IllegalStateException if the database was busy for too long
     */
    public abstract <T> T change(Supplier<T> work);

    /**
     * Runs one statement, which is whole or not at all by itself: a change with less to and fro. Durable when it returns;
     * within a change it belongs to that one.
     *
     * @throws IllegalStateException if the database was busy for too long
     */
    public abstract <T> T one(Supplier<T> statement);

    /** A change that removes many rows; there is one at a time, so that two never wait for each other. */
    public final void tidy(Supplier<Integer> removal) {
        change(() -> {
            alone(TIDYING);
            return removal.get();
        });
    }

    /** Within a change, keeps every other change with the same number out until this one is over. */
    public abstract void alone(long number);

    @Override
    public abstract void close();
}
