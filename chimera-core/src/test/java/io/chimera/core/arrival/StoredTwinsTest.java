package io.chimera.core.arrival;

import static io.chimera.core.testing.People.ANA;
import static io.chimera.core.testing.People.BRUNO;
import static io.chimera.core.testing.People.CLARA;
import static io.chimera.core.testing.People.WITH_BRUNO;
import static io.chimera.core.testing.People.messageId;
import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.arrival.Arrival.NewMessage;
import io.chimera.core.arrival.Receipt.Known;
import io.chimera.core.arrival.Receipt.Stored;
import io.chimera.core.delivery.FolderShelf;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Fate;
import io.chimera.core.dialog.Likeness;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Tick;
import io.chimera.core.file.DistantFile;
import io.chimera.core.file.FileName;
import io.chimera.core.file.SharedFile;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.core.route.Travel;
import io.chimera.core.route.Way;
import io.chimera.core.store.AccountStore;
import io.chimera.core.store.InMemoryAccountStore;
import io.chimera.core.testing.People;
import io.chimera.core.testing.RecordedEvents;
import io.chimera.core.testing.SteppingClock;
import io.chimera.core.twin.Doubt;
import io.chimera.core.twin.Twins;
import io.chimera.core.twin.Whereabouts;
import io.chimera.core.twin.Whereabouts.InCloud;
import io.chimera.core.twin.Whereabouts.Straight;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The twin rule: a message that comes by both ways is one, the same words said twice are two. */
class StoredTwinsTest {

    private static final Author BY_BRUNO = new Author.Them(BRUNO);

    @TempDir
    Path folder;

    private final SteppingClock clock = new SteppingClock();
    private final RecordedEvents events = new RecordedEvents();
    private final AccountStore store = new InMemoryAccountStore(ANA, events);
    private FolderShelf shelf;
    private Arrivals arrivals;
    private Twins twins;

    @BeforeEach
    void anaKnowsBruno() {
        store.alter(change -> {
            change.contacts().save(People.bruno());
            change.dialogs().save(People.withBruno());
        });
        shelf = new FolderShelf(folder.resolve("shelf"));
        arrivals = new StoredArrivals(ANA, store, shelf, AcceptancePolicy.usual(), new Random(1), clock);
        twins = new StoredTwins(ANA, store, shelf, FetchPolicy.usual(), new Random(2), clock);
    }

    @Test
    void aCopyTheCloudBringsOfWhatCameStraightIsNotShown() {
        arrivals.arrived(straight(1, "ok"));
        assertThat(arrivals.arrived(byCloud(7, "ok", 60))).isInstanceOf(Stored.class);

        assertThat(words()).containsExactly("ok");
        assertThat(message(1).cloudId()).contains(new CloudMessageId(7));
        assertThat(message(1).fate().travel().map(Travel::way)).contains(Way.LAN);
    }

    @Test
    void theCloudsCopyMayDifferInWhatCannotBeSeen() {
        arrivals.arrived(straight(1, "caf\u00e9  ok\t!"));
        arrivals.arrived(byCloud(7, "cafe\u0301  ok !", 60));
        assertThat(words()).hasSize(1);
    }

    @Test
    void theCopyIsKnownHoweverOftenTheCloudBringsIt() {
        arrivals.arrived(straight(1, "ok"));
        arrivals.arrived(byCloud(7, "ok", 60));
        assertThat(arrivals.arrived(byCloud(7, "ok", 60))).isEqualTo(new Known());
        assertThat(words()).containsExactly("ok");
    }

    @Test
    void twoCopiesOfTwoEqualMessagesAreBothRecognised() {
        arrivals.arrived(List.of(straight(1, "ok"), straight(2, "ok")));
        arrivals.arrived(List.of(byCloud(7, "ok", 60), byCloud(8, "ok", 61), byCloud(9, "ok", 62)));
        assertThat(words()).containsExactly("ok", "ok", "ok");
        assertThat(message(1).cloudId()).contains(new CloudMessageId(7));
        assertThat(message(2).cloudId()).contains(new CloudMessageId(8));
    }

    @Test
    void whatItsAuthorKnowsToHaveComeIsSaidTwiceWhenItComesAgain() {
        arrivals.arrived(straight(1, "ok"));
        twins.learn(BRUNO, Map.of(messageId(1), new Straight()));
        arrivals.arrived(byCloud(7, "ok", 60));
        assertThat(words()).containsExactly("ok", "ok");
    }

    @Test
    void aDayLaterTheSameWordsAreNewOnes() {
        arrivals.arrived(straight(1, "ok"));
        arrivals.arrived(byCloud(7, "ok", Duration.ofHours(25).toSeconds()));
        assertThat(words()).containsExactly("ok", "ok");
    }

