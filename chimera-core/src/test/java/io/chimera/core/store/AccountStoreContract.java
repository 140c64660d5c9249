package io.chimera.core.store;

import static io.chimera.core.store.Samples.fromAna;
import static io.chimera.core.store.Samples.words;
import static io.chimera.core.testing.People.ANA;
import static io.chimera.core.testing.People.WITH_BRUNO;
import static io.chimera.core.testing.People.bruno;
import static io.chimera.core.testing.People.messageId;
import static io.chimera.core.testing.People.withBruno;
import static io.chimera.core.testing.SteppingClock.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.chimera.core.account.AccountId;
import io.chimera.core.arrival.MessageArrived;
import io.chimera.core.dialog.Dialogs;
import io.chimera.core.dialog.Message;
import io.chimera.core.event.Events;
import io.chimera.core.outbox.MessageQueued;
import io.chimera.core.outbox.Outbox;
import io.chimera.core.store.AccountStore.Change;
import io.chimera.core.store.AccountStore.View;
import io.chimera.core.testing.RecordedEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link AccountStore} promises: the fake and the real one inherit this. */
@Timeout(60)
public abstract class AccountStoreContract {

    protected AccountStore store;
    private final RecordedEvents told = new RecordedEvents();
    private final AtomicReference<Events> listener = new AtomicReference<>(told);

    /** Opens Ana's memory. Called again once the one before is closed, it opens the same memory. */
    protected abstract AccountStore open(Events events) throws Exception;

    @BeforeEach
    void openIt() throws Exception {
        store = open(event -> listener.get().publish(event));
        store.alter(change -> change.dialogs().save(withBruno()));
    }

    @AfterEach
    void closeIt() {
        store.close();
    }

    private AccountStore reopened() {
        store.close();
        try {
            store = open(told);
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
        return store;
    }

    @Nested
    class History extends DialogsContract {
        @Override
        AccountStore store() {
            return store;
        }

        @Override
        AccountStore reopened() {
            return AccountStoreContract.this.reopened();
        }
    }

    @Nested
    class Pages extends PagesContract {
        @Override
        AccountStore store() {
            return store;
        }
    }

    @Nested
    class Missed extends MissedContract {
        @Override
        AccountStore store() {
            return store;
        }

        @Override
        AccountStore reopened() {
            return AccountStoreContract.this.reopened();
        }
    }

    @Nested
    class Early extends EarlyContract {
        @Override
        AccountStore store() {
            return store;
        }

        @Override
        AccountStore reopened() {
            return AccountStoreContract.this.reopened();
        }
    }

    @Nested
    class Doubts extends DoubtsContract {
        @Override
        AccountStore store() {
            return store;
        }

        @Override
        AccountStore reopened() {
            return AccountStoreContract.this.reopened();
        }
    }

    @Nested
    class DistantFiles extends DistantFilesContract {
        @Override
        AccountStore store() {
            return store;
        }

        @Override
        AccountStore reopened() {
            return AccountStoreContract.this.reopened();
        }
    }

    @Nested
    class Search extends SearchContract {
        @Override
        AccountStore store() {
            return store;
        }
    }

    @Nested
    class Revisions extends RevisionsContract {
        @Override
        AccountStore store() {
            return store;
        }

        @Override
        AccountStore reopened() {
            return AccountStoreContract.this.reopened();
        }
    }

    @Nested
    class TheOutbox extends OutboxContract {
        @Override
        AccountStore store() {
            return store;
        }

        @Override
        AccountStore reopened() {
            return AccountStoreContract.this.reopened();
        }
    }

    @Nested
    class Keys extends KeysContract {
        @Override
        AccountStore store() {
            return store;
        }

        @Override
        AccountStore reopened() {
            return AccountStoreContract.this.reopened();
        }
    }

    @Nested
    class ContactsAndChoices extends ContactsAndChoicesContract {
        @Override
        AccountStore store() {
            return store;
        }

        @Override
        AccountStore reopened() {
            return AccountStoreContract.this.reopened();
        }
    }

    @Test
    void aChangeAnswersWhatItsFunctionAnswers() {
        int answer = store.change(change -> change.outbox().size() + 7);
        assertThat(answer).isEqualTo(7);
    }

    @Test
    void aChangeSeesWhatItAltered() {
        store.alter(change -> {
            change.dialogs().append(fromAna(1, "hello"));
            assertThat(change.dialogs().message(messageId(1))).isPresent();
            assertThat(change.dialogs().page(WITH_BRUNO, Optional.empty(), 10).messages())
                    .hasSize(1);
        });
    }

    @Test
    void aChangeThatThrowsAltersNothingAndTellsNothing() {
        var fault = new IllegalArgumentException("in the middle of it");
        var before = store.read(view -> view.dialogs().revision());
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> store.alter(change -> {
                    change.dialogs().append(fromAna(1, "hello"));
                    change.dialogs().draft(WITH_BRUNO, "and then");
                    change.outbox().add(words(1));
                    change.contacts().save(bruno());
                    change.preferences().lanOn(false);
                    change.preferences().put("page.theme", "dark");
                    change.record(queued(1));
                    throw fault;
                }))
                .isSameAs(fault);
        store.read(view -> {
            assertThat(view.dialogs().message(messageId(1))).isEmpty();
            assertThat(view.dialogs().summary(WITH_BRUNO).orElseThrow().draft()).isEmpty();
            assertThat(view.dialogs().revision()).isEqualTo(before);
            assertThat(view.outbox().size()).isZero();
            assertThat(view.contacts().all()).isEmpty();
            assertThat(view.preferences().lanOn()).isTrue();
            return assertThat(view.preferences().get("page.theme")).isEmpty();
        });
        assertThat(told.all()).isEmpty();
    }

