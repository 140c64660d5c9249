package io.chimera.core.store;

import static io.chimera.core.store.Samples.WITH_CLARA;
import static io.chimera.core.store.Samples.errand;
import static io.chimera.core.store.Samples.failedOnLan;
import static io.chimera.core.store.Samples.fileToBruno;
import static io.chimera.core.store.Samples.lostOnLan;
import static io.chimera.core.store.Samples.when;
import static io.chimera.core.store.Samples.words;
import static io.chimera.core.testing.People.BRUNO;
import static io.chimera.core.testing.People.WITH_BRUNO;
import static io.chimera.core.testing.People.messageId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Reference;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Dispatch;
import io.chimera.core.outbox.Lane;
import io.chimera.core.outbox.Outbox;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.outbox.Target;
import io.chimera.core.route.Attempt;
import io.chimera.core.route.Journey;
import io.chimera.core.route.Outcome;
import io.chimera.core.route.Way;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a store promises of the outbox. */
abstract class OutboxContract {

    private static final Lane WORDS = new Lane(WITH_BRUNO, Lane.Kind.WORDS);
    private static final Lane FILES = new Lane(WITH_BRUNO, Lane.Kind.FILES);
    private static final Lane WORDS_TO_CLARA = new Lane(WITH_CLARA, Lane.Kind.WORDS);

    abstract AccountStore store();

    abstract AccountStore reopened();

    @Test
    void aDispatchComesBackAsItWasAddedWhateverItsCargo() {
        var target = new Target(messageId(90), Optional.of(new CloudMessageId(7)));
        var unbound = new Target(messageId(91), Optional.empty());
        var all = List.of(
                words(1),
                fileToBruno(2),
                errand(3, new Cargo.Edit(target, Samples.looks()), Way.CLOUD),
                errand(4, new Cargo.Deletion(unbound), Way.LAN),
                errand(5, new Cargo.Seen(target), Way.CLOUD),
                new Dispatch(
                        new Parcel(
                                messageId(6),
                                new DialogId(-100),
                                Optional.empty(),
                                when(6),
                                new Cargo.Text(new Body.Text("to a group"))),
                        new Journey(
                                when(6),
                                Optional.empty(),
                                List.of(
                                        failedOnLan(7),
                                        new Attempt(when(8), Way.LAN, new Outcome.Unproven("another certificate")),
                                        new Attempt(when(9), Way.CLOUD, new Outcome.Unconfirmed("time-out", false)),
                                        lostOnLan(10)))));
        alter(outbox -> all.forEach(outbox::add));
        var answers = List.of(
                answering(7, new Reference.ById(messageId(90))),
                answering(8, new Reference.ByCloudId(new CloudMessageId(91))));
        alter(outbox -> answers.forEach(outbox::add));
        reopened();
        answers.forEach(dispatch -> assertThat(find(dispatch.parcel().id())).contains(dispatch));
        all.forEach(dispatch -> assertThat(find(dispatch.parcel().id())).contains(dispatch));
        assertThat(size()).isEqualTo(8);
    }

    private static Dispatch answering(long n, Reference answered) {
        return new Dispatch(
                new Parcel(messageId(n), WITH_BRUNO, Optional.of(BRUNO), when(n), new Cargo.Text(Samples.looks()))
                        .answering(Optional.of(answered)),
                Journey.beginning(when(n)));
    }

    @Test
    void theHeadsOfEachLaneComeOldestFirstAndNoMoreThanAskedFor() {
        alter(outbox -> {
            for (long n = 1; n <= 5; n++) {
                outbox.add(words(n));
                outbox.add(fileToBruno(10 + n));
                outbox.add(words(20 + n, WITH_CLARA));
            }
        });
        var heads = heads(3);
        assertThat(heads).hasSize(3);
        assertThat(numbers(heads, WORDS)).containsExactly(1L, 2L, 3L);
        assertThat(numbers(heads, FILES)).containsExactly(11L, 12L, 13L);
        assertThat(numbers(heads, WORDS_TO_CLARA)).containsExactly(21L, 22L, 23L);
    }

