package io.chimera.store.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chimera.core.account.AccountId;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogSummary;
import io.chimera.core.dialog.Style;
import io.chimera.core.export.CopiedMessage;
import io.chimera.core.export.Copy;
import io.chimera.core.export.Imprint;
import io.chimera.core.message.MessageId;
import io.chimera.core.route.Reason;
import io.chimera.core.route.Travel;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/** A database being filled. It is one transaction, in a file that nobody sees before it is whole. */
final class SqliteCopy implements Copy {

    private static final int BATCH = 500;
    private static final String MESSAGE =
            "INSERT INTO message VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String SPAN = "INSERT INTO span VALUES (?, ?, ?, ?, ?)";

    private final Connection database;
    private final AccountId account;
    private final PreparedStatement messages;
    private final PreparedStatement spans;
    private long place;

    private SqliteCopy(Connection database, AccountId account) throws SQLException {
        this.database = database;
        this.account = account;
        this.messages = database.prepareStatement(MESSAGE);
        this.spans = database.prepareStatement(SPAN);
    }

    static Copy begin(Path file, Imprint imprint) throws SQLException, IOException {
        var config = new SQLiteConfig();
        config.setJournalMode(JournalMode.OFF); // what fails is removed whole
        config.setSynchronous(SynchronousMode.OFF);
        var database = config.createConnection("jdbc:sqlite:" + file);
        try {
            try (var statement = database.createStatement()) {
                for (var one : schema().split(";\\s*\n")) statement.execute(one);
            }
            database.setAutoCommit(false);
            insert(
                    database,
                    "INSERT INTO export VALUES (?, ?)",
                    imprint.account().telegramUser(),
                    imprint.at());
            return new SqliteCopy(database, imprint.account());
        } catch (SQLException | IOException failed) {
            database.close();
            throw failed;
        }
    }

    private static String schema() throws IOException {
        try (var script = Objects.requireNonNull(SqliteCopy.class.getResourceAsStream("/db/export.sql"))) {
            return new String(script.readAllBytes(), UTF_8);
        }
    }

    private static void insert(Connection database, String statement, @Nullable Object... values) throws SQLException {
        try (var prepared = database.prepareStatement(statement)) {
            fill(prepared, values);
            prepared.executeUpdate();
        }
    }

    private static void fill(PreparedStatement prepared, @Nullable Object... values) throws SQLException {
        for (int n = 0; n < values.length; n++) {
            var value = values[n];
            prepared.setObject(n + 1, value == null || value instanceof Number ? value : value.toString());
        }
    }

    @Override
    public void begin(DialogSummary summary) throws IOException {
        var dialog = summary.dialog();
        var kind = switch (dialog) {
            case Dialog.Direct _ -> "DIRECT";
            case Dialog.Group _ -> "GROUP";
            case Dialog.Channel _ -> "CHANNEL";
        };
        try {
            insert(
                    database,
                    "INSERT INTO dialog VALUES (?, ?, ?, ?)",
                    dialog.id().value(),
                    kind,
                    dialog.title(),
                    summary.draft());
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
    }

    @Override
    public void add(CopiedMessage copied) throws IOException {
        var message = copied.message();
        var file = message.body() instanceof Body.File(var shared) ? shared : null;
        var distant = message.body() instanceof Body.Distant there ? there.file() : null;
        var name = file != null ? file.name() : distant != null ? distant.name() : null;
        var type = file != null ? file.mediaType() : distant != null ? distant.mediaType() : null;
        var size = file != null ? Long.valueOf(file.content().size()) : distant != null ? distant.size() : null;
        var travel = message.fate().travel();
        try {
            fill(
                    messages,
                    ++place,
                    message.id(),
                    message.dialog().value(),
                    from(message.author()),
                    copied.by(),
                    message.sentAt(),
                    message.body() instanceof Body.Text(var text, var _) ? text : null,
                    name,
                    type,
                    size,
                    file == null ? null : file.content().sha256(),
                    copied.file().orElse(null),
                    travel.map(Travel::way).map(Enum::name).orElse(null),
                    travel.flatMap(Travel::reason).map(Reason::name).orElse(null),
                    message.tick().name(),
                    message.fate().problem().orElse(null),
                    message.edited() ? 1 : 0,
                    message.deleted() ? 1 : 0,
                    copied.answered().map(answered -> answered.message().id()).orElse(null),
                    message.answers().isPresent() && copied.answered().isEmpty() ? 1 : 0);
            messages.addBatch();
            if (message.body() instanceof Body.Text text) addSpans(message.id(), text);
            if (place % BATCH == 0) write();
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
    }

    private void addSpans(MessageId message, Body.Text text) throws SQLException {
        for (var span : text.spans()) {
            fill(spans, message, span.from(), span.length(), name(span.style()), value(span.style()));
            spans.addBatch();
        }
    }

    private static String name(Style style) {
        return switch (style) {
            case Style.Bold() -> "BOLD";
            case Style.Italic() -> "ITALIC";
            case Style.Underlined() -> "UNDERLINED";
            case Style.Struck() -> "STRUCK";
            case Style.Spoiler() -> "SPOILER";
            case Style.Code() -> "CODE";
            case Style.Block _ -> "BLOCK";
            case Style.Quote() -> "QUOTE";
            case Style.Link _ -> "LINK";
        };
    }

    private static @Nullable String value(Style style) {
        return switch (style) {
            case Style.Block(var language) -> language.isEmpty() ? null : language;
            case Style.Link(var address) -> address;
            case Style.Bold _,
                    Style.Italic _,
                    Style.Underlined _,
                    Style.Struck _,
                    Style.Spoiler _,
                    Style.Code _,
                    Style.Quote _ -> null;
        };
    }

    private void write() throws SQLException {
        messages.executeBatch();
        spans.executeBatch();
    }

    private long from(Author author) {
        return switch (author) {
            case Author.Me() -> account.telegramUser();
            case Author.Them(var contact) -> contact.telegramUser();
            case Author.Chat(var chat) -> chat.value();
        };
    }

    /** The next dialog's row is written at once, before what still waits of this one's messages would be. */
    @Override
    public void end() throws IOException {
        try {
            write();
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
    }

    @Override
    public void finish() throws IOException {
        try {
            database.commit();
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            messages.close();
            spans.close();
            database.close();
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
    }
}
