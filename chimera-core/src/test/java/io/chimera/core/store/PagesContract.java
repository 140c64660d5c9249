package io.chimera.core.store;

import static io.chimera.core.store.Samples.WITH_CLARA;
import static io.chimera.core.store.Samples.countdown;
import static io.chimera.core.store.Samples.fromAna;
import static io.chimera.core.store.Samples.fromAnaToClara;
import static io.chimera.core.store.Samples.numbers;
import static io.chimera.core.store.Samples.withClara;
import static io.chimera.core.testing.People.WITH_BRUNO;
import static io.chimera.core.testing.People.messageId;
import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Page;
import io.chimera.core.message.MessageId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a store promises of pages: 250 messages with Bruno, one with Clara between any two of them. */
abstract class PagesContract {

    private static final int MESSAGES = 250;
    private static final long OTHERS = 10_000;

    abstract AccountStore store();

    @BeforeEach
    void writeThem() {
        store().alter(change -> {
            change.dialogs().save(withClara());
            for (long n = 1; n <= MESSAGES; n++) {
                change.dialogs().append(fromAna(n, "words " + n));
                change.dialogs().append(fromAnaToClara(OTHERS + n, "others " + n));
            }
        });
    }

    @Test
    void theFirstPageHoldsTheNewestNewestFirst() {
        var page = newest(40);
        assertThat(numbers(page.messages())).isEqualTo(countdown(250, 211));
        assertThat(page.olderExist()).isTrue();
        assertThat(page.newerExist()).isFalse();
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepeat() {
        var seen = new ArrayList<Long>();
        var page = newest(100);
        seen.addAll(numbers(page.messages()));
        while (page.olderExist()) {
            page = before(seen.getLast(), 100);
            assertThat(page.newerExist()).isTrue();
            seen.addAll(numbers(page.messages()));
        }
        assertThat(seen).isEqualTo(countdown(250, 1));
    }

    @Test
    void whatIsWrittenMeanwhileDoesNotShiftThePages() {
        var first = newest(100);
        store().alter(change -> change.dialogs().append(fromAna(251, "meanwhile")));
        assertThat(numbers(before(numbers(first.messages()).getLast(), 3).messages()))
                .isEqualTo(countdown(150, 148));
    }

    @Test
    void thePageBeforeTheOldestIsEmptyAndKnowsThereIsNewer() {
        var page = before(1, 10);
        assertThat(page.messages()).isEmpty();
        assertThat(page.olderExist()).isFalse();
        assertThat(page.newerExist()).isTrue();
    }

    @Test
    void thePageThatReachesTheOldestSaysSo() {
        assertThat(before(11, 10).olderExist()).isFalse();
        assertThat(before(12, 10).olderExist()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1})
    void aPageHoldsAtLeastOne(int limit) {
        assertThat(numbers(newest(limit).messages())).containsExactly(250L);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 101, Integer.MAX_VALUE})
    void aPageHoldsAtMostAHundred(int limit) {
        assertThat(newest(limit).messages()).hasSize(100);
    }

    @Test
    void anUnknownMessageGivesAnEmptyPage() {
        assertEmpty(before(9_999, 10));
        assertEmpty(around(9_999, 10));
    }

    @Test
    void aMessageOfAnotherDialogGivesAnEmptyPage() {
        assertEmpty(before(OTHERS + 5, 10));
        assertEmpty(around(OTHERS + 5, 10));
    }

    @Test
    void aDialogWithoutMessagesHasAnEmptyPage() {
        assertEmpty(store().read(view -> view.dialogs().page(new DialogId(-7), Optional.empty(), 10)));
    }

    @Test
    void theStretchAroundAMessageHasItInTheMiddle() {
        var page = around(100, 21);
        assertThat(numbers(page.messages())).isEqualTo(countdown(110, 90));
        assertThat(page.olderExist()).isTrue();
        assertThat(page.newerExist()).isTrue();
    }

    @Test
    void theStretchAroundTheNewestIsFilledWithOlderOnes() {
        var page = around(249, 21);
        assertThat(numbers(page.messages())).isEqualTo(countdown(250, 230));
        assertThat(page.newerExist()).isFalse();
        assertThat(page.olderExist()).isTrue();
    }

    @Test
    void theStretchAroundTheOldestIsFilledWithNewerOnes() {
        var page = around(2, 21);
        assertThat(numbers(page.messages())).isEqualTo(countdown(21, 1));
        assertThat(page.newerExist()).isTrue();
        assertThat(page.olderExist()).isFalse();
    }

    @Test
    void aStretchOfOneIsTheMessageItself() {
        assertThat(numbers(around(100, 0).messages())).containsExactly(100L);
    }

    @Test
    void aShortDialogIsOneStretchWhole() {
        store().alter(change -> {
            for (long n = 4; n <= MESSAGES; n++) change.dialogs().withdraw(messageId(OTHERS + n));
        });
        var page = store().read(view -> view.dialogs().around(WITH_CLARA, messageId(OTHERS + 2), 50));
        assertThat(numbers(page.messages())).isEqualTo(countdown(OTHERS + 3, OTHERS + 1));
        assertThat(page.newerExist()).isFalse();
        assertThat(page.olderExist()).isFalse();
    }

    @Test
    void whoWalksOnwardMeetsEveryMessageOnceTheOldestFirst() {
        store().alter(change -> change.dialogs().prepend(fromAna(0, "early"), Instant.EPOCH));
        var met = new ArrayList<Long>();
        var next = onward(Optional.empty(), 100);
        while (!next.isEmpty()) {
            met.addAll(numbers(next));
            next = onward(Optional.of(messageId(met.getLast())), 100);
        }
        assertThat(met.reversed()).isEqualTo(countdown(250, 0));
        assertThat(onward(Optional.empty(), 0)).hasSize(1);
        assertThat(onward(Optional.empty(), 1_000)).hasSize(100);
        assertThat(onward(Optional.of(messageId(9_999)), 10)).isEmpty();
        assertThat(onward(Optional.of(messageId(OTHERS + 1)), 10)).isEmpty();
    }

    private List<Message> onward(Optional<MessageId> after, int limit) {
        return store().read(view -> view.dialogs().onward(WITH_BRUNO, after, limit));
    }

    private Page newest(int limit) {
        return store().read(view -> view.dialogs().page(WITH_BRUNO, Optional.empty(), limit));
    }

    private Page before(long n, int limit) {
        return store().read(view -> view.dialogs().page(WITH_BRUNO, Optional.of(messageId(n)), limit));
    }

    private Page around(long n, int limit) {
        return store().read(view -> view.dialogs().around(WITH_BRUNO, messageId(n), limit));
    }

    private static void assertEmpty(Page page) {
        assertThat(page).isEqualTo(new Page(List.of(), false, false));
    }
}
