package io.chimera.core.delivery;

import io.chimera.core.account.AccountId;
import io.chimera.core.dialog.DialogChanged;
import io.chimera.core.dialog.Fate;
import io.chimera.core.dialog.Likeness;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Tick;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Dispatch;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.route.Decision.Go;
import io.chimera.core.route.Journey;
import io.chimera.core.route.Outcome.Delivered;
import io.chimera.core.route.Outcome.HandedOver;
import io.chimera.core.route.Outcome.Refused;
import io.chimera.core.route.Outcome.Sent;
import io.chimera.core.route.Outcome.Settled;
import io.chimera.core.route.Travel;
import io.chimera.core.store.AccountStore.Change;
import io.chimera.core.twin.Doubt;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** What a settled dispatch changes in the history of its account. */
public final class Settlement {

    private final AccountId account;
    private final Clock clock;

    public Settlement(AccountId account, Clock clock) {
        this.account = account;
        this.clock = clock;
    }

    void settle(Change change, Dispatch dispatch, Go go, Settled outcome) {
        var parcel = dispatch.parcel();
        change.outbox().remove(parcel.id());
        switch (parcel.cargo()) {
            case Cargo.Text _ -> settleMessage(change, dispatch, go, outcome);
            case Cargo.File _ -> settleMessage(change, dispatch, go, outcome);
            case Cargo.Edit(var target, var _) -> noteRefusal(change, parcel, target.id(), outcome);
            case Cargo.Deletion(var target) -> noteRefusal(change, parcel, target.id(), outcome);
            case Cargo.Seen _ -> {} // a mark that is not taken is nobody's loss
        }
        change.record(new DispatchSettled(account, clock.instant(), parcel.dialog(), parcel.id(), outcome));
    }

    private void settleMessage(Change change, Dispatch dispatch, Go go, Settled outcome) {
        var id = dispatch.parcel().id();
        var message = change.dialogs().message(id);
        if (message.isEmpty()) return;
        if (outcome instanceof HandedOver(var cloudId, var _)) {
            dropEcho(change, message.get(), cloudId);
            change.dialogs().bind(id, cloudId);
        }
        change.dialogs().settle(id, fate(message.get(), dispatch, go, outcome));
        if (outcome instanceof Delivered) doubtTheCloud(change, message.get(), dispatch.journey());
    }

    /** It was brought straight in the end; whether the cloud has it as well is asked later, and who got it is told. */
    private static void doubtTheCloud(Change change, Message message, Journey journey) {
        journey.perhapsInCloudSince()
                .ifPresent(since -> Likeness.of(message.body())
                        .map(likeness -> Doubt.perhapsInCloud(message.id(), message.dialog(), true, likeness, since))
                        .ifPresent(change.doubts()::keep));
    }

    /** A message that was brought straight is in the cloud, too. */
    void foundInCloud(Change change, Message message, CloudMessageId there) {
        dropEcho(change, message, there);
        change.dialogs().bind(message.id(), there);
        change.record(new DialogChanged(account, clock.instant(), message.dialog()));
    }

    /** The cloud may have told us of our own message before it answered: the copy goes, the original stays. */
    private static void dropEcho(Change change, Message message, CloudMessageId cloudId) {
        change.dialogs()
                .message(message.dialog(), cloudId)
                .filter(copy -> !copy.id().equals(message.id()))
                .ifPresent(copy -> change.dialogs().withdraw(copy.id()));
    }

    private Fate fate(Message message, Dispatch dispatch, Go go, Settled outcome) {
        var travel = new Travel(
                go.route().way(),
                Optional.of(go.reason()),
                settledAt(outcome),
                dispatch.journey().attempts().size() + 1);
        return switch (outcome) {
            case Delivered _ -> arrived(message, Tick.DELIVERED, travel);
            case Sent _ -> arrived(message, Tick.SENT, travel);
            case HandedOver _ -> arrived(message, Tick.SENT, travel);
            case Refused(var why) -> new Fate(Tick.FAILED, Optional.of(travel), Optional.of(why));
        };
    }

    /** By the clock of who settled it: the cloud's date is what both sides know a message by. */
    private Instant settledAt(Settled outcome) {
        return switch (outcome) {
            case Delivered(var at) -> at;
            case Sent(var at) -> at;
            case HandedOver(var _, var at) -> at;
            case Refused _ -> clock.instant();
        };
    }

    /** A mark that it was seen may have overtaken the receipt. */
    private static Fate arrived(Message message, Tick tick, Travel travel) {
        return new Fate(message.tick() == Tick.READ ? Tick.READ : tick, Optional.of(travel), Optional.empty());
    }

    private void noteRefusal(Change change, Parcel parcel, MessageId target, Settled outcome) {
        if (!(outcome instanceof Refused(var why))) return;
        change.dialogs().message(target).ifPresent(message -> {
            var fate = message.fate();
            change.dialogs().settle(target, new Fate(fate.tick(), fate.travel(), Optional.of(why)));
            change.record(new DialogChanged(account, clock.instant(), parcel.dialog()));
        });
    }
}
