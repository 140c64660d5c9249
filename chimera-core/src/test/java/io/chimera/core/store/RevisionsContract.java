package io.chimera.core.store;

import static io.chimera.core.store.Samples.WITH_CLARA;
import static io.chimera.core.store.Samples.fromAna;
import static io.chimera.core.store.Samples.fromAnaToClara;
import static io.chimera.core.store.Samples.fromBruno;
import static io.chimera.core.store.Samples.numbers;
import static io.chimera.core.store.Samples.sentByAna;
import static io.chimera.core.store.Samples.withClara;
import static io.chimera.core.testing.People.WITH_BRUNO;
import static io.chimera.core.testing.People.bruno;
import static io.chimera.core.testing.People.messageId;
import static io.chimera.core.testing.People.withBruno;
import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Changes;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.Dialogs;
import io.chimera.core.dialog.Fate;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Revision;
import io.chimera.core.dialog.Tick;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.route.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a store promises of revisions. Ana's dialog with Bruno is there. */
abstract class RevisionsContract {

    abstract AccountStore store();

    abstract AccountStore reopened();

    @Test
    void everyCallThatAltersSomethingMovesTheRevision() {
        alter(dialogs -> {
            moves(dialogs, () -> dialogs.save(withClara()));
            moves(dialogs, () -> dialogs.append(fromAna(1, "hello")));
            moves(dialogs, () -> dialogs.append(fromBruno(2, "hello")));
            moves(
                    dialogs,
                    () -> dialogs.settle(messageId(1), sentByAna(1, Tick.SENT).fate()));
            moves(dialogs, () -> dialogs.bind(messageId(1), new CloudMessageId(1)));
            moves(dialogs, () -> dialogs.edit(messageId(1), new Body.Text("hello!")));
            moves(dialogs, () -> dialogs.seen(WITH_BRUNO, messageId(2)));
            moves(dialogs, () -> dialogs.seenByThem(WITH_BRUNO, messageId(2)));
            moves(dialogs, () -> dialogs.erase(messageId(1)));
            moves(dialogs, () -> dialogs.withdraw(messageId(1)));
            moves(dialogs, () -> dialogs.draft(WITH_BRUNO, "and"));
            moves(dialogs, () -> dialogs.save(new Dialog.Direct(withBruno().with(), "Bruno")));
            moves(dialogs, () -> dialogs.remove(WITH_BRUNO));
            moves(dialogs, () -> dialogs.save(withBruno()));
        });
    }

    @Test
    void thatADialogIsNoMoreIsAChangeOfItAndSurvivesARestart() {
        alter(dialogs -> dialogs.append(fromAna(1, "hello")));
        var seen = store().read(view -> view.dialogs().revision());
        alter(dialogs -> dialogs.remove(WITH_BRUNO));
        reopened().read(view -> {
            assertThat(view.dialogs().revision()).isGreaterThan(seen);
            var changes = view.dialogs().changedSince(seen, 10);
            assertThat(changes.messages()).isEmpty();
            assertThat(changes.upTo()).isEqualTo(view.dialogs().revision());
            return assertThat(changes.dialogs()).containsExactly(WITH_BRUNO);
        });
    }

    @Test
    void whatAltersNothingMovesNothing() {
        alter(dialogs -> {
            dialogs.append(fromBruno(1, "hello"));
            dialogs.append(sentByAna(2, Tick.SENT));
            dialogs.seen(WITH_BRUNO, messageId(1));
            dialogs.seenByThem(WITH_BRUNO, messageId(2));
            dialogs.draft(WITH_BRUNO, "and");
        });
        var settled = store().read(view -> view.dialogs().revision());
        alter(dialogs -> {
            dialogs.save(withBruno());
            dialogs.seen(WITH_BRUNO, messageId(1));
            dialogs.seenByThem(WITH_BRUNO, messageId(2));
            dialogs.settle(
                    messageId(1), dialogs.message(messageId(1)).orElseThrow().fate());
            dialogs.draft(WITH_BRUNO, "and");
        });
        assertThat(now()).isEqualTo(settled);
    }

    @Test
    void theRevisionSurvivesAndNoneIsGivenTwice() {
        alter(dialogs -> dialogs.append(fromAna(1, "goes")));
        var before = now();
        alter(dialogs -> dialogs.withdraw(messageId(1)));
        reopened();
        assertThat(now()).isGreaterThan(before);
        alter(dialogs -> dialogs.append(fromAna(2, "stays")));
        assertThat(numbers(changesSince(before))).containsExactly(2L);
    }

    @Test
    void whoAsksAgainFromWhereTheChangesEndedHearsNothingNew() {
        alter(dialogs -> dialogs.append(fromAna(1, "hello")));
        var changes = since(Revision.START, 10);
        assertThat(changes.upTo()).isEqualTo(now());
        assertThat(since(changes.upTo(), 10)).isEqualTo(new Changes(now(), List.of(), List.of(), true));
    }

    @Test
    void messagesComeInTheOrderOfTheirLastChange() {
        alter(dialogs -> {
            dialogs.append(fromAna(1, "one"));
            dialogs.append(fromAna(2, "two"));
            dialogs.append(fromAna(3, "three"));
            dialogs.edit(messageId(1), new Body.Text("one, once more"));
        });
        assertThat(numbers(changesSince(Revision.START))).containsExactly(2L, 3L, 1L);
    }

