package io.chimera.telegram.carrier;

import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Reference;
import io.chimera.core.outbox.Parcel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/**
 * A new message, as TDLib takes it.
 *
 * @param plainer what it says without what TDLib may not take; empty if there is nothing of that kind in it
 * @param answered Telegram's id of the message it answers
 */
record Outgoing(DialogId dialog, ObjectNode content, Optional<ObjectNode> plainer, OptionalLong answered) {

    static Outgoing words(Parcel parcel, Body.Text body) {
        var possible = Looks.possible(body);
        var plainer = Looks.withoutLinks(possible).map(Outgoing::content);
        return new Outgoing(parcel.dialog(), content(possible), plainer, answered(parcel));
    }

    static Outgoing file(Parcel parcel, Path path) {
        return new Outgoing(parcel.dialog(), content(path), Optional.empty(), answered(parcel));
    }

    /** Words that came with a file are the file's to Telegram: who answers them answers that. */
    private static OptionalLong answered(Parcel parcel) {
        return parcel.answers().orElse(null) instanceof Reference.ByCloudId(var id)
                ? OptionalLong.of(TdMessage.behind(id))
                : OptionalLong.empty();
    }

    /** Words as what a message says. */
    static ObjectNode content(Body.Text body) {
        var content = Line.request("inputMessageText").put("clear_draft", false);
        content.set("text", Looks.formatted(body));
        content.putObject("link_preview_options")
                .put("@type", "linkPreviewOptions")
                .put("is_disabled", true);
        return content;
    }

    /** The file stands in an object of its own since 1.8.65; fields that are not known are passed over. */
    private static ObjectNode content(Path path) {
        var content = Line.request("inputMessageDocument").put("disable_content_type_detection", true);
        var document = content.putObject("document")
                .put("@type", "inputFileLocal")
                .put("path", path.toString())
                .put("disable_content_type_detection", true);
        document.putObject("document").put("@type", "inputFileLocal").put("path", path.toString());
        return content;
    }

    /** The same, without what TDLib may not take. */
    Optional<Outgoing> plain() {
        return plainer.map(plain -> new Outgoing(dialog, plain, Optional.empty(), answered));
    }

    /** The same, as a message that answers none. */
    Outgoing answeringNothing() {
        return new Outgoing(dialog, content, plainer, OptionalLong.empty());
    }

    ObjectNode request() {
        var request = Line.request("sendMessage").put("chat_id", dialog.value());
        answered.ifPresent(id -> request.putObject("reply_to")
                .put("@type", "inputMessageReplyToMessage")
                .put("message_id", id));
        request.set("input_message_content", content);
        return request;
    }
}
