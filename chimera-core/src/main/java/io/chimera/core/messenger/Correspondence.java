package io.chimera.core.messenger;

import io.chimera.core.account.AccountId;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogChanged;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Dialogs;
import io.chimera.core.dialog.Fate;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Reference;
import io.chimera.core.dialog.Tick;
import io.chimera.core.file.SharedFile;
import io.chimera.core.message.MessageId;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Dispatch;
import io.chimera.core.outbox.MessageQueued;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.outbox.Target;
import io.chimera.core.route.Journey;
import io.chimera.core.route.Way;
import io.chimera.core.store.AccountStore;
import io.chimera.core.store.AccountStore.Change;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a person does in their dialogs. Each act is one durable change: what is shown and the promise to deliver it cannot
 * part. Safe for use by many threads.
 */
public final class Correspondence {

    private final AccountId account;
    private final AccountStore store;
    private final RandomGenerator random;
    private final Clock clock;

    Correspondence(AccountId account, AccountStore store, RandomGenerator random, Clock clock) {
        this.account = account;
        this.store = store;
        this.random = random;
        this.clock = clock;
    }

    /** Sends words that answer no message in particular, as {@link #send(DialogId, Body.Text, Optional)} does. */
    public Message send(DialogId dialog, Body.Text text) {
        return send(dialog, text, Optional.empty());
    }

    /**
     * Sends words.
     *
     * @param answers the message of this dialog that they answer
     * @return the message as it is stored, waiting in the outbox
     * @throws NoSuchDialog if this account has no such dialog
     * @throws NoSuchMessage if what they answer is not in it, or was deleted
     * @throws NotPossible if it may only read there
     */
    public Message send(DialogId dialog, Body.Text text, Optional<MessageId> answers) {
        return send(dialog, text, new Cargo.Text(text), answers);
    }

    /** Sends a file that answers no message in particular, as {@link #send(DialogId, SharedFile, Optional)} does. */
    public Message send(DialogId dialog, SharedFile file) {
        return send(dialog, file, Optional.empty());
    }

    /**
     * Sends a file that lies sealed on this account's shelf.
     *
     * @param answers the message of this dialog that it answers
     * @return the message as it is stored, waiting in the outbox
     * @throws NoSuchDialog if this account has no such dialog
     * @throws NoSuchMessage if what it answers is not in it, or was deleted
     * @throws NotPossible if it may only read there
     */
    public Message send(DialogId dialog, SharedFile file, Optional<MessageId> answers) {
        return send(dialog, new Body.File(file), new Cargo.File(file), answers);
    }

    private Message send(DialogId to, Body body, Cargo cargo, Optional<MessageId> answers) {
        return store.change(change -> {
            var dialog = dialog(change, to);
            if (!dialog.mayWrite()) throw new NotPossible("this account may only read there");
            var answered = answers.map(id -> reference(change, to, id));
            var now = clock.instant();
            var id = MessageId.next(clock, random);
            var message =
                    new Message(id, to, new Author.Me(), now, body, Fate.queued(), false, Optional.empty(), answered);
            change.dialogs().append(message);
            change.dialogs().draft(to, "");
            queue(change, new Parcel(id, to, dialog.peer(), now, cargo).answering(answered), Journey.beginning(now));
            return message;
        });
    }

    /** What the cloud knows keeps its name there, whichever of two copies stays here. */
    private static Reference reference(Change change, DialogId dialog, MessageId id) {
        var message = change.dialogs()
                .message(id)
                .filter(found -> found.dialog().equals(dialog) && !found.deleted())
                .orElseThrow(NoSuchMessage::new);
        return message.cloudId().<Reference>map(Reference.ByCloudId::new).orElseGet(() -> new Reference.ById(id));
    }

