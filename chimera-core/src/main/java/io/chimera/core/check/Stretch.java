package io.chimera.core.check;

import io.chimera.core.arrival.Past;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Dialogs;
import io.chimera.core.dialog.Message;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.store.AccountStore.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stretch of a dialog as the cloud told it.
 *
 * @param before where it ends, exclusive; empty for the end of the dialog
 * @param from where it begins, inclusive; empty for the beginning of the dialog
 * @param there newest first
 * @param last whether nothing before it is to be compared
 */
record Stretch(
        DialogId dialog,
        Optional<CloudMessageId> before,
        Optional<CloudMessageId> from,
        List<Past> there,
        boolean last) {

    /** As many as a cloud gives at once. */
    static final int SIZE = 100;

    /** More than these are here only where nearly all was deleted there. Whole pages. */
    private static final int MOST_HERE = 1_000;

    /**
     * What of an answer is to be compared.
     *
     * @param told in answer to a question for {@link #SIZE} messages
     * @param historyFrom down to where everything should be here; empty for the beginning of the dialog
     */
    static Stretch of(
            DialogId dialog, Optional<CloudMessageId> before, List<Past> told, Optional<CloudMessageId> historyFrom) {
        var there =
                told.stream().filter(past -> reaches(historyFrom, past.id())).toList();
        boolean last = told.size() < SIZE || there.size() < told.size();
        var from = last ? historyFrom : Optional.of(there.getLast().id());
        return new Stretch(dialog, before, from, there, last);
    }

    /** The same, or its later part where too much of it is here to be looked at at once. */
    Stretch bounded(View view) {
        var here = here(view, MOST_HERE);
        if (here.size() < MOST_HERE) return this;
        var end = idOf(here.getLast());
        var later = there.stream()
                .filter(past -> reaches(Optional.of(end), past.id()))
                .toList();
        return new Stretch(dialog, before, Optional.of(end), later, false);
    }

    /** Every message of it that is here and that the cloud knew, the latest first. */
    List<Message> here(View view) {
        return here(view, Integer.MAX_VALUE);
    }

    private List<Message> here(View view, int most) {
        var here = new ArrayList<Message>();
        var next = before;
        while (here.size() < most) {
            var some = view.dialogs().inCloud(dialog, next, Dialogs.LARGEST_PAGE);
            for (var message : some) {
                if (!reaches(from, idOf(message))) return here;
                here.add(message);
            }
            if (some.size() < Dialogs.LARGEST_PAGE) return here;
            next = Optional.of(idOf(some.getLast()));
        }
        return here;
    }

    private static boolean reaches(Optional<CloudMessageId> from, CloudMessageId id) {
        return from.isEmpty() || id.value() >= from.get().value();
    }

    private static CloudMessageId idOf(Message message) {
        return message.cloudId().orElseThrow();
    }
}
