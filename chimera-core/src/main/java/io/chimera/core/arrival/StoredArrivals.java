package io.chimera.core.arrival;

import io.chimera.core.account.AccountId;
import io.chimera.core.arrival.Arrival.Deletion;
import io.chimera.core.arrival.Arrival.Edit;
import io.chimera.core.arrival.Arrival.NewMessage;
import io.chimera.core.arrival.Arrival.Seen;
import io.chimera.core.arrival.Receipt.Known;
import io.chimera.core.arrival.Receipt.Rejected;
import io.chimera.core.arrival.Receipt.Stored;
import io.chimera.core.arrival.Receipt.Why;
import io.chimera.core.contact.Contact;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogChanged;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Dialogs;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.SomebodyTypes;
import io.chimera.core.file.FileShelf;
import io.chimera.core.file.Removal;
import io.chimera.core.file.SealedFile;
import io.chimera.core.file.SharedFile;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.core.store.AccountStore;
import io.chimera.core.store.AccountStore.Change;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Takes what came into one account's store, once each, whichever way and however often it came. */
public final class StoredArrivals implements Arrivals {

    private final AccountId account;
    private final AccountStore store;
    private final FileShelf shelf;
    private final AcceptancePolicy policy;
    private final Reception reception;
    private final Wishes wishes;
    private final Introduction introduction = new Introduction();
    private final Forerunners forerunners;
    private final Clock clock;

    public StoredArrivals(
            AccountId account,
            AccountStore store,
            FileShelf shelf,
            AcceptancePolicy policy,
            FetchPolicy fetch,
            RandomGenerator random,
            Clock clock) {
        this.account = account;
        this.store = store;
        this.shelf = shelf;
        this.policy = policy;
        this.wishes = new Wishes(fetch);
        this.reception = new Reception(account, random, clock);
        this.forerunners = new Forerunners(store);
        this.clock = clock;
    }

    /** Files of the cloud are fetched as {@linkplain FetchPolicy#usual usual}. */
    public StoredArrivals(
            AccountId account,
            AccountStore store,
            FileShelf shelf,
            AcceptancePolicy policy,
            RandomGenerator random,
            Clock clock) {
        this(account, store, shelf, policy, FetchPolicy.usual(), random, clock);
    }

    @Override
    public Acceptance offered(FileOffer offer) throws IOException {
        var there = store.read(view -> view.dialogs().message(offer.id()));
        if (there.isPresent()) return new Acceptance.Settled(answerFor(there.get(), offer));
        boolean known = store.read(view -> view.contacts().find(offer.from()).isPresent());
        var refusal = policy.refuses(offer, known, shelf.room());
        if (refusal.isPresent()) return new Acceptance.Settled(new Rejected(refusal.get()));
        return new Acceptance.Into(
                offer.size().isPresent()
                        ? shelf.resume(offer.id(), offer.name(), offer.size().getAsLong())
                        : shelf.begin(offer.name()));
    }

    private static Receipt answerFor(Message there, FileOffer offer) {
        return there.author().equals(new Author.Them(offer.from())) ? new Known() : new Rejected(Why.ID_TAKEN);
    }

    @Override
    public List<Receipt> arrived(List<Arrival> arrivals) {
        forerunners.await(arrivals);
        var unwanted = new ArrayList<SealedFile>();
        var receipts = store.change(change -> {
            unwanted.clear();
            return arrivals.stream()
                    .map(arrival -> take(change, arrival, unwanted))
                    .toList();
        });
        forerunners.somethingCame();
        Removal.of(unwanted, shelf);
        return receipts;
    }

    @Override
    public void introduced(Contact person, boolean inContacts) {
        if (person.id().equals(account.asContact())) return;
        store.alter(change -> {
            if (introduction.take(change, person, inContacts))
                change.record(new DialogChanged(account, clock.instant(), DialogId.with(person.id())));
        });
    }

    @Override
    public void found(Dialog dialog) {
        store.alter(change -> {
            if (change.dialogs().find(dialog.id()).equals(Optional.of(dialog))) return;
            change.dialogs().save(dialog);
            change.record(new DialogChanged(account, clock.instant(), dialog.id()));
        });
    }

    @Override
    public void named(Author author, String name) {
        if (name.isBlank() || store.read(view -> view.bylines().find(author)).equals(Optional.of(name))) return;
        store.alter(change -> change.bylines().save(author, name));
    }