    /**
     * Sends a message that failed once more, under the id it has.
     *
     * @throws NotPossible if it did not fail
     */
    public void sendAgain(MessageId id) {
        store.alter(change -> {
            var message = mine(change, id);
            if (message.tick() != Tick.FAILED) throw new NotPossible("only a message that failed can be sent again");
            var cargo = switch (message.body()) {
                case Body.Text text -> new Cargo.Text(text);
                case Body.File(var file) -> new Cargo.File(file);
                case Body.Distant _ -> throw new NotPossible("its file is not here");
                case Body.Erased() -> throw new NotPossible("the message was deleted");
            };
            change.dialogs().settle(id, Fate.queued());
            var to = message.dialog();
            queue(
                    change,
                    new Parcel(id, to, dialog(change, to).peer(), message.sentAt(), cargo).answering(message.answers()),
                    Journey.beginning(clock.instant()));
        });
    }

    /**
     * Changes the words of a message that has gone, here and over there.
     *
     * @throws NotPossible if it is not ours, holds no words, or went a way that cannot change it
     */
    public void edit(MessageId id, Body.Text text) {
        store.alter(change -> {
            var message = mine(change, id);
            if (!(message.body() instanceof Body.Text)) throw new NotPossible("there are no words in it to change");
            if (message.body().equals(text)) return;
            var way = wayBack(message);
            change.dialogs().edit(id, text);
            errand(change, message, new Cargo.Edit(target(message), text), way);
        });
    }

    /**
     * Deletes a message: one of ours here and over there, one that failed or waits only here, somebody else's only here.
     *
     * @throws NotPossible if it is on its way at this moment, or went a way that cannot take it back
     */
    public void delete(MessageId id) {
        store.alter(change -> {
            var message = change.dialogs().message(id).orElseThrow(NoSuchMessage::new);
            if (message.deleted()) return;
            if (message.mine() && message.tick() == Tick.FAILED) {
                change.dialogs().withdraw(id);
            } else if (message.mine()) {
                var way = wayBack(message);
                change.dialogs().erase(id);
                errand(change, message, new Cargo.Deletion(target(message)), way);
                return;
            } else {
                change.dialogs().erase(id);
            }
            change.record(new DialogChanged(account, clock.instant(), message.dialog()));
        });
    }

    /**
     * Has a message's file brought here from the cloud; it comes as soon as that is possible.
     *
     * @throws NotPossible if there is no file in it, or it is here
     */
    public void fetch(MessageId id) {
        store.alter(change -> {
            var message = change.dialogs().message(id).orElseThrow(NoSuchMessage::new);
            if (!(message.body() instanceof Body.Distant distant))
                throw new NotPossible("there is no file in it that could be fetched");
            if (distant.wanted()) return;
            var fate = message.fate();
            change.dialogs().want(id, true);
            if (fate.problem().isPresent())
                change.dialogs().settle(id, new Fate(fate.tick(), fate.travel(), Optional.empty()));
            change.record(new DialogChanged(account, clock.instant(), message.dialog()));
        });
    }

    /** Leaves a message's file where it is; returns whether it was to come. */
    boolean leave(MessageId id) {
        return store.change(change -> {
            var wanted = change.dialogs()
                    .message(id)
                    .filter(message -> message.body() instanceof Body.Distant distant && distant.wanted());
            wanted.ifPresent(message -> {
                change.dialogs().want(id, false);
                change.record(new DialogChanged(account, clock.instant(), message.dialog()));
            });
            return wanted.isPresent();
        });
    }

    /** Takes a message back that never set off; returns whether that was so. */
    boolean withdraw(MessageId id) {
        return store.change(change -> {
            var waiting = change.outbox().find(id);
            if (waiting.isEmpty() || !waiting.get().journey().attempts().isEmpty()) return false;
            change.outbox().remove(id);
            change.dialogs().withdraw(id);
            change.record(new DialogChanged(
                    account, clock.instant(), waiting.get().parcel().dialog()));
            return true;
        });
    }

