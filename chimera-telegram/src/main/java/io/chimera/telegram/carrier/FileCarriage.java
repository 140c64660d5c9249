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
import io.chimera.telegram.carrier.Departures.Fate;
import io.chimera.telegram.carrier.Departures.Ticket;
import io.chimera.telegram.tdlib.TdFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

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
                return send(Outgoing.file(parcel, placed.path()), content.size(), transfer, 0);
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

    /** @param shown how far a person was told that it is */
    private Outcome send(Outgoing message, long size, Transfer transfer, long shown)
            throws TdFailure, IOException, InterruptedException {
        var given = give(message);
        var ticket = Handover.ticket(given);
        try (var claim = departures.claim(ticket);
                var watch = moves.watch(file(given))) {
            return new Sending(message, ticket, size, transfer, shown).follow(claim, watch);
        }
    }

    private JsonNode give(Outgoing message) throws TdFailure, IOException, InterruptedException {
        try {
            return handover.give(message);
        } catch (IOException silent) {
            throw new NoAnswer(silent);
        }
    }

    private static int file(JsonNode message) {
        return Decoding.message(message).said() instanceof Said.Document document ? document.file() : 0;
    }

    /** One file on its way. */
    private final class Sending {

        private final Outgoing message;
        private final Ticket ticket;
        private final long size;
        private final Transfer transfer;
        private long shown;
        private long went;
        private long movedAt = System.nanoTime();

        Sending(Outgoing message, Ticket ticket, long size, Transfer transfer, long shown) {
            this.message = message;
            this.ticket = ticket;
            this.size = size;
            this.transfer = transfer;
            this.shown = shown;
        }

        Outcome follow(Departures.Claim claim, Moves.Watch watch) throws TdFailure, IOException, InterruptedException {
            try {
                while (true) {
                    var fate = claim.await(LOOK);
                    if (fate.isPresent()) return outcome(fate.get());
                    advance(watch.latest().map(FileState::went).orElse(went), true);
                    if (Duration.ofNanos(System.nanoTime() - movedAt).compareTo(patience()) > 0) return givenUp();
                }
            } catch (Transfer.Cancelled | InterruptedException told) {
                if (went < size) handover.remove(ticket);
                throw told;
            }
        }

        private Outcome outcome(Fate fate) throws TdFailure, IOException, InterruptedException {
            if (Handover.lacksTheAnswered(message, fate)) {
                handover.remove(ticket);
                return send(message.answeringNothing(), size, transfer, shown);
            }
            var outcome = handover.outcome(ticket, fate);
            if (outcome instanceof HandedOver) advance(size, false);
            return outcome;
        }

        /** A cancellation counts until the last byte has gone: then the message may be there. */
        private void advance(long now, boolean cancellable) throws IOException {
            if (now > went) movedAt = System.nanoTime();
            went = Math.max(went, now);
            long more = Math.max(0, went - shown);
            shown += more;
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
