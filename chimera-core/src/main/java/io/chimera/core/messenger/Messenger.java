package io.chimera.core.messenger;

import io.chimera.core.account.AccountId;
import io.chimera.core.check.CloudCheck;
import io.chimera.core.contact.Contact;
import io.chimera.core.contact.ContactId;
import io.chimera.core.contact.PhoneNumber;
import io.chimera.core.delivery.LanCarrier.LanState;
import io.chimera.core.delivery.LanSwitched;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogChanged;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.export.DialogExport;
import io.chimera.core.file.FileShelf;
import io.chimera.core.history.HistoryFill;
import io.chimera.core.history.OlderMessages;
import io.chimera.core.legacy.LegacyImport;
import io.chimera.core.message.MessageId;
import io.chimera.core.neighbour.Refusal;
import io.chimera.core.outbox.Dispatch;
import io.chimera.core.route.Decision;
import io.chimera.core.route.Journey;
import io.chimera.core.route.Route;
import io.chimera.core.sponsor.SponsoredMessages;
import io.chimera.core.store.AccountStore;
import io.chimera.core.store.AccountStore.View;
import io.chimera.core.transfer.Transfers;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/**
 * One signed-in account's whole application: its dialogs, what it sends, what comes in, its place on the LAN, its
 * connection to the cloud. It cannot see another account. Safe for use by many threads.
 */
public final class Messenger implements AutoCloseable {

    private final AccountId account;
    private final AccountStore store;
    private final FileShelf shelf;
    private final Lines lines;
    private final Correspondence correspondence;
    private final Trust trust;
    private final Clock clock;
    private final Writing writing;
    private final Thread courier;

    Messenger(
            AccountId account,
            AccountStore store,
            FileShelf shelf,
            Lines lines,
            Correspondence correspondence,
            Trust trust,
            Clock clock) {
        this.account = account;
        this.store = store;
        this.shelf = shelf;
        this.lines = lines;
        this.correspondence = correspondence;
        this.trust = trust;
        this.clock = clock;
        this.writing = new Writing(clock);
        this.courier = Thread.ofVirtual().name("courier-" + account).unstarted(this::deliver);
    }

    void start() {
        courier.start();
        lines.fetching().start();
        lines.past().fill().start();
        lines.lan().takePart(store.read(view -> view.preferences().lanOn()));
        ring();
    }

    private void deliver() {
        try {
            lines.courier().run();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // closing; what is left waits in the outbox
        }
    }

    /** Whose messenger this is. */
    public AccountId account() {
        return account;
    }

    /** Answers a question about this account from one consistent state. */
    public <T> T read(Function<View, T> question) {
        return store.read(question);
    }

    /** Writing, editing, deleting, reading. */
    public Correspondence correspondence() {
        return correspondence;
    }

    /** What its person thinks of their contacts' keys. */
    public Trust trust() {
        return trust;
    }

    /** Where this account's files lie. */
    public FileShelf shelf() {
        return shelf;
    }

    /** What brings the first Chimera's history into this account. */
    LegacyImport legacyImport() {
        return new LegacyImport(account, store, shelf, clock);
    }

    /** What writes this account's dialogs down. */
    DialogExport dialogExport() {
        return new DialogExport(account, store::read, clock);
    }

    /** What compares its dialogs with the cloud. */
    CloudCheck cloudCheck() {
        return lines.past().check();
    }

    /** What was said before its history begins here. */
    public OlderMessages older() {
        return lines.past().older();
    }

    /** How far its histories are filled. */
    public HistoryFill.State filling() {
        return lines.past().fill().state();
    }

    /** What is shown in its channels because somebody pays for it. */
    public SponsoredMessages sponsored() {
        return lines.cloud().sponsored();
    }

    /** Its files on their way. */
    public Transfers transfers() {
        return lines.transfers();
    }

    /** Keeps a choice of this account; see {@link io.chimera.core.store.Preferences}. */
    public void prefer(String key, String value) {
        store.alter(change -> change.preferences().put(key, value));
    }

    /**
     * Opens the dialog with whoever has this number, and makes it if there is none.
     *
     * @throws IOException if the cloud cannot be asked now
     */
    public Opening open(PhoneNumber number) throws IOException, InterruptedException {
        return open(lines.cloud().lookUp(number));
    }

