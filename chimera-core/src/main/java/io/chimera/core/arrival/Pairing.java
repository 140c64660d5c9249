package io.chimera.core.arrival;

import io.chimera.core.account.AccountId;
import io.chimera.core.arrival.Arrival.NewMessage;
import io.chimera.core.arrival.Receipt.Known;
import io.chimera.core.arrival.Receipt.Stored;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogChanged;
import io.chimera.core.dialog.Likeness;
import io.chimera.core.dialog.Message;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.store.AccountStore.Change;
import io.chimera.core.twin.CloudCopy;
import io.chimera.core.twin.Doubt;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * The twin rule: of a message that comes by both ways, the second copy is not shown. Only a message of which its author
 * may not know that it came can have a twin, so the same words said twice stay two messages.
 */
final class Pairing {

    private final AccountId account;
    private final Clock clock;

    Pairing(AccountId account, Clock clock) {
        this.account = account;
        this.clock = clock;
    }

    /** What to answer if this is a copy of something that is here. */
    Optional<Receipt> twinOf(Change change, NewMessage arrival) {
        return switch (arrival.origin()) {
            case Origin.Cloud(var id) -> broughtByCloud(change, arrival, id);
            case Origin.Lan lan ->
                arrival.perhapsInCloudSince().flatMap(since -> broughtStraight(change, arrival, lan, since));
        };
    }

    /**
     * It came straight before and comes again, and its author says only now that the cloud may have it: what the cloud
     * brought meanwhile is taken for it, and not shown any more. It stands where that stood, if that came first: what its
     * author wrote next came behind that.
     */
    void repeated(Change change, Message there, NewMessage arrival) {
        if (!(arrival.origin() instanceof Origin.Lan)) return;
        arrival.perhapsInCloudSince()
                .flatMap(since -> change.doubts()
                        .of(there.id())
                        .filter(known -> !known.certain() && known.copy().isEmpty())
                        .map(known -> Doubt.perhapsInCloud(there.id(), there.dialog(), false, known.likeness(), since)))
                .ifPresent(doubt -> lookBehind(change, doubt, there));
    }

    private void lookBehind(Change change, Doubt doubt, Message there) {
        var found = CloudBorn.of(change, doubt, there.author());
        change.doubts().keep(found.flatMap(Pairing::asCopy).map(doubt::with).orElse(doubt));
        if (found.isEmpty()) return;
        change.dialogs().merge(there.id(), found.get().id());
        change.record(new DialogChanged(account, clock.instant(), there.dialog()));
    }

    private static Optional<CloudCopy> asCopy(Message message) {
        return message.cloudId().map(id -> new CloudCopy(id, message.sentAt(), message.body(), message.answers()));
    }

    /** A message that came straight is here now: there may be a copy, until its author is known to know. */
    void doubt(Change change, NewMessage arrival) {
        if (!(arrival.origin() instanceof Origin.Lan lan) || !lan.receipted()) return;
        Likeness.of(arrival.body())
                .map(likeness -> arrival.perhapsInCloudSince()
                        .map(since -> Doubt.perhapsInCloud(lan.id(), arrival.dialog(), false, likeness, since))
                        .orElseGet(() -> Doubt.unheard(lan.id(), arrival.dialog(), likeness, clock.instant())))
                .ifPresent(change.doubts()::keep);
    }

    /** The copy is kept aside until the author says whether it is one; of our own messages we know. */
    private Optional<Receipt> broughtByCloud(Change change, NewMessage arrival, CloudMessageId id) {
        boolean mine = arrival.by() instanceof Author.Me;
        var resolved = Likeness.of(arrival.body())
                .flatMap(likeness -> change.doubts().resolvedBy(arrival.dialog(), mine, likeness, arrival.at()));
        if (resolved.isEmpty()) return Optional.empty();
        var doubt = resolved.get();
        change.dialogs().bind(doubt.message(), id);
        change.record(new DialogChanged(account, clock.instant(), arrival.dialog()));
        if (mine || doubt.certain()) {
            change.doubts().settle(doubt.message());
            return Optional.of(new Known());
        }
        change.doubts().keep(doubt.with(new CloudCopy(id, arrival.at(), arrival.body(), arrival.answers())));
        return Optional.of(new Stored());
    }

    /**
     * The cloud was quicker: what it brought is the message, and gets the id its author knows it by. Not so a file, which
     * has a place on the disk: it is shown twice until its author has answered.
     */
    private Optional<Receipt> broughtStraight(
            Change change, NewMessage arrival, Origin.Lan origin, Instant firstTried) {
        if (!(arrival.body() instanceof Body.Text)) return Optional.empty();
        var doubt = Likeness.of(arrival.body())
                .map(likeness -> Doubt.perhapsInCloud(origin.id(), arrival.dialog(), false, likeness, firstTried))
                .orElseThrow();
        var copy = CloudBorn.of(change, doubt, arrival.by());
        if (copy.isEmpty()) return Optional.empty();
        var there = copy.get();
        change.dialogs().rename(there.id(), origin.id());
        asCopy(there).ifPresent(taken -> change.doubts().keep(doubt.with(taken)));
        change.record(new DialogChanged(account, clock.instant(), arrival.dialog()));
        return Optional.of(new Known());
    }
}
