package io.chimera.core.messenger;

import io.chimera.core.account.AccountEvent;
import io.chimera.core.account.AccountId;
import io.chimera.core.account.SignedIn;
import io.chimera.core.account.SignedOut;
import io.chimera.core.arrival.MessageArrived;
import io.chimera.core.dialog.SomebodyTypes;
import io.chimera.core.event.DomainEvent;
import io.chimera.core.event.Events;
import io.chimera.core.identity.RevocationsChanged;
import io.chimera.core.neighbour.NeighbourAppeared;
import io.chimera.core.neighbour.NeighbourRefused;
import io.chimera.core.neighbour.NeighbourVanished;
import io.chimera.core.transfer.TransferMoved;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The messengers that are open: one for each account that is signed in here. Safe for use by many threads. */
public final class Messengers implements AutoCloseable {

    private final MessengerFactory factory;
    private final Events events;
    private final Clock clock;
    private final Map<Long, Messenger> open = new ConcurrentSkipListMap<>();

    public Messengers(MessengerFactory factory, Events events, Clock clock) {
        this.factory = factory;
        this.events = events;
        this.clock = clock;
    }

    /** Opens an account's messenger and starts it; one that is open already is returned as it is. */
    public Messenger open(AccountId account) {
        Messenger opened;
        synchronized (this) {
            var there = open.get(account.telegramUser());
            if (there != null) return there;
            opened = factory.make(account);
            open.put(account.telegramUser(), opened);
            opened.start();
        }
        events.publish(new SignedIn(account, clock.instant()));
        return opened;
    }

    /** The messenger of an account, if it is open. */
    public Optional<Messenger> find(AccountId account) {
        return Optional.ofNullable(open.get(account.telegramUser()));
    }

    /** Those that are open, by account. */
    public List<Messenger> all() {
        return List.copyOf(open.values());
    }

    /** Closes an account's messenger; one that is not open is no error. */
    public void close(AccountId account) {
        Messenger closing;
        synchronized (this) {
            closing = open.remove(account.telegramUser());
        }
        if (closing == null) return;
        closing.close();
        events.publish(new SignedOut(account, clock.instant()));
    }

    /** The doorbell: news that may let something travel rings the courier it concerns. Returns at once. */
    public void on(DomainEvent event) {
        switch (event) {
            case MessageArrived news -> // what came in lets nothing go out
                find(news.account()).ifPresent(Messenger::somethingArrived);
            case TransferMoved _, SomebodyTypes _ -> {} // nor does a progress bar, or what is only shown
            case AccountEvent news -> find(news.account()).ifPresent(Messenger::ring);
            case NeighbourAppeared _ -> open.values().forEach(Messenger::ring);
            case RevocationsChanged _ -> open.values().forEach(Messenger::lookAgain);
            case NeighbourRefused _ -> open.values().forEach(Messenger::ring);
            case NeighbourVanished _ -> open.values().forEach(Messenger::ring);
            default -> {} // other modules' news
        }
    }

    /** Closes all, side by side. */
    @Override
    public void close() {
        var closing = new ArrayList<Thread>();
        for (var messenger : all()) {
            closing.add(Thread.ofVirtual().start(() -> close(messenger.account())));
        }
        for (var thread : closing) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
