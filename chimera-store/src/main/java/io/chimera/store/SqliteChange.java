package io.chimera.store;

import io.chimera.core.account.AccountEvent;
import io.chimera.core.account.AccountId;
import io.chimera.core.contact.ContactBook;
import io.chimera.core.dialog.Bylines;
import io.chimera.core.dialog.Dialogs;
import io.chimera.core.outbox.Outbox;
import io.chimera.core.store.AccountStore.Change;
import io.chimera.core.store.Preferences;
import io.chimera.core.trust.ContactKeys;
import io.chimera.core.twin.Doubts;
import io.chimera.store.sqlite.Turn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a change is handed; gathers what it records. */
final class SqliteChange implements Change {

    private final AccountId account;
    private final Turn turn;
    private final Dialogs.Editing dialogs;
    private final ContactBook.Editing contacts;
    private final ContactKeys.Editing keys;
    private final Bylines.Editing bylines;
    private final Outbox.Editing outbox;
    private final Doubts.Editing doubts;
    private final Preferences.Editing preferences;
    private final List<AccountEvent> recorded = new ArrayList<>();

    SqliteChange(AccountId account, Turn turn, Path folder) {
        this.account = account;
        this.turn = turn;
        this.dialogs = new SqliteDialogsEditing(turn, folder);
        this.contacts = new SqliteContacts(turn);
        this.keys = new SqliteKeys(turn);
        this.bylines = new SqliteBylines(turn);
        this.outbox = new SqliteOutbox(turn, folder);
        this.doubts = new SqliteDoubts(turn, folder);
        this.preferences = new SqlitePreferences(turn);
    }

    @Override
    public Dialogs.Editing dialogs() {
        return dialogs;
    }

    @Override
    public ContactBook.Editing contacts() {
        return contacts;
    }

    @Override
    public ContactKeys.Editing keys() {
        return keys;
    }

    @Override
    public Bylines.Editing bylines() {
        return bylines;
    }

    @Override
    public Outbox.Editing outbox() {
        return outbox;
    }

    @Override
    public Doubts.Editing doubts() {
        return doubts;
    }

    @Override
    public Preferences.Editing preferences() {
        return preferences;
    }

    @Override
    public void record(AccountEvent event) {
        turn.check();
        if (!event.account().equals(account))
            throw new IllegalArgumentException("news of account " + event.account() + " in the store of " + account);
        recorded.add(event);
    }

    List<AccountEvent> recorded() {
        return recorded;
    }
}
