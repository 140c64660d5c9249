package io.chimera.core.check;

import static io.chimera.core.testing.People.ANA;
import static io.chimera.core.testing.People.BRUNO;
import static io.chimera.core.testing.People.CLARA;
import static io.chimera.core.testing.People.WITH_BRUNO;
import static io.chimera.core.testing.People.withBruno;
import static io.chimera.core.testing.SteppingClock.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chimera.core.arrival.AcceptancePolicy;
import io.chimera.core.arrival.Arrival;
import io.chimera.core.arrival.Arrival.NewMessage;
import io.chimera.core.arrival.Arrivals;
import io.chimera.core.arrival.FetchPolicy;
import io.chimera.core.arrival.MessageArrived;
import io.chimera.core.arrival.Origin;
import io.chimera.core.arrival.Past;
import io.chimera.core.arrival.Recollection;
import io.chimera.core.arrival.StoredArrivals;
import io.chimera.core.check.CloudCheck.Order;
import io.chimera.core.check.Difference.Kind;
import io.chimera.core.delivery.CloudCarrier;
import io.chimera.core.delivery.FolderShelf;
import io.chimera.core.delivery.ScriptedCloudCarrier;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Dialogs;
import io.chimera.core.dialog.Fate;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Tick;
import io.chimera.core.file.FileName;
import io.chimera.core.file.SharedFile;
import io.chimera.core.history.OlderMessages;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Dispatch;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.outbox.Target;
import io.chimera.core.route.Attempt;
import io.chimera.core.route.Journey;
import io.chimera.core.route.Outcome;
import io.chimera.core.route.Travel;
import io.chimera.core.route.Way;
import io.chimera.core.store.InMemoryAccountStore;
import io.chimera.core.testing.RecordedEvents;
import io.chimera.core.transfer.Transfers;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloudCheckTest {

    private static final Author HIM = new Author.Them(BRUNO);
    private static final Author ME = new Author.Me();
    private static final DialogId GROUP = new DialogId(-7);
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    @TempDir
    private Path folder;

    private final Clock clock = Clock.systemUTC();
    private final RecordedEvents events = new RecordedEvents();
    private final InMemoryAccountStore store = new InMemoryAccountStore(ANA, events);
    private final Random random = new Random(1);
    private FolderShelf shelf;
    private Arrivals arrivals;
    private ScriptedCloudCarrier cloud;
    private Recollection recollection;

    @BeforeEach
    void aCloudThatRemembers() {
        shelf = new FolderShelf(folder);
        arrivals = new StoredArrivals(ANA, store, shelf, AcceptancePolicy.usual(), random, clock);
        cloud = new ScriptedCloudCarrier(ANA, arrivals, new Transfers(ANA, events, clock), events, clock);
        recollection = new Recollection(ANA, store, FetchPolicy.usual(), random, clock);
        store.alter(change -> {
            change.dialogs().save(withBruno());
            change.dialogs().save(new Dialog.Group(GROUP, "Família"));
        });
    }

    @Test
    void whereNothingDiffersNothingIsFoundAndNothingChanges() throws Exception {
        for (long n = 1; n <= 250; n++) arrives(n, "m" + n);
        cloud.brings(new NewMessage(new Origin.Cloud(id(900)), GROUP, HIM, at(900), new Body.Text("in the group")));
        var before = messages();
        var report = check(true);
        assertThat(report).isEqualTo(new CheckReport(true, 2, 251, Map.of(), List.of(), List.of()));
        assertThat(report.agrees()).isTrue();
        assertThat(messages()).isEqualTo(before);
    }

    @Test
    void everyKindIsFoundAndNothingChangesUnlessThatIsWanted() throws Exception {
        damage();
        var before = messages();
        var report = check(false);
        assertThat(report.found()).isEqualTo(Map.of(Kind.MISSING, 2L, Kind.DELETED, 1L, Kind.WORDS, 1L, Kind.SEEN, 2L));
        assertThat(report.differing()).containsExactly(WITH_BRUNO);
        assertThat(messages()).isEqualTo(before);
        assertThat(check(false)).isEqualTo(report);
    }

    @Test
    void whatIsFoundIsMendedAndThenThereIsNothing() throws Exception {
        damage();
        events.forget();
        assertThat(check(true).found())
                .isEqualTo(Map.of(Kind.MISSING, 2L, Kind.DELETED, 1L, Kind.WORDS, 1L, Kind.SEEN, 2L));

        assertThat(words()).isEqualTo(List.of("m1", "m2", "m3", "m4", "", "m6", "m7", "m8", "m9"));
        assertThat(message(8).tick()).isEqualTo(Tick.READ);
        assertThat(message(7).tick()).isEqualTo(Tick.READ);
        assertThat(message(3).tick()).isEqualTo(Tick.READ);
        assertThat(events.of(MessageArrived.class)).isEmpty();
        assertThat(check(false).agrees()).isTrue();
    }

    /** Two are lost, one was deleted there, one was changed, two were seen. */
    private void damage() {
        for (long n = 1; n <= 7; n++) arrives(n, "m" + n);
        sends(8, "m8");
        arrives(9, "m9");
        sees(6);
        lose(2);
        lose(3);
        forget(5);
        cloud.remembers(WITH_BRUNO, new Past(id(6), HIM, at(6), new Body.Text("m6"), true, true));
        store.alter(change -> change.dialogs().edit(message(6).id(), new Body.Text("m six")));
        cloud.remembers(WITH_BRUNO, new Past(id(7), HIM, at(7), new Body.Text("m7"), false, true));
        cloud.remembers(WITH_BRUNO, new Past(id(8), ME, at(8), new Body.Text("m8"), false, true));
    }

    @Test
    void whatIsMissingComesBackInItsPlaceAcrossStretches() throws Exception {
        for (long n = 1; n <= 350; n++) arrives(n, "m" + n);
        LongStream.of(1, 2, 3, 99, 100, 101, 150, 249, 250, 251, 252, 349).forEach(this::lose);
        // What the first of all was is not known any more: history begins with the fourth.
        assertThat(check(true).found()).isEqualTo(Map.of(Kind.MISSING, 9L));
        assertThat(words())
                .isEqualTo(LongStream.rangeClosed(4, 350).mapToObj(n -> "m" + n).toList());
    }

    @Test
    void ofAWholeDialogEverythingIsCompared() throws Exception {
        for (long n = 1; n <= 130; n++) remembers(n, HIM, "m" + n);
        var older = new OlderMessages(store, cloud, recollection);
        while (!older.isWhole(WITH_BRUNO)) older.bring(WITH_BRUNO);
        lose(1);
        lose(70);
        forget(2);
        assertThat(check(true).found()).isEqualTo(Map.of(Kind.MISSING, 2L, Kind.DELETED, 1L));
        assertThat(words()).hasSize(130).startsWith("m1", "").contains("m69", "m70", "m71");
        assertThat(words().indexOf("m70")).isEqualTo(69);
    }

    @Test
    void nearlyAllMayHaveBeenDeletedThere() throws Exception {
        store.alter(change -> LongStream.rangeClosed(1, 2_300)
                .forEach(n -> change.dialogs()
                        .append(new Message(
                                MessageId.next(clock, random),
                                WITH_BRUNO,
                                HIM,
                                at(n),
                                body("m" + n),
                                new Fate(Tick.READ, Optional.empty(), Optional.empty()),
                                false,
                                Optional.of(id(n))))));
        remembers(7, HIM, "m7");
        remembers(2_290, HIM, "m2290");
        assertThat(check(true))
                .isEqualTo(new CheckReport(true, 1, 2, Map.of(Kind.DELETED, 2_298L), List.of(WITH_BRUNO), List.of()));
        assertThat(words().stream().filter(words -> !words.isEmpty())).containsExactly("m7", "m2290");
        assertThat(check(true).agrees()).isTrue();
    }

    @Test
    void whatIsOlderThanThisHistoryIsNotMissedYet() throws Exception {
        for (long n = 1; n <= 20; n++) remembers(n, HIM, "old " + n);
        arrives(21, "news");
        assertThat(check(false)).isEqualTo(new CheckReport(false, 1, 1, Map.of(), List.of(), List.of()));
    }

    @Test
    void whatNobodyReadYetComesAsNewsAndIsNotMissed() throws Exception {
        arrives(1, "one");
        cloud.remembers(WITH_BRUNO, new Past(id(2), HIM, at(2), new Body.Text("on its way"), false, false));
        assertThat(check(true).agrees()).isTrue();
        assertThat(words()).containsExactly("one");
    }

    @Test
    void theLastMessagesOfADialogComeBackIfTheyWereRead() throws Exception {
        arrives(1, "one");
        remembers(2, HIM, "read elsewhere");
        remembers(3, ME, "written elsewhere");
        assertThat(check(true).found()).isEqualTo(Map.of(Kind.MISSING, 2L));
        assertThat(words()).containsExactly("one", "read elsewhere", "written elsewhere");
        assertThat(unread()).isEqualTo(1);
    }

    @Test
    void whatComesWhileItRunsIsNoDifference() throws Exception {
        for (long n = 1; n <= 3; n++) arrives(n, "m" + n);
        lose(2);
        var next = new ArrayList<Long>(List.of(10L, 11L, 12L));
        var busy = hooked(() -> {
            if (!next.isEmpty()) arrives(next.removeFirst(), "meanwhile");
        });
        assertThat(check(busy, true).found()).isEqualTo(Map.of(Kind.MISSING, 1L));
        assertThat(words()).containsExactly("m1", "m2", "m3", "meanwhile", "meanwhile");
    }

    @Test
    void whatTheCloudToldBeforeItsNewsCameIsNoDifference() throws Exception {
        for (long n = 1; n <= 3; n++) arrives(n, "m" + n);
        forget(1);
        remembers(4, ME, "written elsewhere");
        var edit = new Arrival.Edit(new Origin.Cloud(id(3)), WITH_BRUNO, HIM, at(3), new Body.Text("edited"));
        cloud.remembers(WITH_BRUNO, new Past(id(3), HIM, at(3), new Body.Text("edited"), true, false));
        var once = new ArrayList<Runnable>(List.of(() -> {}, () -> {
            arrivals.arrived(edit);
            arrivals.arrived(
                    new NewMessage(new Origin.Cloud(id(4)), WITH_BRUNO, ME, at(4), new Body.Text("written elsewhere")));
            arrivals.arrived(new Arrival.Deletion(new Origin.Cloud(id(1)), WITH_BRUNO, HIM, at(1)));
        }));
        var late = hooked(() -> {
            if (!once.isEmpty()) once.removeFirst().run();
        });
        assertThat(check(late, false).agrees()).isTrue();
    }

    @Test
    void whatIsInTheOutboxIsLeftToIt() throws Exception {
        arrives(1, "one");
        sends(2, "mine");
        sends(3, "mine too");
        var waiting = new Parcel(
                MessageId.next(clock, random),
                WITH_BRUNO,
                Optional.of(BRUNO),
                clock.instant(),
                new Cargo.Text(new Body.Text("perhaps there")));
        var tried = Journey.beginning(NOON)
                .with(new Attempt(NOON, Way.CLOUD, new Outcome.Unconfirmed("the answer was lost", false)));
        store.alter(change -> {
            change.outbox().add(new Dispatch(waiting, tried));
            change.dialogs().edit(message(2).id(), new Body.Text("edited here"));
            errand(change.outbox()::add, new Cargo.Edit(target(2), new Body.Text("edited here")));
            errand(change.outbox()::add, new Cargo.Deletion(target(3)));
        });
        forget(3);
        remembers(4, ME, "perhaps there");
        var before = messages();
        assertThat(check(true).agrees()).isTrue();
        assertThat(messages()).isEqualTo(before);
    }

    private void errand(Consumer<Dispatch> outbox, Cargo cargo) {
        outbox.accept(new Dispatch(
                new Parcel(MessageId.next(clock, random), WITH_BRUNO, Optional.of(BRUNO), NOON, cargo),
                Journey.onlyBy(Way.CLOUD, NOON)));
    }

    private Target target(long n) {
        return new Target(message(n).id(), Optional.of(id(n)));
    }

    @Test
    void aMessageThatCameStraightIsNoBusinessOfTheCloud() throws Exception {
        arrives(1, "one");
        arrivals.arrived(new NewMessage(
                new Origin.Lan(MessageId.next(clock, random)), WITH_BRUNO, HIM, clock.instant(), body("straight")));
        arrivals.arrived(new NewMessage(
                new Origin.Lan(MessageId.next(clock, random), false),
                WITH_BRUNO,
                HIM,
                clock.instant(),
                body("straight, and never doubted")));
        assertThat(check(true).agrees()).isTrue();
        assertThat(words()).containsExactly("one", "straight", "straight, and never doubted");
    }

    @Test
    void ofADoubtedMessageTheCopyIsNotMissed() throws Exception {
        arrives(1, "one");
        arrivals.arrived(new NewMessage(
                new Origin.Lan(MessageId.next(clock, random)), WITH_BRUNO, HIM, clock.instant(), body("twice")));
        cloud.remembers(WITH_BRUNO, new Past(id(2), HIM, clock.instant(), body("twice"), false, true));
        assertThat(check(true).agrees()).isTrue();
        assertThat(words()).containsExactly("one", "twice");
    }

    @Test
    void aCopyOnTrialIsLeftAsItIs() throws Exception {
        arrives(1, "one");
        arrivals.arrived(new NewMessage(
                new Origin.Lan(MessageId.next(clock, random)), WITH_BRUNO, HIM, clock.instant(), body("twice")));
        cloud.brings(new NewMessage(new Origin.Cloud(id(2)), WITH_BRUNO, HIM, clock.instant(), body("twice")));
        forget(2);
        assertThat(check(true).agrees()).isTrue();
        assertThat(words()).containsExactly("one", "twice");
    }

    @Test
    void whatWasImportedStaysAsItIs() throws Exception {
        remembers(5, HIM, "changed since");
        arrives(20, "news");
        new OlderMessages(store, cloud, recollection).bring(WITH_BRUNO);
        imported(6, "the cloud does not have it");
        lose(5);
        imported(5, "as it was");
        assertThat(check(true).agrees()).isTrue();
        assertThat(words()).containsExactly("as it was", "the cloud does not have it", "news");
    }

    private void imported(long n, String words) {
        var travel = new Travel(Way.CLOUD, Optional.empty(), at(n), 1);
        store.alter(change -> change.dialogs()
                .prepend(
                        new Message(
                                new MessageId(new UUID(0x8000 | n << 16, Long.MIN_VALUE | n)),
                                WITH_BRUNO,
                                HIM,
                                at(n),
                                body(words),
                                new Fate(Tick.READ, Optional.of(travel), Optional.empty()),
                                false,
                                Optional.of(id(n))),
                        at(n)));
    }

    @Test
    void aFileOfAMessageThatWasDeletedThereGoesWithIt() throws Exception {
        arrives(1, "one");
        SharedFile file;
        try (var incoming = shelf.begin(FileName.from("plan.pdf"))) {
            incoming.write(ByteBuffer.wrap(new byte[10]));
            file = new SharedFile(FileName.from("plan.pdf"), "application/pdf", incoming.seal());
        }
        arrivals.arrived(new NewMessage(new Origin.Cloud(id(2)), WITH_BRUNO, HIM, at(2), new Body.File(file)));
        assertThat(check(false).found()).isEqualTo(Map.of(Kind.DELETED, 1L));
        assertThat(file.content().path()).exists();
        assertThat(check(true).found()).isEqualTo(Map.of(Kind.DELETED, 1L));
        assertThat(file.content().path()).doesNotExist();
        assertThat(message(2).deleted()).isTrue();
    }

    @Test
    void onlyTheDialogThatIsNamedIsCompared() throws Exception {
        arrives(1, "m1");
        arrives(2, "m2");
        cloud.brings(new NewMessage(new Origin.Cloud(id(900)), GROUP, HIM, at(900), body("in the group")));
        lose(1);
        var group = checkOf(cloud).run(new Order(Optional.of(GROUP), true), _ -> {});
        assertThat(group).isEqualTo(new CheckReport(true, 1, 1, Map.of(), List.of(), List.of()));
        assertThat(words()).containsExactly("m2");
    }

    @Test
    void aDialogThatNeverMetTheCloudIsNotAskedFor() throws Exception {
        store.alter(change -> change.dialogs().save(new Dialog.Direct(CLARA, "Clara")));
        assertThat(check(true)).isEqualTo(CheckReport.nothingYet(true));
    }

    @Test
    void aDialogOfWhichTheCloudDoesNotTellIsNamedAndTheOthersAreCompared() throws Exception {
        arrives(1, "m1");
        cloud.brings(new NewMessage(new Origin.Cloud(id(900)), GROUP, HIM, at(900), body("in the group")));
        var silent = hooked(dialog -> {
            if (dialog.equals(GROUP)) throw new IOException("it does not show this one");
        });
        var report = check(silent, true);
        assertThat(report.dialogs()).isEqualTo(1);
        assertThat(report.notAsked()).containsExactly(new CheckReport.NotAsked(GROUP, "it does not show this one"));
    }

    @Test
    void aCloudThatIsAwayIsSaidToBe() {
        arrives(1, "m1");
        cloud.online(false);
        assertThatThrownBy(() -> check(true)).isInstanceOf(IOException.class).hasMessageContaining("cannot be reached");
    }

    @Test
    void progressIsToldAfterEachStretch() throws Exception {
        for (long n = 1; n <= 250; n++) arrives(n, "m" + n);
        var told = new ArrayList<Long>();
        checkOf(cloud).run(new Order(Optional.of(WITH_BRUNO), false), so -> told.add(so.messages()));
        assertThat(told).containsExactly(100L, 200L, 250L, 250L);
    }

    private CheckReport check(boolean repair) throws Exception {
        return check(cloud, repair);
    }

    private CheckReport check(CloudCarrier asked, boolean repair) throws Exception {
        return checkOf(asked).run(new Order(Optional.empty(), repair), _ -> {});
    }

    private CloudCheck checkOf(CloudCarrier asked) {
        return new CloudCheck(ANA, store, shelf, asked, recollection, AT_ONCE, clock);
    }

    /** Happens when the cloud has answered, before the answer is looked at. */
    private interface Hook {
        void answered(DialogId dialog) throws IOException;
    }

    private CloudCarrier hooked(Runnable afterAnswer) {
        return hooked(_ -> afterAnswer.run());
    }

    private CloudCarrier hooked(Hook hook) {
        return (CloudCarrier) Proxy.newProxyInstance(
                CloudCarrier.class.getClassLoader(), new Class<?>[] {CloudCarrier.class}, (_, method, arguments) -> {
                    try {
                        var answer = method.invoke(cloud, arguments);
                        if (method.getName().equals("before")) hook.answered((DialogId) arguments[0]);
                        return answer;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    private void arrives(long n, String words) {
        cloud.brings(new NewMessage(new Origin.Cloud(id(n)), WITH_BRUNO, HIM, at(n), body(words)));
    }

    private void sends(long n, String words) {
        cloud.brings(new NewMessage(new Origin.Cloud(id(n)), WITH_BRUNO, ME, at(n), body(words)));
    }

    private void sees(long n) {
        cloud.brings(new Arrival.Seen(new Origin.Cloud(id(n)), WITH_BRUNO, ME, at(n)));
    }

    private void remembers(long n, Author by, String words) {
        cloud.remembers(WITH_BRUNO, new Past(id(n), by, at(n), body(words), false, true));
    }

    /** As if its row had been lost. */
    private void lose(long n) {
        store.alter(change -> change.dialogs().withdraw(message(n).id()));
    }

    /** It is deleted there, and nobody is told. */
    private void forget(long n) {
        cloud.forgets(id(n));
    }

    private static Instant at(long n) {
        return NOON.plus(Duration.ofMinutes(n));
    }

    private static CloudMessageId id(long n) {
        return new CloudMessageId(n);
    }

    private static Body.Text body(String words) {
        return new Body.Text(words);
    }

    private Message message(long n) {
        return store.read(view -> view.dialogs().message(WITH_BRUNO, id(n)).orElseThrow());
    }

    private int unread() {
        return store.read(view -> view.dialogs().summary(WITH_BRUNO))
                .orElseThrow()
                .unread();
    }

    private List<Message> messages() {
        return store.read(view -> {
            var all = new ArrayList<Message>();
            var next = view.dialogs().onward(WITH_BRUNO, Optional.empty(), Dialogs.LARGEST_PAGE);
            while (!next.isEmpty()) {
                all.addAll(next);
                next = view.dialogs()
                        .onward(WITH_BRUNO, Optional.of(all.getLast().id()), Dialogs.LARGEST_PAGE);
            }
            return all;
        });
    }

    private List<String> words() {
        return messages().stream()
                .map(message -> message.body() instanceof Body.Text(var text, var _) ? text : "")
                .toList();
    }
}
