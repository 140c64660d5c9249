package io.chimera.core.delivery;

import io.chimera.core.arrival.Acceptance;
import io.chimera.core.arrival.Arrival;
import io.chimera.core.arrival.Arrivals;
import io.chimera.core.arrival.FileOffer;
import io.chimera.core.arrival.Origin;
import io.chimera.core.arrival.Receipt;
import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.file.IncomingFile;
import io.chimera.core.file.SharedFile;
import io.chimera.core.message.MessageId;
import io.chimera.core.neighbour.Neighbour;
import io.chimera.core.neighbour.Refusal;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.route.Outcome;
import io.chimera.core.route.Outcome.Delivered;
import io.chimera.core.route.Outcome.Refused;
import io.chimera.core.route.Outcome.Settled;
import io.chimera.core.route.Outcome.Unproven;
import io.chimera.core.route.Outcome.Unreachable;
import io.chimera.core.route.Outcome.Unsettled;
import io.chimera.core.route.Way;
import io.chimera.core.transfer.Progress.Direction;
import io.chimera.core.transfer.Transfer;
import io.chimera.core.transfer.Transfers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A place on a LAN that exists only here. It brings everything to whoever lives at the neighbour's address, unless its
 * script says otherwise, and remembers what it carried. Safe for use by many threads.
 */
public final class ScriptedLanCarrier implements LanCarrier {

    private static final int PORT = 50_052;

    private final ContactId self;
    private final Transfers transfers;
    private final Clock clock;
    private final Map<InetSocketAddress, Home> homes = new ConcurrentHashMap<>();
    private final List<Parcel> carried = new CopyOnWriteArrayList<>();
    private final Queue<Function<Parcel, Outcome>> script = new ArrayDeque<>();
    private final Map<ContactId, Refusal> refused = new ConcurrentHashMap<>();
    private final AtomicInteger looks = new AtomicInteger();
    private volatile LanState state = new LanState.Off();
    private volatile boolean closed;

    public ScriptedLanCarrier(ContactId self, Transfers transfers, Clock clock) {
        this.self = self;
        this.transfers = transfers;
        this.clock = clock;
    }

    /** Who lives at an address. */
    private sealed interface Home {
        record Of(ContactId contact, Arrivals arrivals) implements Home {}

        record Silent() implements Home {}
    }

    /** Somebody can be found at an address from now on. */
    public void lives(ContactId contact, InetSocketAddress at, Arrivals arrivals) {
        homes.put(at, new Home.Of(contact, arrivals));
    }

    /** Somebody listens at an address, and never says a word. */
    public void isSilent(InetSocketAddress at) {
        homes.put(at, new Home.Silent());
    }

    /** The next parcel that is not scripted yet is answered so, and by nothing else. */
    public synchronized void next(Function<Parcel, Outcome> answer) {
        script.add(answer);
    }

    /** Somebody is not talked to from now on. */
    public void refuses(ContactId contact, Refusal why) {
        refused.put(contact, why);
    }

    /** How often it was told to look at its connections again. */
    public int looks() {
        return looks.get();
    }

    @Override
    public void lookAgain() {
        looks.incrementAndGet();
    }

    /** Nobody is refused any more. */
    public void refusesNobody() {
        refused.clear();
    }

    @Override
    public Optional<Refusal> refusal(ContactId contact) {
        return Optional.ofNullable(refused.get(contact));
    }

    /** It cannot take part, though it should. */
    public void isDown(String why) {
        state = new LanState.Down(why);
    }

    /** Everything that was settled over there, in order. */
    public List<Parcel> carried() {
        return List.copyOf(carried);
    }

    @Override
    public List<Outcome> carry(List<Parcel> parcels, Neighbour neighbour) throws InterruptedException {
        if (Thread.interrupted()) throw new InterruptedException();
        var outcomes = new ArrayList<Outcome>();
        for (var parcel : parcels) {
            boolean held = !outcomes.isEmpty() && outcomes.getLast() instanceof Unsettled;
            outcomes.add(held ? after(outcomes.getLast()) : carry(parcel, neighbour));
        }
        return outcomes;
    }

    private static Outcome after(Outcome unsettled) {
        return unsettled instanceof Unproven ? unsettled : new Unreachable("it waits for the one before it");
    }

    private Outcome carry(Parcel parcel, Neighbour neighbour) throws InterruptedException {
        Function<Parcel, Outcome> answer;
        synchronized (this) {
            answer = script.poll();
        }
        var outcome = answer == null ? bring(parcel, neighbour) : answer.apply(parcel);
        if (outcome instanceof Settled) carried.add(parcel);
        return outcome;
    }

