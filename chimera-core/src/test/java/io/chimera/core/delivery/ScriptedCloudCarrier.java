package io.chimera.core.delivery;

import io.chimera.core.account.AccountId;
import io.chimera.core.arrival.Arrival;
import io.chimera.core.arrival.Arrivals;
import io.chimera.core.arrival.Origin;
import io.chimera.core.arrival.Past;
import io.chimera.core.contact.Contact;
import io.chimera.core.contact.PhoneNumber;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.event.Events;
import io.chimera.core.file.DistantFile;
import io.chimera.core.file.FileName;
import io.chimera.core.file.IncomingFile;
import io.chimera.core.file.SharedFile;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.outbox.Target;
import io.chimera.core.route.Outcome;
import io.chimera.core.route.Outcome.HandedOver;
import io.chimera.core.route.Outcome.Refused;
import io.chimera.core.route.Outcome.Unconfirmed;
import io.chimera.core.route.Outcome.Unreachable;
import io.chimera.core.route.Way;
import io.chimera.core.sponsor.SponsoredMessages;
import io.chimera.core.transfer.Progress;
import io.chimera.core.transfer.Transfer;
import io.chimera.core.transfer.Transfers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A connection to a cloud that exists only here. It takes everything, unless its script says otherwise, and remembers what
 * it carried. Safe for use by many threads.
 */
public final class ScriptedCloudCarrier implements CloudCarrier {

    private static final int TRIES = 100;
    private static final int PART = 1 << 16;

    private final AccountId account;
    private final Arrivals arrivals;
    private final Transfers transfers;
    private final Events events;
    private final Clock clock;

    private final List<Parcel> carried = new CopyOnWriteArrayList<>();
    private final Map<PhoneNumber, Contact> people = new ConcurrentHashMap<>();
    private final Queue<Function<Parcel, Outcome>> script = new ArrayDeque<>();
    private final Queue<Arrival> heldBack = new ArrayDeque<>();
    private final Map<Long, Entry> history = new TreeMap<>();
    private final NavigableMap<Long, Said> said = new TreeMap<>();
    private final Map<CloudMessageId, SharedFile> files = new ConcurrentHashMap<>();
    private final Set<DialogId> typing = ConcurrentHashMap.newKeySet();
    private volatile SponsoredMessages sponsored = SponsoredMessages.none();
    private long lastId = 100;
    private boolean online = true;
    private boolean closed;
    private boolean blocked;
    private boolean losesAnswers;

    public ScriptedCloudCarrier(AccountId account, Arrivals arrivals, Transfers transfers, Events events, Clock clock) {
        this.account = account;
        this.arrivals = arrivals;
        this.transfers = transfers;
        this.events = events;
        this.clock = clock;
    }

    /** A message as this cloud remembers it. */
    private record Said(DialogId dialog, Past past) {}

    /** A message this cloud knows. */
    private record Entry(DialogId dialog, boolean mine, Sent sent) {}

    /** The next parcel that is not scripted yet is answered so, and by nothing else. */
    public synchronized void next(Function<Parcel, Outcome> answer) {
        script.add(answer);
    }

    /** It can be reached from now on, or no longer. */
    public void online(boolean on) {
        synchronized (this) {
            if (online == on || closed) return;
            online = on;
        }
        events.publish(new CloudReached(account, clock.instant(), on));
        bringWhatIsHeldBack();
    }

    /** It refuses new messages from now on, or no longer. */
    public synchronized void blocked(boolean on) {
        blocked = on;
    }

    /** It takes new messages and says nothing, or answers again. */
    public synchronized void losesAnswers(boolean on) {
        losesAnswers = on;
    }

    /** Somebody who can be found by their number. */
    public void knows(Contact contact) {
        people.put(contact.phone().orElseThrow(), contact);
    }

    /** Somebody writes to this account: gives the message an id. */
    public synchronized CloudMessageId idFor(DialogId dialog) {
        return remember(dialog, false, new Content.Words(""));
    }