    @Test
    void everyKindOfErrandHasItsOwnLane() {
        var target = new Target(messageId(90), Optional.empty());
        alter(outbox -> {
            outbox.add(errand(1, new Cargo.Deletion(target), Way.LAN));
            outbox.add(errand(2, new Cargo.Seen(target), Way.LAN));
            outbox.add(errand(3, new Cargo.Seen(target), Way.CLOUD));
        });
        var heads = heads(10);
        assertThat(numbers(heads, new Lane(WITH_BRUNO, Lane.Kind.LAN_ERRANDS))).containsExactly(1L, 2L);
        assertThat(numbers(heads, new Lane(WITH_BRUNO, Lane.Kind.CLOUD_ERRANDS)))
                .containsExactly(3L);
        assertThat(heads).hasSize(2);
    }

    @Test
    void orderIsThatOfAddingWhateverTheClockSaid() {
        alter(outbox -> {
            outbox.add(words(9));
            outbox.add(words(2));
            outbox.add(words(5));
        });
        assertThat(numbers(heads(10), WORDS)).containsExactly(9L, 2L, 5L);
    }

    @Test
    void anEmptyOutboxHasNoLanes() {
        assertThat(heads(64)).isEmpty();
        assertThat(size()).isZero();
    }

    @Test
    void atLeastOneOfEachLaneMustBeWanted() {
        assertThatIllegalArgumentException().isThrownBy(() -> heads(0));
    }

    @Test
    void aParcelIsInTheOutboxOnce() {
        alter(outbox -> outbox.add(words(1)));
        assertThatIllegalStateException()
                .isThrownBy(() -> alter(outbox -> outbox.add(words(1))))
                .withMessageContaining(messageId(1).toString());
        assertThat(size()).isEqualTo(1);
    }

    @Test
    void aRemovedDispatchMakesRoomForTheNextAndMayComeBackAtTheEnd() {
        alter(outbox -> {
            for (long n = 1; n <= 3; n++) outbox.add(words(n));
            outbox.remove(messageId(1));
            outbox.remove(messageId(1));
        });
        assertThat(numbers(heads(2), WORDS)).containsExactly(2L, 3L);
        alter(outbox -> {
            outbox.remove(messageId(3));
            outbox.add(words(1));
            outbox.add(words(3));
        });
        assertThat(numbers(heads(9), WORDS)).containsExactly(2L, 1L, 3L);
        assertThat(find(3).orElseThrow().journey().attempts()).isEmpty();
    }

    @Test
    void whatWasTakenOutMeanwhileDoesNotSetOff() {
        alter(outbox -> outbox.add(words(1)));
        alter(outbox -> {
            assertThat(outbox.begin(messageId(1), lostOnLan(2))).isTrue();
            assertThat(outbox.begin(messageId(2), lostOnLan(2))).isFalse();
        });
        assertThat(size()).isEqualTo(1);
    }

    @Test
    void anAttemptStandsThereFromItsBeginningAndSurvivesACrash() {
        alter(outbox -> outbox.add(words(1)));
        alter(outbox -> outbox.begin(messageId(1), lostOnLan(2)));
        reopened();
        assertThat(find(1)).contains(words(1).after(lostOnLan(2)));
        assertThat(heads(1).get(WORDS)).containsExactly(words(1).after(lostOnLan(2)));
    }

    @Test
    void anAttemptIsReplacedByWhatBecameOfIt() {
        alter(outbox -> {
            outbox.add(words(1));
            outbox.begin(messageId(1), lostOnLan(2));
            outbox.conclude(messageId(1), failedOnLan(2));
            outbox.begin(messageId(1), lostOnLan(3));
            outbox.conclude(messageId(1), failedOnLan(4));
        });
        assertThat(find(1)).contains(words(1).after(failedOnLan(2)).after(failedOnLan(4)));
    }

