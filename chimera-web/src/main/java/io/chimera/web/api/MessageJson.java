package io.chimera.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.chimera.core.account.AccountId;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Tick;
import io.chimera.core.file.SharedFile;
import io.chimera.core.message.MessageId;
import io.chimera.core.messenger.Messenger;
import io.chimera.core.route.Reason;
import io.chimera.core.route.Travel;
import io.chimera.core.route.Way;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A message. */
@Schema(name = "Message")
public record MessageJson(
        @Schema(description = "A UUID, the same on every way that can carry it")
        String id,

        long dialog,

        @Schema(description = "Who wrote it: a Telegram user id; the chat id of a channel that speaks for itself")
        long from,

        @Schema(description = "By its author's clock; for display, never for order")
        Instant sentAt,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(description = "Its words, if it is words") @Nullable
        String text,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(description = "How its words look; absent when they look plain")
        List<SpanJson> spans,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(description = "Its file, if it is one") @Nullable
        FileJson file,

        @Schema(description = "The message of this dialog that it answers; null if it answers none that is here")
        @Nullable
        String answers,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        @Schema(description = "Only when it answers a message that is not here: true")
        boolean answersMissing,

        @Schema(description = "The way it took; null while it has taken none") @Nullable
        Way route,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Why it took that way, if we chose it")
        @Nullable
        Reason routeReason,

        @Schema(
                description = "QUEUED: stored here. SENT: left. DELIVERED: on their disk, or, if it came in, on ours."
                        + " READ: seen. FAILED: will not travel")
        Tick status,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(description = "What went wrong with it") @Nullable
        String reason,

        boolean edited,
        boolean deleted) {

    /** A file. */
    @Schema(name = "File")
    public record FileJson(
            String name,
            @Schema(description = "In bytes") long size,

            @Schema(description = "What its sender says it is")
            String mime,

            @Schema(description = "Of its bytes; null while they are not on this computer") @Nullable
            String sha256,

            @Schema(description = "Where it lies on this computer; null while it does not") @Nullable
            String path,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(
                    description =
                            "Only of a file that is not on this computer. COMING: being fetched from the cloud, or about"
                                    + " to be. AWAY: fetched when somebody asks")
            @Nullable
            Whereabouts state) {

        enum Whereabouts {
            COMING,
            AWAY
        }

        static FileJson of(SharedFile file, @Nullable String path) {
            var content = file.content();
            return new FileJson(
                    file.name().value(),
                    content.size(),
                    file.mediaType(),
                    content.sha256().hex(),
                    path,
                    null);
        }

        static FileJson of(Body.Distant distant) {
            var file = distant.file();
            return new FileJson(
                    file.name().value(),
                    file.size(),
                    file.mediaType(),
                    null,
                    null,
                    distant.wanted() ? Whereabouts.COMING : Whereabouts.AWAY);
        }
    }

    /** @param me in whose history it stands */
    static MessageJson of(Message message, Messenger me) {
        var path = message.body() instanceof Body.File(var file)
                ? file.content().path().toString()
                : null;
        var answered = message.answers()
                .flatMap(reference -> me.read(view -> view.dialogs().message(message.dialog(), reference)))
                .map(Message::id);
        return of(message, me.account(), path, answered);
    }

    /**
     * A message with another place for its file.
     *
     * @param account whose history it stands in
     * @param path where its file lies, if it is one
     * @param answered the message it answers, if that is here
     */
    public static MessageJson of(
            Message message, AccountId account, @Nullable String path, Optional<MessageId> answered) {
        return new MessageJson(
                message.id().toString(),
                message.dialog().value(),
                from(message.author(), account),
                message.sentAt(),
                message.body() instanceof Body.Text(var text, var _) ? text : null,
                message.body() instanceof Body.Text(var _, var spans)
                        ? spans.stream().map(SpanJson::of).toList()
                        : List.of(),
                file(message, path),
                answered.map(MessageId::toString).orElse(null),
                message.answers().isPresent() && answered.isEmpty(),
                message.fate().travel().map(Travel::way).orElse(null),
                message.fate().travel().flatMap(Travel::reason).orElse(null),
                message.tick(),
                message.fate().problem().orElse(null),
                message.edited(),
                message.deleted());
    }

    private static @Nullable FileJson file(Message message, @Nullable String path) {
        return switch (message.body()) {
            case Body.File(var file) -> FileJson.of(file, path);
            case Body.Distant distant -> FileJson.of(distant);
            case Body.Text _, Body.Erased _ -> null;
        };
    }

    private static long from(Author author, AccountId account) {
        return switch (author) {
            case Author.Me() -> account.telegramUser();
            case Author.Them(var contact) -> contact.telegramUser();
            case Author.Chat(var chat) -> chat.value();
        };
    }
}
