package io.chimera.telegram.carrier;

import static io.chimera.core.testing.People.ANA;
import static io.chimera.core.testing.People.BRUNO;
import static io.chimera.core.testing.People.CLARA;
import static io.chimera.core.testing.People.WITH_BRUNO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.chimera.core.arrival.Acceptance;
import io.chimera.core.arrival.AcceptancePolicy;
import io.chimera.core.arrival.Arrival;
import io.chimera.core.arrival.Arrivals;
import io.chimera.core.arrival.FileOffer;
import io.chimera.core.arrival.MessageArrived;
import io.chimera.core.arrival.Receipt;
import io.chimera.core.arrival.StoredArrivals;
import io.chimera.core.contact.Contact;
import io.chimera.core.contact.PhoneNumber;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Message;
import io.chimera.core.fetch.Fetching;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.route.Outcome;
import io.chimera.core.route.Outcome.HandedOver;
import io.chimera.core.route.Outcome.Unconfirmed;
import io.chimera.core.route.Outcome.Unreachable;
import io.chimera.core.store.InMemoryAccountStore;
import io.chimera.core.testing.People;
import io.chimera.core.testing.RecordedEvents;
import io.chimera.core.transfer.Transfers;
import io.chimera.telegram.fake.WithFakeTelegram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restarts, crashes and losses between Telegram, the genuine TDLib and us: nothing is lost, and nothing is there twice. */
@WithFakeTelegram
class TdlibCarrierFaultTest {

    private static final DialogId WITH_CLARA = DialogId.with(CLARA);

    private final Clock clock = Clock.systemUTC();
    private final RecordedEvents events = new RecordedEvents();
    private final InMemoryAccountStore store = new InMemoryAccountStore(ANA, events);
    private final AtomicBoolean outOfOrder = new AtomicBoolean();
    private final Transfers transfers = new Transfers(ANA, events, clock);

    @TempDir
    private Path folder;

    private SimpleShelf shelf;
    private FakeStage stage;
    private TdlibCarrier ana;

    @BeforeAll
    static void bePatient() {
        Awaitility.setDefaultTimeout(AnasTelegram.PATIENCE);
    }

    @AfterAll
    static void beAsBefore() {
        Awaitility.reset();
    }

    @BeforeEach
    void open() throws Exception {
        shelf = new SimpleShelf(folder.resolve("shelf"));
        var arrivals = new Unreliable(
                new StoredArrivals(ANA, store, shelf, AcceptancePolicy.usual(), new Random(42), clock), outOfOrder);
        stage = FakeStage.open(new AnasTelegram(folder, arrivals, transfers, events, clock));
        ana = stage.carrier();
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
        assertThat(stage.fake.mistakes()).isEmpty();
    }

    @Test
    void whatCameWhileSheWasAwayIsThereWhenSheComesBack() {
        stage.bruno.writes(stage.ana, "before");
        await().untilAsserted(() -> assertThat(words(WITH_BRUNO)).containsExactly("before"));
        stage.disconnect();
        var missed = IntStream.range(0, 150).mapToObj(n -> "m" + n).toList();
        missed.forEach(text -> stage.bruno.writes(stage.ana, text));

        reconnect();
        await().untilAsserted(() -> assertThat(words(WITH_BRUNO)).hasSize(151));
        assertThat(words(WITH_BRUNO).subList(1, 151)).isEqualTo(missed);
        assertThat(events.of(MessageArrived.class)).hasSize(151);
    }

    /** TDLib tells everything once. Here it has told it, and Chimera ends before it is stored. */
    @Test
    void whatWasToldButNotStoredBeforeACrashIsLookedUp() {
        stage.bruno.writes(stage.ana, "one");
        await().untilAsserted(() -> assertThat(words(WITH_BRUNO)).containsExactly("one"));
        outOfOrder.set(true);
        for (var text : List.of("two", "three", "four")) stage.bruno.writes(stage.ana, text);
        await().until(() -> Unreliable.refused.get());
        stage.disconnect();
        outOfOrder.set(false);

        reconnect();
        await().untilAsserted(() -> assertThat(words(WITH_BRUNO)).containsExactly("one", "two", "three", "four"));
    }

    @Test
    void ofADialogThatNeverWasHereTheNewestHundredAreBrought() {
        stage.disconnect();
        for (int n = 0; n < 130; n++) stage.bruno.writes(stage.ana, "m" + n);
        stage.reconnect();
        // TDLib may tell of each as it comes; what was told at once before she looked is bounded
        await().untilAsserted(() -> assertThat(words(WITH_BRUNO)).contains("m129"));
        assertThat(words(WITH_BRUNO)).hasSizeGreaterThanOrEqualTo(100);
        assertThat(words(WITH_BRUNO)).doesNotHaveDuplicates();
    }

