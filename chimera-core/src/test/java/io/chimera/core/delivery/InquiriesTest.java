package io.chimera.core.delivery;

import static io.chimera.core.testing.People.ANA;
import static io.chimera.core.testing.People.WITH_BRUNO;
import static io.chimera.core.testing.People.messageId;
import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.arrival.Past;
import io.chimera.core.contact.Contact;
import io.chimera.core.contact.PhoneNumber;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Fate;
import io.chimera.core.dialog.Likeness;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Tick;
import io.chimera.core.file.IncomingFile;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.route.Outcome;
import io.chimera.core.route.Travel;
import io.chimera.core.route.Way;
import io.chimera.core.store.AccountStore;
import io.chimera.core.store.InMemoryAccountStore;
import io.chimera.core.testing.People;
import io.chimera.core.testing.RecordedEvents;
import io.chimera.core.testing.SteppingClock;
import io.chimera.core.transfer.Transfer;
import io.chimera.core.twin.Doubt;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InquiriesTest {

    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final SteppingClock clock = new SteppingClock();
    private final AccountStore store = new InMemoryAccountStore(ANA, new RecordedEvents());
    private final Cloud cloud = new Cloud();
    private final Inquiries inquiries = new Inquiries(store, cloud, new Settlement(ANA, clock), clock);

    @BeforeEach
    void aMessageThatTriedTheCloudWasBroughtStraight() {
        store.alter(change -> {
            change.contacts().save(People.bruno());
            change.dialogs().save(People.withBruno());
        });
        broughtStraight(1, "ok");
    }

    @Test
    void whatTheCloudHasIsTheMessage() {
        cloud.sent.add(sent(77, "ok"));
        inquiries.round(Runnable::run);
        assertThat(message(1).cloudId()).contains(new CloudMessageId(77));
        assertThat(isDoubted()).isFalse();
    }

    @Test
    void whatIsKnownToBeAnotherMessageIsNotTakenForIt() {
        store.alter(change -> change.dialogs()
                .append(new Message(
                        messageId(2),
                        WITH_BRUNO,
                        new Author.Me(),
                        clock.instant(),
                        new Body.Text("ok"),
                        Fate.queued(),
                        false,
                        Optional.of(new CloudMessageId(77)))));
        cloud.sent.add(sent(77, "ok"));
        inquiries.round(Runnable::run);
        assertThat(message(1).cloudId()).isEmpty();
    }

    @Test
    void whatTheCloudHasNotIsAskedForOnceMoreAndThenNotAnyMore() {
        inquiries.round(Runnable::run);
        assertThat(isDoubted()).isTrue();
        inquiries.round(Runnable::run);
        assertThat(cloud.asked).isEqualTo(1);

        clock.advance(A_MINUTE);
        inquiries.round(Runnable::run);
        assertThat(isDoubted()).isFalse();
        assertThat(cloud.asked).isEqualTo(2);
    }

    @Test
    void aLaterMessageDoesNotWaitForTheSecondQuestionAboutAnEarlierOne() {
        inquiries.round(Runnable::run);
        cloud.sent.add(sent(78, "later"));
        broughtStraight(2, "later");

        var again = inquiries.round(Runnable::run);
        assertThat(again).isBeforeOrEqualTo(clock.instant().plusSeconds(1));
        clock.advance(Duration.between(clock.instant(), again));
        inquiries.round(Runnable::run);
        assertThat(message(2).cloudId()).contains(new CloudMessageId(78));
        assertThat(isDoubted())
                .as("the earlier one has been asked for only once")
                .isTrue();
    }

    @Test
    void whatTheCloudShowsLateIsFound() {
        inquiries.round(Runnable::run);
        cloud.sent.add(sent(77, "ok"));
        clock.advance(A_MINUTE);
        inquiries.round(Runnable::run);
        assertThat(message(1).cloudId()).contains(new CloudMessageId(77));
    }

    @Test
    void aCloudThatIsAwayOrFailsIsAskedLater() {
        cloud.online = false;
        inquiries.round(Runnable::run);
        assertThat(cloud.asked).isZero();

        cloud.online = true;
        cloud.fails = true;
        inquiries.round(Runnable::run);
        clock.advance(A_MINUTE);
        inquiries.round(Runnable::run);
        assertThat(isDoubted()).isTrue();

        cloud.fails = false;
        cloud.sent.add(sent(77, "ok"));
        clock.advance(A_MINUTE);
        inquiries.round(Runnable::run);
        assertThat(message(1).cloudId()).contains(new CloudMessageId(77));
    }

    private void broughtStraight(long n, String words) {
        var fate = new Fate(
                Tick.DELIVERED,
                Optional.of(new Travel(Way.LAN, Optional.empty(), clock.instant(), 2)),
                Optional.empty());
        store.alter(change -> {
            change.dialogs()
                    .append(new Message(
                            messageId(n),
                            WITH_BRUNO,
                            new Author.Me(),
                            clock.instant(),
                            new Body.Text(words),
                            fate,
                            false,
                            Optional.empty()));
            change.doubts()
                    .keep(Doubt.perhapsInCloud(
                            messageId(n), WITH_BRUNO, true, Likeness.ofWords(words), clock.instant()));
        });
    }

    private CloudCarrier.Sent sent(long id, String words) {
        return new CloudCarrier.Sent(new CloudMessageId(id), clock.instant(), new CloudCarrier.Content.Words(words));
    }

    private Message message(long n) {
        return store.<Optional<Message>>read(view -> view.dialogs().message(messageId(n)))
                .orElseThrow();
    }

    private boolean isDoubted() {
        return store.read(view -> view.doubts().of(messageId(1)).isPresent());
    }

    /** A cloud that can only be asked. */
    private static final class Cloud implements CloudCarrier {
        private final List<Sent> sent = new ArrayList<>();
        private boolean online = true;
        private boolean fails;
        private int asked;

        @Override
        public boolean online() {
            return online;
        }

        @Override
        public List<Outcome> carry(List<Parcel> parcels) {
            throw new AssertionError("nothing is sent");
        }

        @Override
        public List<Sent> sentSince(DialogId dialog, Instant moment) throws IOException {
            asked++;
            if (fails) throw new IOException("it does not answer");
            return sent;
        }

        @Override
        public List<Past> before(DialogId dialog, Optional<CloudMessageId> message, int limit) {
            throw new AssertionError("nothing is remembered");
        }

        @Override
        public boolean fetch(DialogId dialog, CloudMessageId message, IncomingFile to, Transfer transfer) {
            throw new AssertionError("nothing is fetched");
        }

        @Override
        public Optional<Contact> add(PhoneNumber number, String name) {
            throw new AssertionError("nobody is added");
        }

        @Override
        public Optional<Contact> lookUp(PhoneNumber number) {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }
}
