package io.chimera.core.store;

import static io.chimera.core.store.Samples.WITH_CLARA;
import static io.chimera.core.store.Samples.fromBruno;
import static io.chimera.core.testing.People.WITH_BRUNO;
import static io.chimera.core.testing.People.messageId;
import static io.chimera.core.testing.SteppingClock.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Changes;
import io.chimera.core.dialog.CloudTrace;
import io.chimera.core.dialog.Gap;
import io.chimera.core.dialog.Likeness;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Reference;
import io.chimera.core.dialog.Revision;
import io.chimera.core.file.DistantFile;
import io.chimera.core.file.FileName;
import io.chimera.core.file.Sha256;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.core.twin.CloudCopy;
import io.chimera.core.twin.Doubt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a store promises of the doubts about messages that may have come by both ways. */
abstract class DoubtsContract {

    private static final Likeness OK = Likeness.ofWords("ok");
    private static final Likeness NO = Likeness.ofWords("no");

    abstract AccountStore store();

    abstract AccountStore reopened();

    @BeforeEach
    void fourMessages() {
        store().alter(change -> {
            for (int n = 1; n <= 4; n++) change.dialogs().append(fromBruno(n, "ok"));
        });
    }

    @Test
    void aDoubtComesBackAsItWasKept() {
        var plain = Doubt.unheard(messageId(1), WITH_BRUNO, OK, NOON);
        var onTrial = Doubt.perhapsInCloud(messageId(2), WITH_BRUNO, true, OK, NOON)
                .with(new CloudCopy(
                        new CloudMessageId(7),
                        NOON.plusSeconds(3),
                        new Body.Text("ok"),
                        Optional.of(new Reference.ByCloudId(new CloudMessageId(5)))));
        var file = Doubt.unheard(messageId(3), WITH_BRUNO, NO, NOON)
                .with(new CloudCopy(
                        new CloudMessageId(8),
                        NOON,
                        new Body.Distant(new DistantFile(FileName.from("notes.txt"), "text/plain", 42), false),
                        Optional.of(new Reference.ById(messageId(5)))));
        var certain = Doubt.unheard(messageId(4), WITH_BRUNO, NO, NOON).settled(Optional.of(NOON.plusSeconds(9)));
        store().alter(change -> {
            for (var doubt : new Doubt[] {plain, onTrial, file, certain})
                change.doubts().keep(doubt);
        });

        for (var doubt : new Doubt[] {plain, onTrial, file, certain})
            assertThat(of(reopened(), doubt.message())).contains(doubt);
    }

    @Test
    void aLaterDoubtAboutAMessageTakesThePlaceOfTheEarlier() {
        keep(Doubt.unheard(messageId(1), WITH_BRUNO, OK, NOON));
        var later = Doubt.unheard(messageId(1), WITH_BRUNO, OK, NOON.plusSeconds(60));
        keep(later);
        assertThat(of(store(), messageId(1))).contains(later);
        assertThat(about(false)).hasSize(1);
    }

    @Test
    void thereIsNoDoubtAboutAMessageThatIsNotThere() {
        assertThatIllegalStateException().isThrownBy(() -> keep(Doubt.unheard(messageId(99), WITH_BRUNO, OK, NOON)));
    }

    @Test
    void theOldestDoubtThatFitsIsResolved() {
        keep(Doubt.unheard(messageId(1), WITH_BRUNO, NO, NOON));
        keep(Doubt.unheard(messageId(2), WITH_BRUNO, OK, NOON));
        keep(Doubt.unheard(messageId(3), WITH_BRUNO, OK, NOON));

        assertThat(resolvedBy(OK, NOON.plusSeconds(9))).contains(messageId(2));
        store().alter(change -> change.doubts().settle(messageId(2)));
        assertThat(resolvedBy(OK, NOON.plusSeconds(9))).contains(messageId(3));
    }

    @Test
    void whatHasACopyOnTrialIsNotResolvedOnceMore() {
        keep(Doubt.unheard(messageId(1), WITH_BRUNO, OK, NOON)
                .with(new CloudCopy(new CloudMessageId(7), NOON, new Body.Text("ok"), Optional.empty())));
        assertThat(resolvedBy(OK, NOON)).isEmpty();
        assertThat(about(false)).containsExactly(messageId(1));
    }

