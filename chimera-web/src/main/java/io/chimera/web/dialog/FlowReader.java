package io.chimera.web.dialog;

import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogSummary;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Page;
import io.chimera.core.dialog.Revision;
import io.chimera.core.history.Older;
import io.chimera.core.message.MessageId;
import io.chimera.core.messenger.Messenger;
import io.chimera.core.store.AccountStore.View;
import io.chimera.web.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads stretches of a dialog's history. */
@Component
class FlowReader {

    /** How many messages a page brings at once. */
    static final int STRETCH = 50;

    private final DialogReader dialogs;

    FlowReader(DialogReader dialogs) {
        this.dialogs = dialogs;
    }

    /**
     * Which stretch of a dialog is wanted: the newest, unless one of these is there.
     *
     * @param found the message that should be in the middle
     * @param before the message before which it should end
     */
    record Where(Optional<MessageId> found, Optional<MessageId> before) {
        static final Where NEWEST = new Where(Optional.empty(), Optional.empty());
    }

    FlowView read(Messenger me, DialogSummary summary, Where where, Words words) {
        return read(me, summary, where, "", words);
    }

    /** Messages before one; where there are none here, the cloud is asked. */
    FlowView before(Messenger me, DialogSummary summary, MessageId message, Words words) throws InterruptedException {
        var dialog = summary.dialog().id();
        var where = new Where(Optional.empty(), Optional.of(message));
        boolean exhausted = me.read(view ->
                view.dialogs().page(dialog, Optional.of(message), 1).messages().isEmpty());
        var trouble = exhausted && me.older().bring(dialog) instanceof Older.Unavailable
                ? words.say("flow.older.trouble")
                : "";
        return read(me, summary, where, trouble, words);
    }

    private FlowView read(Messenger me, DialogSummary summary, Where where, String trouble, Words words) {
        var dialog = summary.dialog();
        var stretch = me.read(view -> stretch(view, dialog, where));
        return new FlowView(
                dialog.id().value(),
                entries(me, dialog, stretch, words),
                stretch.olderThan(where),
                stretch.whole() && stretch.before().isEmpty(),
                trouble,
                stretch.tail(),
                summary.firstUnread().map(MessageId::toString).orElse(""),
                summary.unread() == 0 ? "" : words.say("flow.new", summary.unread()),
                where.found().map(MessageId::toString).orElse(""),
                stretch.tail() ? dialogs.arriving(me, dialog, words) : List.of(),
                dialog instanceof Dialog.Channel);
    }

    /** A stretch, oldest first, with the messages next to its ends, which are needed to group the outermost. */
    private record Stretch(
            Optional<Message> before,
            List<Message> messages,
            Optional<Message> after,
            boolean tail,
            boolean whole,
            Revision asOf) {

        /** The message before which there may be more: the first here or, where nothing is, the one asked about. */
        String olderThan(Where where) {
            if (whole && before.isEmpty()) return "";
            return messages.isEmpty()
                    ? where.before().map(MessageId::toString).orElse("")
                    : messages.getFirst().id().toString();
        }
    }

    private static Stretch stretch(View view, Dialog dialog, Where where) {
        var page = page(view, dialog, where);
        var messages = page.messages().reversed();
        var before = page.olderExist()
                ? view
                        .dialogs()
                        .page(dialog.id(), Optional.of(messages.getFirst().id()), 1)
                        .messages()
                        .stream()
                        .findFirst()
                : Optional.<Message>empty();
        return new Stretch(
                before,
                messages,
                where.before().flatMap(view.dialogs()::message),
                !page.newerExist(),
                view.dialogs().isWhole(dialog.id()),
                view.dialogs().revision());
    }

    private static Page page(View view, Dialog dialog, Where where) {
        if (where.found().isPresent()) {
            var around = view.dialogs().around(dialog.id(), where.found().get(), STRETCH);
            if (!around.messages().isEmpty()) return around;
        }
        return view.dialogs().page(dialog.id(), where.before(), STRETCH);
    }

    private List<EntryView> entries(Messenger me, Dialog dialog, Stretch stretch, Words words) {
        var messages = stretch.messages();
        var entries = new Entries(words, dialogs.around(me, dialog, messages), stretch.asOf());
        var shown = new ArrayList<EntryView>();
        for (int i = 0; i < messages.size(); i++) {
            var before = i == 0 ? stretch.before().orElse(null) : messages.get(i - 1);
            var after = i == messages.size() - 1 ? stretch.after().orElse(null) : messages.get(i + 1);
            shown.add(entries.of(before, messages.get(i), after));
        }
        return shown;
    }
}