    @Test
    void aChangeThatFailedDoesNotHinderTheNext() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> store.alter(change -> {
                    change.dialogs().append(fromAna(1, "hello"));
                    throw new AssertionError("an error is no reason to keep it either");
                }));
        append(1);
        assertThat(has(1)).isTrue();
    }

    @Test
    void whatAChangeRecordsIsToldInOrderWhenItReturns() {
        store.alter(change -> {
            change.record(queued(1));
            change.record(queued(2));
            assertThat(told.all()).isEmpty();
        });
        store.alter(change -> change.record(queued(3)));
        assertThat(told.all()).containsExactly(queued(1), queued(2), queued(3));
    }

    @Test
    void aListenerFindsWhatItIsToldOf() {
        var found = new ArrayList<Boolean>();
        listener.set(event -> found.add(has(1)));
        store.alter(change -> {
            change.record(queued(1));
            change.dialogs().append(fromAna(1, "hello"));
        });
        assertThat(found).containsExactly(true);
    }

    @Test
    void aListenerThatThrowsHarmsNeitherTheChangeNorTheOthersNews() {
        listener.set(event -> {
            told.publish(event);
            throw new IllegalStateException("a listener's own trouble");
        });
        store.alter(change -> {
            change.dialogs().append(fromAna(1, "hello"));
            change.record(queued(1));
            change.record(queued(2));
        });
        assertThat(has(1)).isTrue();
        assertThat(told.all()).containsExactly(queued(1), queued(2));
    }

    @Test
    void aListenerMayChangeTheStoreAndIsToldOfThatLater() {
        listener.set(event -> {
            told.publish(event);
            if (event.equals(queued(1))) store.alter(change -> change.record(queued(3)));
        });
        store.alter(change -> {
            change.record(queued(1));
            change.record(queued(2));
        });
        assertThat(told.all()).containsExactly(queued(1), queued(2), queued(3));
    }

    @Test
    void newsOfAnotherAccountIsRefused() {
        var othersNews = new MessageArrived(new AccountId(1002), NOON, WITH_BRUNO, messageId(1));
        assertThatIllegalArgumentException().isThrownBy(() -> store.alter(change -> change.record(othersNews)));
    }

    @Test
    void whatAChangeIsHandedIsOfNoUseOnceItIsOver() {
        var kept = new AtomicReference<Change>();
        var history = new AtomicReference<Dialogs.Editing>();
        var outbox = new AtomicReference<Outbox.Editing>();
        store.alter(change -> {
            kept.set(change);
            history.set(change.dialogs());
            outbox.set(change.outbox());
        });
        assertThatIllegalStateException().isThrownBy(() -> history.get().append(fromAna(1, "too late")));
        assertThatIllegalStateException().isThrownBy(() -> outbox.get().add(words(1)));
        assertThatIllegalStateException()
                .isThrownBy(() -> kept.get().preferences().lanOn(false));
        assertThatIllegalStateException().isThrownBy(() -> kept.get().contacts().save(bruno()));
        assertThatIllegalStateException().isThrownBy(() -> kept.get().record(queued(1)));
        assertThat(has(1)).isFalse();
    }

    @Test
    void whatAQuestionIsHandedIsOfNoUseOnceItIsOver() {
        var kept = new AtomicReference<View>();
        var history = store.read(view -> {
            kept.set(view);
            return view.dialogs();
        });
        assertThatIllegalStateException().isThrownBy(history::all);
        assertThatIllegalStateException().isThrownBy(() -> kept.get().outbox().size());
        assertThatIllegalStateException().isThrownBy(() -> kept.get().contacts().all());
        assertThatIllegalStateException()
                .isThrownBy(() -> kept.get().preferences().lanOn());
    }

    @Test
    void whatAChangeIsHandedIsOfNoUseToAnotherThread() {
        store.alter(change -> {
            var history = change.dialogs();
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> CompletableFuture.runAsync(() -> history.append(fromAna(1, "elsewhere")))
                            .join())
                    .withCauseInstanceOf(IllegalStateException.class);
        });
        assertThat(has(1)).isFalse();
    }

    @Test
    void aChangeWithinAChangeIsRefused() {
        assertThatIllegalStateException().isThrownBy(() -> store.alter(outer -> store.alter(inner -> inner.dialogs())));
    }

    @Test
    void aQuestionWithinAChangeSeesWhatWasThereBefore() {
        store.alter(change -> {
            change.dialogs().append(fromAna(1, "hello"));
            assertThat(has(1)).isFalse();
        });
        assertThat(has(1)).isTrue();
    }

    @Test
    void aReadDoesNotWaitForAChangeUnderWayAndSeesNothingOfIt() throws Exception {
        var underWay = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var changing = threads.submit(() -> store.alter(change -> {
                change.dialogs().append(fromAna(1, "hello"));
                underWay.countDown();
                await(goOn);
            }));
            await(underWay);
            assertThat(threads.submit(() -> has(1)).get(10, TimeUnit.SECONDS)).isFalse();
            goOn.countDown();
            changing.get();
        }
        assertThat(has(1)).isTrue();
    }

    @Test
    void aReadSeesOneStateThroughout() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            store.read(view -> {
                var before = view.dialogs().revision();
                try {
                    threads.submit(() -> append(1)).get(10, TimeUnit.SECONDS);
                } catch (Exception failed) {
                    throw new AssertionError(failed);
                }
                assertThat(view.dialogs().message(messageId(1))).isEmpty();
                return assertThat(view.dialogs().revision()).isEqualTo(before);
            });
        }
        assertThat(has(1)).isTrue();
    }

    @Test
    void eightThreadsChangingAtOnceLoseNothingAndAreToldInTheOrderOfTheirChanges() throws Exception {
        int threads = 8;
        int each = 25;
        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            var working = new ArrayList<Future<?>>();
            for (int thread = 0; thread < threads; thread++) {
                long first = 1 + thread * each;
                working.add(all.submit(() -> {
                    for (long n = first; n < first + each; n++) append(n);
                }));
            }
            for (var one : working) one.get(30, TimeUnit.SECONDS);
        }
        var oldestFirst = inOrder().reversed();
        assertThat(oldestFirst).hasSize(threads * each).doesNotHaveDuplicates();
        assertThat(told.of(MessageQueued.class).stream().map(MessageQueued::parcel))
                .containsExactlyElementsOf(oldestFirst.stream().map(Message::id).toList());
    }

    @Test
    void closingWaitsForTheChangeUnderWay() throws Exception {
        var underWay = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> store.alter(change -> {
                underWay.countDown();
                await(goOn);
                change.dialogs().append(fromAna(1, "just in time"));
            }));
            await(underWay);
            var closing = threads.submit(store::close);
            assertThat(closing.isDone()).isFalse();
            goOn.countDown();
            closing.get(10, TimeUnit.SECONDS);
        }
        reopened();
        assertThat(has(1)).isTrue();
    }

    @Test
    void aClosedStoreRefusesToBeUsedAndMayBeClosedAgain() {
        store.close();
        store.close();
        assertThatIllegalStateException().isThrownBy(() -> append(1));
        assertThatIllegalStateException().isThrownBy(() -> has(1));
    }

    private List<Message> inOrder() {
        return store.read(view -> {
            var messages = new ArrayList<Message>();
            var page = view.dialogs().page(WITH_BRUNO, Optional.empty(), 100);
            messages.addAll(page.messages());
            while (page.olderExist()) {
                page = view.dialogs()
                        .page(WITH_BRUNO, Optional.of(messages.getLast().id()), 100);
                messages.addAll(page.messages());
            }
            return messages;
        });
    }

    private void append(long n) {
        store.alter(change -> {
            change.dialogs().append(fromAna(n, "words " + n));
            change.record(queued(n));
        });
    }

    private boolean has(long n) {
        return store.read(view -> view.dialogs().message(messageId(n)).isPresent());
    }

    private static MessageQueued queued(long n) {
        return new MessageQueued(ANA, NOON, WITH_BRUNO, messageId(n));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
