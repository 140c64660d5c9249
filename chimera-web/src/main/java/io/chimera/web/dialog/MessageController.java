package io.chimera.web.dialog;

import io.chimera.core.dialog.Message;
import io.chimera.core.messenger.Messenger;
import io.chimera.web.failure.NotFound;
import io.chimera.web.failure.TooLate;
import io.chimera.web.words.Words;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/** What can be done with a message that is there. */
@Controller
@RequestMapping("/c/{dialog}")
class MessageController {

    private final DialogReader dialogs;
    private final EntryAnswers answers;

    MessageController(DialogReader dialogs, EntryAnswers answers) {
        this.dialogs = dialogs;
        this.answers = answers;
    }

    /** Deletes it: one of ours over there as well. */
    @PostMapping("/m/{message}/deletion")
    String delete(
            Messenger me,
            @PathVariable long dialog,
            @PathVariable String message,
            Words words,
            HttpServletRequest request,
            Model model) {
        var there = find(me, dialog, message);
        me.correspondence().delete(there.id());
        return asItIsNow(me, there, words, request, model);
    }

    /** Stops sending it. */
    @PostMapping("/m/{message}/cancellation")
    String cancel(
            Messenger me,
            @PathVariable long dialog,
            @PathVariable String message,
            Words words,
            HttpServletRequest request,
            Model model) {
        var id = ChatController.messageId(message);
        if (!me.cancel(id)) throw new TooLate();
        var there = me.read(view -> view.dialogs().message(id));
        return there.isPresent()
                ? answers.with(me, List.of(there.get()), words, request, model)
                : answers.without(ChatController.dialogId(dialog), id, request, model);
    }

    /** Has its file brought here. */
    @PostMapping("/m/{message}/fetch")
    String fetch(
            Messenger me,
            @PathVariable long dialog,
            @PathVariable String message,
            Words words,
            HttpServletRequest request,
            Model model) {
        var there = find(me, dialog, message);
        me.correspondence().fetch(there.id());
        return asItIsNow(me, there, words, request, model);
    }

    /** Sends one that failed once more. */
    @PostMapping("/m/{message}/again")
    String again(
            Messenger me,
            @PathVariable long dialog,
            @PathVariable String message,
            Words words,
            HttpServletRequest request,
            Model model) {
        var there = find(me, dialog, message);
        me.correspondence().sendAgain(there.id());
        return asItIsNow(me, there, words, request, model);
    }

    /** Why a message waits changes while nothing is stored, so it is asked when somebody looks. */
    @GetMapping("/m/{message}/badge")
    String badge(Messenger me, @PathVariable long dialog, @PathVariable String message, Words words, Model model) {
        var there = find(me, dialog, message);
        var open = ChatController.summary(me, there.dialog()).dialog();
        model.addAttribute("badge", new Badges(words).of(there, dialogs.around(me, open, List.of(there))));
        return "pieces/entry :: about";
    }

    /** Everything up to this message has been looked at. A dialog that is gone meanwhile is no error: its page is told so. */
    @PostMapping("/seen")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void seen(Messenger me, @PathVariable long dialog, @RequestParam String upTo) {
        var id = ChatController.dialogId(dialog);
        if (me.read(view -> view.dialogs().find(id)).isPresent())
            me.correspondence().seen(id, ChatController.messageId(upTo));
    }

    private static Message find(Messenger me, long dialog, String message) {
        var id = ChatController.messageId(message);
        return me.read(view -> view.dialogs().message(id))
                .filter(there -> there.dialog().equals(ChatController.dialogId(dialog)))
                .orElseThrow(NotFound::new);
    }

    private String asItIsNow(Messenger me, Message was, Words words, HttpServletRequest request, Model model) {
        var now = me.read(view -> view.dialogs().message(was.id()));
        return now.isPresent()
                ? answers.with(me, List.of(now.get()), words, request, model)
                : answers.without(was.dialog(), was.id(), request, model);
    }
}
