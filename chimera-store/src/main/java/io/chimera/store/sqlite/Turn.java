package io.chimera.store.sqlite;

import java.util.function.Supplier;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * A turn at the database: one transaction of one thread. Once it is over, or for another thread, it is of no use, so
 * that nothing can slip past the transaction.
 */
public final class Turn {

    private final JdbcClient sql;
    private final JdbcAggregateTemplate rows;
    private final Thread owner = Thread.currentThread();
    private boolean over;

    Turn(JdbcClient sql, JdbcAggregateTemplate rows) {
        this.sql = sql;
        this.rows = rows;
    }

    /**
     * A statement written by hand, with named parameters.
     *
     * @throws IllegalStateException if this turn is over, or another thread's
     */
    public StatementSpec sql(String statement) {
        check();
        return sql.sql(statement);
    }

    /**
     * Records as rows.
     *
     * @throws IllegalStateException if this turn is over, or another thread's
     */
    public JdbcAggregateTemplate rows() {
        check();
        return rows;
    }

    /**
     * Refuses use after the end and by others.
     *
     * @throws IllegalStateException if this turn is over, or another thread's
     */
    public void check() {
        if (over) throw new IllegalStateException("what was handed to a question or a change is of no use after it");
        if (!Thread.currentThread().equals(owner))
            throw new IllegalStateException("a question or a change is one thread's, and this is another");
    }

    <T> T during(Supplier<T> work) {
        try {
            return work.get();
        } finally {
            over = true;
        }
    }
}
