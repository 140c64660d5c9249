package io.chimera.telegram.carrier;

import io.chimera.core.file.SharedFile;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.route.Outcome;
import io.chimera.core.route.Outcome.HandedOver;
import io.chimera.core.route.Outcome.Refused;
import io.chimera.core.route.Outcome.Unreachable;
import io.chimera.core.route.Way;
import io.chimera.core.transfer.Progress;
import io.chimera.core.transfer.Transfer;
import io.chimera.core.transfer.Transfers;
import io.chimera.telegram.carrier.Departures.Ticket;
import io.chimera.telegram.tdlib.TdFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Carries a file to Telegram, as it is: a picture stays the file it was. */
final class FileCarriage {

    /** How often a person is shown how far it is. */
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Handover handover;
    private final Departures departures;
    private final Moves moves;
    private final Doorstep doorstep;
    private final Transfers transfers;
    private final Pace pace;

    FileCarriage(
            Handover handover, Departures departures, Moves moves, Doorstep doorstep, Transfers transfers, Pace pace) {
        this.handover = handover;
        this.departures = departures;
        this.moves = moves;
        this.doorstep = doorstep;
        this.transfers = transfers;
        this.pace = pace;
    }

    Outcome send(Parcel parcel, SharedFile file) throws InterruptedException {
        var content = file.content();
        if (content.size() == 0) return new Refused("Telegram takes no empty files");
        try (var transfer = begin(parcel, file)) {
            if (Files.size(content.path()) != content.size()) return gone();
            transfer.moved(0);
            try (var placed = doorstep.place(content.path(), file.name())) {
                return send(parcel, placed.path(), content.size(), transfer);
            }
        } catch (Transfer.Cancelled cancelled) {
            return cancelled();
        } catch (TdFailure failure) {
            return Refusals.outcome(failure, false);
        } catch (NoAnswer silent) {
            return Handover.unknown();
        } catch (IOException unreadable) {
            return Files.exists(content.path())
                    ? new Unreachable("the file could not be made ready: "
                            + unreadable.getClass().getSimpleName())
                    : gone();
        }
    }

    private static Refused gone() {
        return new Refused("the file is not on this computer any more as it was");
    }

    private static Refused cancelled() {
        return new Refused("the sending was cancelled");
    }

    private Transfer begin(Parcel parcel, SharedFile file) {
        return transfers.begin(
                parcel.id(),
                parcel.dialog(),
                Progress.Direction.OUT,
                Way.CLOUD,
                file.name(),
                file.content().size());
    }

    private Outcome send(Parcel parcel, Path path, long size, Transfer transfer)
            throws TdFailure, IOException, InterruptedException {
        var message = give(parcel, path);
        var ticket = Handover.ticket(message);
        try (var claim = departures.claim(ticket);
                var watch = moves.watch(file(message))) {
            return new Sending(ticket, size, transfer).follow(claim, watch);
        }
    }

    private JsonNode give(Parcel parcel, Path path) throws TdFailure, IOException, InterruptedException {
        try {
            return handover.give(parcel.dialog(), document(path));
        } catch (IOException silent) {
            throw new NoAnswer(silent);
        }
    }

    /** The file stands in an object of its own since 1.8.65; fields that are not known are passed over. */
    static ObjectNode document(Path path) {
        var content = Line.request("inputMessageDocument").put("disable_content_type_detection", true);
        var document = content.putObject("document")
                .put("@type", "inputFileLocal")
                .put("path", path.toString())
                .put("disable_content_type_detection", true);
        document.putObject("document").put("@type", "inputFileLocal").put("path", path.toString());
        return content;
    }

    private static int file(JsonNode message) {
        return Decoding.message(message).said() instanceof Said.Document document ? document.file() : 0;
    }

    /** One file on its way. */
    private final class Sending {

        private final Ticket ticket;
        private final long size;
        private final Transfer transfer;
        private long went;
        private long movedAt = System.nanoTime();

        Sending(Ticket ticket, long size, Transfer transfer) {
            this.ticket = ticket;
            this.size = size;
            this.transfer = transfer;
        }

        Outcome follow(Departures.Claim claim, Moves.Watch watch) throws IOException, InterruptedException {
            try {
                while (true) {
                    var fate = claim.await(LOOK);
                    if (fate.isPresent()) {
                        var outcome = handover.outcome(ticket, fate.get());
                        if (outcome instanceof HandedOver) advance(size, false);
                        return outcome;
                    }
                    advance(watch.latest().map(FileState::went).orElse(went), true);
                    if (Duration.ofNanos(System.nanoTime() - movedAt).compareTo(patience()) > 0) return givenUp();
                }
            } catch (Transfer.Cancelled | InterruptedException told) {
                if (went < size) handover.remove(ticket);
                throw told;
            }
        }

        /** A cancellation counts until the last byte has gone: then the message may be there. */
        private void advance(long now, boolean cancellable) throws IOException {
            if (now > went) movedAt = System.nanoTime();
            long more = Math.max(0, now - went);
            went += more;
            try {
                transfer.moved(more);
            } catch (Transfer.Cancelled cancelled) {
                if (cancellable && went < size) throw cancelled;
            }
        }

        private Duration patience() {
            return went < size ? pace.stall() : pace.outcome();
        }

        /** A message is made of the bytes only when all are there. */
        private Outcome givenUp() {
            if (went == size) return Handover.unknown();
            handover.remove(ticket);
            return new Unreachable("the file did not get through");
        }
    }

    /** TDLib may or may not have the message. */
    private static final class NoAnswer extends IOException {
        NoAnswer(IOException cause) {
            super(cause);
        }
    }
}
