package io.chimera.core.store;

import static io.chimera.core.store.Samples.WITH_CLARA;
import static io.chimera.core.store.Samples.countdown;
import static io.chimera.core.store.Samples.fromAna;
import static io.chimera.core.store.Samples.fromAnaToClara;
import static io.chimera.core.store.Samples.fromBruno;
import static io.chimera.core.store.Samples.numbers;
import static io.chimera.core.store.Samples.when;
import static io.chimera.core.store.Samples.withClara;
import static io.chimera.core.testing.People.WITH_BRUNO;
import static io.chimera.core.testing.People.messageId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Changes.Changed;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.DialogSummary;
import io.chimera.core.dialog.Dialogs;
import io.chimera.core.dialog.Message;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.core.testing.Chance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a store promises of messages from before its history began. Ana's dialog with Bruno is there. */
abstract class EarlyContract {

    abstract AccountStore store();

    abstract AccountStore reopened();

    @Test
    void theyStandBeforeEverythingThatWasAppendedWhateverTheMoment() {
        alter(dialogs -> {
            dialogs.append(fromAna(1, "appended first"));
            dialogs.prepend(fromBruno(2, "early, dated later"), when(1_000_000));
            dialogs.append(fromAna(3, "appended later"));
        });
        assertThat(all(WITH_BRUNO)).containsExactly(3L, 1L, 2L);
        assertThat(numbers(List.of(summary(WITH_BRUNO).last().orElseThrow()))).containsExactly(3L);
    }

    @Test
    void theyStandInTheOrderOfTheirMomentsWhicheverCameFirst() {
        alter(dialogs -> dialogs.prepend(fromBruno(20, "twenty"), when(20)));
        alter(dialogs -> {
            dialogs.prepend(fromBruno(30, "thirty"), when(30));
            dialogs.prepend(fromBruno(10, "ten"), when(10));
        });
        reopened();
        assertThat(all(WITH_BRUNO)).containsExactly(30L, 20L, 10L);
    }

    @Test
    void thoseOfOneMomentStandInTheOrderTheyCameHoweverManyTheyAre() {
        alter(dialogs -> {
            dialogs.prepend(fromBruno(10_000, "a moment later"), when(1).plusMillis(2));
            for (long n = 1; n <= 4_200; n++) dialogs.prepend(fromAna(n, "words"), when(1));
        });
        var history = all(WITH_BRUNO);
        assertThat(history).hasSize(4_201);
        assertThat(history.stream().filter(n -> n != 10_000).toList()).isEqualTo(countdown(4_200, 1));
    }

    @Test
    void theirPlaceIsNotTheTimeTheyWereSent() {
        alter(dialogs -> {
            dialogs.prepend(fromBruno(500, "dated later"), when(1));
            dialogs.prepend(fromBruno(2, "dated earlier"), when(2));
        });
        assertThat(all(WITH_BRUNO)).containsExactly(2L, 500L);
        assertThat(message(500).sentAt()).isEqualTo(when(500));
    }

    @Test
    void theWildestMomentsHaveAPlace() {
        var moments = List.of(
                Instant.MIN,
                Instant.EPOCH.minusNanos(1),
                Instant.EPOCH.plusMillis(1),
                when(1),
                Instant.parse("2150-01-01T00:00:00Z"),
                Instant.MAX);
        alter(dialogs -> {
            dialogs.append(fromAna(100, "appended"));
            for (int n = 0; n < moments.size(); n++) dialogs.prepend(fromAna(n, "words"), moments.get(n));
        });
        assertThat(all(WITH_BRUNO)).containsExactly(100L, 5L, 4L, 3L, 2L, 1L, 0L);
    }

    @Test
    void pagesAndStretchesCrossTheBorder() {
        alter(dialogs -> {
            for (long n = 1; n <= 120; n++) dialogs.prepend(fromAna(n, "words " + n), when(n));
            for (long n = 121; n <= 240; n++) dialogs.append(fromAna(n, "words " + n));
        });
        assertThat(all(WITH_BRUNO)).isEqualTo(countdown(240, 1));
        var around = store().read(view -> view.dialogs().around(WITH_BRUNO, messageId(121), 21));
        assertThat(numbers(around.messages())).isEqualTo(countdown(131, 111));
        assertThat(around.olderExist()).isTrue();
        assertThat(around.newerExist()).isTrue();
    }

    @Test
    void aDialogWithNothingElseStandsBehindThoseThatHaveMoreAndBeforeThoseThatHaveNone() {
        alter(dialogs -> {
            dialogs.save(withClara());
            dialogs.save(new Dialog.Group(new DialogId(-7), "Família"));
            dialogs.prepend(fromAnaToClara(1, "long ago"), when(50));
        });
        assertThat(titles()).containsExactly("Clara Menezes", "Bruno Tavares", "Família");
        alter(dialogs -> dialogs.append(fromAna(2, "today")));
        assertThat(titles()).containsExactly("Bruno Tavares", "Clara Menezes", "Família");
    }

    @Test
    void whatIsUnreadAmongThemIsReadFromThereOn() {
        alter(dialogs -> {
            dialogs.append(fromBruno(3, "today"));
            dialogs.prepend(fromBruno(1, "long ago"), when(1));
            dialogs.prepend(fromBruno(2, "a while ago"), when(2));
        });
        assertThat(summary(WITH_BRUNO).unread()).isEqualTo(3);
        assertThat(summary(WITH_BRUNO).firstUnread()).contains(messageId(1));
        alter(dialogs -> dialogs.seen(WITH_BRUNO, messageId(2)));
        assertThat(summary(WITH_BRUNO).unread()).isEqualTo(1);
        assertThat(summary(WITH_BRUNO).firstUnread()).contains(messageId(3));
    }

