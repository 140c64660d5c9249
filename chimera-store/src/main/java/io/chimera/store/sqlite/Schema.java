package io.chimera.store.sqlite;

import java.nio.file.Path;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/**
 * The tables of one kind of database, as numbered scripts that build upon each other.
 *
 * @param scripts the folder of the scripts on the class path
 * @param applicationId the number in the file's header that says what it is (sqlite.org/fileformat2.html §1.3.18); the
 *     first script sets it
 * @param what what such a database is, for messages
 */
public record Schema(String scripts, int applicationId, String what) {

    /**
     * Runs the scripts that the database has not seen.
     *
     * @throws UnusableDatabase if it has seen scripts unknown here, or one of ours fails; that one is undone then
     */
    void bringUpToDate(Path file, DataSource writer) {
        var flyway = Flyway.configure(Schema.class.getClassLoader())
                .dataSource(writer)
                .locations("classpath:" + scripts)
                .load();
        try {
            var known = flyway.info();
            refuseIfNewer(file, known.all());
            if (known.pending().length > 0) flyway.migrate();
        } catch (FlywayException failed) {
            throw new UnusableDatabase(
                    file,
                    "it could not be brought up to date",
                    "Keep a copy of it and look at the cause: " + failed.getMessage(),
                    failed);
        }
    }

    private void refuseIfNewer(Path file, MigrationInfo[] scriptsKnown) {
        var newer = Arrays.stream(scriptsKnown)
                .filter(script ->
                        script.getState().isApplied() && !script.getState().isResolved())
                .findFirst();
        if (newer.isEmpty()) return;
        throw new UnusableDatabase(
                file,
                "it was written by a newer Chimera (version " + newer.get().getVersion() + " of " + what + ")",
                "Start that Chimera, or restore a backup made with this one",
                null);
    }
}