    @Test
    void attemptsOfOneDispatchAreNoneOfAnothers() {
        alter(outbox -> {
            outbox.add(words(1));
            outbox.add(words(2));
            outbox.begin(messageId(2), lostOnLan(3));
            outbox.begin(messageId(1), failedOnLan(4));
            outbox.begin(messageId(2), failedOnLan(5));
        });
        assertThat(heads(5).get(WORDS))
                .containsExactly(
                        words(1).after(failedOnLan(4)),
                        words(2).after(lostOnLan(3)).after(failedOnLan(5)));
    }

    @Test
    void whatIsToldOfADispatchThatIsGoneDoesNothing() {
        alter(outbox -> {
            outbox.begin(messageId(1), lostOnLan(1));
            outbox.conclude(messageId(1), failedOnLan(1));
            outbox.remove(messageId(1));
        });
        assertThat(find(1)).isEmpty();
    }

    @Test
    void anAttemptThatNeverBeganCannotBeConcluded() {
        alter(outbox -> outbox.add(words(1)));
        assertThatIllegalStateException()
                .isThrownBy(() -> alter(outbox -> outbox.conclude(messageId(1), failedOnLan(1))));
    }

    @Test
    void whatWaitsInADialogComesOldestFirstFromAllItsLanes() {
        alter(outbox -> {
            outbox.add(words(1));
            outbox.add(fileToBruno(2));
            outbox.add(words(3, WITH_CLARA));
            outbox.add(words(4));
            outbox.add(errand(5, new Cargo.Deletion(new Target(messageId(90), Optional.empty())), Way.LAN));
            outbox.begin(messageId(4), lostOnLan(4));
        });
        assertThat(of(100)).isEqualTo(List.of(1L, 2L, 4L, 5L));
        assertThat(of(2)).isEqualTo(List.of(1L, 2L));
        assertThat(of(Integer.MAX_VALUE)).hasSize(4);
        assertThat(of(0)).isEmpty();
        assertThat(of(-1)).isEmpty();
        assertThat(waiting(100)).contains(words(4).after(lostOnLan(4)));
    }

    @Test
    void aLongLaneIsDrainedInOrderBatchAfterBatch() {
        alter(outbox -> LongStream.rangeClosed(1, 300).forEach(n -> outbox.add(words(n))));
        long next = 1;
        while (size() > 0) {
            var batch = heads(64).get(WORDS);
            for (var dispatch : batch) assertThat(dispatch).isEqualTo(words(next++));
            alter(outbox ->
                    batch.forEach(dispatch -> outbox.remove(dispatch.parcel().id())));
        }
        assertThat(next).isEqualTo(301);
    }

    private static List<Long> numbers(Map<Lane, List<Dispatch>> heads, Lane lane) {
        return numbers(heads.get(lane));
    }

    private static List<Long> numbers(List<Dispatch> dispatches) {
        return dispatches.stream()
                .map(dispatch -> dispatch.parcel().id().value().getLeastSignificantBits() & 0x3fff_ffff_ffff_ffffL)
                .toList();
    }

    private List<Long> of(int limit) {
        return numbers(waiting(limit));
    }

    private List<Dispatch> waiting(int limit) {
        return store().read(view -> view.outbox().of(WITH_BRUNO, limit));
    }

    private Map<Lane, List<Dispatch>> heads(int most) {
        return store().read(view -> view.outbox().heads(most));
    }

    private Optional<Dispatch> find(long n) {
        return find(messageId(n));
    }

    private Optional<Dispatch> find(MessageId parcel) {
        return store().read(view -> view.outbox().find(parcel));
    }

    private int size() {
        return store().read(view -> view.outbox().size());
    }

    private void alter(Consumer<Outbox.Editing> change) {
        store().alter(memory -> change.accept(memory.outbox()));
    }
}
