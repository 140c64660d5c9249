package io.chimera.web.dialog;

import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.Message;
import io.chimera.web.words.Words;
import java.util.Map;
import java.util.Optional;

/** Tells in a line what is being answered. Pure. */
final class Quotes {

    private final Words words;
    private final Dialog dialog;
    private final Map<Author, String> names;

    /** @param names of those who write in a dialog of several */
    Quotes(Words words, Dialog dialog, Map<Author, String> names) {
        this.words = words;
        this.dialog = dialog;
        this.names = names;
    }

    /** @param answered the message; empty if it is not here */
    QuoteView of(Optional<Message> answered) {
        return answered.map(this::of).orElseGet(() -> new QuoteView("", "", "", words.say("quote.missing"), false));
    }

    private QuoteView of(Message answered) {
        var id = answered.id().toString();
        var href = "/c/" + answered.dialog() + "?m=" + id + "#m-" + id;
        return new QuoteView(id, href, who(answered.author()), new Lines(words).of(answered), !answered.deleted());
    }

    private String who(Author author) {
        return switch (author) {
            case Author.Me() -> words.say("line.me");
            case Author.Them _, Author.Chat _ -> names.getOrDefault(author, dialog.title());
        };
    }
}