    @Test
    void aStrangerHasANameAndIsNoContact() {
        var clara = stage.fake.addPerson(CLARA.telegramUser(), "+5521990001003", "Clara Neves");
        clara.writes(stage.ana, "hello, we met at Bruno's");
        await().untilAsserted(() -> assertThat(words(WITH_CLARA)).hasSize(1));
        assertThat(store.<String>read(
                        view -> view.dialogs().find(WITH_CLARA).orElseThrow().title()))
                .isEqualTo("Clara Neves");
        assertThat(store.<Optional<Contact>>read(view -> view.contacts().find(CLARA)))
                .isEmpty();
    }

    @Test
    void whomSheKnowsInTelegramIsAContactHere() {
        var clara = stage.fake.addPerson(CLARA.telegramUser(), "+5521990001003", "Clara Neves");
        stage.ana.knows(clara, "Clarinha Neves");
        clara.writes(stage.ana, "hello");
        await().untilAsserted(() -> assertThat(words(WITH_CLARA)).hasSize(1));
        assertThat(store.<Optional<Contact>>read(view -> view.contacts().find(CLARA)))
                .contains(new Contact(CLARA, "Clarinha Neves", Optional.of(new PhoneNumber("+5521990001003"))));
    }

    @Test
    void whatSheWritesOnHerTelephoneIsHersHereToo() {
        stage.bruno.writes(stage.ana, "where are you?");
        stage.ana.writes(stage.bruno, "nearly there");
        await().untilAsserted(() -> assertThat(words(WITH_BRUNO)).containsExactly("where are you?", "nearly there"));
        assertThat(messages(WITH_BRUNO).getLast().author()).isEqualTo(new Author.Me());
    }

    @Test
    void whatSheWroteOnHerTelephoneWhileThisWasOffIsHersToo() {
        stage.disconnect();
        stage.bruno.writes(stage.ana, "where are you?");
        stage.ana.writes(stage.bruno, "nearly there");
        stage.reconnect();
        await().untilAsserted(() -> assertThat(words(WITH_BRUNO)).containsExactly("where are you?", "nearly there"));
    }

    @Test
    void anAnswerThatIsLostWithTheConnectionIsNotTheEndOfIt() throws Exception {
        carry("warm up");
        stage.fake.loseNextAnswer();
        var outcome = carry("once");
        if (outcome instanceof Unconfirmed) { // the way back took longer than it was waited for
            await().untilAsserted(() -> assertThat(sent()).containsExactly("warm up", "once"));
        } else {
            assertThat(outcome).isInstanceOf(HandedOver.class);
        }
        assertThat(stage.bruno.has(stage.ana)).containsExactly("warm up", "once");
    }

    /** She ends Chimera while a message has left, and nothing was heard of it. */
    @Test
    void whatLeftBeforeARestartIsThereOnceAndIsFound() throws Exception {
        stage.fake.holdAnswers(true);
        assertThat(carry("perhaps")).isInstanceOf(Unconfirmed.class);
        stage.disconnect();
        stage.fake.holdAnswers(false);

        reconnect();
        await().untilAsserted(() -> assertThat(sent()).containsExactly("perhaps"));
        assertThat(stage.bruno.has(stage.ana)).containsExactly("perhaps");
    }

    /** Telegram has not got it, and TDLib is about to send it. */
    @Test
    void whatStillLiesInTdlibsQueueIsNotSentTwice() throws Exception {
        carry("warm up");
        stage.fake.failNext("messages.sendMessage", 420, "FLOOD_WAIT_4");
        assertThat(carry("patience")).isInstanceOf(Unconfirmed.class);
        assertThat(sent()).containsExactly("warm up", "patience");
        assertThat(stage.bruno.has(stage.ana)).containsExactly("warm up", "patience");
    }

    @Test
    void aShortWaitTelegramAsksForIsWaitedOut() throws Exception {
        stage.fake.floodNextText(1);
        assertThat(carry("after a second")).isInstanceOf(HandedOver.class);
    }

    @Test
    void aFileThatWasOnItsWayInIsBroughtAfterARestart() throws Exception {
        var content = new byte[2_000_000];
        new Random(1).nextBytes(content);
        stage.fake.fileParts(Duration.ofMillis(300));
        stage.bruno.sends(stage.ana, "plano.pdf", content);
        stage.bruno.writes(stage.ana, "did you get it?");
        await().untilAsserted(() -> assertThat(words(WITH_BRUNO)).containsExactly("did you get it?"));
        try (var _ = fetching()) {
            await().until(() -> transfers.all().stream().anyMatch(progress -> progress.done() > 0));
        }
        assertThat(shelf.count()).isZero();
        stage.disconnect();
        stage.fake.fileParts(Duration.ZERO);

        reconnect();
        try (var _ = fetching()) {
            await().until(() -> messages(WITH_BRUNO).getFirst().body() instanceof Body.File);
        }
        var body = (Body.File) messages(WITH_BRUNO).getFirst().body();
        assertThat(body.file().name().value()).isEqualTo("plano.pdf");
        assertThat(Files.readAllBytes(body.file().content().path())).isEqualTo(content);
    }