    /**
     * Puts whoever has this number into the account's contacts in the cloud, and opens the dialog with them.
     *
     * @param name what they are to be called there; not blank
     * @throws IOException if the cloud cannot be asked now
     */
    public Opening add(PhoneNumber number, String name) throws IOException, InterruptedException {
        var there = lines.cloud().lookUp(number);
        if (there.filter(contact -> contact.id().equals(account.asContact())).isPresent())
            return new Opening.Yourself();
        return open(lines.cloud().add(number, name));
    }

    private Opening open(Optional<Contact> found) {
        if (found.isEmpty()) return new Opening.Nobody();
        var contact = found.get();
        if (contact.id().equals(account.asContact())) return new Opening.Yourself();
        return store.change(change -> {
            var dialog = new Dialog.Direct(contact.id(), contact.name());
            change.contacts().save(contact);
            change.dialogs().save(dialog);
            change.record(new DialogChanged(account, clock.instant(), dialog.id()));
            return new Opening.Opened(dialog);
        });
    }

    /** Which way a message written in this dialog now would take, and why. Empty if there is no such dialog. */
    public Optional<Decision> wayNow(DialogId dialog) {
        return read(view -> view.dialogs().find(dialog))
                .map(found -> lines.courier().decide(Journey.beginning(clock.instant()), found.peer()));
    }

    /** What would be done now with something that waits, and why. */
    public Decision explain(Dispatch waiting) {
        return lines.courier().decide(waiting.journey(), waiting.parcel().to());
    }

    /** How its place on the LAN is. */
    public LanState lan() {
        return lines.lan().state();
    }

    /** Why this contact, though near, is not talked to directly, if that is so. */
    public Optional<Refusal> refusal(ContactId contact) {
        return lines.lan().refusal(contact);
    }

    /** Looks at open connections again: what is known of certificates has changed. */
    void lookAgain() {
        lines.lan().lookAgain();
        ring();
    }

    /** Takes part in the LAN from now on, or no longer; remembered. Returns once that is so. */
    public void switchLan(boolean on) {
        store.alter(change -> {
            change.preferences().lanOn(on);
            change.record(new LanSwitched(account, clock.instant(), on));
        });
        lines.lan().takePart(on);
        ring();
    }

    /**
     * Tells the others of a dialog that the person writes at this moment, or has stopped, by the way a message would take
     * now. Returns at once; said too often, it is not passed on.
     */
    public void types(DialogId dialog, boolean on) {
        var there = read(view -> view.dialogs().find(dialog)).filter(Dialog::mayWrite);
        if (there.isEmpty() || !writing.isNews(dialog, on)) return;
        switch (lines.courier()
                .decide(Journey.beginning(clock.instant()), there.get().peer())) {
            case Decision.Go(Route.Lan(var neighbour), var _) -> lines.lan().types(neighbour, on);
            case Decision.Go(Route.Cloud(), var _) -> lines.cloud().types(dialog, on);
            case Decision.Wait _ -> {}
        }
    }

    /** Whether the cloud can be reached now. */
    public boolean cloudOnline() {
        return lines.cloud().online();
    }

    /**
     * Stops sending a message: one that never set off is taken back as if it had not been written, a file on its way is
     * ended, one that is to come from the cloud stays there.
     *
     * @return whether it could be stopped; words on their way cannot
     */
    public boolean cancel(MessageId message) {
        if (correspondence.withdraw(message)) return true;
        boolean wasWanted = correspondence.leave(message);
        return lines.transfers().cancel(message) || wasWanted;
    }

    /** Something changed that may let a parcel travel, or a file come. */
    void ring() {
        lines.courier().ring();
        lines.fetching().ring();
    }

    /** A message came: its file may be wanted. */
    void somethingArrived() {
        lines.fetching().ring();
    }

    /** Stops everything, in order: nothing new comes in, nothing goes out, then the store closes. */
    @Override
    public void close() {
        lines.lan().close();
        courier.interrupt();
        try {
            courier.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        lines.past().fill().close();
        lines.fetching().close();
        lines.cloud().close();
        store.close();
    }
}
