package io.chimera.web.dialog;

import static io.chimera.web.testing.Speech.english;
import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Fate;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Revision;
import io.chimera.core.dialog.Tick;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Dispatch;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.route.Attempt;
import io.chimera.core.route.Decision;
import io.chimera.core.route.Journey;
import io.chimera.core.route.Outcome;
import io.chimera.core.route.Reason;
import io.chimera.core.route.Travel;
import io.chimera.core.route.Way;
import io.chimera.core.testing.People;
import io.chimera.core.testing.SteppingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntriesTest {

    private static final Instant NOON = SteppingClock.NOON;
    private static final Author BRUNO = new Author.Them(People.BRUNO);
    private static final Author ME = new Author.Me();

    private static Message message(int n, Author author, Instant at, Fate fate) {
        return new Message(
                People.messageId(n),
                People.WITH_BRUNO,
                author,
                at,
                new Body.Text("words " + n),
                fate,
                false,
                Optional.empty());
    }

    private static Message near(int n, Author author, Instant at) {
        return message(n, author, at, by(Way.LAN, Tick.DELIVERED));
    }

    private static Fate by(Way way, Tick tick) {
        return new Fate(tick, Optional.of(new Travel(way, Optional.of(Reason.NEAR), NOON, 1)), Optional.empty());
    }

    private static Entries entries() {
        return entries(People.withBruno(), Map.of());
    }

    private static Entries entries(Dialog dialog, Map<MessageId, Surround.Waiting> waiting) {
        return new Entries(
                english(),
                new Surround(
                        dialog,
                        NOON,
                        Map.of(new Author.Them(new ContactId(7)), "Davi Okada"),
                        waiting,
                        Map.of(),
                        Set.of(),
                        Map.of()),
                Revision.START);
    }

    @Test
    void messagesOfOneAuthorWithinMinutesAreOneGroup() {
        var first = near(1, BRUNO, NOON.minus(Duration.ofMinutes(3)));
        var second = near(2, BRUNO, NOON.minus(Duration.ofMinutes(1)));
        var answer = near(3, ME, NOON);

        assertThat(entries().of(null, first, second).style()).isEqualTo("first ");
        assertThat(entries().of(first, second, answer).style()).isEqualTo("last ");
        assertThat(entries().of(second, answer, null).style()).isEqualTo("mine first last ");
    }

    @Test
    void aPauseBeginsAnotherGroup() {
        var first = near(1, BRUNO, NOON.minus(Duration.ofMinutes(30)));
        var second = near(2, BRUNO, NOON);

        assertThat(entries().of(first, second, null).first()).isTrue();
    }

    @Test
    void everyDayHasAHeading() {
        var yesterday = near(1, BRUNO, NOON.minus(Duration.ofDays(1)));
        var today = near(2, BRUNO, NOON);

        assertThat(entries().of(null, yesterday, today).day()).isEqualTo("Yesterday, 31 December 2025");
        assertThat(entries().of(yesterday, today, null).day()).isEqualTo("Today, 1 January");
        assertThat(entries().of(today, near(3, BRUNO, NOON), null).day()).isEmpty();
    }

    @Test
    void aChangeOfWayIsToldOnceAndQuietly() {
        var direct = near(1, ME, NOON);
        var byCloud = message(2, ME, NOON, by(Way.CLOUD, Tick.SENT));

        assertThat(entries().of(direct, byCloud, null).turn())
                .map(EntryView.Turn::style)
                .hasValue("cloud");
        assertThat(entries().of(byCloud, near(3, ME, NOON), null).turn())
                .map(EntryView.Turn::style)
                .hasValue("direct");
        assertThat(entries().of(direct, near(3, ME, NOON), null).turn()).isEmpty();
        assertThat(entries()
                        .of(direct, message(4, ME, NOON, Fate.queued()), null)
                        .turn())
                .as("one that took no way yet")
                .isEmpty();
    }

    @Test
    void seeingAMessageOfSomebodyElseIsNewsUntilItWasSeen() {
        assertThat(entries().of(null, near(1, BRUNO, NOON), null).unseen()).isTrue();
        assertThat(entries()
                        .of(null, message(1, BRUNO, NOON, by(Way.LAN, Tick.READ)), null)
                        .unseen())
                .isFalse();
        assertThat(entries().of(null, near(1, ME, NOON), null).unseen()).isFalse();
    }

    @Test
    void inADialogOfSeveralTheAuthorIsNamedOncePerGroup() {
        var group = new Dialog.Group(new DialogId(-5), "Site");
        var davi = new Author.Them(new ContactId(7));
        var first = near(1, davi, NOON);
        var second = near(2, davi, NOON);

        assertThat(entries(group, Map.of()).of(null, first, second).who()).isEqualTo("Davi Okada");
        assertThat(entries(group, Map.of()).of(first, second, null).who()).isEmpty();
        assertThat(entries().of(null, near(1, BRUNO, NOON), null).who()).isEmpty();
    }

    @Test
    void aChannelIsNotNamedAboveItsOwnPosts() {
        var channel = new Dialog.Channel(new DialogId(-5), "News");
        var post = near(1, new Author.Chat(channel.id()), NOON);

        assertThat(entries(channel, Map.of()).of(null, post, null).who()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUED,    LAN,   false, false",
        "SENT,      LAN,   false, false",
        "SENT,      CLOUD, true,  true",
        "DELIVERED, LAN,   true,  true",
        "READ,      LAN,   true,  true",
        "READ,      CLOUD, true,  true",
        "FAILED,    LAN,   false, true"
    })
    void onlyWhatCanBeDoneIsOffered(Tick tick, Way way, boolean edit, boolean delete) {
        var plain = message(1, ME, NOON, by(way, tick));
        var message = way == Way.LAN
                ? plain
                : new Message(
                        plain.id(),
                        plain.dialog(),
                        ME,
                        NOON,
                        plain.body(),
                        plain.fate(),
                        false,
                        Optional.of(new CloudMessageId(9)));
        var acts = entries().of(null, message, null).acts();

        assertThat(acts.edit()).isEqualTo(edit);
        assertThat(acts.delete()).isEqualTo(delete);
        assertThat(acts.again()).isEqualTo(tick == Tick.FAILED);
    }

    @Test
    void aMessageThatWaitsSaysSinceWhenAndWhyAndCanBeStopped() {
        var message = message(1, ME, NOON, Fate.queued());
        var waiting = waiting(message, Journey.beginning(NOON), Reason.CLOUD_DOWN);

        var entry = entries(People.withBruno(), Map.of(message.id(), waiting)).of(null, message, null);

        assertThat(entry.badge().label()).isEqualTo("waiting");
        assertThat(entry.badge().about())
                .containsExactly(
                        "In the outbox since 1 January, 12:00:00.",
                        "The cloud cannot be reached and Bruno Tavares is not here. It goes out by itself as soon as either"
                                + " changes.",
                        "Looked at again at 12:01:00, or as soon as something changes.");
        assertThat(entry.acts().cancel()).isTrue();
    }

    @Test
    void aMessageThatSetOffTellsOfItsAttemptsAndCannotBeStopped() {
        var message = message(1, ME, NOON, Fate.queued());
        var tried = Journey.beginning(NOON)
                .with(new Attempt(NOON, Way.LAN, new Outcome.Unreachable("nobody answers there")));

        var entry = entries(People.withBruno(), Map.of(message.id(), waiting(message, tried, Reason.PAUSED)))
                .of(null, message, null);

        assertThat(entry.badge().about()).anyMatch(line -> line.endsWith("nobody answers there."));
        assertThat(entry.acts().cancel()).isFalse();
    }

    private static Surround.Waiting waiting(Message message, Journey journey, Reason reason) {
        var parcel =
                new Parcel(message.id(), message.dialog(), Optional.of(People.BRUNO), NOON, new Cargo.Text((Body.Text)
                        message.body()));
        return new Surround.Waiting(
                new Dispatch(parcel, journey), new Decision.Wait(NOON.plus(Duration.ofMinutes(1)), reason));
    }

    @Test
    void aRefusalIsTheMessagesReason() {
        var refused = new Fate(Tick.FAILED, by(Way.LAN, Tick.FAILED).travel(), Optional.of("their disk is full"));

        var entry = entries().of(null, message(1, ME, NOON, refused), null);

        assertThat(entry.reason()).hasValue(new EntryView.Reason("Not sent.", "their disk is full", true));
        assertThat(entry.style()).contains("failed");
    }

    @Test
    void anEditThatWasNotTakenOverDoesNotMakeTheMessageFailed() {
        var fate = new Fate(Tick.READ, by(Way.LAN, Tick.READ).travel(), Optional.of("they do not know it"));

        var entry = entries().of(null, message(1, ME, NOON, fate), null);

        assertThat(entry.reason()).map(EntryView.Reason::again).hasValue(false);
        assertThat(entry.style()).doesNotContain("failed");
    }
}
