package io.chimera.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.chimera.core.account.Account;
import io.chimera.core.account.AccountId;
import io.chimera.core.arrival.Arrival;
import io.chimera.core.arrival.Origin;
import io.chimera.core.delivery.LanCarrier.LanState;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.CloudTrace;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Reference;
import io.chimera.core.dialog.SomebodyTypes;
import io.chimera.core.dialog.Span;
import io.chimera.core.dialog.Style;
import io.chimera.core.dialog.Tick;
import io.chimera.core.file.Sha256;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.core.neighbour.Neighbour;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.outbox.Target;
import io.chimera.core.route.Outcome;
import io.chimera.core.route.Outcome.Delivered;
import io.chimera.core.route.Outcome.Refused;
import io.chimera.core.route.Outcome.Unproven;
import io.chimera.core.route.Outcome.Unreachable;
import io.chimera.core.transfer.TransferMoved;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every place on a LAN does, whichever LAN it is. Ana's is tested; Bruno is the neighbour. */
@Timeout(60)
public abstract class LanCarrierContract {

    @TempDir
    protected Path folder;

    protected final Clock clock = Clock.systemUTC();
    protected Resident ana;
    protected Resident bruno;
    private LanStage stage;
    private LanCarrier lan;

    /** A fresh LAN with Ana, not taking part yet, and Bruno, who does. They are contacts of each other. */
    protected abstract LanStage open(Resident ana, Resident bruno) throws Exception;

    /** The LAN around the carrier under test. */
    protected interface LanStage extends AutoCloseable {

        LanCarrier ana();

        /** Where Bruno is. */
        Neighbour bruno();

        /** A place that is said to be Bruno's, where nobody is. */
        Neighbour nobody();

        /** A place that is said to be Bruno's, where Clara is. */
        Neighbour impostor() throws Exception;

        /** What came to Clara. */
        List<String> claraHas();

        /** A place that is said to be Bruno's, where somebody listens and never says a word. */
        Neighbour silent() throws Exception;
    }

    @BeforeEach
    void openStage() throws Exception {
        ana = resident(1001, "Ana Figueira");
        bruno = resident(1002, "Bruno Tavares");
        ana.knows(bruno);
        bruno.knows(ana);
        stage = open(ana, bruno);
        lan = stage.ana();
        lan.takePart(true);
        await().until(() -> lan.state() instanceof LanState.On);
    }

    @AfterEach
    void closeStage() throws Exception {
        stage.close();
    }

    /** Somebody with an account of their own. */
    protected final Resident resident(long id, String name) {
        return new Resident(new Account(new AccountId(id), name, Optional.empty()), folder, clock);
    }

    @Test
    void wordsArriveAsTheyWereWrittenUnderTheSendersIdAndName() throws Exception {
        var parcel = ana.text(bruno, "  «Ação» 👍🏽 <b>&amp;</b>\r\n\tيراك غداً ';--  ");
        assertThat(carry(parcel)).isInstanceOf(Delivered.class);
        assertThat(bruno.dialogWith(ana)).singleElement().satisfies(message -> {
            assertThat(message.id()).isEqualTo(parcel.id());
            assertThat(message.author()).isEqualTo(new Author.Them(ana.contact()));
            assertThat(message.body()).isEqualTo(((Cargo.Text) parcel.cargo()).body());
            assertThat(message.sentAt().toEpochMilli())
                    .isEqualTo(parcel.writtenAt().toEpochMilli());
            assertThat(message.tick()).isEqualTo(Tick.DELIVERED);
        });
    }

    @Test
    void wordsKeepTheirLooks() throws Exception {
        var looks = new Body.Text(
                "\uD83D\uDE80 bold code words both\nval x = 1\nquoted under struck hidden",
                List.of(
                        new Span(3, 4, new Style.Bold()),
                        new Span(8, 4, new Style.Code()),
                        new Span(13, 10, new Style.Italic()),
                        new Span(13, 5, new Style.Link("https://chimera.example/a?b=c")),
                        new Span(24, 9, new Style.Block("kotlin")),
                        new Span(34, 6, new Style.Quote()),
                        new Span(41, 5, new Style.Underlined()),
                        new Span(47, 6, new Style.Struck()),
                        new Span(54, 6, new Style.Spoiler())));
        carry(ana.parcel(bruno, new Cargo.Text(looks)));
        assertThat(bruno.dialogWith(ana))
                .singleElement()
                .extracting(Message::body)
                .isEqualTo(looks);

        var target = new Target(bruno.dialogWith(ana).getFirst().id(), Optional.empty());
        var edited = new Body.Text("plain or not", List.of(new Span(9, 3, new Style.Bold())));
        carry(ana.parcel(bruno, new Cargo.Edit(target, edited)));
        assertThat(bruno.dialogWith(ana))
                .singleElement()
                .extracting(Message::body)
                .isEqualTo(edited);
    }

