package io.chimera.core.delivery;

import io.chimera.core.account.Account;
import io.chimera.core.account.AccountId;
import io.chimera.core.arrival.AcceptancePolicy;
import io.chimera.core.arrival.Arrivals;
import io.chimera.core.arrival.FetchPolicy;
import io.chimera.core.arrival.StoredArrivals;
import io.chimera.core.arrival.StoredTwins;
import io.chimera.core.contact.Contact;
import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Fate;
import io.chimera.core.dialog.Message;
import io.chimera.core.file.FileName;
import io.chimera.core.file.SealedFile;
import io.chimera.core.file.Sha256;
import io.chimera.core.file.SharedFile;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.core.messenger.StoredAcquaintances;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.outbox.Target;
import io.chimera.core.route.Travel;
import io.chimera.core.route.Way;
import io.chimera.core.store.AccountStore;
import io.chimera.core.store.InMemoryAccountStore;
import io.chimera.core.testing.RecordedEvents;
import io.chimera.core.transfer.Transfers;
import io.chimera.core.trust.Acquaintances;
import io.chimera.core.twin.Twins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Somebody on the LAN, with everything a carrier needs of an account: the core's own classes over memory and a folder. */
public final class Resident {

    private final Account account;
    private final Path folder;
    private final Clock clock;
    private final Random random;
    private final RecordedEvents events = new RecordedEvents();
    private final InMemoryAccountStore store;
    private final FolderShelf shelf;
    private final Acquaintances acquaintances;
    private final Arrivals arrivals;
    private final Twins twins;
    private final Transfers transfers;

    public Resident(Account account, Path folder, Clock clock) {
        this.account = account;
        this.folder = folder;
        this.clock = clock;
        this.random = new Random(account.id().telegramUser());
        this.store = new InMemoryAccountStore(account.id(), events);
        this.shelf = new FolderShelf(folder.resolve("shelf-" + account.id()));
        this.acquaintances = new StoredAcquaintances(account.id(), store, clock);
        this.arrivals = new StoredArrivals(account.id(), store, shelf, AcceptancePolicy.usual(), random, clock);
        this.twins = new StoredTwins(account.id(), store, shelf, FetchPolicy.usual(), random, clock);
        this.transfers = new Transfers(account.id(), events, clock);
    }

    public AccountId id() {
        return account.id();
    }

    /** As the others see them. */
    public ContactId contact() {
        return account.id().asContact();
    }

    public RecordedEvents events() {
        return events;
    }

    public AccountStore store() {
        return store;
    }

    public FolderShelf shelf() {
        return shelf;
    }

    public Acquaintances acquaintances() {
        return acquaintances;
    }

    public Arrivals arrivals() {
        return arrivals;
    }

    public Twins twins() {
        return twins;
    }

    public Transfers transfers() {
        return transfers;
    }

    /** They have this other one among their contacts, and a dialog with them. */
    public void knows(Resident other) {
        store.alter(change -> {
            change.contacts().save(new Contact(other.contact(), other.account.name(), other.account.phone()));
            change.dialogs().save(new Dialog.Direct(other.contact(), other.account.name()));
        });
    }

    /** Words they wrote to somebody, to be carried. */
    public Parcel text(Resident to, String words) {
        return parcel(to, new Cargo.Text(new Body.Text(words)));
    }

    /** Something of theirs for somebody, to be carried. */
    public Parcel parcel(Resident to, Cargo cargo) {
        return new Parcel(
                MessageId.next(clock, random),
                DialogId.with(to.contact()),
                Optional.of(to.contact()),
                clock.instant(),
                cargo);
    }

    /** A message of theirs in their own history, sent some time ago; others may tell what they think of it. */
    public Target wrote(Resident to, String words) {
        var id = MessageId.next(clock, random);
        store.alter(change -> change.dialogs()
                .append(new Message(
                        id,
                        DialogId.with(to.contact()),
                        new Author.Me(),
                        clock.instant(),
                        new Body.Text(words),
                        Fate.queued(),
                        false,
                        Optional.empty())));
        return new Target(id, Optional.empty());
    }

    /** What they were carrying is settled in their own history: it went straight, or the cloud has it. */
    public void settled(Parcel parcel, Optional<CloudMessageId> inCloud) {
        var way = inCloud.isPresent() ? Way.CLOUD : Way.LAN;
        var travel = new Travel(way, Optional.empty(), clock.instant(), 1);
        store.alter(change -> change.dialogs()
                .append(new Message(
                        parcel.id(),
                        parcel.dialog(),
                        new Author.Me(),
                        parcel.writtenAt(),
                        ((Cargo.Text) parcel.cargo()).body(),
                        Fate.arrived(travel),
                        false,
                        inCloud)));
    }

    /** A file of noise that lies sealed somewhere of theirs. */
    public SharedFile file(String name, int size) throws IOException {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        var path = Files.createTempFile(folder, "sealed", null);
        Files.write(path, bytes);
        return new SharedFile(
                FileName.from(name),
                SharedFile.UNKNOWN_TYPE,
                new SealedFile(path.toAbsolutePath(), size, Sha256.of(sha256(bytes))));
    }

    /** Their dialog with somebody, oldest message first. */
    public List<Message> dialogWith(Resident other) {
        var messages = new ArrayList<Message>();
        Optional<MessageId> before = Optional.empty();
        while (true) {
            var from = before;
            var page = store.read(view -> view.dialogs().page(DialogId.with(other.contact()), from, 100));
            messages.addAll(page.messages());
            if (!page.olderExist()) return messages.reversed();
            before = Optional.of(page.messages().getLast().id());
        }
    }

    /** The words in it, oldest first. */
    public List<String> wordsWith(Resident other) {
        var words = new ArrayList<String>();
        for (var message : dialogWith(other)) if (message.body() instanceof Body.Text(var text, var _)) words.add(text);
        return words;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
