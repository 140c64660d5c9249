package io.chimera.core.arrival;

import io.chimera.core.account.AccountId;
import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogChanged;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Fate;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Tick;
import io.chimera.core.file.FileShelf;
import io.chimera.core.file.Removal;
import io.chimera.core.file.SealedFile;
import io.chimera.core.message.MessageId;
import io.chimera.core.route.Travel;
import io.chimera.core.route.Way;
import io.chimera.core.store.AccountStore;
import io.chimera.core.store.AccountStore.Change;
import io.chimera.core.store.AccountStore.View;
import io.chimera.core.twin.CloudCopy;
import io.chimera.core.twin.Doubt;
import io.chimera.core.twin.Twins;
import io.chimera.core.twin.Whereabouts;
import io.chimera.core.twin.Whereabouts.InCloud;
import io.chimera.core.twin.Whereabouts.Straight;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Asks and answers about one account's messages, and mends what was taken for a copy and was none. */
public final class StoredTwins implements Twins {

    /** A doubt nobody has resolved until then will not be. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final AccountId account;
    private final AccountStore store;
    private final FileShelf shelf;
    private final Wishes wishes;
    private final RandomGenerator random;
    private final Clock clock;

    public StoredTwins(
            AccountId account,
            AccountStore store,
            FileShelf shelf,
            FetchPolicy fetch,
            RandomGenerator random,
            Clock clock) {
        this.account = account;
        this.store = store;
        this.shelf = shelf;
        this.wishes = new Wishes(fetch);
        this.random = random;
        this.clock = clock;
    }

    @Override
    public List<MessageId> doubtful(ContactId author) {
        return store.read(view -> view.doubts().about(DialogId.with(author), false, MOST)).stream()
                .map(Doubt::message)
                .toList();
    }

    @Override
    public Map<MessageId, Whereabouts> tell(ContactId asker, Collection<MessageId> messages) {
        return store.read(view -> {
            var answer = new LinkedHashMap<MessageId, Whereabouts>();
            var open = view.doubts().about(DialogId.with(asker), true, Integer.MAX_VALUE).stream()
                    .map(Doubt::message)
                    .collect(Collectors.toSet());
            for (var id : messages) whereabouts(view, asker, id, open).ifPresent(known -> answer.put(id, known));
            return answer;
        });
    }

    private static Optional<Whereabouts> whereabouts(View view, ContactId asker, MessageId id, Set<MessageId> open) {
        var found = view.dialogs()
                .message(id)
                .filter(message -> message.mine() && message.dialog().equals(DialogId.with(asker)));
        if (found.isEmpty() || found.get().tick() == Tick.QUEUED || open.contains(id)) return Optional.empty();
        var message = found.get();
        if (message.cloudId().isEmpty()) return Optional.of(new Straight());
        return Optional.of(new InCloud(message.fate()
                .travel()
                .filter(travel -> travel.way() == Way.CLOUD)
                .map(Travel::at)));
    }

    @Override
    public void learn(ContactId author, Map<MessageId, Whereabouts> told) {
        var unwanted = new ArrayList<SealedFile>();
        store.alter(change -> {
            unwanted.clear();
            told.forEach((id, whereabouts) -> learn(change, author, id, whereabouts, unwanted));
            change.doubts().forget(clock.instant().minus(KEPT));
        });
        Removal.of(unwanted, shelf);
    }

    private void learn(
            Change change, ContactId author, MessageId id, Whereabouts whereabouts, List<SealedFile> unwanted) {
        var doubt = change.doubts()
                .of(id)
                .filter(known ->
                        !known.mine() && !known.certain() && known.dialog().equals(DialogId.with(author)));
        if (doubt.isEmpty()) return;
        change.doubts().settle(id);
        switch (whereabouts) {
            case Straight() -> doubt.get().copy().ifPresent(copy -> part(change, doubt.get(), copy));
            case InCloud inCloud -> join(change, doubt.get(), inCloud, unwanted);
        }
    }

    private void join(Change change, Doubt doubt, InCloud told, List<SealedFile> unwanted) {
        var sought = doubt.settled(told.date());
        if (doubt.copy().isPresent()) {
            var copy = doubt.copy().get();
            if (sought.covers(copy.at())) {
                drop(change, doubt.message(), copy.body(), unwanted);
                return;
            }
            part(change, doubt, copy);
        }
        var there = change.dialogs()
                .message(doubt.message())
                .flatMap(message -> CloudBorn.of(change, sought, message.author()))
                .filter(copy -> !copy.id().equals(doubt.message()));
        if (there.isPresent()) absorb(change, doubt.message(), there.get(), unwanted);
        else change.doubts().keep(sought);
    }

    /** What was taken for a copy was a message of its own: it is shown, as if it had come now. */
    private void part(Change change, Doubt doubt, CloudCopy copy) {
        var twin = change.dialogs().message(doubt.message());
        if (twin.isEmpty()) return;
        change.dialogs().unbind(doubt.message());
        var now = clock.instant();
        var message = new Message(
                MessageId.next(clock, random),
                doubt.dialog(),
                twin.get().author(),
                copy.at(),
                copy.body(),
                Fate.arrived(new Travel(Way.CLOUD, Optional.empty(), now, 1)),
                false,
                Optional.of(copy.id()),
                copy.answers());
        change.dialogs().append(message);
        wishes.note(change, message);
        change.record(new MessageArrived(account, now, message.dialog(), message.id()));
    }

    /** The cloud's copy stands there as a message: it goes, and the one that came straight stays, in the earlier place. */
    private void absorb(Change change, MessageId id, Message copy, List<SealedFile> unwanted) {
        change.dialogs().merge(id, copy.id());
        drop(change, id, copy.body(), unwanted);
        change.record(new DialogChanged(account, clock.instant(), copy.dialog()));
    }

    private static void drop(Change change, MessageId kept, Body copy, List<SealedFile> unwanted) {
        if (!(copy instanceof Body.File(var file))) return;
        boolean shown = change.dialogs()
                .message(kept)
                .filter(message -> message.body() instanceof Body.File(var other)
                        && other.content().path().equals(file.content().path()))
                .isPresent();
        if (!shown) unwanted.add(file.content());
    }
}
