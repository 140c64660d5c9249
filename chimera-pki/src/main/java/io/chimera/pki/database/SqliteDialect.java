package io.chimera.pki.database;

import org.springframework.data.jdbc.core.dialect.JdbcArrayColumns;
import org.springframework.data.jdbc.core.dialect.JdbcDialect;
import org.springframework.data.relational.core.dialect.AnsiDialect;
import org.springframework.data.relational.core.dialect.IdGeneration;
import org.springframework.data.relational.core.dialect.LimitClause;
import org.springframework.data.relational.core.dialect.LockClause;
import org.springframework.data.relational.core.sql.IdentifierProcessing;
import org.springframework.data.relational.core.sql.IdentifierProcessing.LetterCasing;
import org.springframework.data.relational.core.sql.IdentifierProcessing.Quoting;
import org.springframework.data.relational.core.sql.LockOptions;
import org.springframework.data.relational.core.sql.render.UpsertRenderContext;

/** SQLite for Spring Data, which ships no dialect for it: where it is not ANSI, and what it cannot do. */
final class SqliteDialect extends AnsiDialect implements JdbcDialect {

    @Override
    public String getName() {
        return "SQLite";
    }

    @Override
    public LimitClause limit() {
        return new Limits();
    }

    @Override
    public LockClause lock() {
        return new NoLocks();
    }

    @Override
    public JdbcArrayColumns getArraySupport() {
        return JdbcArrayColumns.Unsupported.INSTANCE;
    }

    @Override
    public IdentifierProcessing getIdentifierProcessing() {
        return IdentifierProcessing.create(new Quoting("\""), LetterCasing.AS_IS);
    }

    /** Without a renderer made for the dialect Spring Data writes MERGE, which SQLite does not know. */
    @Override
    public UpsertRenderContext getUpsertRenderContext() {
        return () -> false;
    }

    @Override
    public IdGeneration getIdGeneration() {
        return new OneIdAtATime();
    }

    /** {@code LIMIT n OFFSET m}; an offset alone needs a limit that is none. */
    private static final class Limits implements LimitClause {
        @Override
        public String getLimit(long limit) {
            return "LIMIT " + limit;
        }

        @Override
        public String getOffset(long offset) {
            return "LIMIT -1 OFFSET " + offset;
        }

        @Override
        public String getLimitOffset(long limit, long offset) {
            return "LIMIT " + limit + " OFFSET " + offset;
        }

        @Override
        public LimitClause.Position getClausePosition() {
            return LimitClause.Position.AFTER_ORDER_BY;
        }
    }

    /** SQLite locks databases, not rows. */
    private static final class NoLocks implements LockClause {
        @Override
        public String getLock(LockOptions options) {
            return "";
        }

        @Override
        public LockClause.Position getClausePosition() {
            return LockClause.Position.AFTER_ORDER_BY;
        }
    }

    /** SQLite tells the last row's id only, so a batch cannot bring back the key of every row. */
    private static final class OneIdAtATime implements IdGeneration {
        @Override
        public boolean supportedForBatchOperations() {
            return false;
        }

        @Override
        public boolean sequencesSupported() {
            return false;
        }
    }
}