    /**
     * The person has seen a dialog up to and including a message; those who wrote what was seen are told.
     *
     * @throws NoSuchDialog if this account has no such dialog
     */
    public void seen(DialogId id, MessageId upTo) {
        store.alter(change -> {
            var summary = change.dialogs().summary(id).orElseThrow(NoSuchDialog::new);
            if (summary.unread() == 0) return;
            var unseen = change.dialogs().around(id, upTo, Dialogs.LARGEST_PAGE).messages().stream()
                    .filter(message -> !message.mine() && message.tick() == Tick.DELIVERED)
                    .toList();
            change.dialogs().seen(id, upTo);
            for (var way : Way.values()) {
                unseen.stream()
                        .filter(message -> now(change, message).tick() == Tick.READ && wentBy(message, way))
                        .findFirst()
                        .ifPresent(newest -> tellSeen(change, newest, way));
            }
            change.record(new DialogChanged(account, clock.instant(), id));
        });
    }

    private static Message now(Change change, Message then) {
        return change.dialogs().message(then.id()).orElse(then);
    }

    /** A later mark says everything an earlier one did. */
    private void tellSeen(Change change, Message newest, Way way) {
        change.outbox().of(newest.dialog(), Integer.MAX_VALUE).stream()
                .filter(waiting -> waiting.parcel().cargo() instanceof Cargo.Seen
                        && waiting.journey().only().equals(Optional.of(way)))
                .forEach(waiting -> change.outbox().remove(waiting.parcel().id()));
        errand(change, newest, new Cargo.Seen(target(newest)), way);
    }

    /** Keeps what was typed and not sent. Not news for the other side. */
    public void draft(DialogId dialog, String text) {
        store.alter(change -> {
            if (change.dialogs().find(dialog).isEmpty()) throw new NoSuchDialog();
            change.dialogs().draft(dialog, text);
            change.record(new DialogChanged(account, clock.instant(), dialog));
        });
    }

    private void errand(Change change, Message about, Cargo cargo, Way way) {
        var now = clock.instant();
        var to = about.dialog();
        queue(
                change,
                new Parcel(MessageId.next(clock, random), to, dialog(change, to).peer(), now, cargo),
                Journey.onlyBy(way, now));
    }

    private void queue(Change change, Parcel parcel, Journey journey) {
        change.outbox().add(new Dispatch(parcel, journey));
        change.record(new MessageQueued(account, now(), parcel.dialog(), parcel.id()));
    }

    private Instant now() {
        return clock.instant();
    }

    /** The way on which the other side knows this message. */
    private static Way wayBack(Message message) {
        if (message.tick() == Tick.QUEUED) throw new NotPossible("it is still on its way");
        if (message.cloudId().isPresent()) return Way.CLOUD;
        boolean acknowledged = message.tick() == Tick.DELIVERED || message.tick() == Tick.READ;
        if (wentBy(message, Way.LAN) && acknowledged) return Way.LAN;
        throw new NotPossible("it went to a Chimera that cannot change what it has");
    }

    private static boolean wentBy(Message message, Way way) {
        return message.fate().travel().map(travel -> travel.way() == way).orElse(false);
    }

    private static Target target(Message message) {
        return new Target(message.id(), message.cloudId());
    }

    private static Dialog dialog(Change change, DialogId id) {
        return change.dialogs().find(id).orElseThrow(NoSuchDialog::new);
    }

    private static Message mine(Change change, MessageId id) {
        var message = change.dialogs().message(id).orElseThrow(NoSuchMessage::new);
        if (!message.mine()) throw new NotPossible("somebody else wrote it");
        return message;
    }

    /** This account has no such dialog. */
    public static final class NoSuchDialog extends RuntimeException {
        NoSuchDialog() {
            super("there is no such dialog");
        }
    }

    /** This account has no such message. */
    public static final class NoSuchMessage extends RuntimeException {
        NoSuchMessage() {
            super("there is no such message");
        }
    }

    /** It cannot be done with this message, or not now; its text says why. */
    public static final class NotPossible extends RuntimeException {
        NotPossible(String why) {
            super(why);
        }
    }
}