    @Test
    void groupsAndChannelsAreLeftOutSoFar() {
        var group = stage.fake.addGroup("Obras", stage.bruno, stage.ana);
        stage.bruno.writes(group, "for all");
        stage.bruno.writes(stage.ana, "for you");
        await().untilAsserted(() -> assertThat(words(WITH_BRUNO)).containsExactly("for you"));
        assertThat(store.<Integer>read(view -> view.dialogs().all().size())).isEqualTo(1);
    }

    @Test
    void whoIsSignedOutElsewhereIsOfflineWithAReason() throws Exception {
        assertThat(ana.trouble()).isEmpty();
        stage.fake.revoke(stage.ana);
        await().until(() -> !ana.online());
        await().untilAsserted(() -> assertThat(ana.trouble())
                .hasValueSatisfying(why -> assertThat(why).contains("signed out")));
        assertThat(carry("anybody?")).isInstanceOf(Unreachable.class);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ana.lookUp(People.bruno().phone().orElseThrow()));
    }

    @Test
    void aDatabaseThatIsOpenAlreadyIsSaid() {
        var second = new AnasTelegram(
                        folder, new Unreliable(null, outOfOrder), new Transfers(ANA, events, clock), events, clock)
                .connect(stage.sessions);
        await().untilAsserted(() -> assertThat(second.trouble())
                .hasValueSatisfying(why -> assertThat(why).contains("open")));
        second.close();
        assertThat(ana.online()).isTrue();
    }

    private Fetching fetching() {
        var fetching = new Fetching(ANA, store, shelf, ana, transfers, clock);
        fetching.start();
        return fetching;
    }

    private void reconnect() {
        ana = stage.reconnect();
        stage.awaitOnline();
    }

    private Outcome carry(String text) throws InterruptedException {
        var parcel = new Parcel(
                MessageId.next(clock, new Random()),
                WITH_BRUNO,
                Optional.of(BRUNO),
                clock.instant(),
                new Cargo.Text(new Body.Text(text)));
        return ana.carry(List.of(parcel)).getFirst();
    }

    private List<String> sent() throws Exception {
        return ana.sentSince(WITH_BRUNO, clock.instant().minus(Duration.ofMinutes(5))).stream()
                .map(sent -> sent.content().toString())
                .map(content -> content.replaceAll("Words\\[text=(.*)]", "$1"))
                .toList();
    }

    private List<Message> messages(DialogId dialog) {
        return store.read(view -> view.dialogs().page(dialog, Optional.empty(), 100))
                .messages()
                .reversed();
    }

    private List<String> words(DialogId dialog) {
        return store.read(view -> {
            var older = view.dialogs().page(dialog, Optional.empty(), 100);
            var all = new ArrayList<>(older.messages());
            while (older.olderExist()) {
                older = view.dialogs().page(dialog, Optional.of(all.getLast().id()), 100);
                all.addAll(older.messages());
            }
            return all.reversed().stream()
                    .filter(message -> message.body() instanceof Body.Text)
                    .map(message -> ((Body.Text) message.body()).text())
                    .toList();
        });
    }

    /** Arrivals whose store is out of order when a test says so. */
    private static final class Unreliable implements Arrivals {

        private static final AtomicBoolean refused = new AtomicBoolean();

        private final Arrivals arrivals;
        private final AtomicBoolean outOfOrder;

        Unreliable(Arrivals arrivals, AtomicBoolean outOfOrder) {
            this.arrivals = arrivals;
            this.outOfOrder = outOfOrder;
            refused.set(false);
        }

        @Override
        public Acceptance offered(FileOffer offer) throws IOException {
            return arrivals.offered(offer);
        }

        @Override
        public void introduced(Contact person, boolean inContacts) {
            arrivals.introduced(person, inContacts);
        }

        @Override
        public Set<CloudMessageId> known(DialogId dialog, Collection<CloudMessageId> messages) {
            return arrivals.known(dialog, messages);
        }

        @Override
        public boolean hasMetCloud(DialogId dialog) {
            return arrivals.hasMetCloud(dialog);
        }

        @Override
        public List<Receipt> arrived(List<Arrival> arrived) {
            if (outOfOrder.get()) {
                refused.set(true);
                throw new IllegalStateException("the store is out of order");
            }
            return arrivals.arrived(arrived);
        }
    }
}