    private Outcome bring(Parcel parcel, Neighbour neighbour) throws InterruptedException {
        if (!(state instanceof LanState.On)) return new Unreachable("this account takes no part in the LAN now");
        var home = homes.get(neighbour.endpoints().getFirst().address());
        if (home == null) return new Unreachable("nobody is there");
        return switch (home) {
            case Home.Silent _ -> {
                new CountDownLatch(1).await();
                throw new IllegalStateException("nobody counts down");
            }
            case Home.Of(var contact, var _)
            when !contact.equals(neighbour.contact()) -> new Unproven("somebody else is there");
            case Home.Of(var _, var arrivals) -> bring(parcel, arrivals);
        };
    }

    private Outcome bring(Parcel parcel, Arrivals arrivals) {
        return switch (parcel.cargo()) {
            case Cargo.Text(var body) -> outcome(arrivals.arrived(message(parcel, body)));
            case Cargo.File(var file) -> bring(parcel, file, arrivals);
            case Cargo.Edit(var target, var body) ->
                outcome(arrivals.arrived(
                        new Arrival.Edit(origin(target.id()), dialog(), author(), parcel.writtenAt(), body)));
            case Cargo.Deletion(var target) ->
                outcome(arrivals.arrived(
                        new Arrival.Deletion(origin(target.id()), dialog(), author(), parcel.writtenAt())));
            case Cargo.Seen(var upTo) ->
                outcome(arrivals.arrived(new Arrival.Seen(origin(upTo.id()), dialog(), author(), parcel.writtenAt())));
        };
    }

    private Outcome bring(Parcel parcel, SharedFile file, Arrivals arrivals) {
        long size = file.content().size();
        if (!Files.exists(file.content().path())) return new Refused("the file is not on this computer any more");
        try (var transfer = transfers.begin(parcel.id(), parcel.dialog(), Direction.OUT, Way.LAN, file.name(), size)) {
            var offer = new FileOffer(parcel.id(), self, file.name(), OptionalLong.of(size));
            return switch (arrivals.offered(offer)) {
                case Acceptance.Settled(var receipt) -> outcome(receipt);
                case Acceptance.Into(var incoming) -> {
                    try (incoming) {
                        yield outcome(arrivals.arrived(message(parcel, copy(file, incoming, transfer))));
                    }
                }
            };
        } catch (Transfer.Cancelled _) {
            return new Refused("the transfer was cancelled");
        } catch (IOException broken) {
            return new Unreachable(broken.getMessage());
        }
    }

    private static Body copy(SharedFile file, IncomingFile incoming, Transfer transfer) throws IOException {
        var bytes = Files.readAllBytes(file.content().path());
        incoming.write(ByteBuffer.wrap(bytes));
        transfer.moved(bytes.length);
        return new Body.File(new SharedFile(file.name(), file.mediaType(), incoming.seal()));
    }

    private Arrival message(Parcel parcel, Body body) {
        return new Arrival.NewMessage(
                origin(parcel.id()),
                dialog(),
                author(),
                parcel.writtenAt(),
                body,
                parcel.behind(),
                parcel.perhapsInCloudSince(),
                parcel.answers());
    }

    private static Origin origin(MessageId id) {
        return new Origin.Lan(id);
    }

    private DialogId dialog() {
        return DialogId.with(self);
    }

    private Author author() {
        return new Author.Them(self);
    }

    private Outcome outcome(Receipt receipt) {
        return switch (receipt) {
            case Receipt.Stored _, Receipt.Known _ -> new Delivered(clock.instant());
            case Receipt.Rejected(var why)
            when why == Receipt.Why.NO_ROOM -> new Unreachable("there is no room for it over there");
            case Receipt.Rejected(var why) -> new Refused("they did not take it: " + why);
        };
    }

    @Override
    public void types(Neighbour neighbour, boolean on) {
        if (state instanceof LanState.On
                && homes.get(neighbour.endpoints().getFirst().address()) instanceof Home.Of(var contact, var arrivals)
                && contact.equals(neighbour.contact())) arrivals.types(dialog(), author(), on);
    }

    @Override
    public void takePart(boolean on) {
        if (!closed) state = on ? new LanState.On(PORT) : new LanState.Off();
    }

    @Override
    public LanState state() {
        return state;
    }

    @Override
    public void close() {
        takePart(false);
        closed = true;
    }
}
