package io.chimera.store;

import static org.springframework.data.relational.core.mapping.Embedded.OnEmpty.USE_NULL;

import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Fate;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Tick;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A row of table {@code message}.
 *
 * @param position the revision that brought it
 * @param author nobody when the account itself wrote it
 * @param revision that of its last change
 */
@Table("message")
record MessageRow(
        @Id long position,
        String id,
        long dialog,
        @Nullable Long author,
        long sentAt,
        Kind kind,
        @Nullable String text,
        @Embedded(onEmpty = USE_NULL) @Nullable FileColumns file,
        boolean edited,
        Tick tick,
        @Embedded(onEmpty = USE_NULL) @Nullable TravelColumns travel,
        @Nullable String problem,
        @Nullable Long cloudId,
        long revision) {

    enum Kind {
        TEXT,
        FILE,
        ERASED
    }

    static MessageRow of(Message message, long position, Path folder) {
        return new MessageRow(
                position,
                message.id().toString(),
                message.dialog().value(),
                authorOf(message),
                Nanos.of(message.sentAt()),
                kindOf(message.body()),
                message.body() instanceof Body.Text(var text) ? text : null,
                message.body() instanceof Body.File(var file) ? FileColumns.of(file, folder) : null,
                message.edited(),
                message.tick(),
                message.fate().travel().map(TravelColumns::of).orElse(null),
                message.fate().problem().orElse(null),
                message.cloudId().map(CloudMessageId::value).orElse(null),
                position);
    }

    private static @Nullable Long authorOf(Message message) {
        return switch (message.author()) {
            case Author.Me() -> null;
            case Author.Them(var contact) -> contact.telegramUser();
        };
    }

    private static Kind kindOf(Body body) {
        return switch (body) {
            case Body.Text _ -> Kind.TEXT;
            case Body.File _ -> Kind.FILE;
            case Body.Erased _ -> Kind.ERASED;
        };
    }

    Message toMessage(Path folder) {
        return new Message(
                MessageId.parse(id),
                new DialogId(dialog),
                author == null ? new Author.Me() : new Author.Them(new ContactId(author)),
                Nanos.toInstant(sentAt),
                body(folder),
                fate(),
                edited,
                Optional.ofNullable(cloudId).map(CloudMessageId::new));
    }

    private Body body(Path folder) {
        return switch (kind) {
            case TEXT -> new Body.Text(Objects.requireNonNull(text));
            case FILE -> new Body.File(Objects.requireNonNull(file).toFile(folder));
            case ERASED -> new Body.Erased();
        };
    }

    Fate fate() {
        return new Fate(tick, Optional.ofNullable(travel).map(TravelColumns::toTravel), Optional.ofNullable(problem));
    }
}