    @Test
    void anAnswerNamesWhatWentStraightByItsId() throws Exception {
        var question = ana.text(bruno, "coffee?");
        carry(question);
        var answered = Optional.<Reference>of(new Reference.ById(question.id()));
        carry(ana.text(bruno, "or tea?").answering(answered));
        assertThat(bruno.dialogWith(ana)).last().extracting(Message::answers).isEqualTo(answered);
        carry(ana.parcel(bruno, new Cargo.File(ana.file("menu.pdf", 1_000))).answering(answered));
        assertThat(bruno.dialogWith(ana)).last().extracting(Message::answers).isEqualTo(answered);
    }

    @Test
    void anAnswerNamesWhatWentThroughTheCloudByItsTrace() throws Exception {
        var inCloud = new CloudMessageId(77);
        var date = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        bruno.arrivals()
                .arrived(new Arrival.NewMessage(
                        new Origin.Cloud(inCloud),
                        DialogId.with(ana.contact()),
                        new Author.Them(ana.contact()),
                        date,
                        new Body.Text("coffee?")));
        var trace = CloudTrace.of(bruno.dialogWith(ana).getFirst()).orElseThrow();
        carry(ana.text(bruno, "or tea?").answering(Optional.of(new Reference.ByTrace(trace))));
        assertThat(bruno.dialogWith(ana))
                .last()
                .extracting(Message::answers)
                .isEqualTo(Optional.of(new Reference.ByCloudId(inCloud)));
    }

    @Test
    void whoeverWritesIsSeenToWrite() throws Exception {
        carry(ana.text(bruno, "hello"));
        lan.types(stage.bruno(), true);
        await().untilAsserted(() -> assertThat(bruno.events().of(SomebodyTypes.class))
                .singleElement()
                .satisfies(news -> {
                    assertThat(news.dialog()).isEqualTo(DialogId.with(ana.contact()));
                    assertThat(news.author()).isEqualTo(new Author.Them(ana.contact()));
                    assertThat(news.on()).isTrue();
                }));
        lan.types(stage.bruno(), false);
        await().untilAsserted(() -> assertThat(
                        bruno.events().of(SomebodyTypes.class).getLast().on())
                .isFalse());
    }

    @Test
    void theLongestTextIsCarried() throws Exception {
        var words = "한".repeat(Body.LONGEST_TEXT);
        assertThat(carry(ana.text(bruno, words))).isInstanceOf(Delivered.class);
        assertThat(bruno.wordsWith(ana)).containsExactly(words);
    }

