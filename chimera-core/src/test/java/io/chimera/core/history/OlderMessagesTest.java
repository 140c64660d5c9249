package io.chimera.core.history;

import static io.chimera.core.testing.People.ANA;
import static io.chimera.core.testing.People.BRUNO;
import static io.chimera.core.testing.People.WITH_BRUNO;
import static io.chimera.core.testing.People.withBruno;
import static io.chimera.core.testing.SteppingClock.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.core.arrival.AcceptancePolicy;
import io.chimera.core.arrival.Arrival;
import io.chimera.core.arrival.FetchPolicy;
import io.chimera.core.arrival.MessageArrived;
import io.chimera.core.arrival.Origin;
import io.chimera.core.arrival.Past;
import io.chimera.core.arrival.Recollection;
import io.chimera.core.arrival.StoredArrivals;
import io.chimera.core.delivery.FolderShelf;
import io.chimera.core.delivery.ScriptedCloudCarrier;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Fate;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Tick;
import io.chimera.core.file.DistantFile;
import io.chimera.core.file.FileName;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Dispatch;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.route.Attempt;
import io.chimera.core.route.Journey;
import io.chimera.core.route.Outcome;
import io.chimera.core.route.Travel;
import io.chimera.core.route.Way;
import io.chimera.core.store.InMemoryAccountStore;
import io.chimera.core.testing.RecordedEvents;
import io.chimera.core.transfer.Transfers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OlderMessagesTest {

    private static final Author HIM = new Author.Them(BRUNO);
    private static final Author ME = new Author.Me();
    private static final FetchPolicy FETCH = new FetchPolicy(1_000);

    @TempDir
    private Path folder;

    private final Clock clock = Clock.systemUTC();
    private final RecordedEvents events = new RecordedEvents();
    private final InMemoryAccountStore store = new InMemoryAccountStore(ANA, events);
    private final Random random = new Random(1);
    private ScriptedCloudCarrier cloud;
    private OlderMessages older;

    @BeforeEach
    void aCloudThatRemembers() {
        var shelf = new FolderShelf(folder);
        var arrivals = new StoredArrivals(ANA, store, shelf, AcceptancePolicy.usual(), FETCH, random, clock);
        cloud = new ScriptedCloudCarrier(ANA, arrivals, new Transfers(ANA, events, clock), events, clock);
        older = new OlderMessages(store, cloud, new Recollection(ANA, store, FETCH, random, clock));
        store.alter(change -> change.dialogs().save(withBruno()));
    }

    @Test
    void aHistoryIsBroughtStretchByStretchToItsBeginningAndInOrder() throws Exception {
        for (int n = 1; n <= 250; n++) remembers(n, HIM, "m" + n, true);
        arrives(251, "news");
        assertThat(older.bring(WITH_BRUNO)).isInstanceOf(Older.Brought.class);
        assertThat(older.isWhole(WITH_BRUNO)).isFalse();
        assertThat(older.bring(WITH_BRUNO)).isInstanceOf(Older.Brought.class);
        assertThat(older.bring(WITH_BRUNO)).isInstanceOf(Older.Beginning.class);
        assertThat(older.isWhole(WITH_BRUNO)).isTrue();
        assertThat(older.bring(WITH_BRUNO)).isEqualTo(new Older.Beginning(0));

        var wanted = new ArrayList<>(
                IntStream.rangeClosed(1, 250).mapToObj(n -> "m" + n).toList());
        wanted.add("news");
        assertThat(words()).isEqualTo(wanted);
    }

    @Test
    void messagesOfOneMomentKeepTheirOrderWhereverAStretchEnds() throws Exception {
        for (int n = 1; n <= 240; n++) remembers(n, HIM, "m" + n, true, NOON.plusSeconds(n / 7));
        while (!older.isWhole(WITH_BRUNO)) older.bring(WITH_BRUNO);
        assertThat(words())
                .isEqualTo(IntStream.rangeClosed(1, 240).mapToObj(n -> "m" + n).toList());
    }

    @Test
    void whatIsOldIsNoNews() throws Exception {
        remembers(1, HIM, "unread there", false);
        remembers(2, ME, "not seen by him", false);
        remembers(3, ME, "seen by him", true);
        arrives(9, "news");
        events.forget();
        older.bring(WITH_BRUNO);

        var messages = messages();
        assertThat(messages.get(0).tick()).isEqualTo(Tick.READ);
        assertThat(messages.get(1).tick()).isEqualTo(Tick.SENT);
        assertThat(messages.get(2).tick()).isEqualTo(Tick.READ);
        assertThat(store.read(view -> view.dialogs().summary(WITH_BRUNO))
                        .orElseThrow()
                        .unread())
                .isEqualTo(1);
        assertThat(events.of(MessageArrived.class)).isEmpty();
    }

    @Test
    void datesEditsAndFilesComeAlong() throws Exception {
        var file = new DistantFile(FileName.from("small.pdf"), "application/pdf", 1_000);
        var large = new DistantFile(FileName.from("large.pdf"), "application/pdf", 1_001);
        cloud.remembers(WITH_BRUNO, new Past(id(1), HIM, NOON, new Body.Text("edited"), true, true));
        cloud.remembers(WITH_BRUNO, new Past(id(2), HIM, NOON, new Body.Distant(file, false), false, true));
        cloud.remembers(WITH_BRUNO, new Past(id(3), HIM, NOON, new Body.Distant(large, false), false, true));
        older.bring(WITH_BRUNO);

        assertThat(messages().get(0).edited()).isTrue();
        assertThat(messages().get(0).sentAt()).isEqualTo(NOON);
        assertThat(messages().get(1).body()).isEqualTo(new Body.Distant(file, true));
        assertThat(messages().get(2).body()).isEqualTo(new Body.Distant(large, false));
    }

    @Test
    void whatIsKnownIsNotStoredTwice() throws Exception {
        remembers(1, HIM, "one", true);
        remembers(2, HIM, "two", true);
        older.bring(WITH_BRUNO);
        arrives(2, "two");
        arrives(1, "one");
        assertThat(words()).containsExactly("one", "two");
    }

    @Test
    void whatLiesBetweenAnImportAndTheNewsIsBroughtAndWhatWasImportedStays() throws Exception {
        for (int n = 1; n <= 150; n++) remembers(n, HIM, "m" + n, true);
        for (int n = 1; n <= 20; n++) imported(n);
        arrives(151, "news");
        while (!older.isWhole(WITH_BRUNO)) older.bring(WITH_BRUNO);

        assertThat(words()).hasSize(151).startsWith("imported 1", "imported 2").endsWith("m150", "news");
        assertThat(words().subList(19, 21)).containsExactly("imported 20", "m21");
    }

    private void imported(long n) {
        var at = NOON.plus(Duration.ofMinutes(n));
        var travel = new Travel(Way.CLOUD, Optional.empty(), at, 1);
        store.alter(change -> change.dialogs()
                .prepend(
                        new Message(
                                MessageId.next(clock, random),
                                WITH_BRUNO,
                                HIM,
                                at,
                                new Body.Text("imported " + n),
                                new Fate(Tick.READ, Optional.of(travel), Optional.empty()),
                                false,
                                Optional.of(id(n))),
                        at));
    }

    @Test
    void aMessageOfOursThatIsBeingSentIsLeftToItsCourier() throws Exception {
        var sent = new Parcel(
                MessageId.next(clock, random),
                WITH_BRUNO,
                Optional.of(BRUNO),
                clock.instant(),
                new Cargo.Text(new Body.Text("on its way")));
        var perhapsThere = Journey.beginning(NOON)
                .with(new Attempt(NOON, Way.CLOUD, new Outcome.Unconfirmed("the answer was lost", false)));
        store.alter(change -> change.outbox().add(new Dispatch(sent, perhapsThere)));
        remembers(1, ME, "on its way", false);
        remembers(2, HIM, "an answer", true);
        older.bring(WITH_BRUNO);
        assertThat(words()).containsExactly("an answer");
    }

    @Test
    void ofADialogThatHasNothingYetOnlyWhatWasReadIsOld() throws Exception {
        remembers(1, HIM, "read", true);
        remembers(2, HIM, "will come as news", false);
        older.bring(WITH_BRUNO);
        assertThat(words()).containsExactly("read");
        arrives(2, "will come as news");
        assertThat(words()).containsExactly("read", "will come as news");
    }

    @Test
    void aCloudThatIsAwaySaysWhyAndIsAskedAgain() throws Exception {
        remembers(1, HIM, "one", true);
        cloud.online(false);
        assertThat(older.bring(WITH_BRUNO))
                .isInstanceOfSatisfying(
                        Older.Unavailable.class, no -> assertThat(no.why()).isNotBlank());
        assertThat(older.isWhole(WITH_BRUNO)).isFalse();
        cloud.online(true);
        assertThat(older.bring(WITH_BRUNO)).isEqualTo(new Older.Beginning(1));
    }

    @Test
    void aFillBringsEverythingByItselfAndWaitsWhileTheCloudIsAway() {
        for (int n = 1; n <= 230; n++) remembers(n, HIM, "m" + n, true);
        cloud.online(false);
        try (var fill = new HistoryFill(ANA, store, cloud, older, new FillBudget(1_000_000), clock)) {
            fill.start();
            await().until(() -> fill.state().doing() == HistoryFill.Doing.WAITS_FOR_CLOUD);
            assertThat(words()).isEmpty();
            cloud.online(true);
            await().until(() -> fill.state().doing() == HistoryFill.Doing.WHOLE);
            assertThat(fill.state()).isEqualTo(new HistoryFill.State(HistoryFill.Doing.WHOLE, 230, 0));
        }
        assertThat(words()).hasSize(230);
    }

    @Test
    void aFillGoesOnWhereTheLastOneEnded() throws Exception {
        for (int n = 1; n <= 230; n++) remembers(n, HIM, "m" + n, true);
        older.bring(WITH_BRUNO);
        int before = words().size();
        try (var fill = new HistoryFill(ANA, store, cloud, older, new FillBudget(1_000_000), clock)) {
            fill.start();
            await().until(() -> fill.state().doing() == HistoryFill.Doing.WHOLE);
            assertThat(fill.state().brought()).isEqualTo(230 - before);
        }
        assertThat(words()).hasSize(230);
    }

    @Test
    void withoutABudgetNothingIsFilled() {
        remembers(1, HIM, "one", true);
        try (var fill = new HistoryFill(ANA, store, cloud, older, FillBudget.none(), clock)) {
            fill.start();
            assertThat(fill.state().doing()).isEqualTo(HistoryFill.Doing.OFF);
        }
        assertThat(words()).isEmpty();
    }

    private void remembers(long n, Author by, String words, boolean seen) {
        remembers(n, by, words, seen, NOON.plus(Duration.ofMinutes(n)));
    }

    private void remembers(long n, Author by, String words, boolean seen, Instant at) {
        cloud.remembers(WITH_BRUNO, new Past(id(n), by, at, new Body.Text(words), false, seen));
    }

    private void arrives(long n, String words) {
        cloud.brings(new Arrival.NewMessage(
                new Origin.Cloud(id(n)), WITH_BRUNO, HIM, clock.instant(), new Body.Text(words)));
    }

    private static CloudMessageId id(long n) {
        return new CloudMessageId(n);
    }

    private List<Message> messages() {
        return store.read(view -> {
            var all = new ArrayList<Message>();
            var next = view.dialogs().onward(WITH_BRUNO, Optional.empty(), 100);
            while (!next.isEmpty()) {
                all.addAll(next);
                next = view.dialogs()
                        .onward(WITH_BRUNO, Optional.of(all.getLast().id()), 100);
            }
            return all;
        });
    }

    private List<String> words() {
        return messages().stream()
                .map(message -> ((Body.Text) message.body()).text())
                .toList();
    }
}
