package io.chimera.core.arrival;

import io.chimera.core.arrival.FetchPolicy.Fetch;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Message;
import io.chimera.core.store.AccountStore.Change;

/** Notes which files of new messages are to be fetched unasked. */
final class Wishes {

    private final FetchPolicy policy;

    Wishes(FetchPolicy policy) {
        this.policy = policy;
    }

    /** @param message stored a moment ago */
    void note(Change change, Message message) {
        if (!(message.body() instanceof Body.Distant distant)) return;
        change.dialogs()
                .find(message.dialog())
                .filter(dialog -> policy.of(dialog, distant.file().size()) == Fetch.BY_ITSELF)
                .ifPresent(_ -> change.dialogs().want(message.id(), true));
    }
}