    @Test
    void aMessageIsNewToWhoCannotHaveSeenIt() {
        alter(dialogs -> dialogs.append(fromAna(1, "one")));
        var seen = now();
        alter(dialogs -> {
            dialogs.append(fromAna(2, "two"));
            dialogs.edit(messageId(1), new Body.Text("one!"));
            dialogs.edit(messageId(2), new Body.Text("two!"));
        });
        var changes = since(seen, 10).messages();
        assertThat(changes.stream().map(Changes.Changed::isNew)).containsExactly(false, true);
        assertThat(changes.getLast().message().body()).isEqualTo(new Body.Text("two!"));
    }

    @Test
    void changesComeInPortionsThatTogetherAreAll() {
        alter(dialogs -> {
            for (long n = 1; n <= 25; n++) dialogs.append(fromAna(n, "words " + n));
        });
        var told = new ArrayList<Long>();
        var changes = since(Revision.START, 10);
        told.addAll(numbersOf(changes));
        assertThat(changes.complete()).isFalse();
        while (!changes.complete()) {
            changes = since(changes.upTo(), 10);
            told.addAll(numbersOf(changes));
        }
        assertThat(told).hasSize(25).isSorted();
        assertThat(changes.upTo()).isEqualTo(now());
    }

    @Test
    void asManyAsTheLimitAreAllOfThem() {
        alter(dialogs -> {
            for (long n = 1; n <= 10; n++) dialogs.append(fromAna(n, "words " + n));
        });
        assertThat(since(Revision.START, 10).complete()).isTrue();
        assertThat(since(Revision.START, 9).complete()).isFalse();
        assertThat(since(Revision.START, 0).messages()).hasSize(1);
    }

    @Test
    void whatOneMarkChangedComesInPortionsToo() {
        alter(dialogs -> {
            for (long n = 1; n <= 25; n++) dialogs.append(fromBruno(n, "words " + n));
        });
        var before = now();
        alter(dialogs -> dialogs.seen(WITH_BRUNO, messageId(25)));
        var first = since(before, 10);
        assertThat(numbersOf(first)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(first.complete()).isFalse();
        assertThat(numbersOf(since(first.upTo(), 100))).hasSize(15);
        assertThat(since(first.upTo(), 100).dialogs()).containsExactly(WITH_BRUNO);
    }

    @Test
    void theDialogsThatChangedAreNamedOnce() {
        alter(dialogs -> dialogs.save(withClara()));
        var before = now();
        alter(dialogs -> {
            dialogs.append(fromAnaToClara(1, "one"));
            dialogs.append(fromAna(2, "two"));
            dialogs.append(fromAna(3, "three"));
        });
        assertThat(since(before, 10).dialogs()).containsExactlyInAnyOrder(WITH_CLARA, WITH_BRUNO);
        var later = now();
        alter(dialogs -> dialogs.draft(WITH_CLARA, "and"));
        assertThat(since(later, 10).dialogs()).containsExactly(WITH_CLARA);
        assertThat(since(later, 10).messages()).isEmpty();
    }

    @Test
    void whoMissedAWithdrawalHearsThatItsDialogChanged() {
        alter(dialogs -> dialogs.append(fromAna(1, "goes")));
        var before = now();
        alter(dialogs -> dialogs.withdraw(messageId(1)));
        assertThat(since(before, 10).dialogs()).containsExactly(WITH_BRUNO);
    }

    @Test
    void aRevisionFromTheFutureGivesEverythingAsNew() {
        alter(dialogs -> dialogs.append(fromAna(1, "one")));
        var changes = since(new Revision(now().value() + 1_000), 10);
        assertThat(changes.messages())
                .containsExactly(new Changes.Changed(
                        store().read(view ->
                                view.dialogs().message(messageId(1)).orElseThrow()),
                        true,
                        false));
        assertThat(changes.dialogs()).containsExactly(WITH_BRUNO);
        assertThat(changes.upTo()).isEqualTo(now());
    }

    @Test
    void anEmptyStoreIsAtTheStart() {
        // The dialog with Bruno was the first change of this one.
        assertThat(now()).isEqualTo(new Revision(1));
        assertThat(since(Revision.START, 10))
                .isEqualTo(new Changes(new Revision(1), List.of(), List.of(WITH_BRUNO), true));
    }

    @Test
    void whatIsNoHistoryMovesNoRevision() {
        var before = now();
        store().alter(change -> {
            change.outbox().add(Samples.words(1));
            change.preferences().lanOn(false);
            change.contacts().save(bruno());
        });
        assertThat(now()).isEqualTo(before);
    }

    @Test
    void aFateThatIsTheSameAgainIsNoChange() {
        var fate = new Fate(Tick.SENT, Samples.travelled(Way.CLOUD), Optional.of("an edit was refused"));
        alter(dialogs -> {
            dialogs.append(fromAna(1, "one"));
            dialogs.settle(messageId(1), fate);
        });
        var before = now();
        alter(dialogs -> dialogs.settle(messageId(1), fate));
        assertThat(now()).isEqualTo(before);
    }

    private static void moves(Dialogs dialogs, Runnable call) {
        var before = dialogs.revision();
        call.run();
        assertThat(dialogs.revision()).isGreaterThan(before);
    }

    private Revision now() {
        return store().read(view -> view.dialogs().revision());
    }

    private Changes since(Revision seen, int limit) {
        return store().read(view -> view.dialogs().changedSince(seen, limit));
    }

    private List<Message> changesSince(Revision seen) {
        return since(seen, 100).messages().stream()
                .map(Changes.Changed::message)
                .toList();
    }

    private static List<Long> numbersOf(Changes changes) {
        return numbers(changes.messages().stream().map(Changes.Changed::message).toList());
    }

    private void alter(Consumer<Dialogs.Editing> change) {
        store().alter(memory -> change.accept(memory.dialogs()));
    }
}
