package io.chimera.core.arrival;

import io.chimera.core.account.AccountId;
import io.chimera.core.arrival.Arrival.NewMessage;
import io.chimera.core.arrival.Receipt.Known;
import io.chimera.core.arrival.Receipt.Rejected;
import io.chimera.core.arrival.Receipt.Stored;
import io.chimera.core.arrival.Receipt.Why;
import io.chimera.core.contact.Contact;
import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.CloudTrace;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogChanged;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Fate;
import io.chimera.core.dialog.Gap;
import io.chimera.core.dialog.Likeness;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Tick;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.core.route.Travel;
import io.chimera.core.store.AccountStore.Change;
import io.chimera.core.store.AccountStore.View;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Puts a new message where it belongs, unless it is there already. */
final class Reception {

    /** As many as are tried at once; what is behind them has not set off. */
    private static final int MOST_AWAITED = 200;

    /** How far ahead of ours the cloud's clock may be. */
    private static final Duration CLOCKS_APART = Duration.ofSeconds(30);

    private final AccountId account;
    private final RandomGenerator random;
    private final Clock clock;
    private final Pairing pairing;

    Reception(AccountId account, RandomGenerator random, Clock clock) {
        this.account = account;
        this.random = random;
        this.clock = clock;
        this.pairing = new Pairing(account, clock);
    }

    Receipt take(Change change, NewMessage arrival) {
        var there = find(change, arrival);
        if (there.isPresent()) return again(change, there.get(), arrival);
        if (isAwaited(change, arrival)) return new Known();
        var twin = pairing.twinOf(change, arrival);
        if (twin.isPresent()) return twin.get();
        if (!ensureDialog(change, arrival)) return new Rejected(Why.NO_SUCH_DIALOG);
        var message = message(arrival).answering(Answers.of(change, arrival));
        put(change, arrival, message);
        pairing.doubt(change, arrival);
        change.record(
                message.mine()
                        ? new DialogChanged(account, clock.instant(), message.dialog())
                        : new MessageArrived(account, clock.instant(), message.dialog(), message.id()));
        return new Stored();
    }

    /** In its author's order: behind a gap for what is still missing, or into the gap that was left for it. */
    private void put(Change change, NewMessage arrival, Message message) {
        var gap = arrival.origin() instanceof Origin.Cloud
                ? change.dialogs().gap(message.dialog(), message.author(), message.sentAt())
                : Optional.<Gap>empty();
        var missing = arrival.behind().filter(trace -> isYetToCome(change, message.dialog(), trace));
        if (gap.isPresent()) {
            change.dialogs().fill(gap.get(), message);
            if (gap.get().missing().isOf(message)) change.dialogs().close(gap.get());
        } else if (missing.isPresent()) {
            change.dialogs().append(message, missing.get());
        } else {
            change.dialogs().append(message);
        }
    }

    /** The cloud cannot have dated it later than now, so nobody can have room kept for what they will write. */
    private boolean isYetToCome(View view, DialogId dialog, CloudTrace trace) {
        return !trace.date().isAfter(clock.instant().plus(CLOCKS_APART)) && !Forerunners.isHere(view, dialog, trace);
    }

    private Receipt again(Change change, Message there, NewMessage arrival) {
        if (!isTheSame(there, arrival)) return new Rejected(Why.ID_TAKEN);
        pairing.repeated(change, there, arrival);
        return new Known();
    }

    private static Optional<Message> find(Change change, NewMessage arrival) {
        return switch (arrival.origin()) {
            case Origin.Lan lan -> change.dialogs().message(lan.id());
            case Origin.Cloud(var id) -> change.dialogs().message(arrival.dialog(), id);
        };
    }

    private static boolean isTheSame(Message there, NewMessage arrival) {
        return there.dialog().equals(arrival.dialog()) && there.author().equals(arrival.by());
    }

    /**
     * A message of ours that is in the outbox, whose way to the cloud may have ended well, is not another device's: it
     * stays unknown here, so that the courier finds it in the cloud and does not send it twice.
     */
    static boolean isAwaited(View view, NewMessage arrival) {
        if (!(arrival.by() instanceof Author.Me) || !(arrival.origin() instanceof Origin.Cloud)) return false;
        var likeness = Likeness.of(arrival.body());
        return likeness.isPresent()
                && view.outbox().of(arrival.dialog(), MOST_AWAITED).stream()
                        .anyMatch(dispatch ->
                                dispatch.journey().perhapsInCloudSince().isPresent()
                                        && dispatch.parcel().cargo().likeness().equals(likeness));
    }

    /** A dialog nobody told us of is one of two: a carrier tells of groups and channels before what is in them. */
    private static boolean ensureDialog(Change change, NewMessage arrival) {
        if (change.dialogs().find(arrival.dialog()).isPresent()) return true;
        if (arrival.dialog().isOfSeveral()) return false;
        var other = new ContactId(arrival.dialog().value());
        var known = change.contacts().find(other).orElseGet(() -> Contact.unnamed(other));
        change.dialogs().save(new Dialog.Direct(other, known.name()));
        return true;
    }

    private Message message(NewMessage arrival) {
        var travel = new Travel(arrival.origin().way(), Optional.empty(), settledAt(arrival), 1);
        var fate = new Fate(
                arrival.by() instanceof Author.Me ? Tick.SENT : Tick.DELIVERED, Optional.of(travel), Optional.empty());
        return new Message(
                ourId(arrival),
                arrival.dialog(),
                arrival.by(),
                arrival.at(),
                arrival.body(),
                fate,
                false,
                cloudId(arrival));
    }

    /** Ours from another device was settled when the cloud says; what others sent is, when it is here. */
    private Instant settledAt(NewMessage arrival) {
        return arrival.by() instanceof Author.Me ? arrival.at() : clock.instant();
    }

    private MessageId ourId(NewMessage arrival) {
        return switch (arrival.origin()) {
            case Origin.Lan lan -> lan.id();
            case Origin.Cloud _ -> MessageId.next(clock, random);
        };
    }

    private static Optional<CloudMessageId> cloudId(NewMessage arrival) {
        return switch (arrival.origin()) {
            case Origin.Lan _ -> Optional.empty();
            case Origin.Cloud(var id) -> Optional.of(id);
        };
    }
}
