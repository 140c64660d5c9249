package io.chimera.lab.client;

import io.chimera.core.account.AccountId;
import io.chimera.core.arrival.Arrival;
import io.chimera.core.arrival.Arrivals;
import io.chimera.core.arrival.Origin;
import io.chimera.core.arrival.Receipt;
import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.message.CloudMessageId;
import io.chimera.lab.api.Gathering;
import io.chimera.lab.api.Look;
import io.chimera.lab.api.Typing;
import io.chimera.lab.api.Update;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings updates to one account's arrivals. When it returns, they are stored. */
final class Incoming {

    private static final Logger LOG = LoggerFactory.getLogger(Incoming.class);

    /** How often, and how far apart, news of messages not known yet is brought again; all that came together share it. */
    private static final int TRIES = 40;

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    private final AccountId account;
    private final Arrivals arrivals;
    private final Sendings sendings;

    Incoming(AccountId account, Arrivals arrivals, Sendings sendings) {
        this.account = account;
        this.arrivals = arrivals;
        this.sendings = sendings;
    }

    /** Takes updates, in order. */
    void take(List<Update> updates) throws InterruptedException {
        var arrived = new ArrayList<Arrival>();
        for (var update : updates) arrival(update).ifPresent(arrived::add);
        if (arrived.isEmpty()) return;
        var receipts = arrivals.arrived(arrived);
        int tries = TRIES;
        for (int i = 0; i < receipts.size(); i++) {
            if (isTooEarly(arrived.get(i), receipts.get(i))) tries = bringAgain(arrived.get(i), tries);
        }
    }

    /** Passes on who writes at this moment; nobody minds if that does not succeed. */
    void passOn(List<Typing> typing) {
        for (var somebody : typing) {
            try {
                arrivals.types(new DialogId(somebody.dialog()), author(somebody.by()), somebody.on());
            } catch (RuntimeException nobodyMinds) {
                LOG.debug("That somebody writes could not be told", nobodyMinds);
            }
        }
    }

    /** Takes a group or a channel as it is now; empty if this account is not in it any more. */
    void take(DialogId dialog, Optional<Gathering> now) {
        if (now.isEmpty()) {
            arrivals.vanished(dialog);
            return;
        }
        var gathering = now.get();
        arrivals.found(
                switch (gathering.kind()) {
                    case GROUP -> new Dialog.Group(dialog, gathering.title(), gathering.mayWrite());
                    case CHANNEL -> new Dialog.Channel(dialog, gathering.title(), gathering.mayWrite());
                });
        for (var member : gathering.members())
            if (member.id() != account.telegramUser()) arrivals.named(author(member.id()), member.name());
    }

    private Optional<Arrival> arrival(Update update) {
        try {
            return switch (update) {
                case Update.NewMessage message -> Optional.of(message(message, Bodies.of(message.content())));
                case Update.Edit(var _, var dialog, var message, var by, var at, var text, var looks) ->
                    Optional.of(new Arrival.Edit(
                            origin(message),
                            new DialogId(dialog),
                            author(by),
                            at,
                            new Body.Text(text, Look.spans(looks))));
                case Update.Deletion(var _, var dialog, var message, var by, var at) ->
                    Optional.of(new Arrival.Deletion(origin(message), new DialogId(dialog), author(by), at));
                case Update.Changed _ -> Optional.empty(); // it is asked for, not told
                case Update.Seen(var _, var dialog, var message, var by, var at) ->
                    Optional.of(new Arrival.Seen(origin(message), new DialogId(dialog), author(by), at));
            };
        } catch (IllegalArgumentException nonsense) {
            LOG.warn("The lab cloud told of something that cannot be; it is left out seq={}", update.seq());
            return Optional.empty();
        }
    }

    private Arrival message(Update.NewMessage message, Body body) {
        return new Arrival.NewMessage(
                        origin(message.message()),
                        new DialogId(message.dialog()),
                        author(message.by()),
                        message.at(),
                        body)
                .answering(Bodies.answered(message.answers()));
    }

    private static Origin origin(long message) {
        return new Origin.Cloud(new CloudMessageId(message));
    }

    private Author author(long by) {
        if (by == account.telegramUser()) return new Author.Me();
        return by < 0 ? new Author.Chat(new DialogId(by)) : new Author.Them(new ContactId(by));
    }

    /**
     * Somebody may see a message of ours, and the news of it may get here, before the answer that tells us its id is
     * stored. Such news is not lost: it waits a moment.
     */
    private boolean isTooEarly(Arrival arrival, Receipt receipt) {
        return !(arrival instanceof Arrival.NewMessage)
                && receipt.equals(new Receipt.Rejected(Receipt.Why.NO_SUCH_MESSAGE))
                && sendings.recent();
    }

    /** Returns how many tries are left for what comes behind it. */
    private int bringAgain(Arrival arrival, int tries) throws InterruptedException {
        for (int left = tries; left > 0; left--) {
            Thread.sleep(BETWEEN_TRIES);
            if (!isTooEarly(arrival, arrivals.arrived(arrival))) return left;
        }
        return 0;
    }
}
