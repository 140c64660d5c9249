package io.chimera.store;

import io.chimera.core.contact.ContactBook;
import io.chimera.core.dialog.Bylines;
import io.chimera.core.dialog.Dialogs;
import io.chimera.core.outbox.Outbox;
import io.chimera.core.store.AccountStore.View;
import io.chimera.core.store.Preferences;
import io.chimera.core.trust.ContactKeys;
import io.chimera.core.twin.Doubts;
import io.chimera.store.sqlite.Turn;
import java.nio.file.Path;

/** What a question is handed. */
record SqliteView(
        Dialogs dialogs,
        ContactBook contacts,
        ContactKeys keys,
        Bylines bylines,
        Outbox outbox,
        Doubts doubts,
        Preferences preferences)
        implements View {

    SqliteView(Turn turn, Path folder) {
        this(
                new SqliteDialogs(turn, folder),
                new SqliteContacts(turn),
                new SqliteKeys(turn),
                new SqliteBylines(turn),
                new SqliteOutbox(turn, folder),
                new SqliteDoubts(turn, folder),
                new SqlitePreferences(turn));
    }
}