    @Override
    public void vanished(DialogId dialog) {
        if (!dialog.isOfSeveral()) return;
        var unwanted = store.change(change -> {
            if (change.dialogs().find(dialog).isEmpty()) return List.<SharedFile>of();
            change.outbox()
                    .of(dialog, Integer.MAX_VALUE)
                    .forEach(waiting -> change.outbox().remove(waiting.parcel().id()));
            change.record(new DialogChanged(account, clock.instant(), dialog));
            return change.dialogs().remove(dialog);
        });
        unwanted.forEach(file -> Removal.of(file.content(), shelf));
    }

    @Override
    public void types(DialogId dialog, Author author, boolean on) {
        if (author instanceof Author.Me
                || store.read(view -> view.dialogs().find(dialog)).isEmpty()) return;
        store.alter(change -> change.record(new SomebodyTypes(account, clock.instant(), dialog, author, on)));
    }

    @Override
    public Set<CloudMessageId> known(DialogId dialog, Collection<CloudMessageId> messages) {
        return store.read(view -> messages.stream()
                .filter(id -> view.dialogs().message(dialog, id).isPresent())
                .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public boolean hasMetCloud(DialogId dialog) {
        return store.read(view -> {
            var before = Optional.<MessageId>empty();
            while (true) {
                var page = view.dialogs().page(dialog, before, Dialogs.LARGEST_PAGE);
                if (page.messages().stream()
                        .anyMatch(message -> message.cloudId().isPresent())) return true;
                if (!page.olderExist()) return false;
                before = Optional.of(page.messages().getLast().id());
            }
        });
    }

    private Receipt take(Change change, Arrival arrival, List<SealedFile> unwanted) {
        return switch (arrival) {
            case NewMessage message -> {
                var receipt = reception.take(change, message);
                if (receipt instanceof Stored) find(change, message).ifPresent(stored -> wishes.note(change, stored));
                if (!(receipt instanceof Stored) && message.body() instanceof Body.File(var file))
                    unwanted.add(file.content());
                yield receipt;
            }
            case Edit edit -> take(change, edit);
            case Deletion deletion -> take(change, deletion, unwanted);
            case Seen seen -> take(change, seen);
        };
    }

    private Receipt take(Change change, Edit edit) {
        var target = find(change, edit).filter(message -> message.author().equals(edit.by()) && !message.deleted());
        if (target.isEmpty()) return new Rejected(Why.NO_SUCH_MESSAGE);
        if (target.get().body().equals(edit.body())) return new Known();
        if (!(target.get().body() instanceof Body.Text)) return new Rejected(Why.NO_SUCH_MESSAGE);
        change.dialogs().edit(target.get().id(), edit.body());
        return changed(change, edit);
    }

    private Receipt take(Change change, Deletion deletion, List<SealedFile> unwanted) {
        var target = find(change, deletion).filter(message -> isDeletedBy(deletion.by(), message));
        if (target.isEmpty()) return new Rejected(Why.NO_SUCH_MESSAGE);
        if (target.get().deleted()) return new Known();
        if (target.get().body() instanceof Body.File(var file)) unwanted.add(file.content());
        change.dialogs().erase(target.get().id());
        return changed(change, deletion);
    }

    /** Whoever runs a group or a channel may delete anything in it, and nobody is told who that was. */
    private static boolean isDeletedBy(Author author, Message message) {
        return message.author().equals(author)
                || (author instanceof Author.Chat(var chat) && chat.equals(message.dialog()));
    }

    private Receipt take(Change change, Seen seen) {
        var target = find(change, seen);
        if (target.isEmpty()) return new Rejected(Why.NO_SUCH_MESSAGE);
        switch (seen.by()) {
            case Author.Me() ->
                change.dialogs().seen(seen.dialog(), target.get().id());
            case Author.Them _, Author.Chat _ ->
                change.dialogs().seenByThem(seen.dialog(), target.get().id());
        }
        return changed(change, seen);
    }

    /** The message something is about, if it is in the dialog it should be in. */
    private static Optional<Message> find(Change change, Arrival about) {
        return switch (about.origin()) {
            case Origin.Lan lan ->
                change.dialogs()
                        .message(lan.id())
                        .filter(message -> message.dialog().equals(about.dialog()));
            case Origin.Cloud(var id) -> change.dialogs().message(about.dialog(), id);
        };
    }

    private Receipt changed(Change change, Arrival arrival) {
        change.record(new DialogChanged(account, clock.instant(), arrival.dialog()));
        return new Stored();
    }
}
