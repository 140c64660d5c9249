package io.chimera.core.arrival;

import io.chimera.core.account.AccountId;
import io.chimera.core.arrival.Arrival.NewMessage;
import io.chimera.core.dialog.DialogChanged;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Fate;
import io.chimera.core.dialog.Likeness;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Tick;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.core.route.Travel;
import io.chimera.core.route.Way;
import io.chimera.core.store.AccountStore;
import io.chimera.core.store.AccountStore.Change;
import io.chimera.core.store.AccountStore.View;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Takes in what was said before one account's history began, once each, however it overlaps with what comes as news. It is
 * no news: nobody is told of an arrival, and nothing of it is unread.
 */
public final class Recollection {

    private final AccountId account;
    private final AccountStore store;
    private final Wishes wishes;
    private final RandomGenerator random;
    private final Clock clock;

    public Recollection(AccountId account, AccountStore store, FetchPolicy fetch, RandomGenerator random, Clock clock) {
        this.account = account;
        this.store = store;
        this.wishes = new Wishes(fetch);
        this.random = random;
        this.clock = clock;
    }

    /**
     * Stores a stretch of a dialog, all in one durable change. What is here already stays as it is.
     *
     * @param told newest first
     * @param from the message down to which everything is here then
     * @param beginning whether the dialog begins with the last of them, which is remembered
     * @return how many were not here
     * @throws RuntimeException if the store cannot take them now; nothing was taken then
     */
    public int take(DialogId dialog, List<Past> told, Optional<CloudMessageId> from, boolean beginning) {
        return store.change(change -> {
            if (change.dialogs().find(dialog).isEmpty()) return 0;
            int stored = 0;
            for (var past : told.reversed()) if (take(change, dialog, past)) stored++;
            from.ifPresent(message -> change.dialogs().historyFrom(dialog, message));
            if (beginning) change.dialogs().whole(dialog);
            if (beginning || stored > 0) change.record(new DialogChanged(account, clock.instant(), dialog));
            return stored;
        });
    }

    /**
     * Puts a message that was missed in its place, which is before the next one that the cloud knows.
     *
     * @param past not here, and not {@linkplain #isSpokenFor spoken for}
     */
    public void restore(Change change, DialogId dialog, Past past) {
        var message = message(dialog, past);
        change.dialogs().insert(message);
        wishes.note(change, message);
    }

    /**
     * Whether something that is here may be this message: one in the outbox, which its courier will find in the cloud, or
     * one that came straight and may have a twin there.
     */
    public static boolean isSpokenFor(View view, DialogId dialog, Past past) {
        return isAwaited(view, dialog, past)
                || Likeness.of(past.body())
                        .flatMap(likeness -> view.doubts().resolvedBy(dialog, past.mine(), likeness, past.at()))
                        .isPresent();
    }

    private static boolean isAwaited(View view, DialogId dialog, Past past) {
        return Reception.isAwaited(
                view, new NewMessage(new Origin.Cloud(past.id()), dialog, past.by(), past.at(), past.body()));
    }

    private boolean take(Change change, DialogId dialog, Past past) {
        if (change.dialogs().message(dialog, past.id()).isPresent()) return false;
        if (isAwaited(change, dialog, past)) return false;
        var message = message(dialog, past);
        change.dialogs().prepend(message, past.at());
        wishes.note(change, message);
        return true;
    }

    private Message message(DialogId dialog, Past past) {
        var travel = new Travel(Way.CLOUD, Optional.empty(), past.at(), 1);
        var tick = past.mine() && !past.seen() ? Tick.SENT : Tick.READ;
        return new Message(
                MessageId.next(clock, random),
                dialog,
                past.by(),
                past.at(),
                past.body(),
                new Fate(tick, Optional.of(travel), Optional.empty()),
                past.edited(),
                Optional.of(past.id()),
                past.answers());
    }
}
