package io.chimera.core.messenger;

import static io.chimera.core.testing.People.ANA;
import static io.chimera.core.testing.People.BRUNO;
import static io.chimera.core.testing.People.WITH_BRUNO;
import static io.chimera.core.testing.People.messageId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Fate;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Reference;
import io.chimera.core.dialog.Tick;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.core.messenger.Correspondence.NoSuchDialog;
import io.chimera.core.messenger.Correspondence.NotPossible;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Dispatch;
import io.chimera.core.outbox.MessageQueued;
import io.chimera.core.outbox.Target;
import io.chimera.core.route.Attempt;
import io.chimera.core.route.Outcome;
import io.chimera.core.route.Travel;
import io.chimera.core.route.Way;
import io.chimera.core.store.AccountStore;
import io.chimera.core.store.InMemoryAccountStore;
import io.chimera.core.testing.People;
import io.chimera.core.testing.RecordedEvents;
import io.chimera.core.testing.SteppingClock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CorrespondenceTest {

    private static final Body.Text HELLO = new Body.Text("hello");

    private final SteppingClock clock = new SteppingClock();
    private final RecordedEvents events = new RecordedEvents();
    private final AccountStore store = new InMemoryAccountStore(ANA, events);
    private final Correspondence ana = new Correspondence(ANA, store, new Random(1), clock);

    @BeforeEach
    void anaKnowsBruno() {
        store.alter(change -> change.dialogs().save(People.withBruno()));
        events.forget();
    }

    @Test
    void whatIsSentIsShownAndPromisedInOneChange() {
        ana.draft(WITH_BRUNO, "hel");
        var sent = ana.send(WITH_BRUNO, HELLO);

        assertThat(message(sent.id()).tick()).isEqualTo(Tick.QUEUED);
        assertThat(outbox()).singleElement().satisfies(dispatch -> {
            assertThat(dispatch.parcel().cargo()).isEqualTo(new Cargo.Text(HELLO));
            assertThat(dispatch.parcel().to()).contains(BRUNO);
        });
        assertThat(store.read(view -> view.dialogs().summary(WITH_BRUNO))
                        .orElseThrow()
                        .draft())
                .isEmpty();
        assertThat(events.of(MessageQueued.class)).hasSize(1);
    }

    @Test
    void anAnswerNamesWhatItAnswersByTheNameThatLasts() {
        var straight = fromBruno(1, Way.LAN);
        var round = fromBruno(2, Way.CLOUD);
        var first = ana.send(WITH_BRUNO, HELLO, Optional.of(straight));
        var second = ana.send(WITH_BRUNO, HELLO, Optional.of(round));

        assertThat(first.answers()).contains(new Reference.ById(straight));
        assertThat(second.answers())
                .isEqualTo(message(round).cloudId().map(Reference.ByCloudId::new))
                .isPresent();
        assertThat(outbox()).extracting(dispatch -> dispatch.parcel().answers()).contains(first.answers());
    }

    @Test
    void whatIsNotThereCannotBeAnswered() {
        var gone = fromBruno(1, Way.LAN);
        ana.delete(gone);
        for (var answered : List.of(gone, messageId(99)))
            assertThatExceptionOfType(Correspondence.NoSuchMessage.class)
                    .isThrownBy(() -> ana.send(WITH_BRUNO, HELLO, Optional.of(answered)));
        assertThat(outbox()).isEmpty();
    }

    @Test
    void anAnswerThatIsSentAgainIsOneStill() {
        var question = fromBruno(1, Way.LAN);
        var answer = ana.send(WITH_BRUNO, HELLO, Optional.of(question)).id();
        store.alter(change -> {
            change.outbox().remove(answer);
            change.dialogs().settle(answer, Fate.queued().with(Tick.FAILED));
        });
        ana.sendAgain(answer);
        assertThat(outbox())
                .singleElement()
                .satisfies(dispatch -> assertThat(dispatch.parcel().answers()).contains(new Reference.ById(question)));
    }

    @Test
    void aDialogThatIsNotThereTakesNothing() {
        assertThatExceptionOfType(NoSuchDialog.class).isThrownBy(() -> ana.send(new DialogId(5), HELLO));
        assertThat(events.all()).isEmpty();
    }

    @Test
    void whereAnaOnlyReadsNothingIsSent() {
        var channel = new Dialog.Channel(new DialogId(-5), "News");
        store.alter(change -> change.dialogs().save(channel));

        assertThatExceptionOfType(NotPossible.class).isThrownBy(() -> ana.send(channel.id(), HELLO));
        assertThat(outbox()).isEmpty();
    }

    @Test
    void anEditGoesTheWayItsMessageWent() {
        var byLan = settled(1, Way.LAN, Tick.DELIVERED);
        var byCloud = settled(2, Way.CLOUD, Tick.SENT);
        ana.edit(byLan, new Body.Text("better"));
        ana.edit(byCloud, new Body.Text("better"));

        assertThat(message(byLan).body()).isEqualTo(new Body.Text("better"));
        assertThat(message(byLan).edited()).isTrue();
        assertThat(outbox())
                .extracting(dispatch -> dispatch.journey().only())
                .containsExactlyInAnyOrder(Optional.of(Way.LAN), Optional.of(Way.CLOUD));
    }

    @Test
    void anEditThatChangesNothingIsNoErrand() {
        ana.edit(settled(1, Way.LAN, Tick.DELIVERED), new Body.Text("m1"));
        assertThat(outbox()).isEmpty();
    }

    @Test
    void whatAFirstChimeraTookCannotBeChanged() {
        var unacknowledged = settled(1, Way.LAN, Tick.SENT);
        assertThatExceptionOfType(NotPossible.class).isThrownBy(() -> ana.edit(unacknowledged, HELLO));
        assertThatExceptionOfType(NotPossible.class).isThrownBy(() -> ana.delete(unacknowledged));
        assertThat(message(unacknowledged).deleted()).isFalse();
    }

    @Test
    void whatIsStillOnItsWayCannotBeEditedButTakenBack() {
        var sent = ana.send(WITH_BRUNO, HELLO);
        assertThatExceptionOfType(NotPossible.class).isThrownBy(() -> ana.edit(sent.id(), new Body.Text("x")));
        assertThat(ana.withdraw(sent.id())).isTrue();
        Optional<Message> left = store.read(view -> view.dialogs().message(sent.id()));
        assertThat(left).isEmpty();
        assertThat(outbox()).isEmpty();
    }

    @Test
    void whatSetOffCannotBeTakenBack() {
        var sent = ana.send(WITH_BRUNO, HELLO);
        var attempt = new Attempt(clock.instant(), Way.LAN, new Outcome.Unconfirmed("set off", true));
        store.alter(change -> change.outbox().begin(sent.id(), attempt));
        assertThat(ana.withdraw(sent.id())).isFalse();
        assertThat(outbox()).hasSize(1);
    }

    @Test
    void aDeletedMessageIsErasedHereAndOverThere() {
        var id = settled(1, Way.CLOUD, Tick.READ);
        ana.delete(id);
        ana.delete(id);
        assertThat(message(id).deleted()).isTrue();
        assertThat(outbox())
                .singleElement()
                .satisfies(dispatch -> assertThat(dispatch.parcel().cargo())
                        .isEqualTo(new Cargo.Deletion(new Target(id, Optional.of(new CloudMessageId(1))))));
    }

    @Test
    void somebodyElsesMessageIsDeletedOnlyHere() {
        var id = fromBruno(1, Way.LAN);
        ana.delete(id);
        assertThat(message(id).deleted()).isTrue();
        assertThat(outbox()).isEmpty();
        assertThatExceptionOfType(NotPossible.class).isThrownBy(() -> ana.edit(fromBruno(2, Way.LAN), HELLO));
    }

    @Test
    void aFailedMessageIsSentAgainUnderItsId() {
        var id = settled(1, Way.LAN, Tick.FAILED);
        ana.sendAgain(id);
        assertThat(message(id).tick()).isEqualTo(Tick.QUEUED);
        assertThat(outbox()).singleElement().satisfies(again -> {
            assertThat(again.parcel().id()).isEqualTo(id);
            assertThat(again.journey().attempts()).isEmpty();
        });
        assertThatExceptionOfType(NotPossible.class).isThrownBy(() -> ana.sendAgain(id));
    }

    @Test
    void thoseWhoWroteWhatWasSeenAreToldOnceAWay() {
        fromBruno(1, Way.LAN);
        fromBruno(2, Way.LAN);
        fromBruno(3, Way.CLOUD);
        var last = fromBruno(4, Way.CLOUD);
        ana.seen(WITH_BRUNO, last);

        assertThat(store.read(view -> view.dialogs().summary(WITH_BRUNO))
                        .orElseThrow()
                        .unread())
                .isZero();
        assertThat(outbox())
                .extracting(dispatch ->
                        ((Cargo.Seen) dispatch.parcel().cargo()).upTo().id())
                .containsExactlyInAnyOrder(messageId(2), messageId(4));

        ana.seen(WITH_BRUNO, last);
        assertThat(outbox()).hasSize(2);
    }

    @Test
    void aLaterMarkReplacesOneThatStillWaits() {
        ana.seen(WITH_BRUNO, fromBruno(1, Way.LAN));
        ana.seen(WITH_BRUNO, fromBruno(2, Way.LAN));
        assertThat(outbox())
                .singleElement()
                .satisfies(mark -> assertThat(
                                ((Cargo.Seen) mark.parcel().cargo()).upTo().id())
                        .isEqualTo(messageId(2)));
    }

    private MessageId settled(long n, Way way, Tick tick) {
        var travel = new Travel(way, Optional.empty(), clock.instant(), 1);
        var message = People.fromAna(n, "m" + n, clock.instant());
        store.alter(change -> {
            change.dialogs().append(message);
            change.dialogs().settle(message.id(), new Fate(tick, Optional.of(travel), Optional.empty()));
            if (way == Way.CLOUD) change.dialogs().bind(message.id(), new CloudMessageId(n));
        });
        return message.id();
    }

    private MessageId fromBruno(long n, Way way) {
        var travel = new Travel(way, Optional.empty(), clock.instant(), 1);
        Optional<CloudMessageId> cloudId = way == Way.CLOUD ? Optional.of(new CloudMessageId(n)) : Optional.empty();
        store.alter(change -> change.dialogs()
                .append(new Message(
                        messageId(n),
                        WITH_BRUNO,
                        new Author.Them(BRUNO),
                        clock.instant(),
                        new Body.Text("b" + n),
                        Fate.arrived(travel),
                        false,
                        cloudId)));
        return messageId(n);
    }

    private Message message(MessageId id) {
        return store.read(view -> view.dialogs().message(id)).orElseThrow();
    }

    private List<Dispatch> outbox() {
        return store.read(view -> view.outbox().of(WITH_BRUNO, 100));
    }
}
