package io.chimera.store;

import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.DialogSummary;
import io.chimera.core.message.MessageId;
import io.chimera.store.sqlite.Turn;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Dialogs with what their line in the list shows: each is a few steps along an index, however long its history. */
final class DialogList {

    private static final String LINES = """
            SELECT dialog.*,
                   (SELECT count(*) FROM message
                     WHERE dialog = dialog.id AND author IS NOT NULL AND tick <> 'READ') AS unread,
                   (SELECT id FROM message
                     WHERE dialog = dialog.id AND author IS NOT NULL AND tick <> 'READ'
                     ORDER BY position LIMIT 1) AS first_unread
            FROM dialog
            """;

    private static final String LAST_MESSAGES = """
            SELECT message.* FROM dialog
            JOIN message ON message.position = (SELECT max(position) FROM message WHERE dialog = dialog.id)
            """;

    private static final String ONE = "WHERE dialog.id = :id";

    private final Turn turn;
    private final Path folder;

    DialogList(Turn turn, Path folder) {
        this.turn = turn;
        this.folder = folder;
    }

    /** Every dialog, the one with the newest message first; those without messages last, by title. */
    List<DialogSummary> all() {
        var last = lastMessages(turn.sql(LAST_MESSAGES));
        var byTitle = Collator.getInstance(Locale.ROOT);
        return turn.sql(LINES).query(DialogList::line).list().stream()
                .sorted(Comparator.comparingLong(
                                (Line line) -> placeOf(last.get(line.dialog().id())))
                        .reversed()
                        .thenComparing(line -> line.dialog().title(), byTitle)
                        .thenComparingLong(line -> line.dialog().id()))
                .map(line -> summary(line, last))
                .toList();
    }

    Optional<DialogSummary> one(DialogId id) {
        var last = lastMessages(turn.sql(LAST_MESSAGES + ONE).param("id", id.value()));
        return turn.sql(LINES + ONE)
                .param("id", id.value())
                .query(DialogList::line)
                .optional()
                .map(line -> summary(line, last));
    }

    private Map<Long, MessageRow> lastMessages(StatementSpec query) {
        return query.query((row, _) -> MessageRow.read(row, folder)).list().stream()
                .collect(Collectors.toMap(row -> row.message().dialog().value(), Function.identity()));
    }

    private static long placeOf(@Nullable MessageRow last) {
        return last == null ? Long.MIN_VALUE : last.position();
    }

    private DialogSummary summary(Line line, Map<Long, MessageRow> last) {
        return new DialogSummary(
                line.dialog().toDialog(),
                Optional.ofNullable(last.get(line.dialog().id())).map(MessageRow::message),
                line.unread(),
                Optional.ofNullable(line.firstUnread()).map(MessageId::parse),
                line.dialog().draft());
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        var dialog = new DialogRow(
                row.getLong("id"),
                DialogRow.Kind.valueOf(row.getString("kind")),
                row.getString("title"),
                row.getString("draft"),
                row.getLong("revision"),
                row.getBoolean("may_write"));
        return new Line(dialog, row.getInt("unread"), row.getString("first_unread"));
    }

    /** A dialog and what of it is unread. */
    private record Line(
            DialogRow dialog, int unread, @Nullable String firstUnread) {}
}