    @Test
    void anOldMessageOfTheCloudIsNoCopyOfALaterOne() {
        arrivals.arrived(straight(1, "ok"));
        arrivals.arrived(byCloud(7, "ok", -Duration.ofHours(1).toSeconds()));
        assertThat(words()).containsExactly("ok", "ok");
    }

    @Test
    void theFirstChimeraCannotBeAskedSoNothingOfItsIsTakenForACopy() {
        arrivals.arrived(new NewMessage(
                new Origin.Lan(messageId(1), false), WITH_BRUNO, BY_BRUNO, clock.instant(), new Body.Text("ok")));
        arrivals.arrived(byCloud(7, "ok", 60));
        assertThat(words()).containsExactly("ok", "ok");
        assertThat(twins.doubtful(BRUNO)).isEmpty();
    }

    @Test
    void aCopyItsAuthorConfirmsStaysUnseenForGood() {
        arrivals.arrived(straight(1, "ok"));
        arrivals.arrived(byCloud(7, "ok", 60));
        twins.learn(BRUNO, Map.of(messageId(1), new InCloud(Optional.of(date(60)))));

        assertThat(words()).containsExactly("ok");
        assertThat(twins.doubtful(BRUNO)).isEmpty();
        arrivals.arrived(byCloud(8, "ok", 70));
        assertThat(words()).containsExactly("ok", "ok");
    }

    @Test
    void aMessageThatWasTakenForACopyAndIsNoneAppears() {
        arrivals.arrived(straight(1, "ok"));
        arrivals.arrived(byCloud(7, "ok", 60));
        events.forget();
        twins.learn(BRUNO, Map.of(messageId(1), new Straight()));

        assertThat(words()).containsExactly("ok", "ok");
        assertThat(message(1).cloudId()).isEmpty();
        var parted = history().getLast();
        assertThat(parted.cloudId()).contains(new CloudMessageId(7));
        assertThat(parted.sentAt()).isEqualTo(date(60));
        assertThat(parted.tick()).isEqualTo(Tick.DELIVERED);
        assertThat(events.of(MessageArrived.class)).hasSize(1);
        assertThat(arrivals.arrived(byCloud(7, "ok", 60))).isEqualTo(new Known());
    }

    @Test
    void theWrongOneOfTwoEqualMessagesIsExchangedForTheRightOne() {
        arrivals.arrived(straight(1, "ok"));
        arrivals.arrived(byCloud(7, "ok", 60));
        twins.learn(BRUNO, Map.of(messageId(1), new InCloud(Optional.of(date(600)))));
        assertThat(words()).containsExactly("ok", "ok");

        assertThat(arrivals.arrived(byCloud(8, "ok", 600))).isEqualTo(new Known());
        assertThat(words()).containsExactly("ok", "ok");
        assertThat(message(1).cloudId()).contains(new CloudMessageId(8));
    }

    @Test
    void aCopyThatWasShownGoesWhenItsAuthorSaysItIsOne() {
        arrivals.arrived(straight(1, "ok"));
        arrivals.arrived(byCloud(7, "ok", Duration.ofHours(30).toSeconds()));
        assertThat(words()).containsExactly("ok", "ok");

        twins.learn(
                BRUNO,
                Map.of(
                        messageId(1),
                        new InCloud(Optional.of(date(Duration.ofHours(30).toSeconds())))));
        assertThat(words()).containsExactly("ok");
        assertThat(message(1).cloudId()).contains(new CloudMessageId(7));
    }

    @Test
    void whenTheCloudWasQuickerTheMessageKeepsItsPlaceAndGetsItsAuthorsId() {
        arrivals.arrived(byCloud(7, "ok", 1));
        arrivals.arrived(straight(5, "later"));
        assertThat(arrivals.arrived(straight(1, "ok").perhapsInCloud(clock.instant())))
                .isEqualTo(new Known());

        assertThat(words()).containsExactly("ok", "later");
        assertThat(history().getFirst().id()).isEqualTo(messageId(1));
        twins.learn(BRUNO, Map.of(messageId(1), new Straight()));
        assertThat(words()).containsExactly("ok", "later", "ok");
    }

    @Test
    void aCopyThatWasStoredFirstGoesWhenItsTwinComesAgainWithWordOfIt() {
        var firstTried = clock.instant();
        arrivals.arrived(byCloud(7, "ok", 1));
        arrivals.arrived(straight(1, "ok"));
        assertThat(words()).containsExactly("ok", "ok");

        assertThat(arrivals.arrived(straight(1, "ok").perhapsInCloud(firstTried)))
                .isEqualTo(new Known());
        assertThat(words()).containsExactly("ok");
        assertThat(message(1).cloudId()).contains(new CloudMessageId(7));
        twins.learn(BRUNO, Map.of(messageId(1), new Straight()));
        assertThat(words()).containsExactly("ok", "ok");
    }

