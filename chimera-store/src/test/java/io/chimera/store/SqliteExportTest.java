package io.chimera.store;

import static io.chimera.core.testing.People.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.Fate;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Reference;
import io.chimera.core.dialog.Span;
import io.chimera.core.dialog.Style;
import io.chimera.core.export.DialogExport;
import io.chimera.core.export.Format;
import io.chimera.core.export.Histories;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.route.Travel;
import io.chimera.core.testing.Chance;
import io.chimera.core.testing.People;
import io.chimera.core.testing.SteppingClock;
import io.chimera.store.export.SqliteExport;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is in a database that was written down is what is stored. */
@Timeout(120)
class SqliteExportTest {

    @TempDir
    private Path temp;

    @Test
    void everyRowIsWhatIsStored() {
        Chance.rounds(3, chance -> {
            try (var home = new Home(temp.resolve("home"));
                    var store = home.open()) {
                int there = store.read(view -> view.dialogs().all()).isEmpty() ? 0 : 1;
                long from = there == 0 ? 1 : 1 + Math.abs(chance.number() % 1_000_000) * 1_000;
                Histories.any(chance, store, home.stores.shelf(ANA), from, 700);
                var to = temp.resolve("out" + from);
                new DialogExport(ANA, store::read, new SteppingClock())
                        .prepare(
                                new SqliteExport(),
                                new DialogExport.Order(Format.SQLITE, Optional.empty(), to, Locale.ENGLISH))
                        .write(_ -> {});

                try (var database = DriverManager.getConnection("jdbc:sqlite:" + to.resolve("dialogs.sqlite"));
                        var statement = database.createStatement()) {
                    assertThat(all(statement.executeQuery("PRAGMA integrity_check")))
                            .containsExactly(List.of("ok"));
                    assertThat(all(statement.executeQuery("SELECT * FROM export")))
                            .containsExactly(List.of(1001, "2026-01-01T12:00:00Z"));
                    for (var line : store.read(view -> view.dialogs().all())) {
                        var dialog = line.dialog();
                        assertThat(all(statement.executeQuery(
                                        "SELECT title, draft FROM dialog WHERE id = " + dialog.id())))
                                .containsExactly(List.of(dialog.title(), line.draft()));
                        var rows =
                                all(statement.executeQuery("SELECT id, \"from\", sent_at, text, file_name, file_mime,"
                                        + " file_size, file_sha256, route, route_reason, status, reason, edited, deleted"
                                        + " FROM message WHERE dialog = " + dialog.id() + " ORDER BY place"));
                        assertThat(rows)
                                .isEqualTo(Histories.of(store, dialog.id()).stream()
                                        .map(SqliteExportTest::row)
                                        .toList());
                        assertThat(all(statement.executeQuery("SELECT kind FROM dialog WHERE id = " + dialog.id())))
                                .containsExactly(List.of(kind(dialog)));
                    }
                    for (var file : all(statement.executeQuery(
                            "SELECT file_path, file_size FROM message WHERE file_path IS NOT NULL")))
                        assertThat(to.resolve((String) file.getFirst())).hasSize(((Number) file.getLast()).longValue());
                }
            }
        });
    }

    @Test
    void looksAndAnswersAreWrittenDown() throws Exception {
        try (var home = new Home(temp.resolve("home"));
                var store = home.open()) {
            var looks = List.of(
                    new Span(0, 4, new Style.Bold()), new Span(2, 2, new Style.Link("https://a.example/?a=1,2%203")));
            var question = message(1, new Body.Text("bold", looks));
            store.alter(change -> {
                change.dialogs().save(People.withBruno());
                change.dialogs().append(question);
                change.dialogs()
                        .append(message(2, new Body.Text("yes"))
                                .answering(Optional.of(new Reference.ById(question.id()))));
                change.dialogs()
                        .append(message(3, new Body.Text("what?"))
                                .answering(Optional.of(new Reference.ByCloudId(new CloudMessageId(77)))));
            });
            var to = temp.resolve("looks");
            new DialogExport(ANA, store::read, new SteppingClock())
                    .prepare(
                            new SqliteExport(),
                            new DialogExport.Order(Format.SQLITE, Optional.empty(), to, Locale.ENGLISH))
                    .write(_ -> {});

            try (var database = DriverManager.getConnection("jdbc:sqlite:" + to.resolve("dialogs.sqlite"));
                    var statement = database.createStatement()) {
                assertThat(all(statement.executeQuery(
                                "SELECT message, \"from\", length, style, value FROM span ORDER BY \"from\"")))
                        .containsExactly(
                                Arrays.asList(question.id().toString(), 0, 4, "BOLD", null),
                                Arrays.asList(question.id().toString(), 2, 2, "LINK", "https://a.example/?a=1,2%203"));
                assertThat(all(statement.executeQuery("SELECT answers, answers_missing FROM message ORDER BY place")))
                        .containsExactly(
                                Arrays.asList(null, 0),
                                Arrays.asList(question.id().toString(), 0),
                                Arrays.asList(null, 1));
            }
        }
    }

    private static Message message(int number, Body.Text body) {
        return new Message(
                People.messageId(number),
                People.WITH_BRUNO,
                new Author.Me(),
                SteppingClock.NOON,
                body,
                Fate.queued(),
                false,
                Optional.empty());
    }

    private static String kind(Dialog dialog) {
        return switch (dialog) {
            case Dialog.Direct _ -> "DIRECT";
            case Dialog.Group _ -> "GROUP";
            case Dialog.Channel _ -> "CHANNEL";
        };
    }

    private static List<@Nullable Object> row(Message message) {
        var file = message.body() instanceof Body.File(var shared) ? shared : null;
        var travel = message.fate().travel();
        return Arrays.asList(
                message.id().toString(),
                (int) (message.author() instanceof Author.Them(var who) ? who.telegramUser() : ANA.telegramUser()),
                message.sentAt().toString(),
                message.body() instanceof Body.Text(var text, var _) ? text : null,
                file == null ? null : file.name().value(),
                file == null ? null : file.mediaType(),
                file == null ? null : (int) file.content().size(),
                file == null ? null : file.content().sha256().hex(),
                travel.map(way -> way.way().name()).orElse(null),
                travel.flatMap(Travel::reason).map(Enum::name).orElse(null),
                message.tick().name(),
                message.fate().problem().orElse(null),
                message.edited() ? 1 : 0,
                message.deleted() ? 1 : 0);
    }

    private static List<List<@Nullable Object>> all(ResultSet rows) throws SQLException {
        var all = new ArrayList<List<@Nullable Object>>();
        while (rows.next()) {
            var row = new ArrayList<@Nullable Object>();
            for (int n = 1; n <= rows.getMetaData().getColumnCount(); n++) row.add(rows.getObject(n));
            all.add(row);
        }
        rows.close();
        return all;
    }
}
