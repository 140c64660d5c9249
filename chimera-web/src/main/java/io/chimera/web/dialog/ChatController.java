package io.chimera.web.dialog;

import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.DialogSummary;
import io.chimera.core.message.MessageId;
import io.chimera.core.messenger.Messenger;
import io.chimera.web.dialog.ComposerReader.Purpose;
import io.chimera.web.dialog.FlowReader.Where;
import io.chimera.web.failure.NotFound;
import io.chimera.web.frame.Frames;
import io.chimera.web.frame.Part;
import io.chimera.web.words.Words;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The chat page. Its address says everything: which dialog, which message, which filter, which search. */
@Controller
class ChatController {

    private final Frames frames;
    private final ChatReaders read;

    ChatController(Frames frames, ChatReaders read) {
        this.frames = frames;
        this.read = read;
    }

    /** The list alone. */
    @GetMapping("/")
    String list(
            Messenger me,
            @RequestParam(defaultValue = "") String filter,
            @RequestParam(defaultValue = "") String q,
            Words words,
            Model model) {
        show(me, ListQuery.of(filter, q, Optional.empty()), words, model);
        return "chat";
    }

    /** A dialog beside the list, at its end or where it was asked for. */
    @GetMapping("/c/{dialog}")
    String dialog(
            Messenger me,
            @PathVariable long dialog,
            @RequestParam(defaultValue = "") String filter,
            @RequestParam(defaultValue = "") String q,
            Place place,
            Words words,
            Model model)
            throws InterruptedException {
        var id = dialogId(dialog);
        // Before anything is read: what happens while reading must be told again, not missed.
        model.addAttribute("cursor", me.read(view -> view.dialogs().revision()).value());
        var summary = summary(me, id);
        show(me, ListQuery.of(filter, q, Optional.of(id)), words, model);
        model.addAttribute("header", read.dialogs().header(me, summary.dialog(), words));
        model.addAttribute("flow", flow(me, summary, place.where(), words));
        model.addAttribute("composer", read.composers().read(me, summary, place.purpose(), words));
        return "chat";
    }

    private FlowView flow(Messenger me, DialogSummary summary, Where where, Words words) throws InterruptedException {
        return where.before().isPresent()
                ? read.flows().before(me, summary, where.before().get(), words)
                : read.flows().read(me, summary, where, words);
    }

    /** Messages before one, to be put above it; from the cloud, where there are none here. */
    @GetMapping("/c/{dialog}/older")
    String older(Messenger me, @PathVariable long dialog, @RequestParam String before, Words words, Model model)
            throws InterruptedException {
        var summary = summary(me, dialogId(dialog));
        model.addAttribute("flow", read.flows().before(me, summary, messageId(before), words));
        return "pieces/flow :: stretch";
    }

    /** Where messages are written; or, with a message, where that one is changed or answered. */
    @GetMapping("/c/{dialog}/composer")
    String composer(Messenger me, @PathVariable long dialog, Place place, Words words, Model model) {
        var summary = summary(me, dialogId(dialog));
        model.addAttribute("composer", read.composers().read(me, summary, place.purpose(), words));
        return "pieces/composer :: composer";
    }

    /** The strip above the composer that shows what is answered; empty if that cannot be. */
    @GetMapping("/c/{dialog}/answering")
    String answering(Messenger me, @PathVariable long dialog, @RequestParam String to, Words words, Model model) {
        var open = summary(me, dialogId(dialog)).dialog();
        model.addAttribute("answers", read.composers().quote(me, open, messageId(to), words));
        model.addAttribute("dialog", dialog);
        return "pieces/composer :: answering";
    }

    /**
     * Where in a dialog an address points; each part may be missing.
     *
     * @param m the message to be found
     * @param before the message before which to end
     * @param edit the message to be changed
     * @param answer the message to be answered
     */
    record Place(
            @Nullable String m,
            @Nullable String before,
            @Nullable String edit,
            @Nullable String answer) {

        Where where() {
            return new Where(
                    Optional.ofNullable(m).map(ChatController::messageId),
                    Optional.ofNullable(before).map(ChatController::messageId));
        }

        Purpose purpose() {
            return new Purpose(
                    Optional.ofNullable(edit).map(ChatController::messageId),
                    Optional.ofNullable(answer).map(ChatController::messageId));
        }
    }

    private void show(Messenger me, ListQuery query, Words words, Model model) {
        model.addAttribute("frame", frames.around(me, Part.CHATS));
        model.addAttribute("list", read.lists().read(me, query, words));
    }

    static DialogSummary summary(Messenger me, DialogId dialog) {
        return me.read(view -> view.dialogs().summary(dialog)).orElseThrow(NotFound::new);
    }

    static DialogId dialogId(long value) {
        if (value == 0) throw new NotFound();
        return new DialogId(value);
    }

    static MessageId messageId(String text) {
        try {
            return MessageId.parse(text);
        } catch (IllegalArgumentException _) {
            throw new NotFound();
        }
    }
}
