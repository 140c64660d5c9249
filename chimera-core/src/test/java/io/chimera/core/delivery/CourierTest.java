package io.chimera.core.delivery;

import static io.chimera.core.testing.People.ANA;
import static io.chimera.core.testing.People.BRUNO;
import static io.chimera.core.testing.People.WITH_BRUNO;
import static io.chimera.core.testing.People.messageId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.core.arrival.Past;
import io.chimera.core.contact.Contact;
import io.chimera.core.contact.ContactId;
import io.chimera.core.contact.PhoneNumber;
import io.chimera.core.delivery.CloudCarrier.Content;
import io.chimera.core.delivery.CloudCarrier.Sent;
import io.chimera.core.delivery.LanCarrier.LanState;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.CloudTrace;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Reference;
import io.chimera.core.dialog.Tick;
import io.chimera.core.file.FileName;
import io.chimera.core.file.IncomingFile;
import io.chimera.core.file.SealedFile;
import io.chimera.core.file.Sha256;
import io.chimera.core.file.SharedFile;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.neighbour.Dialect;
import io.chimera.core.neighbour.Neighbour;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Dispatch;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.outbox.Target;
import io.chimera.core.route.Attempt;
import io.chimera.core.route.Journey;
import io.chimera.core.route.Outcome;
import io.chimera.core.route.Outcome.Delivered;
import io.chimera.core.route.Outcome.HandedOver;
import io.chimera.core.route.Outcome.Refused;
import io.chimera.core.route.Outcome.Unconfirmed;
import io.chimera.core.route.Outcome.Unreachable;
import io.chimera.core.route.Patience;
import io.chimera.core.route.Reason;
import io.chimera.core.route.RoutingPolicy;
import io.chimera.core.route.Way;
import io.chimera.core.store.AccountStore;
import io.chimera.core.store.InMemoryAccountStore;
import io.chimera.core.testing.People;
import io.chimera.core.testing.RecordedEvents;
import io.chimera.core.transfer.Transfer;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CourierTest {

    private static final Patience QUICK = new Patience(2, Duration.ofMillis(5), Duration.ofMillis(20), Duration.ZERO);
    private static final Outcome.Settled DELIVERED = new Delivered(Instant.EPOCH);

    private final RecordedEvents events = new RecordedEvents();
    private final Clock clock = Clock.systemUTC();
    private final List<String> carried = new CopyOnWriteArrayList<>();
    private final List<Integer> batches = new CopyOnWriteArrayList<>();
    private final ConcurrentHashMap<ContactId, Neighbour> near = new ConcurrentHashMap<>();

    private AccountStore store;
    private FakeLan lan;
    private FakeCloud cloud;
    private Thread running;

    @BeforeEach
    void ana() {
        store = new InMemoryAccountStore(ANA, events);
        store.alter(change -> {
            change.contacts().save(People.bruno());
            change.dialogs().save(People.withBruno());
        });
        lan = new FakeLan();
        cloud = new FakeCloud();
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (running == null) return;
        running.interrupt();
        assertThat(running.join(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void wordsTravelInOrderAndInBatches() {
        nearby();
        IntStream.range(0, 200).forEach(n -> write(n, "m" + n));
        run();

        await().until(() -> waiting() == 0);
        assertThat(carried)
                .isEqualTo(IntStream.range(0, 200).mapToObj(n -> "lan:m" + n).toList());
        assertThat(Collections.max(batches)).isEqualTo(Courier.BATCH);
        assertThat(message(199).tick()).isEqualTo(Tick.DELIVERED);
        assertThat(message(199).fate().travel().orElseThrow().way()).isEqualTo(Way.LAN);
    }

    @Test
    void theCloudTakesOverWhenTheNeighbourHadItsChancesAndGivesBackWhenItReturns() {
        nearby();
        lan.answer = (_, _) -> new Unreachable("refused");
        write(1, "one");
        run();
        await().until(() -> waiting() == 0);
        assertThat(carried).containsExactly("lan:one", "lan:one", "cloud:one");
        assertThat(message(1).cloudId()).isPresent();
        assertThat(message(1).fate().travel().orElseThrow().attempts()).isEqualTo(3);

        lan.answer = (_, _) -> DELIVERED;
        nearby();
        carried.clear();
        write(2, "two");
        courier().ring();
        await().until(() -> waiting() == 0);
        assertThat(carried).containsExactly("lan:two");
    }

    @Test
    void anAttemptIsRecordedBeforeItsFirstByteLeaves() {
        nearby();
        var found = new ArrayList<Attempt>();
        lan.answer = (parcel, _) -> {
            found.addAll(store.read(view ->
                    view.outbox().find(parcel.id()).orElseThrow().journey().attempts()));
            return DELIVERED;
        };
        write(1, "one");
        run();
        await().until(() -> waiting() == 0);
        assertThat(found).singleElement().satisfies(attempt -> {
            assertThat(attempt.way()).isEqualTo(Way.LAN);
            assertThat(attempt.outcome())
                    .isInstanceOfSatisfying(
                            Unconfirmed.class,
                            lost -> assertThat(lost.repeatable()).isTrue());
        });
    }

    /** The set of travelling lanes is taken before the outbox is read; the other way round an old journey is decided on. */
    @Test
    void aParcelThatComesBackWhileTheOutboxIsReadIsNotSentOnWhatWasKnownBefore() throws Exception {
        nearby();
        var land = new CountDownLatch(1);
        var lanes = new ArrayList<Thread>();
        var heads = new AtomicInteger();
        store = new ReadsSlowly(store, () -> {
            if (!Thread.currentThread().getName().equals("rounds") || heads.incrementAndGet() != 2) return;
            land.countDown();
            joinAll(lanes);
        });
        lan.answer = (_, _) -> {
            awaitLatch(land);
            return new Unreachable("refused");
        };
        write(1, "once");
        var courier = courier();
        Executor start = task -> lanes.add(Thread.ofVirtual().start(task));
        var rounds = Thread.ofPlatform().name("rounds").start(() -> {
            courier.round(start);
            courier.round(start);
        });
        rounds.join();
        joinAll(lanes);
        assertThat(carried).containsExactly("lan:once");
    }

    @Test
    void aFileOnItsWayDoesNotHoldUpWordsWrittenAfterIt() {
        nearby();
        var fileMayLand = new CountDownLatch(1);
        lan.answer = (parcel, _) -> {
            if (parcel.cargo() instanceof Cargo.File) awaitLatch(fileMayLand);
            return DELIVERED;
        };
        writeFile(1);
        write(2, "see the file");
        run();
        await().until(() -> message(2).tick() == Tick.DELIVERED);
        assertThat(message(1).tick()).isEqualTo(Tick.QUEUED);
        fileMayLand.countDown();
        await().until(() -> message(1).tick() == Tick.DELIVERED);
    }

    @Test
    void anErrandThatWaitsForTheNeighbourDoesNotHoldUpWords() {
        var target = new Target(messageId(9), Optional.empty());
        var errand = new Parcel(messageId(1), WITH_BRUNO, Optional.of(BRUNO), clock.instant(), new Cargo.Seen(target));
        store.alter(change -> change.outbox().add(new Dispatch(errand, Journey.onlyBy(Way.LAN, clock.instant()))));
        write(2, "by cloud");
        run();
        await().until(() -> waiting() == 1);
        assertThat(carried).containsExactly("cloud:by cloud");

        nearby();
        courier().ring();
        await().until(() -> waiting() == 0);
    }

    @Test
    void whatTheCloudMayHaveIsLookedForBeforeItIsSentAgain() {
        cloud.answer = _ -> new Unconfirmed("the answer was lost", false);
        write(1, "ok");
        run();
        await().until(() -> !carried.isEmpty());
        cloud.history.add(new Sent(new CloudMessageId(77), clock.instant(), new Content.Words("ok")));
        cloud.answer = _ -> new HandedOver(new CloudMessageId(78), clock.instant());

        await().until(() -> waiting() == 0);
        assertThat(message(1).cloudId()).isIn(Optional.of(new CloudMessageId(77)));
    }

    @Test
    void theSameWordsSentBeforeAreNotTakenForTheLostOnes() {
        write(1, "ok");
        run();
        await().until(() -> waiting() == 0);
        var first = message(1).cloudId().orElseThrow();
        cloud.history.add(new Sent(first, clock.instant(), new Content.Words("ok")));

        var lost = new AtomicInteger();
        cloud.answer = parcel ->
                lost.incrementAndGet() == 1 ? new Unconfirmed("the answer was lost", false) : cloud.take(parcel);
        write(2, "ok");
        courier().ring();
        await().until(() -> waiting() == 0);
        assertThat(message(2).cloudId()).isPresent().isNotEqualTo(Optional.of(first));
        assertThat(carried).containsExactly("cloud:ok", "cloud:ok", "cloud:ok");
    }

    @Test
    void aRefusalSettlesAndSaysWhyAndDoesNotSlipRoundThroughTheCloud() {
        nearby();
        lan.answer = (_, _) -> new Refused("they take no files from strangers");
        write(1, "one");
        run();
        await().until(() -> waiting() == 0);
        assertThat(message(1).tick()).isEqualTo(Tick.FAILED);
        assertThat(message(1).fate().problem()).contains("they take no files from strangers");
        assertThat(carried).containsExactly("lan:one");
    }

    @Test
    void aMarkThatItWasSeenMayOvertakeTheReceipt() {
        nearby();
        lan.answer = (parcel, _) -> {
            store.alter(change -> {
                change.dialogs().settle(parcel.id(), message(1).fate().with(Tick.READ));
            });
            return DELIVERED;
        };
        write(1, "one");
        run();
        await().until(() -> waiting() == 0);
        assertThat(message(1).tick()).isEqualTo(Tick.READ);
    }

    @Test
    void theCloudsEchoOfOurOwnMessageGivesWayToTheOriginal() {
        var echo = new Message(
                messageId(50),
                WITH_BRUNO,
                new Author.Me(),
                clock.instant(),
                new Body.Text("one"),
                People.fromAna(50, "one", clock.instant()).fate().with(Tick.SENT),
                false,
                Optional.of(new CloudMessageId(7)));
        cloud.answer = _ -> {
            store.alter(change -> change.dialogs().append(echo));
            return new HandedOver(new CloudMessageId(7), clock.instant());
        };
        write(1, "one");
        run();
        await().until(() -> waiting() == 0);
        assertThat(message(1).cloudId()).contains(new CloudMessageId(7));
        Optional<Message> copy = store.read(view -> view.dialogs().message(messageId(50)));
        assertThat(copy).isEmpty();
    }

    @Test
    void aCarrierThatBreaksLosesNothing() {
        nearby();
        var calls = new AtomicInteger();
        lan.answer = (_, _) -> {
            if (calls.incrementAndGet() == 1) throw new IllegalStateException("a bug");
            return DELIVERED;
        };
        write(1, "one");
        run();
        await().until(() -> waiting() == 0);
        assertThat(message(1).tick()).isEqualTo(Tick.DELIVERED);
    }

    @Test
    void stoppedOnItsWayItStaysInTheOutboxAsUnconfirmed() throws Exception {
        nearby();
        var underWay = new CountDownLatch(1);
        lan.answer = (_, _) -> {
            underWay.countDown();
            awaitLatch(new CountDownLatch(1));
            return DELIVERED;
        };
        write(1, "one");
        run();
        underWay.await();
        stop();
        running = null;
        var left = store.read(view -> view.outbox().find(messageId(1))).orElseThrow();
        assertThat(left.journey().attempts().getLast().outcome()).isInstanceOf(Unconfirmed.class);
    }

    @Test
    void whatWasWithdrawnAfterTheRoundSawItDoesNotTravel() {
        nearby();
        write(1, "never mind");
        Executor late = task -> {
            store.alter(change -> {
                change.outbox().remove(messageId(1));
                change.dialogs().withdraw(messageId(1));
            });
            task.run();
        };
        courier().round(late);
        assertThat(carried).isEmpty();
    }

    @Test
    void withTheLanSwitchedOffNoNeighbourIsSeen() {
        nearby();
        lan.state = new LanState.Off();
        write(1, "one");
        run();
        await().until(() -> waiting() == 0);
        assertThat(carried).containsExactly("cloud:one");
        assertThat(message(1).fate().travel().orElseThrow().reason()).contains(Reason.LAN_OFF);
    }

    @Test
    void newsOfASettledDispatchComesAfterItIsSo() {
        nearby();
        write(1, "one");
        run();
        await().until(() -> !events.of(DispatchSettled.class).isEmpty());
        assertThat(events.of(DispatchSettled.class)).singleElement().satisfies(settled -> {
            assertThat(settled.parcel()).isEqualTo(messageId(1));
            assertThat(settled.outcome()).isEqualTo(DELIVERED);
        });
        assertThat(waiting()).isZero();
    }

    private Courier courier;

    private Courier courier() {
        if (courier == null) {
            courier = new Courier(
                    store,
                    RoutingPolicy.lanFirst(QUICK),
                    contact -> Optional.ofNullable(near.get(contact)),
                    lan,
                    cloud,
                    new Settlement(ANA, clock),
                    clock);
        }
        return courier;
    }

    private void run() {
        var courier = courier();
        running = Thread.ofVirtual().start(() -> {
            try {
                courier.run();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Test
    void whatGoesStraightSaysWhichOfOursTheCloudMayStillBeBringing() {
        write(1, "by the cloud");
        run();
        await().until(() -> waiting() == 0);

        var said = new ConcurrentHashMap<String, Optional<CloudTrace>>();
        lan.answer = (parcel, _) -> {
            said.put(((Cargo.Text) parcel.cargo()).body().text(), parcel.behind());
            return DELIVERED;
        };
        nearby();
        write(2, "straight");
        courier().ring();
        await().until(() -> waiting() == 0);
        write(3, "straight again");
        courier().ring();
        await().until(() -> waiting() == 0);

        assertThat(said.get("straight")).isEqualTo(CloudTrace.of(message(1))).isPresent();
        assertThat(said.get("straight again")).isEmpty();
    }

    @Test
    void whoGetsStraightWhatTheCloudDidNotAnswerForIsToldAndTheCloudIsAskedLater() {
        cloud.answer = _ -> new Unconfirmed("the answer was lost", false);
        write(1, "perhaps");
        run();
        await().until(() -> !carried.isEmpty());

        var said = new CopyOnWriteArrayList<Optional<Instant>>();
        lan.answer = (parcel, _) -> {
            said.add(parcel.perhapsInCloudSince());
            return DELIVERED;
        };
        nearby();
        courier().ring();
        await().until(() -> waiting() == 0);

        assertThat(said).hasSize(1);
        assertThat(said.getFirst()).isPresent();
        await().untilAsserted(() -> assertThat(message(1).cloudId()).isEmpty());
        cloud.history.add(new Sent(new CloudMessageId(77), clock.instant(), new Content.Words("perhaps")));
        boolean doubted = store.read(view -> view.doubts().of(messageId(1)).isPresent());
        assertThat(doubted).isTrue();
    }

    @Test
    void anAnswerNamesWhatItAnswersAsWhoeverGetsItKnowsIt() {
        var said = new ConcurrentHashMap<String, Optional<Reference>>();
        cloud.answer = parcel -> {
            said.put(((Cargo.Text) parcel.cargo()).body().text(), parcel.answers());
            return cloud.take(parcel);
        };
        lan.answer = (parcel, _) -> {
            said.put(((Cargo.Text) parcel.cargo()).body().text(), parcel.answers());
            return DELIVERED;
        };
        write(1, "first, round");
        answer(2, "second, round", 1);
        run();
        await().until(() -> waiting() == 0);
        nearby();
        answer(3, "third, straight", 2);
        answer(4, "fourth, straight", 3);
        answer(5, "fifth, to nothing", 99);
        courier().ring();
        await().until(() -> waiting() == 0);

        assertThat(said.get("second, round"))
                .isEqualTo(Reference.forCloud(message(1)))
                .isPresent();
        assertThat(said.get("third, straight"))
                .isEqualTo(CloudTrace.of(message(2)).map(Reference.ByTrace::new))
                .isPresent();
        assertThat(said.get("fourth, straight")).contains(new Reference.ById(messageId(3)));
        assertThat(said.get("fifth, to nothing")).isEmpty();
    }

    private void answer(long n, String text, long answered) {
        var reference = Optional.<Reference>of(new Reference.ById(messageId(answered)));
        var message = People.fromAna(n, text, clock.instant()).answering(reference);
        store.alter(change -> {
            change.dialogs().append(message);
            var parcel = new Parcel(
                    message.id(),
                    WITH_BRUNO,
                    Optional.of(BRUNO),
                    message.sentAt(),
                    new Cargo.Text(new Body.Text(text)));
            change.outbox().add(new Dispatch(parcel.answering(reference), Journey.beginning(message.sentAt())));
        });
    }

    @Test
    void whatTheyHaveSeenIsNotStillOnItsWay() {
        write(1, "by the cloud");
        run();
        await().until(() -> waiting() == 0);
        store.alter(change -> change.dialogs().seenByThem(WITH_BRUNO, messageId(1)));

        var said = new CopyOnWriteArrayList<Optional<CloudTrace>>();
        lan.answer = (parcel, _) -> {
            said.add(parcel.behind());
            return DELIVERED;
        };
        nearby();
        write(2, "straight");
        courier().ring();
        await().until(() -> waiting() == 0);
        assertThat(said).containsExactly(Optional.empty());
    }

    private void nearby() {
        var place = new Neighbour.Endpoint(InetSocketAddress.createUnresolved("bruno", 50052), Dialect.V2);
        var now = clock.instant();
        near.put(BRUNO, new Neighbour(BRUNO, List.of(place), now, now, true));
    }

    private void write(long n, String text) {
        put(People.fromAna(n, text, clock.instant()), new Cargo.Text(new Body.Text(text)));
    }

    private void writeFile(long n) {
        var content = new SealedFile(Path.of("/tmp/plan.pdf"), 3, new Sha256("0".repeat(64)));
        var file = new SharedFile(FileName.from("plan.pdf"), "application/pdf", content);
        var words = People.fromAna(n, "-", clock.instant());
        put(
                new Message(
                        words.id(),
                        words.dialog(),
                        words.author(),
                        words.sentAt(),
                        new Body.File(file),
                        words.fate(),
                        false,
                        Optional.empty()),
                new Cargo.File(file));
    }

    private void put(Message message, Cargo cargo) {
        store.alter(change -> {
            change.dialogs().append(message);
            var parcel = new Parcel(message.id(), WITH_BRUNO, Optional.of(BRUNO), message.sentAt(), cargo);
            change.outbox().add(new Dispatch(parcel, Journey.beginning(message.sentAt())));
        });
    }

    private int waiting() {
        return store.read(view -> view.outbox().size());
    }

    private Message message(long n) {
        return store.read(view -> view.dialogs().message(messageId(n))).orElseThrow();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new Stopped(stopped);
        }
    }

    private static void joinAll(List<Thread> threads) {
        try {
            for (var thread : threads) thread.join();
        } catch (InterruptedException stopped) {
            throw new Stopped(stopped);
        }
    }

    /** Something happens between the reading of an answer and its use. */
    private record ReadsSlowly(AccountStore store, Runnable meanwhile) implements AccountStore {
        @Override
        public <T> T read(Function<View, T> question) {
            var answer = store.read(question);
            meanwhile.run();
            return answer;
        }

        @Override
        public <T> T change(Function<Change, T> change) {
            return store.change(change);
        }

        @Override
        public void close() {
            store.close();
        }
    }

    private static final class Stopped extends RuntimeException {
        Stopped(InterruptedException cause) {
            super(cause);
        }
    }

    private void note(String way, List<Parcel> parcels) {
        batches.add(parcels.size());
        for (var parcel : parcels) {
            if (parcel.cargo() instanceof Cargo.Text(var body)) carried.add(way + ":" + body.text());
        }
    }

    private final class FakeLan implements LanCarrier {
        private volatile LanState state = new LanState.On(50052);
        private volatile BiFunction<Parcel, Neighbour, Outcome> answer = (_, _) -> DELIVERED;

        @Override
        public List<Outcome> carry(List<Parcel> parcels, Neighbour neighbour) throws InterruptedException {
            note("lan", parcels);
            try {
                return parcels.stream()
                        .map(parcel -> answer.apply(parcel, neighbour))
                        .toList();
            } catch (Stopped stopped) {
                throw (InterruptedException) stopped.getCause();
            }
        }

        @Override
        public void takePart(boolean on) {
            state = on ? new LanState.On(50052) : new LanState.Off();
        }

        @Override
        public LanState state() {
            return state;
        }

        @Override
        public void close() {
            state = new LanState.Off();
        }
    }

    private final class FakeCloud implements CloudCarrier {
        private final AtomicInteger lastId = new AtomicInteger();
        private final List<Sent> history = new CopyOnWriteArrayList<>();
        private volatile Function<Parcel, Outcome> answer = this::take;

        Outcome take(Parcel parcel) {
            return new HandedOver(new CloudMessageId(lastId.incrementAndGet()), clock.instant());
        }

        @Override
        public boolean online() {
            return true;
        }

        @Override
        public List<Outcome> carry(List<Parcel> parcels) {
            note("cloud", parcels);
            return parcels.stream().map(answer).toList();
        }

        @Override
        public List<Sent> sentSince(DialogId dialog, Instant moment) {
            return List.copyOf(history);
        }

        @Override
        public List<Past> before(DialogId dialog, Optional<CloudMessageId> message, int limit) {
            return List.of();
        }

        @Override
        public boolean fetch(DialogId dialog, CloudMessageId message, IncomingFile to, Transfer transfer) {
            return false;
        }

        @Override
        public Optional<Contact> add(PhoneNumber number, String name) {
            throw new AssertionError("nobody is added");
        }

        @Override
        public Optional<Contact> lookUp(PhoneNumber number) {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }
}
