package io.chimera.core.arrival;

import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Dialogs;
import io.chimera.core.dialog.Likeness;
import io.chimera.core.dialog.Message;
import io.chimera.core.message.MessageId;
import io.chimera.core.route.Travel;
import io.chimera.core.route.Way;
import io.chimera.core.store.AccountStore.View;
import io.chimera.core.twin.Doubt;
import java.util.Optional;

/** Finds what the cloud brought before the message of which it is a copy. */
final class CloudBorn {

    /** How many pages back: who has written more since has not written that copy a moment ago. */
    private static final int PAGES = 5;

    private CloudBorn() {}

    /** The oldest message of the author among the latest that resolves a doubt. */
    static Optional<Message> of(View view, Doubt doubt, Author author) {
        var found = Optional.<Message>empty();
        var before = Optional.<MessageId>empty();
        for (int i = 0; i < PAGES; i++) {
            var page = view.dialogs().page(doubt.dialog(), before, Dialogs.LARGEST_PAGE);
            for (var message : page.messages())
                if (message.author().equals(author) && isCopy(message, doubt)) found = Optional.of(message);
            if (!page.olderExist()) break;
            before = Optional.of(page.messages().getLast().id());
        }
        return found;
    }

    private static boolean isCopy(Message message, Doubt doubt) {
        return message.cloudId().isPresent()
                && message.fate().travel().map(Travel::way).equals(Optional.of(Way.CLOUD))
                && doubt.covers(message.sentAt())
                && Likeness.of(message.body()).equals(Optional.of(doubt.likeness()));
    }
}
