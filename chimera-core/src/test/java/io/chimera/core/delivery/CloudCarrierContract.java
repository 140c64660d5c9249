package io.chimera.core.delivery;

import static io.chimera.core.testing.People.ANA;
import static io.chimera.core.testing.People.BRUNO;
import static io.chimera.core.testing.People.CLARA;
import static io.chimera.core.testing.People.WITH_BRUNO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.chimera.core.arrival.MessageArrived;
import io.chimera.core.arrival.Past;
import io.chimera.core.contact.Contact;
import io.chimera.core.contact.PhoneNumber;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Tick;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.outbox.Target;
import io.chimera.core.route.Outcome.HandedOver;
import io.chimera.core.route.Outcome.Refused;
import io.chimera.core.route.Outcome.Unconfirmed;
import io.chimera.core.route.Outcome.Unreachable;
import io.chimera.core.sponsor.ReportAnswer;
import io.chimera.core.transfer.Transfer;
import io.chimera.core.transfer.TransferMoved;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every connection to the cloud does, whichever cloud it is. Ana's is tested; Bruno is at the other end. */
public abstract class CloudCarrierContract extends CloudTalkContract {

    private static final Author HIM = new Author.Them(BRUNO);

    @Test
    void whatIsTakenGetsAnIdOfTheCloudsOwn() throws Exception {
        var outcomes = ana.carry(List.of(text("one"), text("two")));

        assertThat(outcomes)
                .hasSize(2)
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(HandedOver.class));
        assertThat(idOf(outcomes.get(0)).value())
                .isLessThan(idOf(outcomes.get(1)).value());
        assertThat(((HandedOver) outcomes.get(0)).at())
                .isBetween(clock.instant().minus(CLOCKS_APART), clock.instant().plus(CLOCKS_APART));
        await().untilAsserted(() -> assertThat(stage.brunoHas()).containsExactly("one", "two"));
    }

    @Test
    void aLaneArrivesInItsOrder() throws Exception {
        var words = IntStream.range(0, 150).mapToObj(n -> "m" + n).toList();
        ana.carry(words.subList(0, 64).stream().map(this::text).toList());
        ana.carry(words.subList(64, 150).stream().map(this::text).toList());
        await().untilAsserted(() -> assertThat(stage.brunoHas()).isEqualTo(words));
    }

    @Test
    void wordsArriveAsTheyWereWritten() throws Exception {
        var words = "  «Ação» 👍🏽 \"\\u0000\" <b>&amp;</b>\r\n\tيراك غداً ';--  ";
        ana.carry(List.of(text(words)));
        await().untilAsserted(() -> assertThat(stage.brunoHas()).containsExactly(asTheCloudHas(words)));
    }

    @Test
    void whatTheCloudTrimsIsFoundAgain() throws Exception {
        var words = " \tperhaps\r\nor\u2028not ";
        carry(text(words));
        assertThat(ana.sentSince(WITH_BRUNO, aMinuteAgo()))
                .singleElement()
                .satisfies(sent -> assertThat(sent.looksLike(new Cargo.Text(new Body.Text(words))))
                        .isTrue());
    }

    @Test
    void theLongestTextIsTaken() throws Exception {
        var words = "🚀".repeat(Body.LONGEST_TEXT / 2);
        assertThat(carry(text(words))).isInstanceOf(HandedOver.class);
        await().untilAsserted(() -> assertThat(stage.brunoHas()).containsExactly(words));
    }

    @Test
    void goingDownAndComingBackIsNews() throws Exception {
        events.forget();
        stage.outage(true);
        await().until(() -> !ana.online());
        stage.outage(false);
        await().until(ana::online);
        await().untilAsserted(() -> assertThat(events.of(CloudReached.class))
                .extracting(CloudReached::account, CloudReached::online)
                .containsExactly(tuple(ANA, false), tuple(ANA, true)));
    }

    @Test
    void aCloudThatIsDownHasTakenNothing() throws Exception {
        stage.outage(true);
        var outcomes = ana.carry(List.of(text("one"), text("two")));

        assertThat(outcomes)
                .hasSize(2)
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Unreachable.class));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> ana.sentSince(WITH_BRUNO, aMinuteAgo()));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> ana.lookUp(brunosNumber()));
        stage.outage(false);
        await().until(ana::online);
        assertThat(ana.sentSince(WITH_BRUNO, aMinuteAgo())).isEmpty();
    }

    @Test
    void aNoSettlesAndIsNotTheEndOfTheLane() throws Exception {
        stage.blocked(true);
        var outcomes = ana.carry(List.of(text("one"), text("two")));
        assertThat(outcomes)
                .hasSize(2)
                .allSatisfy(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Refused.class, no -> assertThat(no.why()).isNotBlank()));

        stage.blocked(false);
        assertThat(carry(text("three"))).isInstanceOf(HandedOver.class);
        await().untilAsserted(() -> assertThat(stage.brunoHas()).containsExactly("three"));
    }

    @Test
    void aLostAnswerIsUnconfirmedAndHoldsBackWhatComesBehind() throws Exception {
        stage.losesAnswers(true);
        var outcomes = ana.carry(List.of(text("perhaps"), text("behind")));

        assertThat(outcomes.get(0))
                .isInstanceOfSatisfying(
                        Unconfirmed.class, lost -> assertThat(lost.repeatable()).isFalse());
        assertThat(outcomes.get(1)).isInstanceOf(Unreachable.class);
        await().untilAsserted(() -> assertThat(stage.brunoHas()).containsExactly("perhaps"));
    }

    @Test
    void whatMayHaveArrivedIsFoundAgain() throws Exception {
        var before = idOf(carry(text("before")));
        var file = file("plan.pdf", 1_000);
        stage.losesAnswers(true);
        carry(text("perhaps"));
        carry(parcel(new Cargo.File(file)));
        stage.losesAnswers(false);

        var sent = ana.sentSince(WITH_BRUNO, aMinuteAgo());
        assertThat(sent)
                .hasSize(3)
                .isSortedAccordingTo((one, other) ->
                        Long.compare(one.id().value(), other.id().value()));
        assertThat(sent.getFirst().id()).isEqualTo(before);
        assertThat(sent.get(1).looksLike(new Cargo.Text(new Body.Text("perhaps"))))
                .isTrue();
        assertThat(sent.get(1).looksLike(new Cargo.Text(new Body.Text("other"))))
                .isFalse();
        assertThat(sent.get(2).looksLike(new Cargo.File(file))).isTrue();
        assertThat(sent.get(2).looksLike(new Cargo.File(file("plan.pdf", 999)))).isFalse();
    }

    @Test
    void whatWasSentTellsNothingOfOthersOrOfOtherDialogs() throws Exception {
        carry(text("mine"));
        stage.brunoWrites("his");
        await().untilAsserted(() -> assertThat(words()).contains("his"));
        assertThat(ana.sentSince(WITH_BRUNO, aMinuteAgo())).hasSize(1);
    }

    @Test
    void anErrandAboutWhatTheCloudDoesNotHaveIsRefused() throws Exception {
        var nowhere = new Target(new MessageId(new UUID(1, 1)), Optional.empty());
        var gone = new Target(nowhere.id(), Optional.of(new CloudMessageId(987_654_321_987L)));
        for (var target : List.of(nowhere, gone)) {
            assertThat(carry(parcel(new Cargo.Edit(target, new Body.Text("x")))))
                    .isInstanceOf(Refused.class);
            assertThat(carry(parcel(new Cargo.Deletion(target)))).isInstanceOf(Refused.class);
            assertThat(carry(parcel(new Cargo.Seen(target)))).isInstanceOf(Refused.class);
        }
    }

    @Test
    void anEditAndADeletionReachTheOtherEndAndAreHarmlessTwice() throws Exception {
        var edited = target(carry(text("frist")));
        var deleted = target(carry(text("oops")));
        for (int i = 0; i < 2; i++) {
            assertThat(carry(parcel(new Cargo.Edit(edited, new Body.Text("first")))))
                    .isInstanceOf(HandedOver.class);
            assertThat(carry(parcel(new Cargo.Deletion(deleted)))).isInstanceOf(HandedOver.class);
        }
        await().untilAsserted(() -> assertThat(stage.brunoHas()).containsExactly("first"));
    }

    @Test
    void aMarkReachesTheOtherEnd() throws Exception {
        stage.brunoWrites("one");
        stage.brunoWrites("two");
        await().untilAsserted(() -> assertThat(words()).containsExactly("one", "two"));
        var two = message("two");
        assertThat(carry(parcel(new Cargo.Seen(new Target(two.id(), two.cloudId())))))
                .isInstanceOf(HandedOver.class);
        await().untilAsserted(() -> assertThat(stage.brunoKnowsSeen()).contains("two"));
    }

    @Test
    void whatTheOtherWritesArrivesOnceAndInOrderUnderTheCloudsId() throws Exception {
        for (int i = 0; i < 30; i++) stage.brunoWrites("m" + i);
        await().untilAsserted(() -> assertThat(words())
                .isEqualTo(IntStream.range(0, 30).mapToObj(n -> "m" + n).toList()));
        assertThat(messages()).allSatisfy(message -> {
            assertThat(message.author()).isEqualTo(new Author.Them(BRUNO));
            assertThat(message.cloudId()).isPresent();
            assertThat(message.tick()).isEqualTo(Tick.DELIVERED);
        });
        assertThat(events.of(MessageArrived.class)).hasSize(30);
    }

    @Test
    void theirEditsDeletionsAndMarksArrive() throws Exception {
        stage.brunoWrites("helo");
        stage.brunoWrites("never mind");
        var mine = write("good morning");
        await().until(() -> words().containsAll(List.of("helo", "never mind")));
        stage.brunoEdits("helo", "hello");
        stage.brunoDeletes("never mind");
        stage.brunoSees("good morning");

        await().untilAsserted(() -> {
            assertThat(words()).containsExactlyInAnyOrder("hello", "good morning");
            assertThat(message("hello").edited()).isTrue();
            assertThat(find(mine).tick()).isEqualTo(Tick.READ);
        });
    }

    @Test
    void ourOwnMessageDoesNotComeBackAsANewOne() throws Exception {
        write("mine");
        stage.brunoWrites("an answer");
        await().untilAsserted(() -> assertThat(words()).containsExactly("mine", "an answer"));
    }

    @Test
    void whatCouldNotBeStoredComesAgain() throws Exception {
        arrivals.failNext(3);
        stage.brunoWrites("patience");
        await().untilAsserted(() -> assertThat(words()).containsExactly("patience"));
        assertThat(arrivals.failures()).isEqualTo(3);
    }

    @Test
    void whatHappensWhileTheCloudIsDownArrivesAfterwards() throws Exception {
        stage.outage(true);
        await().until(() -> !ana.online());
        stage.brunoWrites("are you there?");
        stage.outage(false);
        await().untilAsserted(() -> assertThat(words()).containsExactly("are you there?"));
    }

    @Test
    void aFileGoesWholeAndItsProgressIsShown() throws Exception {
        var file = file("foto da obra.png", 700_001);
        events.forget();
        assertThat(carry(parcel(new Cargo.File(file)))).isInstanceOf(HandedOver.class);
        await().untilAsserted(() -> assertThat(stage.brunoHas()).containsExactly("foto da obra.png"));
        assertThat(events.of(TransferMoved.class)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(transfers.all()).isEmpty();
    }

    @Test
    void aFileOfNothingGoesTooOrIsRefused() throws Exception {
        var outcome = carry(parcel(new Cargo.File(file("empty.txt", 0))));
        if (takesEmptyFiles()) {
            assertThat(outcome).isInstanceOf(HandedOver.class);
            await().untilAsserted(() -> assertThat(stage.brunoHas()).containsExactly("empty.txt"));
        } else {
            assertThat(outcome).isInstanceOf(Refused.class);
        }
    }

    @Test
    void aFileThatIsCancelledOnItsWayIsRefusedAndNotSent() throws Exception {
        var parcel = parcel(new Cargo.File(file("large.bin", 3_000_000)));
        cancelAsSoonAsItMoves(parcel.id());
        assertThat(carry(parcel)).isInstanceOf(Refused.class);
        carry(text("after"));
        await().untilAsserted(() -> assertThat(stage.brunoHas()).containsExactly("after"));
        assertThat(transfers.all()).isEmpty();
    }

    @Test
    void aFileThatIsGoneFromThisComputerIsRefused() throws Exception {
        var file = file("gone.txt", 10);
        Files.delete(file.content().path());
        assertThat(carry(parcel(new Cargo.File(file)))).isInstanceOf(Refused.class);
    }

    @Test
    void aFileTheOtherSendsIsToldAtOnceAndInItsPlace() throws Exception {
        var file = file("orçamento.csv", 5_000);
        stage.brunoWrites("before");
        stage.brunoSends(file);
        stage.brunoWrites("after");
        await().untilAsserted(() -> assertThat(messages()).hasSize(3));
        assertThat(messages().get(0).body()).isEqualTo(new Body.Text("before"));
        assertThat(messages().get(1).body()).isInstanceOfSatisfying(Body.Distant.class, body -> {
            assertThat(body.file().name()).isEqualTo(file.name());
            assertThat(body.file().size()).isEqualTo(5_000);
        });
        assertThat(messages().get(2).body()).isEqualTo(new Body.Text("after"));
        assertThat(transfers.all()).isEmpty();
    }

    @Test
    void aFileIsFetchedWholeAndItsProgressIsShown() throws Exception {
        var file = file("planta.dwg", 700_001);
        stage.brunoSends(file);
        var message = theFile();
        events.forget();
        assertThat(fetch(message)).hasValueSatisfying(fetched -> {
            assertThat(fetched.size()).isEqualTo(700_001);
            assertThat(fetched.sha256()).isEqualTo(file.content().sha256());
        });
        assertThat(events.of(TransferMoved.class)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(fetch(message)).as("a second time").isPresent();
    }

    @Test
    void aFileThatIsCancelledWhileItIsFetchedCanBeFetchedLater() throws Exception {
        stage.brunoSends(file("filme.mp4", 3_000_000));
        var message = theFile();
        cancelAsSoonAsItMoves(message.id());
        assertThatExceptionOfType(Transfer.Cancelled.class).isThrownBy(() -> fetch(message));
        assertThat(transfers.all()).isEmpty();
        cancelNothingMore();
        assertThat(fetch(message)).isPresent();
    }

    @Test
    void aFileThatWasDeletedIsNotToBeHad() throws Exception {
        stage.brunoSends(file("mistake.pdf", 1_000));
        var message = theFile();
        stage.brunoDeletesTheFile("mistake.pdf");
        await().untilAsserted(() -> assertThat(find(message.id()).deleted()).isTrue());
        assertThat(fetch(message)).isEmpty();
    }

    @Test
    void aFileOfACloudThatIsDownIsFetchedWhenItIsBack() throws Exception {
        var file = file("later.pdf", 1_000);
        stage.brunoSends(file);
        var message = theFile();
        stage.outage(true);
        await().until(() -> !ana.online());
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> fetch(message));
        stage.outage(false);
        await().until(ana::online);
        assertThat(fetch(message)).isPresent();
    }

    @Test
    void aGroupIsHereBeforeAnythingIsSaidInIt() throws Exception {
        var group = stage.foundGroup("Família");

        await().untilAsserted(() -> assertThat(dialog(group.id())).contains(new Dialog.Group(group.id(), "Família")));
    }

    @Test
    void whatIsSaidInAGroupComesFromWhoSaidItAndMakesNobodyAContact() throws Exception {
        var group = stage.foundGroup("Família");
        group.brunoWrites("first");
        group.claraWrites("second");

        await().untilAsserted(() -> assertThat(messages(group.id()))
                .extracting(Message::body, Message::author)
                .containsExactly(
                        tuple(new Body.Text("first"), new Author.Them(BRUNO)),
                        tuple(new Body.Text("second"), new Author.Them(CLARA))));
        Optional<String> name = store.read(view -> view.nameOf(new Author.Them(CLARA)));
        assertThat(name).contains("Clara Menezes");
        Optional<Contact> contact = store.read(view -> view.contacts().find(CLARA));
        assertThat(contact).isEmpty();
        assertThat(dialog(DialogId.with(CLARA))).isEmpty();
    }

    @Test
    void theirEditsAndDeletionsInAGroupArrive() throws Exception {
        var group = stage.foundGroup("Família");
        group.brunoWrites("helo");
        group.brunoWrites("oops");
        await().until(() -> words(group.id()).size() == 2);
        group.brunoEdits("helo", "hello");
        group.brunoDeletes("oops");

        await().untilAsserted(() -> assertThat(messages(group.id()))
                .extracting(Message::body)
                .containsExactly(new Body.Text("hello"), new Body.Erased()));
    }

    @Test
    void whatAnaSaysInAGroupReachesTheOthersAndCanBeChanged() throws Exception {
        var group = stage.foundGroup("Família");
        await().until(() -> dialog(group.id()).isPresent());
        var edited = target(carry(parcelTo(group, new Cargo.Text(new Body.Text("frist")))));
        var deleted = target(carry(parcelTo(group, new Cargo.Text(new Body.Text("oops")))));
        await().untilAsserted(() -> assertThat(group.brunoHas()).containsExactly("frist", "oops"));

        assertThat(ana.sentSince(group.id(), aMinuteAgo())).hasSize(2);
        assertThat(carry(parcelTo(group, new Cargo.Edit(edited, new Body.Text("first")))))
                .isInstanceOf(HandedOver.class);
        assertThat(carry(parcelTo(group, new Cargo.Deletion(deleted)))).isInstanceOf(HandedOver.class);
        await().untilAsserted(() -> assertThat(group.brunoHas()).containsExactly("first"));
    }

    @Test
    void aMarkInAGroupIsTaken() throws Exception {
        var group = stage.foundGroup("Família");
        group.claraWrites("hello");
        await().until(() -> words(group.id()).contains("hello"));
        var seen = messages(group.id()).getLast();

        assertThat(carry(parcelTo(group, new Cargo.Seen(new Target(seen.id(), seen.cloudId())))))
                .isInstanceOf(HandedOver.class);
    }

    @Test
    void aChannelSpeaksForItselfAndIsOnlyRead() throws Exception {
        var channel = stage.openChannel("Notícias");
        channel.brunoWrites("one");
        channel.brunoWrites("two");

        await().untilAsserted(() -> assertThat(messages(channel.id()))
                .extracting(Message::body, Message::author)
                .containsExactly(
                        tuple(new Body.Text("one"), new Author.Chat(channel.id())),
                        tuple(new Body.Text("two"), new Author.Chat(channel.id()))));
        assertThat(dialog(channel.id())).contains(new Dialog.Channel(channel.id(), "Notícias"));
        assertThat(carry(parcelTo(channel, new Cargo.Text(new Body.Text("me, too")))))
                .isInstanceOf(Refused.class);
    }

    @Test
    void whatAnaIsNoLongerInVanishesWithEverythingInIt() throws Exception {
        var channel = stage.openChannel("Notícias");
        channel.brunoWrites("one");
        await().until(() -> words(channel.id()).contains("one"));
        channel.removesAna();

        await().untilAsserted(() -> assertThat(dialog(channel.id())).isEmpty());
        assertThat(messages(channel.id())).isEmpty();
    }

    @Test
    void aSponsoredMessageIsShownAndWhatBecomesOfItIsTold() throws Exception {
        var channel = stage.openChannel("Notícias");
        channel.brunoWrites("one");
        await().until(() -> words(channel.id()).contains("one"));
        channel.advertises("Shoes", "Buy shoes", "https://example.org/shoes");

        var sponsored = ana.sponsored();
        assertThat(sponsored.in(WITH_BRUNO)).isEmpty();
        var shown = sponsored.in(channel.id()).orElseThrow();
        assertThat(shown.title()).isEqualTo("Shoes");
        assertThat(shown.text()).isEqualTo("Buy shoes");
        assertThat(shown.link()).isEqualTo("https://example.org/shoes");
        sponsored.seen(channel.id(), shown.id());
        await().untilAsserted(() -> assertThat(channel.advertised()).isEqualTo(new Advertised(1, 0, 0)));
        sponsored.clicked(channel.id(), shown.id());
        await().untilAsserted(() -> assertThat(channel.advertised()).isEqualTo(new Advertised(1, 1, 0)));
        assertThat(words(channel.id())).containsExactly("one");
    }

    @Test
    void aSponsoredMessageIsReportedWithAReason() throws Exception {
        var channel = stage.openChannel("Notícias");
        channel.brunoWrites("one");
        await().until(() -> words(channel.id()).contains("one"));
        channel.advertises("Shoes", "Buy shoes", "https://example.org/shoes");
        var shown = ana.sponsored().in(channel.id()).orElseThrow();

        assertThat(ana.sponsored().report(channel.id(), shown.id(), Optional.empty()))
                .isInstanceOfSatisfying(ReportAnswer.Choose.class, choose -> {
                    assertThat(choose.question()).isNotBlank();
                    assertThat(choose.options()).isNotEmpty();
                });
        var choose = (ReportAnswer.Choose) ana.sponsored().report(channel.id(), shown.id(), Optional.empty());
        var reason = choose.options().getFirst().id();
        assertThat(ana.sponsored().report(channel.id(), shown.id(), Optional.of(reason)))
                .isEqualTo(new ReportAnswer.Taken());
        assertThat(channel.advertised().reported()).isEqualTo(1);
    }

    private Optional<Dialog> dialog(DialogId id) {
        return store.read(view -> view.dialogs().find(id));
    }

    private Parcel parcelTo(Crowd crowd, Cargo cargo) {
        return new Parcel(MessageId.next(clock, random), crowd.id(), Optional.empty(), clock.instant(), cargo);
    }

    @Test
    void whatWasSaidIsToldNewestFirstAsItWasSaid() throws Exception {
        stage.brunoWrites("his");
        await().untilAsserted(() -> assertThat(words()).containsExactly("his"));
        write("mine");
        stage.brunoSends(file("plan.pdf", 5_000));
        var file = theFile();

        var past = ana.before(WITH_BRUNO, Optional.empty(), 100);
        assertThat(past).extracting(Past::by).containsExactly(HIM, new Author.Me(), HIM);
        assertThat(past).extracting(Past::id).isEqualTo(cloudIds().reversed());
        assertThat(past.get(0).body()).isEqualTo(new Body.Distant(((Body.Distant) file.body()).file(), false));
        assertThat(past.get(1).body()).isEqualTo(new Body.Text("mine"));
        assertThat(past.get(2).body()).isEqualTo(new Body.Text("his"));
        assertThat(past.get(2).at()).isEqualTo(message("his").sentAt());
        assertThat(past).noneMatch(Past::edited);
    }

    @Test
    void whatWasSaidIsToldStretchByStretchUntilItBegins() throws Exception {
        for (int n = 0; n < 25; n++) stage.brunoWrites("m" + n);
        await().untilAsserted(() -> assertThat(words()).hasSize(25));
        var told = new ArrayList<CloudMessageId>();
        var stretch = ana.before(WITH_BRUNO, Optional.empty(), 10);
        while (!stretch.isEmpty()) {
            stretch.forEach(past -> told.add(past.id()));
            var oldest = stretch.getLast().id();
            boolean fewer = stretch.size() < 10;
            stretch = ana.before(WITH_BRUNO, Optional.of(oldest), 10);
            if (fewer) assertThat(stretch).as("before the beginning").isEmpty();
        }
        assertThat(told).isEqualTo(cloudIds().reversed());
    }

    @Test
    void whatWasSaidIsToldAsItIsNow() throws Exception {
        stage.brunoWrites("helo");
        stage.brunoWrites("never mind");
        write("good morning");
        write("unseen");
        stage.brunoEdits("helo", "hello");
        stage.brunoDeletes("never mind");
        stage.brunoSees("good morning");

        await().untilAsserted(() -> {
            var past = ana.before(WITH_BRUNO, Optional.empty(), 100);
            assertThat(past)
                    .extracting(Past::body)
                    .containsExactlyInAnyOrder(
                            new Body.Text("hello"), new Body.Text("good morning"), new Body.Text("unseen"));
            assertThat(past).filteredOn(Past::edited).extracting(Past::body).containsExactly(new Body.Text("hello"));
            assertThat(past)
                    .filteredOn(one -> one.mine() && one.seen())
                    .extracting(Past::body)
                    .containsExactly(new Body.Text("good morning"));
        });
    }

    @Test
    void aCloudThatIsDownTellsNothingOfThePast() throws Exception {
        stage.brunoWrites("his");
        await().untilAsserted(() -> assertThat(words()).containsExactly("his"));
        stage.outage(true);
        await().until(() -> !ana.online());
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> ana.before(WITH_BRUNO, Optional.empty(), 100));
    }

    private List<CloudMessageId> cloudIds() {
        return messages().stream()
                .flatMap(message -> message.cloudId().stream())
                .sorted(Comparator.comparingLong(CloudMessageId::value))
                .toList();
    }

    @Test
    void aPersonIsFoundByTheirNumber() throws Exception {
        assertThat(ana.lookUp(brunosNumber())).hasValueSatisfying(found -> {
            assertThat(found.id()).isEqualTo(BRUNO);
            assertThat(found.name()).isEqualTo("Bruno Tavares");
            assertThat(found.phone()).contains(brunosNumber());
        });
    }

    @Test
    void aNumberNobodyHasFindsNobody() throws Exception {
        assertThat(ana.lookUp(new PhoneNumber("+5521000000000"))).isEmpty();
    }

    @Test
    void closedItCarriesNothingAndBringsNothing() throws Exception {
        ana.close();
        assertThat(ana.online()).isFalse();
        assertThat(carry(text("too late"))).isInstanceOf(Unreachable.class);
        events.forget();
        stage.brunoWrites("are you there?");
        assertThat(words()).isEmpty();
        assertThat(events.of(CloudReached.class)).isEmpty();
    }

    @Test
    void whoIsToldToStopStops() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> ana.carry(List.of(text("one"))));
        assertThat(Thread.interrupted()).isFalse();
    }
}
