package io.chimera.p2p.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.core.arrival.Arrival;
import io.chimera.core.arrival.Origin;
import io.chimera.core.delivery.Resident;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.neighbour.Dialect;
import io.chimera.core.neighbour.Neighbour;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.route.Outcome;
import io.chimera.core.route.Outcome.Delivered;
import io.chimera.core.route.Outcome.Unconfirmed;
import io.chimera.core.route.Outcome.Unreachable;
import io.chimera.core.route.Outcome.Unsettled;
import io.chimera.p2p.LanSettings.Times;
import io.chimera.p2p.testing.LanNode;
import io.chimera.p2p.testing.Settings;
import io.chimera.p2p.testing.Street;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Words between two nodes, when all is well and when it is not. */
class ConversationTest extends Street {

    @Test
    void aThousandMessagesArriveOnceAndInOrder() throws Exception {
        var anas = lonelyNode(ana).on();
        var brunos = lonelyNode(bruno).on();
        var words = words(1_000);
        assertThat(anas.carrier().carry(texts(ana, bruno, words), brunos.asNeighbour()))
                .hasSize(1_000)
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Delivered.class));
        assertThat(bruno.wordsWith(ana)).isEqualTo(words);
    }

    @Test
    void bothTalkAtOnceOverOneConnection() throws Exception {
        var anas = lonelyNode(ana).on();
        var brunos = lonelyNode(bruno).on();
        var relay = relayTo(brunos);
        assertThat(carry(anas, ana.text(bruno, "hello"), behind(relay, bruno))).isInstanceOf(Delivered.class);

        var hers = words(300);
        var his = words(300);
        inParallel(
                () -> anas.carrier().carry(texts(ana, bruno, hers), behind(relay, bruno)),
                () -> brunos.carrier().carry(texts(bruno, ana, his), anas.asNeighbour()));
        assertThat(ana.wordsWith(bruno)).isEqualTo(his);
        assertThat(bruno.wordsWith(ana)).hasSize(301).endsWith("m299");
        assertThat(relay.connections()).isEqualTo(1);
    }

    @RepeatedTest(5)
    void whenBothDialAtOnceOneConnectionStaysAndNothingIsLost() throws Exception {
        var anas = lonelyNode(ana).on();
        var brunos = lonelyNode(bruno).on();
        var toBruno = relayTo(brunos);
        var toAna = relayTo(anas);
        inParallel(
                () -> anas.carrier().carry(texts(ana, bruno, List.of("from Ana")), behind(toBruno, bruno)),
                () -> brunos.carrier().carry(texts(bruno, ana, List.of("from Bruno")), behind(toAna, ana)));
        assertThat(bruno.wordsWith(ana)).containsExactly("from Ana");
        assertThat(ana.wordsWith(bruno)).containsExactly("from Bruno");

        int before = toBruno.connections() + toAna.connections();
        assertThat(carry(anas, ana.text(bruno, "still"), behind(toBruno, bruno)))
                .isInstanceOf(Delivered.class);
        assertThat(carry(brunos, bruno.text(ana, "here"), behind(toAna, ana))).isInstanceOf(Delivered.class);
        assertThat(toBruno.connections() + toAna.connections()).isEqualTo(before);
    }

    @Test
    void aLostReceiptIsUnconfirmedAndTheSecondCopyIsRecognised() throws Exception {
        var anas = node(ana, Settings.alone().times(shortAnswers()));
        anas.on();
        var brunos = lonelyNode(bruno).on();
        var relay = relayTo(brunos);
        assertThat(carry(anas, ana.text(bruno, "before"), behind(relay, bruno))).isInstanceOf(Delivered.class);

        relay.swallowAnswers(true);
        var parcel = ana.text(bruno, "once");
        assertThat(carry(anas, parcel, behind(relay, bruno)))
                .isInstanceOfSatisfying(
                        Unconfirmed.class, lost -> assertThat(lost.repeatable()).isTrue());
        await().untilAsserted(() -> assertThat(bruno.wordsWith(ana)).containsExactly("before", "once"));

        relay.swallowAnswers(false);
        await().untilAsserted(() ->
                assertThat(carry(anas, parcel, behind(relay, bruno))).isInstanceOf(Delivered.class));
        assertThat(bruno.wordsWith(ana)).containsExactly("before", "once");
    }

    @Test
    void aCutInTheMiddleLosesNothingAndDoublesNothing() throws Exception {
        var anas = lonelyNode(ana).on();
        var brunos = lonelyNode(bruno).on();
        var relay = relayTo(brunos);
        var words = words(500);
        var waiting = new ArrayList<>(texts(ana, bruno, words));
        relay.cutAfter(20_000);
        while (!waiting.isEmpty()) {
            var outcomes = anas.carrier().carry(waiting, behind(relay, bruno));
            assertThat(outcomes).hasSameSizeAs(waiting);
            assertSettledFirst(outcomes);
            waiting.subList(0, settled(outcomes)).clear();
            relay.cutAfter(20_000);
        }
        assertThat(relay.connections()).isGreaterThan(1);
        assertThat(bruno.wordsWith(ana)).isEqualTo(words);
    }

    @Test
    void whatCannotBeStoredIsNotAcknowledgedAndComesAgain() throws Exception {
        var anas = lonelyNode(ana).on();
        var brunos = lonelyNode(bruno).on();
        var parcel = ana.text(bruno, "patience");
        var neighbour = brunos.asNeighbour();
        assertThat(carry(anas, ana.text(bruno, "hello"), neighbour)).isInstanceOf(Delivered.class);
        bruno.store().close(); // from now on it throws
        assertThat(carry(anas, parcel, neighbour)).isInstanceOf(Unconfirmed.class);
    }

    @Test
    void whoCannotLookUpWhomToTrustTakesNobodyIn() throws Exception {
        var anas = lonelyNode(ana).on();
        var brunos = lonelyNode(bruno).on();
        bruno.store().close();
        assertThat(carry(anas, ana.text(bruno, "hello"), brunos.asNeighbour())).isInstanceOf(Unreachable.class);
    }

    @Test
    void whoBroughtSomethingIsAskedUntilItIsKnownThatTheyHeardOfIt() throws Exception {
        var anas = lonelyNode(ana).on();
        var brunos = lonelyNode(bruno).on();
        var parcel = ana.text(bruno, "ok");
        assertThat(carry(anas, parcel, brunos.asNeighbour())).isInstanceOf(Delivered.class);
        assertThat(bruno.twins().doubtful(ana.contact())).containsExactly(parcel.id());

        ana.settled(parcel, Optional.empty());
        await().until(() -> bruno.twins().doubtful(ana.contact()).isEmpty());
        bruno.arrivals().arrived(byCloud(7, "ok"));
        assertThat(bruno.wordsWith(ana)).as("said twice").containsExactly("ok", "ok");
    }

    @Test
    void whatTookTheCloudAfterItsReceiptWasLostIsShownOnce() throws Exception {
        var anas = node(ana, Settings.alone().times(shortAnswers())).on();
        var brunos = lonelyNode(bruno).on();
        var relay = relayTo(brunos);
        assertThat(carry(anas, ana.text(bruno, "before"), behind(relay, bruno))).isInstanceOf(Delivered.class);
        relay.swallowAnswers(true);
        var parcel = ana.text(bruno, "once");
        assertThat(carry(anas, parcel, behind(relay, bruno))).isInstanceOf(Unconfirmed.class);
        await().untilAsserted(() -> assertThat(bruno.wordsWith(ana)).containsExactly("before", "once"));

        bruno.arrivals().arrived(byCloud(7, "once"));
        ana.settled(parcel, Optional.of(new CloudMessageId(3)));
        assertThat(bruno.wordsWith(ana)).containsExactly("before", "once");
        assertThat(bruno.twins().doubtful(ana.contact())).contains(parcel.id());

        relay.swallowAnswers(false);
        await().untilAsserted(() -> assertThat(carry(anas, ana.text(bruno, "again"), behind(relay, bruno)))
                .isInstanceOf(Delivered.class));
        await().until(() -> !bruno.twins().doubtful(ana.contact()).contains(parcel.id()));
        assertThat(bruno.wordsWith(ana)).containsExactly("before", "once", "again");
    }

    @Test
    void whatWasTakenForACopyAndWasSaidTwiceAppearsWhenTheTwoMeetAgain() throws Exception {
        var anas = lonelyNode(ana).on();
        var brunos = lonelyNode(bruno).on();
        var parcel = ana.text(bruno, "ok");
        assertThat(carry(anas, parcel, brunos.asNeighbour())).isInstanceOf(Delivered.class);
        anas.carrier().takePart(false);
        bruno.arrivals().arrived(byCloud(7, "ok"));
        assertThat(bruno.wordsWith(ana)).containsExactly("ok");

        ana.settled(parcel, Optional.empty());
        anas.on();
        assertThat(carry(anas, ana.text(bruno, "hello again"), brunos.asNeighbour()))
                .isInstanceOf(Delivered.class);
        await().untilAsserted(
                        () -> assertThat(bruno.wordsWith(ana)).containsExactlyInAnyOrder("ok", "hello again", "ok"));
    }

    @Test
    void whoGetsWhatTheCloudMayHaveIsToldSoAndKnowsTheCopy() throws Exception {
        var anas = lonelyNode(ana).on();
        var brunos = lonelyNode(bruno).on();
        bruno.arrivals().arrived(byCloud(7, "ok"));
        var parcel = ana.text(bruno, "ok").perhapsInCloud(Instant.now());
        assertThat(carry(anas, parcel, brunos.asNeighbour())).isInstanceOf(Delivered.class);
        assertThat(bruno.wordsWith(ana)).containsExactly("ok");
        assertThat(bruno.dialogWith(ana).getFirst().id()).isEqualTo(parcel.id());
    }

    private Arrival byCloud(long id, String words) {
        return new Arrival.NewMessage(
                new Origin.Cloud(new CloudMessageId(id)),
                DialogId.with(ana.contact()),
                new Author.Them(ana.contact()),
                Instant.now(),
                new Body.Text(words));
    }

    @Test
    void anEavesdropperSeesNothingOfWhatIsSaid() throws Exception {
        var anas = lonelyNode(ana).on();
        var brunos = lonelyNode(bruno).on();
        var relay = relayTo(brunos);
        var secret = "the-vault-opens-at-nine";
        assertThat(carry(anas, ana.text(bruno, secret.repeat(20)), behind(relay, bruno)))
                .isInstanceOf(Delivered.class);
        var overheard = new String(relay.overheard(), StandardCharsets.ISO_8859_1);
        assertThat(overheard)
                .hasSizeGreaterThan(1_000)
                .doesNotContain(secret)
                .doesNotContain("Ana")
                .doesNotContain("1001");
    }

    @Test
    void aNodeThatStartsAgainTakesUpWhereItWas() throws Exception {
        var anas = lonelyNode(ana).on();
        var brunos = lonelyNode(bruno);
        for (int start = 0; start < 3; start++) {
            brunos.on();
            assertThat(carry(anas, ana.text(bruno, "start " + start), brunos.asNeighbour()))
                    .isInstanceOf(Delivered.class);
            brunos.carrier().takePart(false);
        }
        assertThat(bruno.wordsWith(ana)).containsExactly("start 0", "start 1", "start 2");
    }

    @Test
    void whoeverSwitchesOffWhileTalkingSaysSo() throws Exception {
        var anas = lonelyNode(ana).on();
        var brunos = lonelyNode(bruno).on();
        var neighbour = brunos.asNeighbour();
        assertThat(carry(anas, ana.text(bruno, "hello"), neighbour)).isInstanceOf(Delivered.class);
        brunos.carrier().takePart(false);
        await().untilAsserted(() -> assertThat(carry(anas, ana.text(bruno, "are you there?"), neighbour))
                .isInstanceOf(Unreachable.class));
        assertThat(bruno.wordsWith(ana)).containsExactly("hello");
    }

    @RepeatedTest(5)
    void whoeverSwitchesOffLeavesTheOtherInNoDoubtOfWhatHasArrived() throws Exception {
        var anas = lonelyNode(ana).on();
        var brunos = lonelyNode(bruno).on();
        assertThat(arrivedWhile(() -> brunos.carrier().takePart(false), anas, brunos))
                .isEqualTo(bruno.wordsWith(ana).size());
    }

    @RepeatedTest(5)
    void whoeverSwitchesOffIsInNoDoubtOfWhatHasArrived() throws Exception {
        var anas = lonelyNode(ana).on();
        var brunos = lonelyNode(bruno).on();
        assertThat(arrivedWhile(() -> anas.carrier().takePart(false), anas, brunos))
                .isEqualTo(bruno.wordsWith(ana).size());
    }

    /** Has Ana talk without end while something ends it; returns how much of it she knows to have arrived. */
    private int arrivedWhile(Runnable ending, LanNode anas, LanNode brunos) throws Exception {
        var neighbour = brunos.asNeighbour();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var talking = threads.submit(() -> {
                var all = new ArrayList<Outcome>();
                while (all.isEmpty() || all.getLast() instanceof Delivered)
                    all.addAll(anas.carrier().carry(texts(ana, bruno, words(40)), neighbour));
                return settled(all);
            });
            await().until(() -> bruno.wordsWith(ana).size() > 100);
            ending.run();
            return talking.get();
        }
    }

    @Test
    void anAccountSendsNothingToItself() throws Exception {
        var anas = lonelyNode(ana).on();
        assertThat(carry(anas, ana.text(ana, "note to self"), anas.asNeighbour()))
                .isInstanceOf(Unreachable.class);
        assertThat(ana.dialogWith(ana)).isEmpty();
    }

    @Test
    void aDeadAddressCostsAMomentAndNotATimeOut() throws Exception {
        var anas = lonelyNode(ana).on();
        var brunos = lonelyNode(bruno).on();
        var places = new ArrayList<>(LanNode.neighbour(bruno, LanNode.at(Settings.freeTcpPort()), Dialect.V2)
                .endpoints());
        places.addAll(brunos.asNeighbour().endpoints());
        var now = Instant.now();
        var somewhere = new Neighbour(bruno.contact(), places, now, now, false);
        assertThat(carry(anas, ana.text(bruno, "found"), somewhere)).isInstanceOf(Delivered.class);
    }

    private static Times shortAnswers() {
        var usual = Settings.usualTimes();
        return new Times(
                usual.connect(),
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                usual.idle(),
                usual.silence(),
                usual.write(),
                usual.offer(),
                usual.sealing());
    }

    private static List<String> words(int count) {
        return IntStream.range(0, count).mapToObj(n -> "m" + n).toList();
    }

    private static List<Parcel> texts(Resident from, Resident to, List<String> words) {
        return words.stream().map(word -> from.text(to, word)).toList();
    }

    private static void assertSettledFirst(List<Outcome> outcomes) {
        int settled = settled(outcomes);
        assertThat(outcomes.subList(settled, outcomes.size())).allMatch(Unsettled.class::isInstance);
    }

    private static int settled(List<Outcome> outcomes) {
        return (int)
                outcomes.stream().takeWhile(Outcome.Settled.class::isInstance).count();
    }

    private static void inParallel(Callable<List<Outcome>> one, Callable<List<Outcome>> other) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var outcomes : threads.invokeAll(List.of(one, other)))
                assertThat(outcomes.get())
                        .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Delivered.class));
        }
    }
}