    @Test
    void theyAreFoundByTheirWordsTheNewestFirst() {
        alter(dialogs -> {
            dialogs.append(fromAna(3, "a máquina de hoje"));
            dialogs.prepend(fromAna(2, "a máquina de ontem"), when(2));
            dialogs.prepend(fromAna(1, "a maquinaria"), when(1));
        });
        assertThat(search("maquina")).containsExactly(3L, 2L, 1L);
        alter(dialogs -> {
            dialogs.edit(messageId(2), new Body.Text("o motor"));
            dialogs.erase(messageId(1));
        });
        assertThat(search("maquina")).containsExactly(3L);
        assertThat(search("motor")).containsExactly(2L);
        alter(dialogs -> dialogs.withdraw(messageId(2)));
        assertThat(search("motor")).isEmpty();
    }

    @Test
    void whoAsksWhatChangedIsToldThatTheyAreEarly() {
        alter(dialogs -> dialogs.append(fromAna(1, "appended")));
        var before = store().read(view -> view.dialogs().revision());
        alter(dialogs -> {
            dialogs.prepend(fromAna(2, "early"), when(2));
            dialogs.append(fromAna(3, "appended"));
        });
        var changes = store().read(view -> view.dialogs().changedSince(before, 10));
        assertThat(changes.messages())
                .containsExactly(new Changed(message(2), false, true), new Changed(message(3), true, false));
        assertThat(changes.dialogs()).containsExactly(WITH_BRUNO);
        assertThat(changes.upTo()).isGreaterThan(before);
    }

    @Test
    void idsAreTakenOnceHereToo() {
        var cloudId = Optional.of(new CloudMessageId(5));
        alter(dialogs -> {
            dialogs.append(fromBruno(1, "there", cloudId));
            var revision = dialogs.revision();
            refused(() -> dialogs.prepend(fromAna(1, "the same id"), when(1)));
            refused(() -> dialogs.prepend(fromBruno(2, "the same cloud id", cloudId), when(1)));
            refused(() -> dialogs.prepend(fromAnaToClara(3, "no such dialog"), when(1)));
            assertThat(dialogs.revision()).isEqualTo(revision);
            dialogs.prepend(fromBruno(4, "early", Optional.of(new CloudMessageId(6))), when(1));
            refused(() -> dialogs.append(fromBruno(5, "the same cloud id", Optional.of(new CloudMessageId(6)))));
        });
        assertThat(all(WITH_BRUNO)).containsExactly(1L, 4L);
        Message byCloudId = store().read(view ->
                view.dialogs().message(WITH_BRUNO, new CloudMessageId(6)).orElseThrow());
        assertThat(byCloudId).isEqualTo(message(4));
    }

    @Test
    void anyMixtureStandsInOrder() {
        var next = new AtomicLong(1_000_000);
        Chance.rounds(20, chance -> {
            var early = new ArrayList<Early>();
            alter(dialogs -> {
                dialogs.save(withClara());
                for (int i = chance.between(1, 30); i > 0; i--) {
                    long n = next.incrementAndGet();
                    if (chance.coin()) {
                        dialogs.append(fromAna(n, "appended"));
                    } else {
                        var moment = when(0).plus(Duration.ofMillis(chance.between(0, 20)));
                        early.add(new Early(n, moment));
                        dialogs.prepend(chance.coin() ? fromBruno(n, "early") : fromAnaToClara(n, "early"), moment);
                    }
                }
            });
            var inOrder = early.stream()
                    .sorted(Comparator.comparing(Early::moment).thenComparing(Early::number))
                    .map(Early::number)
                    .toList();
            for (var dialog : List.of(WITH_BRUNO, WITH_CLARA)) {
                var there = all(dialog).reversed();
                var ofThis = inOrder.stream().filter(there::contains).toList();
                assertThat(there.stream().filter(inOrder::contains).toList()).isEqualTo(ofThis);
            }
        });
        var history = all(WITH_BRUNO).reversed();
        int border = (int) history.stream().takeWhile(n -> isEarly(n)).count();
        assertThat(history.subList(border, history.size()))
                .noneMatch(this::isEarly)
                .isSorted();
    }

    private record Early(long number, Instant moment) {}

    private boolean isEarly(long n) {
        return message(n).body().equals(new Body.Text("early"));
    }

    private static void refused(Runnable call) {
        assertThatIllegalStateException().isThrownBy(call::run);
    }

    private List<Long> all(DialogId dialog) {
        var history = new ArrayList<Message>();
        Optional<MessageId> before = Optional.empty();
        while (true) {
            var from = before;
            var page = store().read(view -> view.dialogs().page(dialog, from, Dialogs.LARGEST_PAGE));
            history.addAll(page.messages());
            if (!page.olderExist()) return numbers(history);
            before = Optional.of(history.getLast().id());
        }
    }

    private List<Long> search(String words) {
        return numbers(store().read(view -> view.dialogs().search(words, Optional.empty(), 10)));
    }

    private Message message(long n) {
        return store().read(view -> view.dialogs().message(messageId(n)).orElseThrow());
    }

    private DialogSummary summary(DialogId id) {
        return store().read(view -> view.dialogs().summary(id)).orElseThrow();
    }

    private List<String> titles() {
        return store().read(view -> view.dialogs().all()).stream()
                .map(summary -> summary.dialog().title())
                .toList();
    }

    private void alter(Consumer<Dialogs.Editing> change) {
        store().alter(memory -> change.accept(memory.dialogs()));
    }
}