    /** It remembers a message from before this connection was there. */
    public synchronized void remembers(DialogId dialog, Past past) {
        said.put(past.id().value(), new Said(dialog, past));
    }

    /** A message is deleted, and nobody is told. */
    public synchronized void forgets(CloudMessageId message) {
        said.remove(message.value());
    }

    private synchronized void learn(Arrival arrival) {
        if (!(arrival.origin() instanceof Origin.Cloud(var id))) return;
        switch (arrival) {
            case Arrival.NewMessage news ->
                remembers(news.dialog(), new Past(id, news.by(), news.at(), news.body(), false, false, news.answers()));
            case Arrival.Edit edit ->
                said.computeIfPresent(
                        id.value(),
                        (_, was) -> new Said(
                                was.dialog(),
                                new Past(
                                        id,
                                        was.past().by(),
                                        was.past().at(),
                                        edit.body(),
                                        true,
                                        was.past().seen(),
                                        was.past().answers())));
            case Arrival.Deletion _ -> said.remove(id.value());
            case Arrival.Seen seen ->
                said.headMap(id.value(), true)
                        .replaceAll((_, was) -> was.past().by().equals(seen.by()) ? was : seen(was));
        }
    }

    private static Said seen(Said was) {
        var past = was.past();
        return new Said(
                was.dialog(),
                new Past(past.id(), past.by(), past.at(), past.body(), past.edited(), true, past.answers()));
    }

    @Override
    public synchronized List<Past> before(DialogId dialog, Optional<CloudMessageId> message, int limit)
            throws IOException {
        if (!online()) throw new IOException("the cloud cannot be reached");
        return said
                .headMap(message.map(CloudMessageId::value).orElse(Long.MAX_VALUE), false)
                .descendingMap()
                .values()
                .stream()
                .filter(one -> one.dialog().equals(dialog))
                .map(Said::past)
                .limit(limit)
                .toList();
    }

    /** It has the file of a message, or has it no longer. */
    public void has(CloudMessageId message, Optional<SharedFile> file) {
        files.remove(message);
        file.ifPresent(there -> files.put(message, there));
    }

    /** Brings something, at once or when it can be reached again. */
    public void brings(Arrival arrival) {
        synchronized (this) {
            if (closed) return;
            learn(arrival);
            heldBack.add(arrival);
        }
        bringWhatIsHeldBack();
    }

    private synchronized void bringWhatIsHeldBack() {
        while (online && !heldBack.isEmpty()) {
            store(heldBack.element());
            heldBack.remove();
        }
    }

    private void store(Arrival arrival) {
        RuntimeException last = new IllegalStateException("never tried");
        for (int i = 0; i < TRIES; i++) {
            try {
                arrivals.arrived(arrival);
                return;
            } catch (RuntimeException outOfOrder) {
                last = outOfOrder;
            }
        }
        throw last;
    }

    /** Everything it was given that it took, in order. */
    public List<Parcel> carried() {
        return List.copyOf(carried);
    }

    @Override
    public synchronized boolean online() {
        return online && !closed;
    }

    @Override
    public List<Outcome> carry(List<Parcel> parcels) throws InterruptedException {
        var outcomes = new ArrayList<Outcome>();
        for (var parcel : parcels) {
            if (Thread.interrupted()) throw new InterruptedException();
            boolean held = !outcomes.isEmpty() && outcomes.getLast() instanceof Outcome.Unsettled;
            outcomes.add(held ? new Unreachable("it waits for the one before it") : carry(parcel));
        }
        return outcomes;
    }

    private Outcome carry(Parcel parcel) {
        Function<Parcel, Outcome> answer;
        synchronized (this) {
            if (!online()) return new Unreachable("the cloud cannot be reached");
            answer = script.poll();
        }
        return answer == null ? take(parcel) : answer.apply(parcel);
    }

    private Outcome take(Parcel parcel) {
        return switch (parcel.cargo()) {
            case Cargo.Text(var body) -> take(parcel, new Content.Words(body.text()));
            case Cargo.File(var file) ->
                bring(parcel, file)
                        .orElseGet(() -> take(
                                parcel,
                                new Content.Document(
                                        file.name().value(), file.content().size())));
            case Cargo.Edit(var target, Body.Text _) -> errand(parcel, target);
            case Cargo.Deletion(var target) -> errand(parcel, target);
            case Cargo.Seen(var target) -> errand(parcel, target);
        };
    }

