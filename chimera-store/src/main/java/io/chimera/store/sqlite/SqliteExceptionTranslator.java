package io.chimera.store.sqlite;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.sqlite.SQLiteException;

/**
 * What SQLite's result codes mean, and what to do about those that come from the world. The driver sets no SQLState, so
 * that Spring alone could tell nothing apart.
 */
final class SqliteExceptionTranslator implements SQLExceptionTranslator {

    @Override
    public DataAccessException translate(String task, @Nullable String sql, SQLException failure) {
        return failure instanceof SQLiteException known
                ? translate(task + (sql == null ? "" : " [" + sql + "]") + ": ", known)
                : new UncategorizedSQLException(task, sql, failure);
    }

    private static DataAccessException translate(String task, SQLiteException failure) {
        var what = task + failure.getMessage();
        return switch (failure.getResultCode()) {
            case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_ROWID ->
                new DuplicateKeyException(what, failure);
            case SQLITE_CONSTRAINT,
                    SQLITE_CONSTRAINT_CHECK,
                    SQLITE_CONSTRAINT_DATATYPE,
                    SQLITE_CONSTRAINT_FOREIGNKEY,
                    SQLITE_CONSTRAINT_NOTNULL,
                    SQLITE_CONSTRAINT_TRIGGER -> new DataIntegrityViolationException(what, failure);
            case SQLITE_BUSY, SQLITE_BUSY_SNAPSHOT, SQLITE_BUSY_RECOVERY, SQLITE_BUSY_TIMEOUT, SQLITE_LOCKED ->
                new CannotAcquireLockException(
                        what + ". Another program is writing into the database; end it, or wait for it", failure);
            case SQLITE_FULL ->
                new DataAccessResourceFailureException(what + ". The disk is full: make room on it", failure);
            case SQLITE_CORRUPT, SQLITE_CORRUPT_INDEX, SQLITE_CORRUPT_VTAB, SQLITE_CORRUPT_SEQUENCE, SQLITE_NOTADB ->
                new DataAccessResourceFailureException(
                        what + ". The database is damaged: stop, keep a copy of it, and restore a backup", failure);
            default -> new UncategorizedSQLException(task, null, failure);
        };
    }
}