    @Test
    void whatTheCloudBroughtInTimeKeepsItsPlaceWhenItsTwinCameLate() {
        var firstTried = clock.instant();
        arrivals.arrived(byCloud(7, "ok", 1));
        arrivals.arrived(byCloud(8, "what came next", 2));
        arrivals.arrived(straight(1, "ok"));
        assertThat(words()).containsExactly("ok", "what came next", "ok");

        arrivals.arrived(straight(1, "ok").perhapsInCloud(firstTried));
        assertThat(words()).containsExactly("ok", "what came next");
        assertThat(history().getFirst().id()).isEqualTo(messageId(1));
    }

    @Test
    void aPlaceIsKeptAsWellWhenItsAuthorIsAskedInTheEnd() {
        arrivals.arrived(byCloud(7, "ok", 1));
        arrivals.arrived(byCloud(8, "what came next", 2));
        arrivals.arrived(straight(1, "ok"));

        twins.learn(BRUNO, Map.of(messageId(1), new InCloud(Optional.of(date(1)))));
        assertThat(words()).containsExactly("ok", "what came next");
        assertThat(history().getFirst().id()).isEqualTo(messageId(1));
        assertThat(message(1).cloudId()).contains(new CloudMessageId(7));
    }

    @Test
    void whatComesAgainWithWordOfTheCloudIsWaitedForAsLongAsTheCloudMayTake() {
        var firstTried = clock.instant();
        arrivals.arrived(straight(1, "ok"));
        arrivals.arrived(straight(1, "ok").perhapsInCloud(firstTried));
        arrivals.arrived(byCloud(7, "ok", Duration.ofHours(30).toSeconds()));
        assertThat(words()).containsExactly("ok");
    }

    @Test
    void aMessageThatTriedTheCloudLongAgoIsRecognisedByThat() {
        var firstTried = clock.instant();
        clock.advance(Duration.ofHours(3));
        arrivals.arrived(straight(1, "ok").perhapsInCloud(firstTried));
        arrivals.arrived(byCloudAt(7, "ok", firstTried.plusSeconds(2)));
        assertThat(words()).containsExactly("ok");
    }

    @Test
    void nobodyLearnsOfOrAboutMessagesOfOthers() {
        arrivals.arrived(straight(1, "ok"));
        arrivals.arrived(byCloud(7, "ok", 60));
        twins.learn(CLARA, Map.of(messageId(1), new Straight()));
        assertThat(words()).containsExactly("ok");

        sent(2, Optional.of(new CloudMessageId(9)));
        assertThat(twins.tell(CLARA, List.of(messageId(2)))).isEmpty();
        assertThat(twins.tell(BRUNO, List.of(messageId(1), messageId(77)))).isEmpty();
        assertThat(twins.doubtful(CLARA)).isEmpty();
    }

    @Test
    void anAuthorTellsWhatIsSettledAndKeepsSilentAboutTheRest() {
        sent(1, Optional.empty());
        sent(2, Optional.of(new CloudMessageId(9)));
        sent(3, Optional.empty());
        store.alter(change -> change.dialogs().settle(messageId(3), Fate.queued()));
        sent(4, Optional.empty());
        store.alter(change -> change.doubts()
                .keep(Doubt.perhapsInCloud(
                        messageId(4), WITH_BRUNO, true, Likeness.ofWords("sent 4"), clock.instant())));

        var told = twins.tell(BRUNO, List.of(messageId(1), messageId(2), messageId(3), messageId(4)));

        assertThat(told)
                .isEqualTo(
                        Map.of(messageId(1), new Straight(), messageId(2), new InCloud(Optional.of(clock.instant()))));
    }

    @Test
    void ourOwnMessageThatTheCloudTellsOfAfterItWasBroughtStraightIsThatMessage() {
        sent(4, Optional.empty());
        store.alter(change -> change.doubts()
                .keep(Doubt.perhapsInCloud(
                        messageId(4), WITH_BRUNO, true, Likeness.ofWords("sent 4"), clock.instant())));

        var echo = new NewMessage(
                new Origin.Cloud(new CloudMessageId(12)),
                WITH_BRUNO,
                new Author.Me(),
                clock.instant(),
                new Body.Text("sent 4"));
        assertThat(arrivals.arrived(echo)).isEqualTo(new Known());

        assertThat(words()).containsExactly("sent 4");
        assertThat(twins.tell(BRUNO, List.of(messageId(4))))
                .isEqualTo(Map.<MessageId, Whereabouts>of(messageId(4), new InCloud(Optional.empty())));
    }

