package io.chimera.pki.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chimera.core.disk.PrivateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    private static final String TABLES = "pki/authority";

    @TempDir
    private Path temporary;

    private PrivateFolder folder;

    @BeforeEach
    void folder() throws Exception {
        folder = PrivateFolder.open(temporary.resolve("ledger"));
    }

    @Test
    void aChangeThatFailsChangesNothing() throws Exception {
        try (var ledger = Ledger.open(folder, "a.db", TABLES)) {
            assertThatThrownBy(() -> ledger.change(sql -> {
                        sql.sql("insert into used_token values ('one', 1)").update();
                        throw new IllegalStateException("on second thoughts");
                    }))
                    .hasMessage("on second thoughts");

            assertThat(tokens(ledger)).isZero();
        }
    }

    @Test
    void whatWasChangedIsThereAfterARestart() throws Exception {
        try (var ledger = Ledger.open(folder, "a.db", TABLES)) {
            ledger.change(
                    sql -> sql.sql("insert into used_token values ('one', 1)").update());
        }
        try (var ledger = Ledger.open(folder, "a.db", TABLES)) {
            assertThat(tokens(ledger)).isEqualTo(1);
        }
    }

    @Test
    void manyThreadsChangeItOneAfterTheOther() throws Exception {
        try (var ledger = Ledger.open(folder, "a.db", TABLES);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var changes = new ArrayList<Callable<Integer>>();
            for (var i = 0; i < 200; i++) {
                var id = "token-" + i % 100;
                changes.add(() ->
                        ledger.change(sql -> sql.sql("insert into used_token values (?, 1) on conflict do nothing")
                                .param(id)
                                .update()));
            }
            var inserted = 0;
            for (var change : threads.invokeAll(changes)) inserted += change.get();

            assertThat(inserted).isEqualTo(100);
            assertThat(tokens(ledger)).isEqualTo(100);
        }
    }

    @Test
    void aLedgerHasOneOwner() throws Exception {
        try (var _ = Ledger.open(folder, "a.db", TABLES)) {
            assertThatThrownBy(() -> Ledger.open(folder, "a.db", TABLES))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Is another Chimera running with it?");
        }
        Ledger.open(folder, "a.db", TABLES).close();
    }

    @Test
    void everythingItWritesIsItsOwnersOnly() throws Exception {
        try (var ledger = Ledger.open(folder, "a.db", TABLES);
                var files = Files.list(temporary.resolve("ledger"))) {
            ledger.change(
                    sql -> sql.sql("insert into used_token values ('one', 1)").update());
            var names = new ArrayList<String>();
            for (var file : files.toList()) {
                names.add(file.getFileName().toString());
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo("rw-------");
            }
            assertThat(names).contains("a.db", "a.db-wal");
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsNamed() throws Exception {
        folder.write("a.db", "this is not a database, however long one looks at it".repeat(100));

        assertThatThrownBy(() -> Ledger.open(folder, "a.db", TABLES))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a.db");
    }

    private static int tokens(Ledger ledger) {
        return ledger.read(sql ->
                sql.sql("select count(*) from used_token").query(Integer.class).single());
    }
}
