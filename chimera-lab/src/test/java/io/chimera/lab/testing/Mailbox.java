package io.chimera.lab.testing;

import io.chimera.core.account.AccountId;
import io.chimera.core.delivery.Courier;
import io.chimera.core.delivery.LanCarrier;
import io.chimera.core.delivery.Settlement;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.Fate;
import io.chimera.core.dialog.Message;
import io.chimera.core.neighbour.Neighbour;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Dispatch;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.route.Journey;
import io.chimera.core.route.Outcome;
import io.chimera.core.route.Patience;
import io.chimera.core.route.RoutingPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Core's own courier behind one account's connection: what is written is stored, and carried until it is settled. */
public final class Mailbox implements AutoCloseable {

    private static final Patience QUICK = new Patience(1, Duration.ofMillis(20), Duration.ofMillis(200), Duration.ZERO);

    private final AccountId account;
    private final LabNode node;
    private final Courier courier;
    private final Thread running;

    public Mailbox(AccountId account, LabNode node) {
        this.account = account;
        this.node = node;
        var clock = Clock.systemUTC();
        this.courier = new Courier(
                node.store,
                RoutingPolicy.lanFirst(QUICK),
                _ -> Optional.empty(),
                new NoLan(),
                node.cloud,
                new Settlement(account, clock),
                clock);
        this.running = Thread.ofVirtual().start(this::run);
    }

    private void run() {
        try {
            courier.run();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    public void write(AccountId to, String text) {
        put(node.parcel(to, new Cargo.Text(new Body.Text(text))), to, new Body.Text(text));
        courier.ring();
    }

    private void put(Parcel parcel, AccountId to, Body body) {
        node.store.alter(change -> {
            if (change.dialogs().find(parcel.dialog()).isEmpty())
                change.dialogs().save(new Dialog.Direct(to.asContact(), to.toString()));
            change.dialogs()
                    .append(new Message(
                            parcel.id(),
                            parcel.dialog(),
                            new Author.Me(),
                            parcel.writtenAt(),
                            body,
                            Fate.queued(),
                            false,
                            Optional.empty()));
            change.outbox().add(new Dispatch(parcel, Journey.beginning(parcel.writtenAt())));
        });
    }

    /** How many are not settled. */
    public int waiting() {
        return node.store.read(view -> view.outbox().size());
    }

    @Override
    public void close() throws InterruptedException {
        running.interrupt();
        if (!running.join(Duration.ofSeconds(10))) throw new IllegalStateException("courier of " + account + " stays");
    }

    /** There is no LAN in these tests. */
    private static final class NoLan implements LanCarrier {
        @Override
        public List<Outcome> carry(List<Parcel> parcels, Neighbour neighbour) {
            throw new IllegalStateException("there is no LAN here");
        }

        @Override
        public void takePart(boolean on) {
            throw new IllegalStateException("there is no LAN here");
        }

        @Override
        public LanState state() {
            return new LanState.Off();
        }

        @Override
        public void close() {}
    }
}
