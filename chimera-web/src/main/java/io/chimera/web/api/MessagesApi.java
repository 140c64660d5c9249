package io.chimera.web.api;

import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Dialogs;
import io.chimera.core.dialog.Page;
import io.chimera.core.history.Older;
import io.chimera.core.message.MessageId;
import io.chimera.core.messenger.Messenger;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A dialog's messages. */
@RestController
@RequestMapping("/api/v1/accounts/{account}/dialogs/{dialog}/messages")
@Tag(name = "Messages", description = "Words and files of a dialog")
class MessagesApi {

    private final Api api;

    MessagesApi(Api api) {
        this.api = api;
    }

    @GetMapping
    @Operation(
            summary = "Messages",
            description =
                    "Newest first. Where this computer has fewer than were asked for, the cloud is asked for what was said"
                            + " before. The header Chimera-Older says whether there is more: MORE, NONE (the dialog"
                            + " begins here), or UNREACHABLE (there may be, but the cloud cannot be asked now).")
    ResponseEntity<List<MessageJson>> page(
            @PathVariable long account,
            @PathVariable long dialog,
            @Parameter(description = "Only messages older than this one") @RequestParam(required = false) @Nullable
                    String before,
            @Parameter(description = "How many, 1 to 100") @RequestParam(defaultValue = "50") int limit)
            throws InterruptedException {
        if (limit < 1 || limit > Dialogs.LARGEST_PAGE)
            throw Problem.invalid(
                    "limit is out of range", "Ask for 1 to " + Dialogs.LARGEST_PAGE + " messages at once.");
        var me = api.messenger(account);
        var id = api.dialog(me, dialog);
        Optional<MessageId> older = before == null
                ? Optional.empty()
                : Optional.of(api.message(me, id, before).id());
        var page = me.read(view -> view.dialogs().page(id, older, limit));
        var beyond = page.olderExist() ? new Older.Brought(0) : me.older().bring(id);
        if (beyond.count() > 0) page = me.read(view -> view.dialogs().page(id, older, limit));
        return ResponseEntity.ok()
                .header("Chimera-Older", beyond(page, beyond))
                .body(page.messages().stream()
                        .map(message -> MessageJson.of(message, me))
                        .toList());
    }

    private static String beyond(Page page, Older beyond) {
        if (page.olderExist()) return "MORE";
        return switch (beyond) {
            case Older.Brought _ -> "MORE";
            case Older.Beginning _ -> "NONE";
            case Older.Unavailable _ -> "UNREACHABLE";
        };
    }

    /** Words. */
    record TextForm(
            @Schema(description = "Taken literally: looks are in the spans") @Nullable
            String text,

            @Nullable List<SpanJson.@Nullable Form> spans,

            @Schema(description = "The message of this dialog that they answer; only when they are sent") @Nullable
            String answers) {

        Body.Text body() {
            return SpanJson.body(text, spans);
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Send words",
            description =
                    "At most 4096 UTF-16 units and 100 spans. Answers once it is stored and queued; status tells how far it is.")
    MessageJson send(@PathVariable long account, @PathVariable long dialog, @RequestBody TextForm form) {
        var me = api.messenger(account);
        var id = api.dialog(me, dialog);
        return MessageJson.of(me.correspondence().send(id, form.body(), api.answered(me, id, form.answers())), me);
    }

    @GetMapping("/{message}")
    @Operation(summary = "One message")
    MessageJson one(@PathVariable long account, @PathVariable long dialog, @PathVariable String message) {
        var me = api.messenger(account);
        return MessageJson.of(api.message(me, api.dialog(me, dialog), message), me);
    }

    @PatchMapping("/{message}")
    @Operation(
            summary = "Change a message's words",
            description = "Here and over there, with their looks: without spans they have none.")
    MessageJson edit(
            @PathVariable long account,
            @PathVariable long dialog,
            @PathVariable String message,
            @RequestBody TextForm form) {
        var me = api.messenger(account);
        var there = api.message(me, api.dialog(me, dialog), message);
        if (form.answers() != null)
            throw Problem.invalid(
                    "What a message answers stays", "Leave answers out; only words and spans can be changed.");
        me.correspondence().edit(there.id(), form.body());
        return now(me, there.id());
    }

    @DeleteMapping("/{message}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Delete a message",
            description = "One of ours here and over there, one that failed or somebody else's only here.")
    void delete(@PathVariable long account, @PathVariable long dialog, @PathVariable String message) {
        var me = api.messenger(account);
        me.correspondence()
                .delete(api.message(me, api.dialog(me, dialog), message).id());
    }

    @PostMapping("/{message}/cancel")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Stop sending a message",
            description =
                    "One that never set off is taken back as if it had not been written; a file on its way is ended.")
    void cancel(@PathVariable long account, @PathVariable long dialog, @PathVariable String message) {
        var me = api.messenger(account);
        if (!me.cancel(api.message(me, api.dialog(me, dialog), message).id()))
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "too-late",
                    "It cannot be stopped any more",
                    "It has set off, or is there. It can be deleted once it has arrived.");
    }

    @PostMapping("/{message}/again")
    @Operation(summary = "Send a message that failed once more", description = "Under the id it has.")
    MessageJson again(@PathVariable long account, @PathVariable long dialog, @PathVariable String message) {
        var me = api.messenger(account);
        var there = api.message(me, api.dialog(me, dialog), message);
        me.correspondence().sendAgain(there.id());
        return now(me, there.id());
    }

    @PostMapping("/{message}/fetch")
    @Operation(
            summary = "Fetch a message's file",
            description =
                    "One that only the cloud has. It comes as soon as that is possible: state tells how far it is;"
                            + " cancel leaves it where it is.")
    MessageJson fetch(@PathVariable long account, @PathVariable long dialog, @PathVariable String message) {
        var me = api.messenger(account);
        var there = api.message(me, api.dialog(me, dialog), message);
        me.correspondence().fetch(there.id());
        return now(me, there.id());
    }

    private static MessageJson now(Messenger me, MessageId id) {
        return me.read(view -> view.dialogs().message(id))
                .map(message -> MessageJson.of(message, me))
                .orElseThrow(() -> Problem.notFound("message"));
    }
}