    @Test
    void aFileThatCameStraightIsNotFetchedFromTheCloudAsWell() throws IOException {
        var straight = sealed("a.txt", "content");
        arrivals.arrived(file(new Origin.Lan(messageId(1)), new Body.File(straight)));
        arrivals.arrived(file(new Origin.Cloud(new CloudMessageId(7)), distant("a.txt", 7)));
        assertThat(message(1).body()).isEqualTo(new Body.File(straight));
        assertThat(history()).hasSize(1);
        assertThat(wanted()).isEmpty();

        twins.learn(BRUNO, Map.of(messageId(1), new InCloud(Optional.of(clock.instant()))));
        assertThat(history()).hasSize(1);
        assertThat(straight.content().path()).exists();
    }

    @Test
    void aFileOfAnotherLengthIsAnotherFile() throws IOException {
        arrivals.arrived(file(new Origin.Lan(messageId(1)), new Body.File(sealed("a.txt", "content"))));
        arrivals.arrived(file(new Origin.Cloud(new CloudMessageId(7)), distant("a.txt", 8)));
        assertThat(history()).hasSize(2);
    }

    @Test
    void aFileThatWasTakenForACopyAndIsNoneAppearsAndIsFetched() throws IOException {
        arrivals.arrived(file(new Origin.Lan(messageId(1)), new Body.File(sealed("a.txt", "content"))));
        arrivals.arrived(file(new Origin.Cloud(new CloudMessageId(7)), distant("a.txt", 7)));
        twins.learn(BRUNO, Map.of(messageId(1), new Straight()));

        assertThat(history()).hasSize(2);
        assertThat(wanted()).containsExactly(history().getLast().id());
    }

    @Test
    void aFileTheCloudBroughtFirstGoesFromTheDiskOnceItsAuthorHasSaidThatItIsACopy() throws IOException {
        var fetched = sealed("a.txt", "content");
        var straight = sealed("a.txt", "content");
        arrivals.arrived(file(new Origin.Cloud(new CloudMessageId(7)), new Body.File(fetched)));
        arrivals.arrived(
                file(new Origin.Lan(messageId(1)), new Body.File(straight)).perhapsInCloud(clock.instant()));
        assertThat(history()).hasSize(2);

        twins.learn(BRUNO, Map.of(messageId(1), new InCloud(Optional.of(clock.instant()))));
        assertThat(history()).singleElement().extracting(Message::id).isEqualTo(messageId(1));
        assertThat(straight.content().path()).exists();
        assertThat(fetched.content().path()).doesNotExist();
    }

    private static Body distant(String name, long size) {
        return new Body.Distant(new DistantFile(FileName.from(name), "text/plain", size), false);
    }

    private List<MessageId> wanted() {
        return store.<List<Message>>read(view -> view.dialogs().wanted(10)).stream()
                .map(Message::id)
                .toList();
    }

    private NewMessage straight(long n, String text) {
        return new NewMessage(new Origin.Lan(messageId(n)), WITH_BRUNO, BY_BRUNO, clock.instant(), new Body.Text(text));
    }

    private NewMessage byCloud(long id, String text, long secondsFromNow) {
        return byCloudAt(id, text, date(secondsFromNow));
    }

    private static NewMessage byCloudAt(long id, String text, Instant date) {
        return new NewMessage(
                new Origin.Cloud(new CloudMessageId(id)), WITH_BRUNO, BY_BRUNO, date, new Body.Text(text));
    }

    private NewMessage file(Origin origin, Body file) {
        return new NewMessage(origin, WITH_BRUNO, BY_BRUNO, clock.instant(), file);
    }

    private SharedFile sealed(String name, String content) throws IOException {
        try (var incoming = shelf.begin(FileName.from(name))) {
            incoming.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
            return new SharedFile(FileName.from(name), "text/plain", incoming.seal());
        }
    }

    private void sent(long n, Optional<CloudMessageId> cloudId) {
        var way = cloudId.isPresent() ? Way.CLOUD : Way.LAN;
        var fate = new Fate(
                Tick.DELIVERED, Optional.of(new Travel(way, Optional.empty(), clock.instant(), 1)), Optional.empty());
        store.alter(change -> change.dialogs()
                .append(new Message(
                        messageId(n),
                        WITH_BRUNO,
                        new Author.Me(),
                        clock.instant(),
                        new Body.Text("sent " + n),
                        fate,
                        false,
                        cloudId)));
    }

    private Instant date(long secondsFromNow) {
        return clock.instant().plusSeconds(secondsFromNow);
    }

    private Message message(long n) {
        return store.<Optional<Message>>read(view -> view.dialogs().message(messageId(n)))
                .orElseThrow();
    }

    private List<Message> history() {
        return store.read(view -> view.dialogs().onward(WITH_BRUNO, Optional.empty(), 100));
    }

    private List<String> words() {
        return history().stream()
                .map(message -> ((Body.Text) message.body()).text())
                .toList();
    }
}
