package io.chimera.pki.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chimera.core.disk.PrivateFolder;
import io.chimera.core.provider.Register;
import io.chimera.pki.database.Database;
import io.chimera.pki.database.SqliteDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteProviderMemoryTest extends ProviderMemoryContract {

    @TempDir
    private Path temporary;

    @Override
    Database open() throws IOException {
        return SqliteDatabase.open(PrivateFolder.open(temporary.resolve("identity")), "identity.db", "pki/identity");
    }

    @Test
    void whoComesLateDoesNotOpenItAgain() throws Exception {
        var folder = PrivateFolder.open(temporary.resolve("closed"));
        var database = SqliteDatabase.open(folder, "identity.db", "pki/identity");
        database.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> records(database, Limits.USUAL).audit().newest(Optional.empty(), Long.MAX_VALUE, 1))
                .withMessageContaining("closed");
        SqliteDatabase.open(folder, "identity.db", "pki/identity").close();
    }

    @Test
    void aSecondProcessIsKeptOut() {
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("identity.db");
    }

    @Test
    void aHomeOfBeforeTheRegisterIsTakenOver() throws Exception {
        var folder = PrivateFolder.open(temporary.resolve("before"));
        var url = "jdbc:sqlite:" + folder.reserve("identity.db");
        Flyway.configure()
                .dataSource(url, null, null)
                .locations("classpath:pki/identity")
                .target("001")
                .load()
                .migrate();
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("insert into challenge values ('c', 1001, '::1', '" + "ef".repeat(32)
                    + "', x'010203', " + NOON.toEpochMilli() + ", "
                    + NOON.plusSeconds(300).toEpochMilli()
                    + ", 1, null)");
            statement.execute("insert into audit (at, event, challenge, telegram_id, asker, request, token) values ("
                    + NOON.toEpochMilli() + ", 'ASKED', 'c', 1001, '::1', 'ef', '')");
        }

        try (var database = SqliteDatabase.open(folder, "identity.db", "pki/identity")) {
            var old = records(database, Limits.USUAL);

            assertThat(old.audit().newest(Optional.of(ANA), Long.MAX_VALUE, 10))
                    .singleElement()
                    .satisfies(entry -> {
                        assertThat(entry.number()).isEqualTo(1);
                        assertThat(entry.what()).isEqualTo(Register.Event.ASKED);
                        assertThat(entry.asker()).isEqualTo("::1");
                    });
            assertThatThrownBy(() -> database.change(database.statements(Forger.class)::shorten))
                    .hasStackTraceContaining("append-only");
            assertThat(database.change(() -> old.challenges().tryOnce("c", NOON)))
                    .isPresent();
        }
    }
}
