package io.chimera.web.dialog;

import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.Message;
import io.chimera.web.looks.Looks;
import io.chimera.web.words.Words;
import java.util.Optional;

/**
 * Where messages are written, or one is changed.
 *
 * @param action where the words go
 * @param text what stands in it
 * @param edits the words of the message being changed, in a line; empty while a new one is written
 * @param answers what the new one answers; empty if nothing in particular
 * @param label whom it goes to
 * @param placeholder the same, as short as it can be told
 * @param mayWrite whether this account may write there at all
 * @param problem why the words in it were not taken; empty when nothing is wrong
 */
record ComposerView(
        long dialog,
        String action,
        String text,
        Optional<String> edits,
        Optional<QuoteView> answers,
        String label,
        String placeholder,
        int limit,
        String problem,
        boolean mayWrite) {

    static ComposerView fresh(Dialog dialog, String draft, Optional<QuoteView> answers, Words words) {
        return new ComposerView(
                dialog.id().value(),
                "/c/" + dialog.id() + "/messages",
                draft,
                Optional.empty(),
                answers,
                words.say("composer.label", dialog.title()),
                words.say("composer.label", shortName(dialog)),
                Body.LONGEST_TEXT,
                "",
                dialog.mayWrite());
    }

    /** @param written the message's words with the marks of their looks */
    static ComposerView editing(Message message, Body.Text text, String written, Words words) {
        return new ComposerView(
                message.dialog().value(),
                "/c/" + message.dialog() + "/m/" + message.id() + "/text",
                written,
                Optional.of(Lines.oneLine(Looks.plain(text))),
                Optional.empty(),
                words.say("composer.editing"),
                words.say("composer.editing"),
                Body.LONGEST_TEXT,
                "",
                true);
    }

    ComposerView with(String refused, String why) {
        return new ComposerView(dialog, action, refused, edits, answers, label, placeholder, limit, why, mayWrite);
    }

    private static String shortName(Dialog dialog) {
        return dialog.peer().isPresent() ? dialog.title().strip().split("\\s+")[0] : dialog.title();
    }
}
