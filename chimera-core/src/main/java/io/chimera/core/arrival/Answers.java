package io.chimera.core.arrival;

import io.chimera.core.arrival.Arrival.NewMessage;
import io.chimera.core.dialog.CloudTrace;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Dialogs;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Reference;
import io.chimera.core.message.MessageId;
import io.chimera.core.store.AccountStore.View;
import java.util.Optional;

/** Finds the message that one which came in answers. */
final class Answers {

    /** How many pages back a trace is followed: who answers something older has seen it by a name that needs no trace. */
    private static final int PAGES = 10;

    private Answers() {}

    /** What is to be stored: a name that is known here, or will be once the cloud has brought it. */
    static Optional<Reference> of(View view, NewMessage arrival) {
        return arrival.answers().flatMap(reference -> switch (reference) {
            case Reference.ByTrace(var trace) -> follow(view, arrival.dialog(), trace);
            case Reference.ById _, Reference.ByCloudId _ -> Optional.of(reference);
        });
    }

    private static Optional<Reference> follow(View view, DialogId dialog, CloudTrace trace) {
        var before = Optional.<MessageId>empty();
        for (int i = 0; i < PAGES; i++) {
            var page = view.dialogs().page(dialog, before, Dialogs.LARGEST_PAGE);
            var found = page.messages().stream().filter(trace::isOf).findFirst();
            if (found.isPresent()) return found.flatMap(Message::cloudId).map(Reference.ByCloudId::new);
            if (!page.olderExist()) break;
            before = Optional.of(page.messages().getLast().id());
        }
        return Optional.empty();
    }
}
