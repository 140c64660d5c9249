package io.chimera.lab.server;

import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.UnacceptableText;
import io.chimera.core.file.FileName;
import io.chimera.core.file.Sha256;
import io.chimera.core.file.SharedFile;
import io.chimera.lab.api.AnnouncedUpload;
import io.chimera.lab.api.History;
import io.chimera.lab.api.Look;
import io.chimera.lab.api.Mark;
import io.chimera.lab.api.NewWords;
import io.chimera.lab.api.No;
import io.chimera.lab.api.OpenedUpload;
import io.chimera.lab.api.Poll;
import io.chimera.lab.api.Sending;
import io.chimera.lab.api.Writing;
import io.chimera.lab.server.Conversations.Asked;
import io.chimera.lab.server.Route.Kind;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where people write to each other. */
final class DialogDesk {

    private static final long LARGEST_ID = Long.MAX_VALUE / 10;
    private static final long LONGEST_AGO_MILLIS = Duration.ofDays(3650).toMillis();

    private final Registry registry;
    private final Gatherings gatherings;
    private final Conversations conversations;
    private final Depot depot;
    private final Typists typists;
    private final Waiting waiting;
    private final Clock clock;

    DialogDesk(
            Registry registry,
            Gatherings gatherings,
            Conversations conversations,
            Depot depot,
            Typists typists,
            Waiting waiting,
            Clock clock) {
        this.registry = registry;
        this.gatherings = gatherings;
        this.conversations = conversations;
        this.depot = depot;
        this.typists = typists;
        this.waiting = waiting;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST", "/v1/uploads", Kind.ASKS, this::announce),
                Route.of("PUT", "/v1/uploads/{uuid}", Kind.ASKS, this::bring),
                Route.of("POST", "/v1/dialogs/{id}/messages", Kind.CHANGES, this::send),
                Route.of("GET", "/v1/dialogs/{id}/messages", Kind.ASKS, this::history),
                Route.of("PATCH", "/v1/dialogs/{id}/messages/{id}", Kind.CHANGES, this::edit),
                Route.of("DELETE", "/v1/dialogs/{id}/messages/{id}", Kind.CHANGES, this::erase),
                Route.of("GET", "/v1/dialogs/{id}/messages/{id}/file", Kind.ASKS, this::file),
                Route.of("PUT", "/v1/dialogs/{id}/seen", Kind.CHANGES, this::seen),
                Route.of("PUT", "/v1/dialogs/{id}/typing", Kind.ASKS, this::typing));
    }

    private Answer announce(Call call) throws IOException {
        var announced = call.json(AnnouncedUpload.class);
        return Answer.of(
                new OpenedUpload(depot.announce(call.caller().id(), announced.size(), sha256(announced.sha256()))));
    }

    private static Sha256 sha256(String hex) {
        try {
            return new Sha256(hex);
        } catch (IllegalArgumentException notOne) {
            throw new Refusal(No.MALFORMED, "sha256 must be 64 lower-case hexadecimal digits");
        }
    }

    private Answer bring(Call call) throws IOException {
        long offset = call.query("offset", 0, Long.MAX_VALUE / 10);
        try (var in = call.bytes()) {
            var bytes = in.readNBytes(AnnouncedUpload.PART + 1);
            if (bytes.length > AnnouncedUpload.PART)
                throw new Refusal(No.TOO_LARGE, "bring at most " + AnnouncedUpload.PART + " bytes at once");
            depot.receive(call.caller().id(), call.uuid(1), offset, bytes);
        }
        return Answer.done();
    }

    private Answer send(Call call) throws IOException {
        var from = call.device();
        long to = other(call);
        var sending = call.json(Sending.class);
        if (call.weather().blocked()) throw new Refusal(No.BLOCKED, "they do not take messages from you");
        return switch (sending) {
            case Sending.Words(var text, var looks, long answers) ->
                Answer.of(conversations.send(from, to, new Said.Words(words(text, looks)), answers, clock.instant()));
            case Sending.Uploaded uploaded -> sendFile(from, to, uploaded);
        };
    }

    private Answer sendFile(Device from, long to, Sending.Uploaded uploaded) {
        var name = FileName.from(uploaded.name());
        if (!name.value().equals(uploaded.name()))
            throw new Refusal(No.UNACCEPTABLE, "this is no safe name for a file");
        var file = depot.take(from.person(), uploaded.upload());
        try {
            var said = new Said.Document(name, mediaType(uploaded.mediaType()), file);
            return Answer.of(conversations.send(from, to, said, uploaded.answers(), clock.instant()));
        } catch (RuntimeException notSent) {
            depot.remove(file.place());
            throw notSent;
        }
    }

    private static String mediaType(String claimed) {
        return claimed.length() <= 127 ? claimed : SharedFile.UNKNOWN_TYPE;
    }

    /** The other one of a dialog, who must be somebody else and live here; or a group or a channel of the caller's. */
    private long other(Call call) {
        long other = call.number(1);
        if (other < 0) {
            gatherings.requireMember(call.caller().id(), other);
            return other;
        }
        if (other == call.caller().id()) throw new Refusal(No.NO_SUCH_PERSON, "a dialog needs two");
        if (!registry.knows(other)) throw new Refusal(No.NO_SUCH_PERSON, "nobody has the id " + other);
        return other;
    }

    private static Body.Text words(String text, List<Look> looks) {
        try {
            return new Body.Text(text, Look.spans(looks));
        } catch (UnacceptableText unacceptable) {
            throw new Refusal(No.UNACCEPTABLE, String.valueOf(unacceptable.getMessage()));
        } catch (IllegalArgumentException noLooks) {
            throw new Refusal(No.MALFORMED, "looks must be at most 100 stretches of known styles; see docs/lab.md");
        }
    }

    private Answer history(Call call) throws InterruptedException {
        long wait = call.query("waitMillis", 0, Poll.LONGEST_WAIT);
        long ago = call.query("withinMillis", LONGEST_AGO_MILLIS, LONGEST_AGO_MILLIS);
        var asked = new Asked(
                call.caller().id(),
                other(call),
                call.query("after", 0, LARGEST_ID),
                call.query("before", LARGEST_ID, LARGEST_ID),
                since(ago),
                call.query("mine"),
                call.query("newestFirst"),
                (int) call.query("limit", History.LARGEST, History.LARGEST));
        var found = waiting.until(
                call.caller().id(),
                wait,
                () -> Optional.of(conversations.history(asked))
                        .filter(history -> !history.messages().isEmpty()));
        return Answer.of(found.orElseGet(() -> new History(List.of())));
    }

    private Instant since(long millisAgo) {
        return clock.instant().minusMillis(millisAgo);
    }

    private Answer edit(Call call) throws IOException {
        var wanted = call.json(NewWords.class);
        var text = words(wanted.text(), wanted.looks());
        conversations.edit(call.device(), other(call), call.number(2), text, clock.instant());
        return Answer.done();
    }

    private Answer typing(Call call) throws IOException {
        typists.says(call.device(), other(call), call.json(Writing.class).on());
        return Answer.done();
    }

    private Answer erase(Call call) {
        conversations
                .erase(call.device(), other(call), call.number(2), clock.instant())
                .ifPresent(depot::remove);
        return Answer.done();
    }

    private Answer file(Call call) throws IOException {
        var stored = conversations.file(call.caller().id(), other(call), call.number(2));
        try {
            var bytes = depot.read(stored.place());
            var paced =
                    new PacedInput(bytes, Workers.STALL.get(), call.weather().bytesPerSecond());
            return new Answer.Bytes(paced, stored.size(), stored.sha256());
        } catch (NoSuchFileException deletedMeanwhile) {
            throw new Refusal(No.ERASED, "it was deleted");
        }
    }

    private Answer seen(Call call) throws IOException {
        var mark = call.json(Mark.class);
        conversations.seen(call.device(), other(call), mark.upTo(), clock.instant());
        return Answer.done();
    }
}
