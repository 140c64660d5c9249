package io.chimera.core.arrival;

import static io.chimera.core.testing.People.ANA;
import static io.chimera.core.testing.People.BRUNO;
import static io.chimera.core.testing.People.CLARA;
import static io.chimera.core.testing.People.WITH_BRUNO;
import static io.chimera.core.testing.People.messageId;
import static io.chimera.core.testing.SteppingClock.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.chimera.core.arrival.Arrival.Deletion;
import io.chimera.core.arrival.Arrival.Edit;
import io.chimera.core.arrival.Arrival.NewMessage;
import io.chimera.core.arrival.Arrival.Seen;
import io.chimera.core.arrival.Receipt.Known;
import io.chimera.core.arrival.Receipt.Rejected;
import io.chimera.core.arrival.Receipt.Stored;
import io.chimera.core.arrival.Receipt.Why;
import io.chimera.core.contact.Contact;
import io.chimera.core.contact.ContactId;
import io.chimera.core.contact.PhoneNumber;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.CloudTrace;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogChanged;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.DialogSummary;
import io.chimera.core.dialog.Dialogs;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Reference;
import io.chimera.core.dialog.Revision;
import io.chimera.core.dialog.SomebodyTypes;
import io.chimera.core.dialog.Tick;
import io.chimera.core.file.FileName;
import io.chimera.core.file.FileShelf;
import io.chimera.core.file.IncomingFile;
import io.chimera.core.file.SealedFile;
import io.chimera.core.file.Sha256;
import io.chimera.core.file.SharedFile;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Dispatch;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.route.Attempt;
import io.chimera.core.route.Journey;
import io.chimera.core.route.Outcome.Unconfirmed;
import io.chimera.core.route.Way;
import io.chimera.core.store.AccountStore;
import io.chimera.core.store.InMemoryAccountStore;
import io.chimera.core.testing.People;
import io.chimera.core.testing.RecordedEvents;
import io.chimera.core.testing.SteppingClock;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoredArrivalsTest {

    private static final Author FROM_BRUNO = new Author.Them(BRUNO);
    private static final Author FROM_CLARA = new Author.Them(CLARA);
    private static final DialogId WITH_CLARA = DialogId.with(CLARA);

    private final SteppingClock clock = new SteppingClock();
    private final RecordedEvents events = new RecordedEvents();
    private final AccountStore store = new InMemoryAccountStore(ANA, events);
    private final EmptyShelf shelf = new EmptyShelf();
    private final Arrivals arrivals = arrivals(AcceptancePolicy.usual());

    @BeforeEach
    void anaKnowsBruno() {
        store.alter(change -> {
            change.contacts().save(People.bruno());
            change.dialogs().save(People.withBruno());
        });
        events.forget();
    }

    @Test
    void whatWasSentFromAnotherDeviceHasTheTraceTheOtherSideKnowsItBy() {
        var date = clock.instant().minusSeconds(3_600);
        arrivals.arrived(new NewMessage(
                new Origin.Cloud(new CloudMessageId(7)), WITH_BRUNO, new Author.Me(), date, new Body.Text("coffee?")));
        var trace = new CloudTrace(date, Sha256.over("coffee?".getBytes(StandardCharsets.UTF_8)));
        arrivals.arrived(byBruno(2, "yes").answering(Optional.of(new Reference.ByTrace(trace))));
        assertThat(store.<Optional<Message>>read(view -> view.dialogs().message(messageId(2))))
                .get()
                .extracting(Message::answers)
                .isEqualTo(Optional.of(new Reference.ByCloudId(new CloudMessageId(7))));
    }

    @Test
    void whatTheCloudBringsTooLateStandsBeforeWhatCouldNotWaitForIt() {
        var now = clock.instant();
        var missing = new CloudTrace(now, Sha256.over("second".getBytes(StandardCharsets.UTF_8)));
        arrivals.arrived(byBruno(3, "third").behind(missing));
        arrivals.arrived(byBruno(4, "fourth"));
        arrivals.arrived(byCloud(7, "first", now.minusSeconds(9)));
        arrivals.arrived(byCloud(8, "second", now));
        arrivals.arrived(byCloud(9, "fifth", now));
        assertThat(inOrder()).containsExactly("first", "second", "third", "fourth", "fifth");
    }

    private static NewMessage byCloud(long id, String words, Instant date) {
        return new NewMessage(
                new Origin.Cloud(new CloudMessageId(id)),
                WITH_BRUNO,
                new Author.Them(BRUNO),
                date,
                new Body.Text(words));
    }

    @Test
    void nobodyKeepsRoomForWhatTheyWillWriteTomorrow() {
        var tomorrow = new CloudTrace(
                clock.instant().plus(Duration.ofDays(1)), Sha256.over("first".getBytes(StandardCharsets.UTF_8)));
        arrivals.arrived(byBruno(2, "second").behind(tomorrow));
        arrivals.arrived(byCloud(7, "first", tomorrow.date()));
        assertThat(inOrder()).containsExactly("second", "first");
    }

    private NewMessage byBruno(long n, String words) {
        return new NewMessage(
                new Origin.Lan(messageId(n)),
                WITH_BRUNO,
                new Author.Them(BRUNO),
                clock.instant(),
                new Body.Text(words));
    }

    private List<String> inOrder() {
        return store.read(view -> view.dialogs().onward(WITH_BRUNO, Optional.empty(), 100)).stream()
                .map(message -> ((Body.Text) message.body()).text())
                .toList();
    }

    @Test
    void whoWritesIsToldOfInADialogThatIsHereAndNothingOfItIsStored() {
        events.forget();
        var revision = store.read(view -> view.dialogs().revision());
        arrivals.types(WITH_BRUNO, new Author.Them(BRUNO), true);
        arrivals.types(new DialogId(4711), new Author.Them(BRUNO), true);
        arrivals.types(WITH_BRUNO, new Author.Me(), true);
        assertThat(events.all()).singleElement().isInstanceOfSatisfying(SomebodyTypes.class, news -> {
            assertThat(news.dialog()).isEqualTo(WITH_BRUNO);
            assertThat(news.author()).isEqualTo(new Author.Them(BRUNO));
        });
        assertThat(store.<Revision>read(view -> view.dialogs().revision())).isEqualTo(revision);
    }

    @Test
    void aMessageIsStoredAndToldOfOnceHoweverOftenItComes() {
        assertThat(arrivals.arrived(byLan(1, "hi"))).isEqualTo(new Stored());
        assertThat(arrivals.arrived(byLan(1, "hi"))).isEqualTo(new Known());

        assertThat(message(messageId(1)).body()).isEqualTo(new Body.Text("hi"));
        assertThat(message(messageId(1)).tick()).isEqualTo(Tick.DELIVERED);
        assertThat(events.of(MessageArrived.class)).hasSize(1);
    }

    @Test
    void whatComesInAGroupNobodyToldOfIsNotTaken() {
        var nowhere = new DialogId(-5);
        assertThat(arrivals.arrived(inGroup(nowhere, FROM_CLARA, 7))).isEqualTo(new Rejected(Why.NO_SUCH_DIALOG));

        arrivals.found(new Dialog.Group(nowhere, "Família"));
        assertThat(arrivals.arrived(inGroup(nowhere, FROM_CLARA, 7))).isEqualTo(new Stored());
    }

    @Test
    void aGroupItselfMayDeleteAnythingInItAndNothingElsewhere() {
        var family = new DialogId(-5);
        arrivals.found(new Dialog.Group(family, "Família"));
        arrivals.arrived(inGroup(family, FROM_CLARA, 7));
        var other = new Author.Chat(new DialogId(-6));

        assertThat(arrivals.arrived(new Arrival.Deletion(cloud(7), family, other, NOON)))
                .isEqualTo(new Rejected(Why.NO_SUCH_MESSAGE));
        assertThat(arrivals.arrived(new Arrival.Deletion(cloud(7), family, new Author.Chat(family), NOON)))
                .isEqualTo(new Stored());
    }

    @Test
    void aGroupThatVanishedLeavesNothingWaitingAndADialogOfTwoStays() {
        var family = new DialogId(-5);
        arrivals.found(new Dialog.Group(family, "Família"));
        var parcel = new Parcel(messageId(9), family, Optional.empty(), NOON, new Cargo.Text(new Body.Text("waits")));
        store.alter(change -> change.outbox().add(new Dispatch(parcel, Journey.beginning(NOON))));
        events.forget();
        arrivals.vanished(family);
        arrivals.vanished(family);
        arrivals.vanished(WITH_BRUNO);

        int waiting = store.read(view -> view.outbox().size());
        assertThat(waiting).isZero();
        List<DialogSummary> left = store.read(view -> view.dialogs().all());
        assertThat(left).extracting(summary -> summary.dialog().id()).containsExactly(WITH_BRUNO);
        assertThat(events.of(DialogChanged.class))
                .extracting(DialogChanged::dialog)
                .containsExactly(family);
    }

    private static Origin cloud(long id) {
        return new Origin.Cloud(new CloudMessageId(id));
    }

    private static Arrival inGroup(DialogId group, Author by, long id) {
        return new Arrival.NewMessage(cloud(id), group, by, NOON, new Body.Text("hi"));
    }

    @Test
    void aCopyWithinOneBatchIsKnownToo() {
        assertThat(arrivals.arrived(List.of(byLan(1, "hi"), byLan(2, "there"), byLan(1, "hi"))))
                .containsExactly(new Stored(), new Stored(), new Known());
    }

    @Test
    void theCloudsIdIsWhatTheCloudsCopiesAreKnownBy() {
        var arrival = byCloud(7, FROM_BRUNO, "hi");
        assertThat(arrivals.arrived(arrival)).isEqualTo(new Stored());
        assertThat(arrivals.arrived(arrival)).isEqualTo(new Known());
        Optional<Message> there = store.read(view -> view.dialogs().message(WITH_BRUNO, new CloudMessageId(7)));
        assertThat(there).isPresent();
    }

    @Test
    void anIdThatIsTakenByAnotherDialogIsRefused() {
        arrivals.arrived(byLan(1, "hi"));
        var forged = new NewMessage(
                new Origin.Lan(messageId(1)), WITH_CLARA, FROM_CLARA, clock.instant(), new Body.Text("mine now"));
        assertThat(arrivals.arrived(forged)).isEqualTo(new Rejected(Why.ID_TAKEN));
        assertThat(message(messageId(1)).body()).isEqualTo(new Body.Text("hi"));
    }

    @Test
    void anIdOfOurOwnMessageIsRefused() {
        store.alter(change -> change.dialogs().append(People.fromAna(1, "mine", clock.instant())));
        assertThat(arrivals.arrived(byLan(1, "yours?"))).isEqualTo(new Rejected(Why.ID_TAKEN));
    }

    @Test
    void aFirstMessageFromAStrangerOpensADialogUnderTheirNumberButMakesThemNoContact() {
        var hello = new NewMessage(
                new Origin.Lan(messageId(1)), WITH_CLARA, FROM_CLARA, clock.instant(), new Body.Text("hello"));
        assertThat(arrivals.arrived(hello)).isEqualTo(new Stored());
        assertThat(store.read(view -> view.dialogs().find(WITH_CLARA))
                        .orElseThrow()
                        .title())
                .isEqualTo("1003");
        Optional<Contact> clara = store.read(view -> view.contacts().find(CLARA));
        assertThat(clara).isEmpty();
    }

    @Test
    void whatThisAccountSentFromAnotherDeviceIsItsOwn() {
        arrivals.arrived(byCloud(7, new Author.Me(), "from my phone"));
        var message = store.read(view -> view.dialogs().message(WITH_BRUNO, new CloudMessageId(7)))
                .orElseThrow();
        assertThat(message.mine()).isTrue();
        assertThat(message.tick()).isEqualTo(Tick.SENT);
        assertThat(events.of(MessageArrived.class)).isEmpty();
    }

    @Test
    void whoIsIntroducedHasADialogUnderTheirName() {
        arrivals.introduced(clara(), false);
        arrivals.arrived(new NewMessage(
                new Origin.Cloud(new CloudMessageId(7)),
                WITH_CLARA,
                FROM_CLARA,
                clock.instant(),
                new Body.Text("hello")));
        assertThat(title()).isEqualTo("Clara Neves");
        Optional<Contact> stranger = store.read(view -> view.contacts().find(CLARA));
        assertThat(stranger).isEmpty();

        arrivals.introduced(clara(), true);
        Optional<Contact> contact = store.read(view -> view.contacts().find(CLARA));
        assertThat(contact).contains(clara());
    }

    @Test
    void anIntroductionNamesADialogThatHadANumberOnly() {
        store.alter(change -> change.dialogs().save(new Dialog.Direct(CLARA, "1003")));
        arrivals.introduced(clara(), false);
        assertThat(title()).isEqualTo("Clara Neves");
        assertThat(events.of(DialogChanged.class)).hasSize(1);

        arrivals.introduced(clara(), false);
        arrivals.introduced(new Contact(CLARA, "Somebody Else", Optional.empty()), false);
        assertThat(title()).isEqualTo("Clara Neves");
        assertThat(events.of(DialogChanged.class)).hasSize(1);
    }

    @Test
    void anIntroductionWithoutANumberForgetsNone() {
        arrivals.introduced(new Contact(BRUNO, "Bruno T.", Optional.empty()), true);
        Optional<Contact> bruno = store.read(view -> view.contacts().find(BRUNO));
        assertThat(bruno).contains(new Contact(BRUNO, "Bruno T.", People.bruno().phone()));
    }

    @Test
    void whatTheCloudHasIsKnownByItsIds() {
        var seven = new CloudMessageId(7);
        assertThat(arrivals.hasMetCloud(WITH_BRUNO)).isFalse();
        arrivals.arrived(byLan(1, "by the LAN"));
        assertThat(arrivals.hasMetCloud(WITH_BRUNO)).isFalse();
        arrivals.arrived(byCloud(7, FROM_BRUNO, "hi"));
        for (int n = 2; n <= Dialogs.LARGEST_PAGE + 2; n++) arrivals.arrived(byLan(n, "by the LAN"));

        assertThat(arrivals.hasMetCloud(WITH_BRUNO)).isTrue();
        assertThat(arrivals.known(WITH_BRUNO, List.of(seven, new CloudMessageId(8))))
                .containsExactly(seven);
        assertThat(arrivals.known(WITH_CLARA, List.of(seven))).isEmpty();
    }

    /** After a crash the cloud may tell of our own message before the courier could ask for it. */
    @Test
    void whatMayBeOurOwnOnItsWayIsLeftForTheCourierToFind() {
        var parcel = new Parcel(
                messageId(1),
                WITH_BRUNO,
                Optional.of(BRUNO),
                clock.instant(),
                new Cargo.Text(new Body.Text(" perhaps\t")));
        store.alter(change -> {
            change.outbox().add(new Dispatch(parcel, Journey.beginning(clock.instant())));
            change.outbox()
                    .begin(parcel.id(), new Attempt(clock.instant(), Way.CLOUD, new Unconfirmed("it set off", false)));
        });

        assertThat(arrivals.arrived(byCloud(7, new Author.Me(), "perhaps"))).isEqualTo(new Known());
        assertThat(words()).isEmpty();
        assertThat(arrivals.arrived(byCloud(8, new Author.Me(), "something else")))
                .isEqualTo(new Stored());
        assertThat(arrivals.arrived(byCloud(9, FROM_BRUNO, "perhaps"))).isEqualTo(new Stored());

        store.alter(change -> change.outbox().remove(parcel.id()));
        assertThat(arrivals.arrived(byCloud(7, new Author.Me(), "perhaps"))).isEqualTo(new Stored());
    }

    @Test
    void onlyTheAuthorChangesAMessage() {
        arrivals.arrived(byLan(1, "hi"));
        var origin = new Origin.Lan(messageId(1));
        var better = new Body.Text("hi!");
        assertThat(arrivals.arrived(new Edit(origin, WITH_CLARA, FROM_CLARA, clock.instant(), better)))
                .isEqualTo(new Rejected(Why.NO_SUCH_MESSAGE));
        assertThat(arrivals.arrived(new Deletion(origin, WITH_CLARA, FROM_CLARA, clock.instant())))
                .isEqualTo(new Rejected(Why.NO_SUCH_MESSAGE));
        assertThat(message(messageId(1)).edited()).isFalse();

        var edit = new Edit(origin, WITH_BRUNO, FROM_BRUNO, clock.instant(), better);
        assertThat(arrivals.arrived(edit)).isEqualTo(new Stored());
        assertThat(arrivals.arrived(edit)).isEqualTo(new Known());
        assertThat(message(messageId(1)).body()).isEqualTo(better);
        assertThat(message(messageId(1)).edited()).isTrue();
    }

    @Test
    void aDeletedFileLeavesTheShelf() {
        var file = file("photo.png");
        arrivals.arrived(new NewMessage(
                new Origin.Lan(messageId(1)), WITH_BRUNO, FROM_BRUNO, clock.instant(), new Body.File(file)));
        var deletion = new Deletion(new Origin.Lan(messageId(1)), WITH_BRUNO, FROM_BRUNO, clock.instant());
        assertThat(arrivals.arrived(deletion)).isEqualTo(new Stored());
        assertThat(arrivals.arrived(deletion)).isEqualTo(new Known());
        assertThat(message(messageId(1)).deleted()).isTrue();
        assertThat(shelf.removed).containsExactly(file.content());
    }

    @Test
    void aFileThatCameTwiceIsKeptOnce() {
        var origin = new Origin.Lan(messageId(1));
        var first = file("photo.png");
        var second = file("photo (2).png");
        arrivals.arrived(new NewMessage(origin, WITH_BRUNO, FROM_BRUNO, clock.instant(), new Body.File(first)));
        arrivals.arrived(new NewMessage(origin, WITH_BRUNO, FROM_BRUNO, clock.instant(), new Body.File(second)));
        assertThat(shelf.removed).containsExactly(second.content());
    }

    @Test
    void theirMarkTurnsOurMessagesRead() {
        store.alter(change -> {
            for (int n = 1; n <= 3; n++) {
                change.dialogs().append(People.fromAna(n, "m" + n, clock.instant()));
                change.dialogs()
                        .settle(
                                messageId(n),
                                People.fromAna(n, "x", clock.instant()).fate().with(Tick.DELIVERED));
            }
        });
        var mark = new Seen(new Origin.Lan(messageId(2)), WITH_BRUNO, FROM_BRUNO, clock.instant());
        assertThat(arrivals.arrived(mark)).isEqualTo(new Stored());
        assertThat(message(messageId(1)).tick()).isEqualTo(Tick.READ);
        assertThat(message(messageId(2)).tick()).isEqualTo(Tick.READ);
        assertThat(message(messageId(3)).tick()).isEqualTo(Tick.DELIVERED);
    }

    @Test
    void whatIsAboutNothingWeHaveIsRefused() {
        var origin = new Origin.Lan(messageId(1));
        assertThat(arrivals.arrived(new Seen(origin, WITH_BRUNO, FROM_BRUNO, clock.instant())))
                .isEqualTo(new Rejected(Why.NO_SUCH_MESSAGE));
    }

    @Test
    void anOfferedFileIsTakenFromContactsOnly() throws Exception {
        assertThat(arrivals.offered(offer(BRUNO, 10))).isInstanceOf(Acceptance.Into.class);
        assertThat(arrivals.offered(offer(CLARA, 10))).isEqualTo(new Acceptance.Settled(new Rejected(Why.STRANGER)));
    }

    @Test
    void anOfferedFileMustFit() throws Exception {
        assertThat(arrivals.offered(offer(BRUNO, shelf.room() + 1)))
                .isEqualTo(new Acceptance.Settled(new Rejected(Why.NO_ROOM)));
        assertThat(arrivals(new AcceptancePolicy(100, false)).offered(offer(BRUNO, 101)))
                .isEqualTo(new Acceptance.Settled(new Rejected(Why.TOO_LARGE)));
    }

    @Test
    void aFileThatIsHereAlreadyNeedNotBeBroughtAgain() throws Exception {
        arrivals.arrived(new NewMessage(
                new Origin.Lan(messageId(5)), WITH_BRUNO, FROM_BRUNO, clock.instant(), new Body.File(file("a.png"))));
        assertThat(arrivals.offered(offer(BRUNO, 10))).isEqualTo(new Acceptance.Settled(new Known()));
        assertThat(arrivals.offered(offer(CLARA, 10))).isEqualTo(new Acceptance.Settled(new Rejected(Why.ID_TAKEN)));
    }

    @Test
    void whenTheStoreCannotTakeOneNothingOfTheBatchIsTaken() {
        var impossible = new NewMessage(
                new Origin.Cloud(new CloudMessageId(1)),
                new DialogId(Long.MAX_VALUE),
                new Author.Me(),
                clock.instant(),
                new Body.Text("nobody has such a number"));
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> arrivals.arrived(List.of(byLan(1, "hi"), impossible)));
        Optional<Message> first = store.read(view -> view.dialogs().message(messageId(1)));
        assertThat(first).isEmpty();
        assertThat(events.all()).isEmpty();
    }

    @Test
    void whatWentThroughTheCloudBeforeItIsWaitedFor() throws Exception {
        var date = clock.instant();
        var second = behind(byLan(2, "second"), date, "first");
        var bringing = Thread.ofVirtual().start(() -> arrivals.arrived(second));
        await().until(() -> bringing.getState() == Thread.State.TIMED_WAITING);
        assertThat(words()).isEmpty();

        arrivals.arrived(byCloud(7, FROM_BRUNO, "something else"));
        arrivals.arrived(byCloud(8, FROM_BRUNO, "first"));
        assertThat(bringing.join(Duration.ofSeconds(5))).isTrue();
        assertThat(words()).containsExactly("something else", "first", "second");
    }

    @Test
    void whatTheCloudDoesNotBringIsWaitedForAMomentOnly() {
        var one = behind(byLan(1, "one"), clock.instant(), "never came");
        var two = behind(byLan(2, "two"), clock.instant(), "nor did this");
        assertTimeout(Duration.ofSeconds(3), () -> arrivals.arrived(List.of(one, two)));
        assertThat(words()).containsExactly("one", "two");
    }

    @Test
    void whatIsHereAlreadyIsNotWaitedFor() {
        var date = clock.instant();
        arrivals.arrived(byCloud(8, FROM_BRUNO, "first"));
        assertTimeout(Duration.ofSeconds(10), () -> {
            for (int n = 1; n <= 20; n++) arrivals.arrived(behind(byLan(n, "another"), date, "first"));
        });
        assertThat(words()).hasSize(21);
    }

    @Test
    void whoIsToldToStopWhileWaitingStoresItAndStops() throws Exception {
        var waits = behind(byLan(2, "second"), clock.instant(), "never came");
        var stopped = new AtomicBoolean();
        var bringing = Thread.ofVirtual().start(() -> {
            arrivals.arrived(waits);
            stopped.set(Thread.currentThread().isInterrupted());
        });
        await().until(() -> bringing.getState() == Thread.State.TIMED_WAITING);
        bringing.interrupt();
        assertThat(bringing.join(Duration.ofSeconds(5))).isTrue();
        assertThat(stopped).isTrue();
        assertThat(words()).containsExactly("second");
    }

    private static Contact clara() {
        return new Contact(CLARA, "Clara Neves", Optional.of(new PhoneNumber("+5521990001003")));
    }

    private String title() {
        return store.read(view -> view.dialogs().find(WITH_CLARA)).orElseThrow().title();
    }

    private static NewMessage behind(NewMessage message, Instant date, String text) {
        var trace = new CloudTrace(date, Sha256.over(text.getBytes(StandardCharsets.UTF_8)));
        return message.behind(trace);
    }

    private List<String> words() {
        return store.read(view -> view.dialogs().page(WITH_BRUNO, Optional.empty(), 100)).messages().reversed().stream()
                .map(message -> ((Body.Text) message.body()).text())
                .toList();
    }

    private Arrivals arrivals(AcceptancePolicy policy) {
        return new StoredArrivals(ANA, store, shelf, policy, new Random(1), clock);
    }

    private NewMessage byLan(long n, String text) {
        return new NewMessage(
                new Origin.Lan(messageId(n)), WITH_BRUNO, FROM_BRUNO, clock.instant(), new Body.Text(text));
    }

    private NewMessage byCloud(long n, Author author, String text) {
        return new NewMessage(
                new Origin.Cloud(new CloudMessageId(n)), WITH_BRUNO, author, clock.instant(), new Body.Text(text));
    }

    private Message message(MessageId id) {
        return store.read(view -> view.dialogs().message(id)).orElseThrow();
    }

    private static FileOffer offer(ContactId from, long size) {
        return new FileOffer(messageId(5), from, FileName.from("a.png"), OptionalLong.of(size));
    }

    private static SharedFile file(String name) {
        return new SharedFile(
                FileName.from(name),
                "image/png",
                new SealedFile(Path.of("/shelf", name), 3, new Sha256("0".repeat(64))));
    }

    /** A shelf with 1 000 bytes of room that remembers what was taken off it. */
    private static final class EmptyShelf implements FileShelf {
        private final List<SealedFile> removed = new ArrayList<>();

        @Override
        public IncomingFile begin(FileName name) {
            return new Nowhere();
        }

        @Override
        public IncomingFile resume(MessageId message, FileName name, long size) {
            return new Nowhere();
        }

        @Override
        public void remove(SealedFile file) {
            removed.add(file);
        }

        @Override
        public long room() {
            return 1_000;
        }
    }

    private static final class Nowhere implements IncomingFile {
        @Override
        public long length() {
            return 0;
        }

        @Override
        public int crc32c() {
            return 0;
        }

        @Override
        public void write(ByteBuffer bytes) {
            throw new AssertionError("nothing is brought in these tests");
        }

        @Override
        public void restart() {}

        @Override
        public SealedFile seal() {
            throw new AssertionError("nothing is brought in these tests");
        }

        @Override
        public void close() {}
    }
}
