package io.chimera.web.dialog;

import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Message;
import io.chimera.core.message.MessageId;
import io.chimera.core.messenger.Messenger;
import io.chimera.web.words.Words;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Answers a deed with the messages it changed, or with the page they stand on. */
@Component
class EntryAnswers {

    private final DialogReader dialogs;

    EntryAnswers(DialogReader dialogs) {
        this.dialogs = dialogs;
    }

    /** Whether the page that asks can put a piece in its place. */
    static boolean isPiece(HttpServletRequest request) {
        return "true".equals(request.getHeader("HX-Request"));
    }

    /** These messages, and the ones before them, as they are now. */
    String with(Messenger me, List<Message> changed, Words words, HttpServletRequest request, Model model) {
        if (!isPiece(request))
            return toPage(changed.getLast().dialog(), changed.getLast().id());
        model.addAttribute("entries", entries(me, changed, words));
        model.addAttribute("gone", List.of());
        return "news :: entries";
    }

    /** This message is no more. */
    String without(DialogId dialog, MessageId gone, HttpServletRequest request, Model model) {
        if (!isPiece(request)) return "redirect:/c/" + dialog;
        model.addAttribute("entries", List.of());
        model.addAttribute("gone", List.of(gone));
        return "news :: entries";
    }

    private static String toPage(DialogId dialog, MessageId message) {
        return "redirect:/c/" + dialog + "#m-" + message;
    }

    private List<EntryView> entries(Messenger me, List<Message> changed, Words words) {
        var asOf = me.read(view -> view.dialogs().revision());
        var placed = new LinkedHashMap<MessageId, DialogNews.Placed>();
        for (var message : changed) {
            for (var place : me.read(view -> DialogNews.near(view, message))) {
                placed.put(place.message().id(), place);
            }
        }
        var dialog = me.read(view -> view.dialogs().find(changed.getFirst().dialog()))
                .orElseThrow();
        var messages = placed.values().stream().map(DialogNews.Placed::message).toList();
        var entries = new Entries(words, dialogs.around(me, dialog, messages), asOf);
        return placed.values().stream()
                .map(place -> entries.of(place.before(), place.message(), place.after()))
                .toList();
    }
}
