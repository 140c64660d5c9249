package io.chimera.web.api;

import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogSummary;
import io.chimera.core.message.MessageId;
import io.chimera.core.messenger.Messenger;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** An account's dialogs. */
@RestController
@RequestMapping("/api/v1/accounts/{account}/dialogs")
@Tag(name = "Dialogs", description = "Where messages stand one after the other")
class DialogsApi {

    private final Api api;

    DialogsApi(Api api) {
        this.api = api;
    }

    /** A dialog. */
    record DialogJson(
            @Schema(description = "The Telegram chat id; of a dialog of two, the other's user id")
            long id,

            String title,
            Kind kind,

            @Schema(description = "Whether this account may write in it")
            boolean mayWrite,

            int unread,

            @Schema(description = "What was typed and not sent; empty for nothing")
            String draft,

            @Nullable MessageJson last) {

        enum Kind {
            DIRECT,
            GROUP,
            CHANNEL
        }
    }

    static DialogJson json(Messenger me, DialogSummary summary) {
        var dialog = summary.dialog();
        return new DialogJson(
                dialog.id().value(),
                dialog.title(),
                switch (dialog) {
                    case Dialog.Direct _ -> DialogJson.Kind.DIRECT;
                    case Dialog.Group _ -> DialogJson.Kind.GROUP;
                    case Dialog.Channel _ -> DialogJson.Kind.CHANNEL;
                },
                dialog.mayWrite(),
                summary.unread(),
                summary.draft(),
                summary.last().map(last -> MessageJson.of(last, me)).orElse(null));
    }

    @GetMapping
    @Operation(summary = "Dialogs", description = "The one with the newest message first.")
    List<DialogJson> all(@PathVariable long account) {
        var me = api.messenger(account);
        return me.read(view -> view.dialogs().all()).stream()
                .map(summary -> json(me, summary))
                .toList();
    }

    /** Whether the person writes. */
    record TypingForm(@Nullable Boolean on) {}

    @PostMapping("/{dialog}/typing")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Say that the person is writing at this moment, or has stopped",
            description =
                    "The others are shown it for six seconds. Said more often than every four, it is not passed on.")
    void types(@PathVariable long account, @PathVariable long dialog, @RequestBody TypingForm form) {
        var me = api.messenger(account);
        var id = api.dialog(me, dialog);
        if (form.on() == null) throw Problem.invalid("on is missing", "Send {\"on\": true} or {\"on\": false}.");
        me.types(id, form.on());
    }

    /** How far somebody has read. */
    record SeenForm(@Nullable String upTo) {}

    @PostMapping("/{dialog}/seen")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Say that everything up to a message was read", description = "Its author is told.")
    void seen(@PathVariable long account, @PathVariable long dialog, @RequestBody SeenForm form) {
        var me = api.messenger(account);
        var id = api.dialog(me, dialog);
        MessageId upTo =
                api.message(me, id, form.upTo() == null ? "" : form.upTo()).id();
        me.correspondence().seen(id, upTo);
    }
}
