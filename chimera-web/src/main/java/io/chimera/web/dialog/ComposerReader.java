package io.chimera.web.dialog;

import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogSummary;
import io.chimera.core.dialog.Markup;
import io.chimera.core.dialog.Message;
import io.chimera.core.message.MessageId;
import io.chimera.core.messenger.Messenger;
import io.chimera.web.words.Words;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads what stands in the composer. */
@Component
class ComposerReader {

    ComposerReader() {}

    /**
     * What the composer is for; what is not there, or cannot be, is as if it had not been asked for.
     *
     * @param edited the message to be changed
     * @param answered the message to be answered
     */
    record Purpose(Optional<MessageId> edited, Optional<MessageId> answered) {
        static final Purpose NONE = new Purpose(Optional.empty(), Optional.empty());

        static Purpose editing(MessageId message) {
            return new Purpose(Optional.of(message), Optional.empty());
        }

        static Purpose answering(Optional<MessageId> message) {
            return new Purpose(Optional.empty(), message);
        }
    }

    ComposerView read(Messenger me, DialogSummary summary, Purpose purpose, Words words) {
        var dialog = summary.dialog();
        return purpose.edited()
                .flatMap(id -> find(me, dialog, id))
                .filter(Message::mine)
                .flatMap(message -> message.body() instanceof Body.Text text
                        ? Optional.of(ComposerView.editing(message, text, Markup.write(text), words))
                        : Optional.empty())
                .orElseGet(() -> ComposerView.fresh(
                        dialog,
                        summary.draft(),
                        purpose.answered().flatMap(id -> quote(me, dialog, id, words)),
                        words));
    }

    /** The message to be answered, if it can be. */
    Optional<QuoteView> quote(Messenger me, Dialog dialog, MessageId id, Words words) {
        return find(me, dialog, id)
                .filter(message -> !message.deleted() && dialog.mayWrite())
                .map(message -> {
                    var names = me.read(view -> DialogReader.names(view, dialog, List.of(message)));
                    return new Quotes(words, dialog, names).of(Optional.of(message));
                });
    }

    private static Optional<Message> find(Messenger me, Dialog dialog, MessageId id) {
        return me.read(view -> view.dialogs().message(id))
                .filter(message -> message.dialog().equals(dialog.id()));
    }
}
