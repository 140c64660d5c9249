package io.chimera.core.store;

import static io.chimera.core.store.Samples.WITH_CLARA;
import static io.chimera.core.store.Samples.countdown;
import static io.chimera.core.store.Samples.fromAna;
import static io.chimera.core.store.Samples.fromBruno;
import static io.chimera.core.store.Samples.numbers;
import static io.chimera.core.store.Samples.when;
import static io.chimera.core.store.Samples.withClara;
import static io.chimera.core.testing.People.BRUNO;
import static io.chimera.core.testing.People.WITH_BRUNO;
import static io.chimera.core.testing.People.messageId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Changes.Changed;
import io.chimera.core.dialog.CloudTrace;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Dialogs;
import io.chimera.core.dialog.Gap;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Tick;
import io.chimera.core.file.Sha256;
import io.chimera.core.message.CloudMessageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a store promises of messages that were missed, by the ids of the cloud. Ana's dialog with Bruno is there. */
abstract class MissedContract {

    private static final Author BY_BRUNO = new Author.Them(BRUNO);

    abstract AccountStore store();

    abstract AccountStore reopened();

    @Test
    void whatTheCloudKnowsIsReadByItsIdsTheHighestFirst() {
        alter(dialogs -> {
            dialogs.save(withClara());
            for (long n = 1; n <= 120; n++) dialogs.append(inCloud(n, 500 - n));
            dialogs.append(fromAna(121, "straight"));
            dialogs.prepend(inCloud(122, 1_000), when(1));
        });
        var first = inCloud(Optional.empty(), 200);
        assertThat(numbers(first)).hasSize(100).startsWith(122L, 1L, 2L).endsWith(99L);
        assertThat(numbers(inCloud(first.getLast().cloudId(), 100)))
                .isEqualTo(countdown(120, 100).reversed());
        assertThat(inCloud(Optional.of(new CloudMessageId(380)), 10)).isEmpty();
        assertThat(numbers(inCloud(Optional.of(new CloudMessageId(700)), 2))).containsExactly(1L, 2L);
        List<Message> none = store().read(view -> view.dialogs().inCloud(WITH_CLARA, Optional.empty(), 10));
        assertThat(none).isEmpty();
    }

    @Test
    void whatWasMissedStandsWhereItWouldHaveStoodIfThereIsRoom() {
        alter(dialogs -> {
            for (long n = 1; n <= 5; n++) dialogs.append(inCloud(n, n));
            dialogs.withdraw(messageId(3));
        });
        alter(dialogs -> dialogs.insert(inCloud(30, 3)));
        reopened();
        assertThat(all()).containsExactly(5L, 4L, 30L, 2L, 1L);
    }

    @Test
    void severalKeepTheirOrderWhenTheLatestIsPutThereFirst() {
        alter(dialogs -> {
            dialogs.append(inCloud(1, 1));
            dialogs.append(inCloud(2, 2));
            dialogs.withdraw(messageId(1));
            for (long n = 3; n <= 6; n++) dialogs.append(inCloud(n, n + 10));
        });
        alter(dialogs -> {
            for (long id = 12; id >= 7; id--) dialogs.insert(inCloud(100 + id, id));
        });
        var there = all();
        assertThat(there.stream().filter(n -> n > 100).toList()).isEqualTo(countdown(112, 107));
        assertThat(there.indexOf(3L)).isLessThan(there.indexOf(112L));
    }

    @Test
    void whereThereIsNoRoomItStandsAsTheLastOfThoseFromBefore() {
        alter(dialogs -> {
            dialogs.prepend(fromBruno(50, "early"), when(1));
            for (long n = 1; n <= 5; n++) dialogs.append(inCloud(n, n * 10));
        });
        alter(dialogs -> {
            dialogs.insert(inCloud(100, 45));
            dialogs.insert(inCloud(101, 44));
            dialogs.insert(inCloud(102, 43));
            dialogs.insert(inCloud(103, 42));
        });
        assertThat(all()).startsWith(5L, 4L, 3L, 2L, 1L).endsWith(50L);
        assertThat(all().stream().filter(n -> n >= 100).toList()).containsExactly(100L, 101L, 102L, 103L);
    }

    @Test
    void amongEarlyOnesItStandsBeforeTheNextOfThem() {
        alter(dialogs -> {
            dialogs.prepend(inCloud(1, 1), when(1));
            dialogs.prepend(inCloud(3, 3), when(1));
            dialogs.append(inCloud(4, 4));
        });
        alter(dialogs -> dialogs.insert(inCloud(9, 2)));
        assertThat(all()).startsWith(4L, 3L).contains(9L);
        assertThat(all().indexOf(9L)).isGreaterThan(all().indexOf(3L));
    }

    @Test
    void theLatestOfAllStandsAtTheEnd() {
        alter(dialogs -> dialogs.append(inCloud(1, 1)));
        alter(dialogs -> dialogs.insert(inCloud(2, 2)));
        assertThat(all()).containsExactly(2L, 1L);
    }