    @Test
    void aLaneArrivesInItsOrderAndEachOutcomeIsKnown() throws Exception {
        var words = IntStream.range(0, 200).mapToObj(n -> "m" + n).toList();
        var outcomes =
                lan.carry(words.stream().map(word -> ana.text(bruno, word)).toList(), stage.bruno());
        assertThat(outcomes)
                .hasSize(200)
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Delivered.class));
        assertThat(bruno.wordsWith(ana)).isEqualTo(words);
    }

    @Test
    void whatTheCloudIsStillBringingKeepsItsPlaceBeforeWhatGoesStraight() throws Exception {
        var date = clock.instant();
        var trace = new CloudTrace(date, Sha256.over("first".getBytes(StandardCharsets.UTF_8)));
        var second = ana.text(bruno, "second").behind(trace);
        var carrying = CompletableFuture.supplyAsync(() -> carried(second), Thread::startVirtualThread);
        bruno.arrivals()
                .arrived(new Arrival.NewMessage(
                        new Origin.Cloud(new CloudMessageId(7)),
                        DialogId.with(ana.contact()),
                        new Author.Them(ana.contact()),
                        date,
                        new Body.Text("first")));
        assertThat(carrying.get(10, TimeUnit.SECONDS)).isInstanceOf(Delivered.class);
        assertThat(bruno.wordsWith(ana)).containsExactly("first", "second");
    }

    @Test
    void nothingToCarryIsNoError() throws Exception {
        assertThat(lan.carry(List.of(), stage.bruno())).isEmpty();
    }

    @Test
    void aParcelCarriedTwiceArrivesOnce() throws Exception {
        var parcel = ana.text(bruno, "once");
        assertThat(carry(parcel)).isInstanceOf(Delivered.class);
        assertThat(carry(parcel)).isInstanceOf(Delivered.class);
        assertThat(bruno.wordsWith(ana)).containsExactly("once");
    }

    @Test
    void whoeverIsNotThereIsUnreachable() throws Exception {
        var outcomes = lan.carry(List.of(ana.text(bruno, "one"), ana.text(bruno, "two")), stage.nobody());
        assertThat(outcomes)
                .hasSize(2)
                .allSatisfy(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Unreachable.class, no -> assertThat(no.why()).isNotBlank()));
    }

    @Test
    void whoeverCannotProveToBeTheContactIsToldNothing() throws Exception {
        var outcomes = lan.carry(List.of(ana.text(bruno, "one"), ana.text(bruno, "two")), stage.impostor());
        assertThat(outcomes)
                .hasSize(2)
                .allSatisfy(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Unproven.class, no -> assertThat(no.why()).isNotBlank()));
        assertThat(stage.claraHas()).isEmpty();
    }

    @Test
    void aNoSettlesOneParcelAndNotTheLane() throws Exception {
        var nowhere = new Target(new MessageId(new UUID(1, 1)), Optional.empty());
        var outcomes = lan.carry(
                List.of(
                        ana.text(bruno, "before"),
                        ana.parcel(bruno, new Cargo.Edit(nowhere, new Body.Text("nothing"))),
                        ana.text(bruno, "after")),
                stage.bruno());
        assertThat(outcomes.get(0)).isInstanceOf(Delivered.class);
        assertThat(outcomes.get(1))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.why()).isNotBlank());
        assertThat(outcomes.get(2)).isInstanceOf(Delivered.class);
        assertThat(bruno.wordsWith(ana)).containsExactly("before", "after");
    }

    @Test
    void editsDeletionsAndMarksArriveAndAreHarmlessTwice() throws Exception {
        var edited = sent("frist");
        var deleted = sent("oops");
        var his = bruno.wrote(ana, "a question");
        for (int i = 0; i < 2; i++) {
            assertThat(carry(ana.parcel(bruno, new Cargo.Edit(edited, new Body.Text("first")))))
                    .isInstanceOf(Delivered.class);
            assertThat(carry(ana.parcel(bruno, new Cargo.Seen(his)))).isInstanceOf(Delivered.class);
        }
        for (int i = 0; i < 2; i++)
            assertThat(carry(ana.parcel(bruno, new Cargo.Deletion(deleted)))).isInstanceOf(Delivered.class);

        assertThat(bruno.wordsWith(ana)).containsExactly("first", "a question");
        assertThat(bruno.dialogWith(ana).getFirst().edited()).isTrue();
        assertThat(bruno.dialogWith(ana).getLast().id()).isEqualTo(his.id());
    }

    @Test
    void aFileArrivesWholeAndItsProgressIsShown() throws Exception {
        var file = ana.file("foto da obra.png", 3_000_001);
        var parcel = ana.parcel(bruno, new Cargo.File(file));
        assertThat(carry(parcel)).isInstanceOf(Delivered.class);

        assertThat(bruno.dialogWith(ana)).singleElement().satisfies(message -> {
            assertThat(message.id()).isEqualTo(parcel.id());
            assertThat(message.body()).isInstanceOfSatisfying(Body.File.class, body -> {
                assertThat(body.file().name()).isEqualTo(file.name());
                assertThat(body.file().mediaType()).isEqualTo(file.mediaType());
                assertThat(body.file().content().sha256())
                        .isEqualTo(file.content().sha256());
                assertThat(body.file().content().path())
                        .hasSameBinaryContentAs(file.content().path());
            });
        });
        assertThat(ana.events().of(TransferMoved.class)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(ana.transfers().all()).isEmpty();
    }

    @Test
    void aFileOfNothingArrivesToo() throws Exception {
        assertThat(carry(ana.parcel(bruno, new Cargo.File(ana.file("empty.txt", 0)))))
                .isInstanceOf(Delivered.class);
        assertThat(bruno.dialogWith(ana)).hasSize(1);
    }

    @Test
    void aFileCarriedTwiceArrivesOnce() throws Exception {
        var parcel = ana.parcel(bruno, new Cargo.File(ana.file("plan.pdf", 10_000)));
        assertThat(carry(parcel)).isInstanceOf(Delivered.class);
        assertThat(carry(parcel)).isInstanceOf(Delivered.class);
        assertThat(bruno.dialogWith(ana)).hasSize(1);
    }

    @Test
    void aFileThatIsGoneFromThisComputerIsRefused() throws Exception {
        var file = ana.file("gone.txt", 10);
        Files.delete(file.content().path());
        assertThat(carry(ana.parcel(bruno, new Cargo.File(file)))).isInstanceOf(Refused.class);
        assertThat(bruno.dialogWith(ana)).isEmpty();
    }

    @Test
    void aFileForWhichThereIsNoRoomMayGoAnotherWay() throws Exception {
        bruno.shelf().room(1_000);
        assertThat(carry(ana.parcel(bruno, new Cargo.File(ana.file("large.bin", 1_001)))))
                .isInstanceOf(Unreachable.class);
    }

    @Test
    void aFileFromAStrangerIsRefused() throws Exception {
        var clara = resident(1003, "Clara Menezes");
        var brunosOnly = open(clara, bruno);
        try {
            brunosOnly.ana().takePart(true);
            await().until(() -> brunosOnly.ana().state() instanceof LanState.On);
            var file = clara.parcel(bruno, new Cargo.File(clara.file("hello.bin", 10)));
            assertThat(brunosOnly.ana().carry(List.of(file), brunosOnly.bruno()))
                    .singleElement()
                    .isInstanceOf(Refused.class);
        } finally {
            brunosOnly.close();
        }
    }

    @Test
    void switchedOffItCarriesNothing() throws Exception {
        lan.takePart(false);
        assertThat(lan.state()).isEqualTo(new LanState.Off());
        assertThat(carry(ana.text(bruno, "too late"))).isInstanceOf(Unreachable.class);
        assertThat(bruno.wordsWith(ana)).isEmpty();
    }

    @Test
    void switchedOnAgainItCarriesAgain() throws Exception {
        assertThat(carry(ana.text(bruno, "one"))).isInstanceOf(Delivered.class);
        for (int i = 0; i < 2; i++) {
            lan.takePart(false);
            lan.takePart(false);
            lan.takePart(true);
            lan.takePart(true);
        }
        await().until(() -> lan.state() instanceof LanState.On);
        assertThat(carry(ana.text(bruno, "two"))).isInstanceOf(Delivered.class);
        assertThat(bruno.wordsWith(ana)).containsExactly("one", "two");
    }

    @Test
    void whoTakesPartHasAPort() {
        assertThat(lan.state())
                .isInstanceOfSatisfying(
                        LanState.On.class, on -> assertThat(on.port()).isBetween(1, 65_535));
    }

    @Test
    void closedItTakesPartNoMore() throws Exception {
        lan.close();
        lan.takePart(true);
        assertThat(lan.state()).isEqualTo(new LanState.Off());
        assertThat(carry(ana.text(bruno, "too late"))).isInstanceOf(Unreachable.class);
        assertThatCode(lan::close).doesNotThrowAnyException();
    }

    @Test
    void whoIsToldToStopStops() throws Exception {
        var silent = stage.silent();
        var stopped = new AtomicBoolean();
        var carrying = Thread.ofVirtual().start(() -> {
            try {
                lan.carry(List.of(ana.text(bruno, "one")), silent);
            } catch (InterruptedException _) {
                stopped.set(true);
            }
        });
        await().until(() ->
                carrying.getState() == Thread.State.WAITING || carrying.getState() == Thread.State.TIMED_WAITING);
        carrying.interrupt();
        assertThat(carrying.join(Duration.ofSeconds(5))).isTrue();
        assertThat(stopped).isTrue();
    }

    /** A text of Ana's that has arrived at Bruno's. */
    private Target sent(String words) throws InterruptedException {
        var parcel = ana.text(bruno, words);
        assertThat(carry(parcel)).isInstanceOf(Delivered.class);
        return new Target(parcel.id(), Optional.empty());
    }

    private Outcome carried(Parcel parcel) {
        try {
            return carry(parcel);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private Outcome carry(Parcel parcel) throws InterruptedException {
        var outcomes = lan.carry(List.of(parcel), stage.bruno());
        assertThat(outcomes).hasSize(1);
        return outcomes.getFirst();
    }
}
