package io.chimera.lab.testing;

import static org.awaitility.Awaitility.await;

import io.chimera.core.account.AccountId;
import io.chimera.core.arrival.AcceptancePolicy;
import io.chimera.core.arrival.Arrivals;
import io.chimera.core.arrival.FetchPolicy;
import io.chimera.core.arrival.StoredArrivals;
import io.chimera.core.contact.ContactId;
import io.chimera.core.delivery.CloudCarrier;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Dialogs;
import io.chimera.core.dialog.Message;
import io.chimera.core.fetch.Fetching;
import io.chimera.core.file.SharedFile;
import io.chimera.core.message.MessageId;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.outbox.Target;
import io.chimera.core.route.Outcome;
import io.chimera.core.store.InMemoryAccountStore;
import io.chimera.core.testing.RecordedEvents;
import io.chimera.core.transfer.Transfers;
import io.chimera.lab.client.LabClouds;
import io.chimera.lab.client.LabLines;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** One account on one node, connected to a lab cloud, with core's own arrivals behind it. */
public final class LabNode implements AutoCloseable {

    private static final FetchPolicy EVERYTHING = new FetchPolicy(Long.MAX_VALUE);

    private final AccountId account;
    private final Clock clock = Clock.systemUTC();
    private final Random random = new Random();
    private final LabLines lines;

    public final RecordedEvents events = new RecordedEvents();
    public final InMemoryAccountStore store;
    public final FolderShelf shelf;
    public final Transfers transfers;
    public final CloudCarrier cloud;
    private final AtomicReference<Runnable> bell = new AtomicReference<>(() -> {});
    private final Fetching fetching;

    public LabNode(String node, AccountId account, LabTown town, Path folder) throws IOException {
        this(account, town.lines(node), new FolderShelf(folder.resolve(node).resolve("shelf-" + account)), own -> own);
    }

    /** @param between put between the connection and the store */
    public LabNode(AccountId account, LabLines lines, FolderShelf shelf, UnaryOperator<Arrivals> between) {
        this.account = account;
        this.lines = lines;
        this.shelf = shelf;
        this.store = new InMemoryAccountStore(account, event -> {
            events.publish(event);
            bell.get().run();
        });
        var stored = new StoredArrivals(account, store, shelf, AcceptancePolicy.usual(), EVERYTHING, random, clock);
        this.transfers = new Transfers(account, events, clock);
        this.cloud = new LabClouds(lines, events, clock).open(account, between.apply(stored), transfers);
        this.fetching = new Fetching(account, store, shelf, cloud, transfers, clock);
        await().until(cloud::online);
        bell.set(fetching::ring);
        fetching.start();
    }

    public Outcome writes(AccountId to, String text) throws InterruptedException {
        return carry(to, new Cargo.Text(new Body.Text(text)));
    }

    public Outcome sends(AccountId to, SharedFile file) throws InterruptedException {
        return carry(to, new Cargo.File(file));
    }

    public Outcome carry(AccountId to, Cargo cargo) throws InterruptedException {
        return cloud.carry(List.of(parcel(to, cargo))).getFirst();
    }

    public Parcel parcel(AccountId to, Cargo cargo) {
        var contact = new ContactId(to.telegramUser());
        return new Parcel(
                MessageId.next(clock, random), DialogId.with(contact), Optional.of(contact), clock.instant(), cargo);
    }

    /** What this account has of a dialog, oldest first. */
    public List<Message> dialog(AccountId with) {
        var id = DialogId.with(with.asContact());
        return store.read(view -> {
            var all = new ArrayList<Message>();
            var page = view.dialogs().page(id, Optional.empty(), Dialogs.LARGEST_PAGE);
            while (!page.messages().isEmpty()) {
                all.addAll(page.messages());
                page = view.dialogs().page(id, Optional.of(all.getLast().id()), Dialogs.LARGEST_PAGE);
            }
            return all.reversed();
        });
    }

    /** The words, or the names of files, this account has of a dialog, oldest first. */
    public List<String> words(AccountId with) {
        var words = new ArrayList<String>();
        for (var message : dialog(with)) {
            switch (message.body()) {
                case Body.Text(var text, var _) -> words.add(text);
                case Body.File(var file) -> words.add(file.name().value());
                case Body.Distant distant -> words.add(distant.file().name().value());
                case Body.Erased() -> {}
            }
        }
        return words;
    }

    /** The names of the files of a dialog that are here, oldest first. */
    public List<String> filesHere(AccountId with) {
        var names = new ArrayList<String>();
        for (var message : dialog(with)) {
            if (message.body() instanceof Body.File(var file))
                names.add(file.name().value());
        }
        return names;
    }

    /** A message of a dialog by its words, as something may be about it. */
    public Target target(AccountId with, String text) {
        return dialog(with).stream()
                .filter(message -> message.body().equals(new Body.Text(text)))
                .map(message -> new Target(message.id(), message.cloudId()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        fetching.close();
        cloud.close();
        lines.close();
    }
}