    @Test
    void onlyACopyOfTheRightTimeDialogAndAuthorResolves() {
        keep(Doubt.unheard(messageId(1), WITH_BRUNO, OK, NOON));

        assertThat(resolvedBy(OK, NOON.minus(Duration.ofMinutes(6)))).isEmpty();
        assertThat(resolvedBy(OK, NOON.plus(Duration.ofHours(25)))).isEmpty();
        assertThat(resolvedBy(NO, NOON)).isEmpty();
        assertThat(store().<Optional<Doubt>>read(view -> view.doubts().resolvedBy(WITH_CLARA, false, OK, NOON)))
                .isEmpty();
        assertThat(store().<Optional<Doubt>>read(view -> view.doubts().resolvedBy(WITH_BRUNO, true, OK, NOON)))
                .isEmpty();
        assertThat(resolvedBy(OK, NOON.minus(Duration.ofMinutes(5)))).contains(messageId(1));
        assertThat(resolvedBy(OK, NOON.plus(Duration.ofHours(24)))).contains(messageId(1));
    }

    @Test
    void whatIsCertainIsNotAskedAnyMoreButResolvedStill() {
        keep(Doubt.unheard(messageId(1), WITH_BRUNO, OK, NOON).settled(Optional.of(NOON.plusSeconds(60))));
        assertThat(about(false)).isEmpty();
        assertThat(resolvedBy(OK, NOON)).isEmpty();
        assertThat(resolvedBy(OK, NOON.plusSeconds(61))).contains(messageId(1));
    }

    @Test
    void oursAndTheirsAreAskedForApartTheOldestFirst() {
        keep(Doubt.unheard(messageId(2), WITH_BRUNO, OK, NOON));
        keep(Doubt.perhapsInCloud(messageId(1), WITH_BRUNO, true, OK, NOON));
        keep(Doubt.unheard(messageId(3), WITH_BRUNO, OK, NOON));

        assertThat(about(false)).containsExactly(messageId(2), messageId(3));
        assertThat(about(true)).containsExactly(messageId(1));
        assertThat(store().<List<?>>read(view -> view.doubts().about(WITH_BRUNO, false, 1)))
                .hasSize(1);
        assertThat(store().<List<?>>read(view -> view.doubts().whereMine())).isEqualTo(List.of(WITH_BRUNO));
    }

    @Test
    void oldDoubtsAreForgottenButNotWhatIsOnTrial() {
        keep(Doubt.unheard(messageId(1), WITH_BRUNO, OK, NOON));
        keep(Doubt.unheard(messageId(2), WITH_BRUNO, OK, NOON)
                .with(new CloudCopy(new CloudMessageId(7), NOON, new Body.Text("ok"), Optional.empty())));
        keep(Doubt.unheard(messageId(3), WITH_BRUNO, OK, NOON.plus(Duration.ofDays(3))));

        store().alter(change -> change.doubts().forget(NOON.plus(Duration.ofDays(2))));

        assertThat(about(false)).containsExactly(messageId(2), messageId(3));
    }

    @Test
    void theDoubtGoesWithItsMessage() {
        keep(Doubt.unheard(messageId(1), WITH_BRUNO, OK, NOON));
        store().alter(change -> change.dialogs().withdraw(messageId(1)));
        assertThat(of(store(), messageId(1))).isEmpty();
    }

    @Test
    void aMessageCanBeCalledByAnotherIdAndKeepsItsPlace() {
        store().alter(change -> change.dialogs().rename(messageId(2), messageId(20)));

        assertThat(store().<Optional<Message>>read(view -> view.dialogs().message(messageId(2))))
                .isEmpty();
        var page = reopened()
                .<List<Message>>read(view ->
                        view.dialogs().page(WITH_BRUNO, Optional.empty(), 9).messages());
        assertThat(page)
                .extracting(Message::id)
                .containsExactly(messageId(4), messageId(3), messageId(20), messageId(1));
        assertThatIllegalStateException()
                .isThrownBy(() -> store().alter(change -> change.dialogs().rename(messageId(20), messageId(1))));
    }

    @Test
    void aMessageTakesTheEarlierPlaceAndTheCloudsNameOfItsCopy() {
        store().alter(change -> change.dialogs().bind(messageId(2), new CloudMessageId(7)));
        keep(Doubt.unheard(messageId(4), WITH_BRUNO, OK, NOON));
        var before = store().<Revision>read(view -> view.dialogs().revision());
        store().alter(change -> change.dialogs().merge(messageId(4), messageId(2)));

        assertThat(idsNewestFirst()).containsExactly(messageId(3), messageId(4), messageId(1));
        assertThat(store().<Optional<Message>>read(view -> view.dialogs().message(WITH_BRUNO, new CloudMessageId(7))))
                .map(Message::id)
                .contains(messageId(4));
        assertThat(of(store(), messageId(4))).isPresent();
        var changes = store().<Changes>read(view -> view.dialogs().changedSince(before, 9));
        assertThat(changes.messages())
                .extracting(changed -> changed.message().id(), Changes.Changed::isNew)
                .containsExactly(tuple(messageId(4), false));
        assertThat(changes.dialogs()).containsExactly(WITH_BRUNO);
    }