    private synchronized Outcome take(Parcel parcel, Content content) {
        if (blocked) return new Refused("they have blocked you");
        carried.add(parcel);
        var id = remember(parcel.dialog(), true, content);
        return losesAnswers ? new Unconfirmed("the answer was lost", false) : new HandedOver(id, clock.instant());
    }

    private CloudMessageId remember(DialogId dialog, boolean mine, Content content) {
        var id = new CloudMessageId(++lastId);
        history.put(id.value(), new Entry(dialog, mine, new Sent(id, clock.instant(), content)));
        if (mine) remembers(dialog, new Past(id, new Author.Me(), clock.instant(), body(content), false, false));
        return id;
    }

    private static Body body(Content content) {
        return switch (content) {
            case Content.Words(var text) -> new Body.Text(text);
            case Content.Document(var name, var size) ->
                new Body.Distant(new DistantFile(FileName.from(name), SharedFile.UNKNOWN_TYPE, size), false);
        };
    }

    /** Why a file does not go, if it does not. */
    private Optional<Outcome> bring(Parcel parcel, SharedFile file) {
        if (!Files.exists(file.content().path())) return Optional.of(new Refused("the file is gone"));
        long size = file.content().size();
        try (var transfer =
                transfers.begin(parcel.id(), parcel.dialog(), Progress.Direction.OUT, Way.CLOUD, file.name(), size)) {
            transfer.moved(size);
            return Optional.empty();
        } catch (Transfer.Cancelled cancelled) {
            return Optional.of(new Refused("the sending was cancelled"));
        }
    }

    private synchronized Outcome errand(Parcel parcel, Target target) {
        var id = target.cloudId().filter(known -> history.containsKey(known.value()));
        if (id.isEmpty()) return new Refused("the cloud does not have the message this is about");
        carried.add(parcel);
        return losesAnswers ? new Unconfirmed("the answer was lost", true) : new HandedOver(id.get(), clock.instant());
    }

    @Override
    public synchronized List<Sent> sentSince(DialogId dialog, Instant moment) throws IOException {
        if (!online()) throw new IOException("the cloud cannot be reached");
        return history.values().stream()
                .filter(entry -> entry.mine()
                        && entry.dialog().equals(dialog)
                        && !entry.sent().at().isBefore(moment))
                .map(Entry::sent)
                .toList();
    }

    @Override
    public boolean fetch(DialogId dialog, CloudMessageId message, IncomingFile to, Transfer transfer)
            throws IOException {
        if (!online()) throw new IOException("the cloud cannot be reached");
        var file = files.get(message);
        if (file == null) return false;
        var bytes = Files.readAllBytes(file.content().path());
        for (int at = 0; at < bytes.length; at += PART) {
            int length = Math.min(PART, bytes.length - at);
            to.write(ByteBuffer.wrap(bytes, at, length));
            transfer.moved(length);
        }
        return true;
    }

    @Override
    public Optional<Contact> lookUp(PhoneNumber number) throws IOException {
        if (!online()) throw new IOException("the cloud cannot be reached");
        return Optional.ofNullable(people.get(number));
    }

    @Override
    public Optional<Contact> add(PhoneNumber number, String name) throws IOException {
        return lookUp(number).map(found -> new Contact(found.id(), name, found.phone()));
    }

    @Override
    public void types(DialogId dialog, boolean on) {
        if (!online()) return;
        if (on) typing.add(dialog);
        else typing.remove(dialog);
    }

    /** The dialogs in which it was last said that the account writes. */
    public Set<DialogId> typing() {
        return Set.copyOf(typing);
    }

    /** What it shows in channels. */
    public void sponsors(SponsoredMessages shown) {
        sponsored = shown;
    }

    @Override
    public SponsoredMessages sponsored() {
        return sponsored;
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
