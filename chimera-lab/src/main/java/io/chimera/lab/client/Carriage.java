package io.chimera.lab.client;

import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Reference;
import io.chimera.core.file.SharedFile;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.outbox.Target;
import io.chimera.core.route.Outcome;
import io.chimera.core.route.Outcome.HandedOver;
import io.chimera.core.route.Outcome.Refused;
import io.chimera.core.route.Outcome.Unconfirmed;
import io.chimera.core.route.Outcome.Unreachable;
import io.chimera.core.route.Way;
import io.chimera.core.transfer.Progress;
import io.chimera.core.transfer.Transfer;
import io.chimera.core.transfer.Transfers;
import io.chimera.lab.api.AnnouncedUpload;
import io.chimera.lab.api.Look;
import io.chimera.lab.api.Sending;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.UUID;

/** Carries one parcel to the lab cloud. */
final class Carriage {

    private final LabLine line;
    private final Transfers transfers;
    private final Clock clock;

    Carriage(LabLine line, Transfers transfers, Clock clock) {
        this.line = line;
        this.transfers = transfers;
        this.clock = clock;
    }

    Outcome carry(Parcel parcel) throws InterruptedException {
        return switch (parcel.cargo()) {
            case Cargo.Text(var body) ->
                send(parcel.dialog(), new Sending.Words(body.text(), Look.of(body.spans()), answered(parcel)));
            case Cargo.File(var file) -> sendFile(parcel, file);
            case Cargo.Edit(var target, var body) ->
                errand(target, id -> line.edit(parcel.dialog().value(), id, body));
            case Cargo.Deletion(var target) ->
                errand(target, id -> line.erase(parcel.dialog().value(), id));
            case Cargo.Seen(var upTo) ->
                errand(upTo, id -> line.seen(parcel.dialog().value(), id));
        };
    }

    private static long answered(Parcel parcel) {
        return parcel.answers()
                .map(reference -> reference instanceof Reference.ByCloudId(var id) ? id.value() : 0L)
                .orElse(0L);
    }

    private Outcome send(DialogId to, Sending sending) throws InterruptedException {
        try {
            var taken = line.send(to.value(), sending);
            return new HandedOver(new CloudMessageId(taken.message()), taken.at());
        } catch (Denied denied) {
            return said(denied, false);
        } catch (IOException failed) {
            return lost(failed, false);
        }
    }

    /** The bytes first, then a message made of them: until that is asked for, nothing can have arrived. */
    private Outcome sendFile(Parcel parcel, SharedFile file) throws InterruptedException {
        UUID upload;
        try (var transfer = begin(parcel.id(), parcel.dialog(), file)) {
            upload = bring(file, transfer);
        } catch (Transfer.Cancelled cancelled) {
            return new Refused("the sending was cancelled");
        } catch (NoSuchFileException | EOFException gone) {
            return new Refused("the file is not on this computer any more as it was");
        } catch (Denied denied) {
            return switch (denied.consequence()) {
                case FOR_GOOD -> new Refused(words(denied));
                case FOR_NOW, UNKNOWN -> new Unreachable(words(denied));
            };
        } catch (IOException failed) {
            stopIfTold();
            return new Unreachable("the file could not be brought: " + words(failed));
        }
        return send(
                parcel.dialog(), new Sending.Uploaded(upload, file.name().value(), file.mediaType(), answered(parcel)));
    }

    private Transfer begin(MessageId message, DialogId dialog, SharedFile file) {
        return transfers.begin(
                message,
                dialog,
                Progress.Direction.OUT,
                Way.CLOUD,
                file.name(),
                file.content().size());
    }

    private UUID bring(SharedFile file, Transfer transfer) throws IOException, InterruptedException {
        var content = file.content();
        try (var in = FileChannel.open(content.path(), StandardOpenOption.READ)) {
            if (in.size() != content.size()) throw new EOFException();
            var announced = new AnnouncedUpload(content.size(), content.sha256().hex());
            var upload = line.announce(announced);
            var part = ByteBuffer.allocate((int) Math.min(content.size(), AnnouncedUpload.PART));
            for (long offset = 0; offset < content.size(); offset += part.position()) {
                fill(part, in);
                line.bring(upload, offset, part.array(), part.position());
                transfer.moved(part.position());
            }
            return upload;
        }
    }

    private static void fill(ByteBuffer part, FileChannel in) throws IOException {
        part.clear();
        while (part.hasRemaining()) {
            if (in.read(part) < 0) break;
        }
        if (part.position() == 0) throw new EOFException();
    }

    /** Edits, deletions and marks: doing one twice does what doing it once does. */
    private Outcome errand(Target target, Errand errand) throws InterruptedException {
        if (target.cloudId().isEmpty()) return new Refused("the lab cloud does not have the message this is about");
        var id = target.cloudId().get();
        try {
            errand.run(id.value());
            return new HandedOver(id, clock.instant());
        } catch (Denied denied) {
            return said(denied, true);
        } catch (IOException failed) {
            return lost(failed, true);
        }
    }

    private static Outcome said(Denied denied, boolean repeatable) {
        return switch (denied.consequence()) {
            case FOR_GOOD -> new Refused(words(denied));
            case FOR_NOW -> new Unreachable(words(denied));
            case UNKNOWN -> new Unconfirmed(words(denied), repeatable);
        };
    }

    private static Outcome lost(IOException failed, boolean repeatable) throws InterruptedException {
        stopIfTold();
        return failed instanceof Broken broken && !broken.left()
                ? new Unreachable(words(failed))
                : new Unconfirmed(words(failed), repeatable);
    }

    /** An interrupted read shows as a failed one. */
    private static void stopIfTold() throws InterruptedException {
        if (Thread.interrupted()) throw new InterruptedException();
    }

    private static String words(IOException failed) {
        return switch (failed) {
            case Denied denied -> String.valueOf(denied.getMessage());
            case Broken broken -> String.valueOf(broken.getMessage());
            default -> failed.getClass().getSimpleName();
        };
    }

    @FunctionalInterface
    private interface Errand {
        void run(long message) throws IOException, InterruptedException;
    }
}