    @Test
    void aMessageKeepsItsPlaceWhereItsCopyStandsLater() {
        store().alter(change -> change.dialogs().bind(messageId(3), new CloudMessageId(7)));
        store().alter(change -> change.dialogs().merge(messageId(1), messageId(3)));

        assertThat(idsNewestFirst()).containsExactly(messageId(4), messageId(2), messageId(1));
        assertThat(store().<Optional<Message>>read(view -> view.dialogs().message(WITH_BRUNO, new CloudMessageId(7))))
                .map(Message::id)
                .contains(messageId(1));
    }

    @Test
    void aMessageIsFoundByItsWordsInItsNewPlace() {
        store().alter(change -> {
            change.dialogs().append(fromBruno(5, "pineapple"));
            change.dialogs().merge(messageId(5), messageId(2));
        });
        assertThat(idsNewestFirst()).containsExactly(messageId(4), messageId(3), messageId(5), messageId(1));
        assertThat(found("pineapple")).containsExactly(messageId(5));
        store().alter(change -> change.dialogs().withdraw(messageId(5)));
        assertThat(found("pineapple")).isEmpty();
        assertThat(found("ok")).containsExactly(messageId(4), messageId(3), messageId(1));
    }

    @Test
    void whatWasMissingBeforeAMessageIsNotMissingBeforeItsEarlierPlace() {
        var missing = new CloudTrace(NOON, Sha256.over(new byte[] {1}));
        store().alter(change -> change.dialogs().append(fromBruno(5, "late"), missing));
        assertThat(gap()).isPresent();
        store().alter(change -> change.dialogs().merge(messageId(5), messageId(2)));
        assertThat(gap()).isEmpty();
    }

    @Test
    void nothingIsACopyOfItselfOrOfWhatIsNotHere() {
        store().alter(change -> {
            change.dialogs().merge(messageId(2), messageId(2));
            change.dialogs().merge(messageId(2), messageId(99));
            change.dialogs().merge(messageId(99), messageId(2));
        });
        assertThat(idsNewestFirst()).containsExactly(messageId(4), messageId(3), messageId(2), messageId(1));
    }

    @Test
    void aCloudIdCanBeTakenBack() {
        store().alter(change -> change.dialogs().bind(messageId(1), new CloudMessageId(7)));
        store().alter(change -> change.dialogs().unbind(messageId(1)));

        assertThat(store().<Optional<Message>>read(view -> view.dialogs().message(WITH_BRUNO, new CloudMessageId(7))))
                .isEmpty();
        store().alter(change -> change.dialogs().bind(messageId(2), new CloudMessageId(7)));
    }

    private List<MessageId> idsNewestFirst() {
        return reopened()
                .<List<Message>>read(view ->
                        view.dialogs().page(WITH_BRUNO, Optional.empty(), 9).messages())
                .stream()
                .map(Message::id)
                .toList();
    }

    private List<MessageId> found(String words) {
        return store().<List<Message>>read(view -> view.dialogs().search(words, Optional.empty(), 9)).stream()
                .map(Message::id)
                .toList();
    }

    private Optional<Gap> gap() {
        return store().read(view ->
                view.dialogs().gap(WITH_BRUNO, fromBruno(5, "late").author(), NOON));
    }

    private void keep(Doubt doubt) {
        store().alter(change -> change.doubts().keep(doubt));
    }

    private static Optional<Doubt> of(AccountStore store, MessageId message) {
        return store.read(view -> view.doubts().of(message));
    }

    private List<MessageId> about(boolean mine) {
        return store().<List<Doubt>>read(view -> view.doubts().about(WITH_BRUNO, mine, 100)).stream()
                .map(Doubt::message)
                .toList();
    }

    private Optional<MessageId> resolvedBy(Likeness likeness, Instant date) {
        return store().<Optional<Doubt>>read(view -> view.doubts().resolvedBy(WITH_BRUNO, false, likeness, date))
                .map(Doubt::message);
    }
}
