package io.chimera.core.store;

import static io.chimera.core.testing.People.BRUNO;
import static io.chimera.core.testing.People.CLARA;
import static io.chimera.core.testing.People.WITH_BRUNO;
import static io.chimera.core.testing.People.messageId;
import static io.chimera.core.testing.SteppingClock.NOON;

import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Fate;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Span;
import io.chimera.core.dialog.Style;
import io.chimera.core.dialog.Tick;
import io.chimera.core.file.FileName;
import io.chimera.core.file.SealedFile;
import io.chimera.core.file.Sha256;
import io.chimera.core.file.SharedFile;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Dispatch;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.route.Attempt;
import io.chimera.core.route.Journey;
import io.chimera.core.route.Outcome;
import io.chimera.core.route.Travel;
import io.chimera.core.route.Way;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** What the contract of stores is arranged with: the n-th message is written n seconds after noon. */
final class Samples {

    static final DialogId WITH_CLARA = DialogId.with(CLARA);

    private Samples() {}

    static Dialog.Direct withClara() {
        return new Dialog.Direct(CLARA, "Clara Menezes");
    }

    static Message fromAna(long n, String text) {
        return mine(n, WITH_BRUNO, new Body.Text(text), Fate.queued());
    }

    static Message fromAnaToClara(long n, String text) {
        return mine(n, WITH_CLARA, new Body.Text(text), Fate.queued());
    }

    static Message fromAna(long n, SharedFile file) {
        return mine(n, WITH_BRUNO, new Body.File(file), Fate.queued());
    }

    static Message sentByAna(long n, Tick tick) {
        return mine(n, WITH_BRUNO, new Body.Text("words " + n), new Fate(tick, travelled(Way.LAN), Optional.empty()));
    }

    /** Words with every look there is, and values that hold what a column may be separated by. */
    static Body.Text looks() {
        return new Body.Text(
                "every look there is, & a \uD83D\uDE80",
                List.of(
                        new Span(0, 5, new Style.Bold()),
                        new Span(0, 10, new Style.Italic()),
                        new Span(6, 4, new Style.Underlined()),
                        new Span(11, 2, new Style.Struck()),
                        new Span(11, 5, new Style.Spoiler()),
                        new Span(17, 2, new Style.Code()),
                        new Span(21, 1, new Style.Block("c++, 100%")),
                        new Span(23, 1, new Style.Quote()),
                        new Span(25, 2, new Style.Link("https://chimera.example/a?b=c,%20d#e"))));
    }

    private static Message mine(long n, DialogId dialog, Body body, Fate fate) {
        return new Message(messageId(n), dialog, new Author.Me(), when(n), body, fate, false, Optional.empty());
    }

    static Message fromBruno(long n, String text) {
        return fromBruno(n, text, Optional.empty());
    }

    static Message fromBruno(long n, String text, Optional<CloudMessageId> cloudId) {
        var way = cloudId.isPresent() ? Way.CLOUD : Way.LAN;
        return new Message(
                messageId(n),
                WITH_BRUNO,
                new Author.Them(BRUNO),
                when(n),
                new Body.Text(text),
                new Fate(Tick.DELIVERED, travelled(way), Optional.empty()),
                false,
                cloudId);
    }

    static Optional<Travel> travelled(Way way) {
        return Optional.of(new Travel(way, Optional.empty(), NOON, 1));
    }

    static Instant when(long n) {
        return NOON.plusSeconds(n).plusNanos(123_456_789);
    }

    static SharedFile file(String name) {
        var content = new SealedFile(Path.of("/shelf", name).toAbsolutePath(), 42, Sha256.of(new byte[32]));
        return new SharedFile(FileName.from(name), "image/png", content);
    }

    static Dispatch words(long n) {
        return words(n, WITH_BRUNO);
    }

    static Dispatch words(long n, DialogId dialog) {
        var cargo = new Cargo.Text(new Body.Text("words " + n));
        return new Dispatch(new Parcel(messageId(n), dialog, Optional.of(BRUNO), when(n), cargo), beganAt(n));
    }

    static Dispatch fileToBruno(long n) {
        var cargo = new Cargo.File(file("photo " + n + ".png"));
        return new Dispatch(new Parcel(messageId(n), WITH_BRUNO, Optional.of(BRUNO), when(n), cargo), beganAt(n));
    }

    static Dispatch errand(long n, Cargo cargo, Way way) {
        return new Dispatch(
                new Parcel(messageId(n), WITH_BRUNO, Optional.of(BRUNO), when(n), cargo), Journey.onlyBy(way, when(n)));
    }

    private static Journey beganAt(long n) {
        return Journey.beginning(when(n));
    }

    static Attempt lostOnLan(long n) {
        return new Attempt(when(n), Way.LAN, new Outcome.Unconfirmed("no receipt came back", true));
    }

    static Attempt failedOnLan(long n) {
        return new Attempt(when(n), Way.LAN, new Outcome.Unreachable("nobody answered"));
    }

    /** The numbers from the later one down to the earlier one, both included, as pages show them. */
    static List<Long> countdown(long from, long to) {
        return LongStream.rangeClosed(to, from).map(n -> from + to - n).boxed().toList();
    }

    /** The numbers of messages made here. */
    static List<Long> numbers(List<Message> messages) {
        return messages.stream()
                .map(message -> message.id().value().getLeastSignificantBits() & 0x3fff_ffff_ffff_ffffL)
                .toList();
    }
}