    @Test
    void whatCouldNotWaitLeavesAGapForAllThatTheCloudBringsUntilItIsClosed() {
        var missing = new CloudTrace(when(4), Sha256.over(new byte[] {1}));
        alter(dialogs -> {
            dialogs.save(withClara());
            for (long n = 1; n <= 3; n++) dialogs.append(inCloud(n, n));
            dialogs.append(fromBruno(7, "straight"), missing);
            for (long n = 8; n <= 9; n++) dialogs.append(inCloud(n, n + 10));
        });
        reopened();
        var gap = new Gap(messageId(7), missing);
        assertThat(gap(WITH_BRUNO, BY_BRUNO, when(4))).contains(gap);
        assertThat(gap(WITH_BRUNO, BY_BRUNO, when(1))).contains(gap);
        assertThat(gap(WITH_BRUNO, BY_BRUNO, when(5))).isEmpty();
        assertThat(gap(WITH_BRUNO, new Author.Me(), when(4))).isEmpty();
        assertThat(gap(WITH_CLARA, BY_BRUNO, when(4))).isEmpty();

        var before = store().read(view -> view.dialogs().revision());
        alter(dialogs -> {
            for (long n = 4; n <= 6; n++) dialogs.fill(gap, inCloud(n, n));
        });
        assertThat(all()).isEqualTo(countdown(9, 1));
        var changes = store().read(view -> view.dialogs().changedSince(before, 10));
        assertThat(changes.messages())
                .containsExactly(
                        new Changed(message(4), false, false),
                        new Changed(message(5), false, false),
                        new Changed(message(6), false, false));
        alter(dialogs -> dialogs.close(gap));
        assertThat(gap(WITH_BRUNO, BY_BRUNO, when(4))).isEmpty();
    }

    @Test
    void theFirstOfTwoGapsIsFilledFirst() {
        var first = new CloudTrace(when(4), Sha256.over(new byte[] {1}));
        var second = new CloudTrace(when(6), Sha256.over(new byte[] {2}));
        alter(dialogs -> {
            dialogs.append(fromBruno(5, "straight"), first);
            dialogs.append(fromBruno(7, "straight again"), second);
        });
        assertThat(gap(WITH_BRUNO, BY_BRUNO, when(4))).map(Gap::before).contains(messageId(5));
        assertThat(gap(WITH_BRUNO, BY_BRUNO, when(5))).map(Gap::before).contains(messageId(7));
    }

    private Optional<Gap> gap(DialogId dialog, Author author, Instant date) {
        return store().read(view -> view.dialogs().gap(dialog, author, date));
    }

    @Test
    void whoAsksWhatChangedIsToldOfIt() {
        alter(dialogs -> {
            for (long n = 1; n <= 3; n++) dialogs.append(inCloud(n, n));
            dialogs.withdraw(messageId(2));
        });
        var before = store().read(view -> view.dialogs().revision());
        alter(dialogs -> dialogs.insert(inCloud(20, 2)));
        var changes = store().read(view -> view.dialogs().changedSince(before, 10));
        assertThat(changes.messages()).containsExactly(new Changed(message(20), false, false));
        assertThat(changes.dialogs()).containsExactly(WITH_BRUNO);
    }

    @Test
    void itIsFoundAndMarkedLikeAnyOther() {
        alter(dialogs -> {
            for (long n = 1; n <= 3; n++) dialogs.append(inCloud(n, n));
            dialogs.withdraw(messageId(2));
            dialogs.insert(inCloud(20, 2));
            dialogs.seen(WITH_BRUNO, messageId(20));
        });
        assertThat(message(20).tick()).isEqualTo(Tick.READ);
        assertThat(message(3).tick()).isEqualTo(Tick.DELIVERED);
        assertThat(numbers(store().read(view -> view.dialogs().search("words 20", Optional.empty(), 10))))
                .containsExactly(20L);
    }

    @Test
    void whatIsThereIsNotPutThereAgain() {
        alter(dialogs -> {
            dialogs.append(inCloud(1, 1));
            dialogs.append(inCloud(2, 2));
            var revision = dialogs.revision();
            refused(() -> dialogs.insert(inCloud(3, 1)));
            refused(() -> dialogs.insert(inCloud(2, 7)));
            assertThat(dialogs.revision()).isEqualTo(revision);
        });
    }

    private static void refused(Runnable call) {
        assertThatIllegalStateException().isThrownBy(call::run);
    }

    private static Message inCloud(long n, long id) {
        return fromBruno(n, "words " + n, Optional.of(new CloudMessageId(id)));
    }

    private List<Message> inCloud(Optional<CloudMessageId> before, int limit) {
        return store().read(view -> view.dialogs().inCloud(WITH_BRUNO, before, limit));
    }

    private List<Long> all() {
        return numbers(store().read(view -> view.dialogs().page(WITH_BRUNO, Optional.empty(), Dialogs.LARGEST_PAGE))
                .messages());
    }

    private Message message(long n) {
        return store().read(view -> view.dialogs().message(messageId(n)).orElseThrow());
    }

    private void alter(Consumer<Dialogs.Editing> change) {
        store().alter(memory -> change.accept(memory.dialogs()));
    }
}
