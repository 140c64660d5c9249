package io.chimera.p2p.transfer;

import io.chimera.core.file.SharedFile;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.route.Outcome;
import io.chimera.core.route.Outcome.Delivered;
import io.chimera.core.route.Outcome.Refused;
import io.chimera.core.route.Outcome.Unconfirmed;
import io.chimera.core.route.Outcome.Unreachable;
import io.chimera.core.route.Way;
import io.chimera.core.transfer.Progress.Direction;
import io.chimera.core.transfer.Transfer;
import io.chimera.core.transfer.Transfers;
import io.chimera.p2p.secure.Deadlines;
import io.chimera.p2p.secure.SecureLine;
import io.chimera.p2p.wire.Breakoff;
import io.chimera.p2p.wire.ChunkWriter;
import io.chimera.p2p.wire.Frame;
import io.chimera.p2p.wire.MalformedFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.util.zip.CRC32C;

/**
 * Brings one file to a neighbour: offers it over the control connection, sends its bytes over a connection of their own
 * from where the other side has it, and waits for the receipt. Never holds more of it than a chunk.
 */
final class FileSender {

    /** How long one chunk may take: a slow network is no broken one. */
    private static final Duration FOR_A_CHUNK = Duration.ofSeconds(30);

    /** How long the other side's reason may come behind the end of the bulk connection. */
    private static final Duration FOR_A_REASON = Duration.ofSeconds(5);

    private static final int PIECE = 256 * 1024;

    private final Exchanges exchanges;
    private final BulkLines bulkLines;
    private final Transfers transfers;
    private final Deadlines deadlines;
    private final Timing timing;
    private final Clock clock;

    FileSender(
            Exchanges exchanges,
            BulkLines bulkLines,
            Transfers transfers,
            Deadlines deadlines,
            Timing timing,
            Clock clock) {
        this.exchanges = exchanges;
        this.bulkLines = bulkLines;
        this.transfers = transfers;
        this.deadlines = deadlines;
        this.timing = timing;
        this.clock = clock;
    }

    /** Carries one parcel with a file. */
    Outcome carry(Connection connection, Parcel parcel, SharedFile file) throws InterruptedException {
        try (var source = FileChannel.open(file.content().path())) {
            if (source.size() != file.content().size())
                return new Refused("the file on this computer is not the one any more that was to be sent");
            var exchange = exchanges.begin(new Exchange.Key(connection.peer(), parcel.id()), connection);
            if (exchange.isEmpty()) return new Unreachable("too many files are on their way to this contact already");
            try (var begun = exchange.get()) {
                return new Sending(begun, parcel, file, source).run();
            }
        } catch (NoSuchFileException _) {
            return new Refused("the file is not on this computer any more");
        } catch (IOException unreadable) {
            return new Unreachable("the file cannot be read: " + unreadable.getMessage());
        }
    }

    /** One file's way. */
    private final class Sending {

        private final Exchange exchange;
        private final Parcel parcel;
        private final SharedFile file;
        private final FileChannel source;
        private final long size;
        private boolean left;

        private Sending(Exchange exchange, Parcel parcel, SharedFile file, FileChannel source) {
            this.exchange = exchange;
            this.parcel = parcel;
            this.file = file;
            this.source = source;
            this.size = file.content().size();
        }

        private Outcome run() throws InterruptedException {
            try {
                say(offer());
                return answered(exchange.awaitFrame(timing.offer()));
            } catch (Transfer.Cancelled _) {
                sayQuietly(new Frame.Cancel(parcel.id(), Breakoff.PERSON));
                return new Refused("the transfer was cancelled");
            } catch (IOException broken) {
                sayQuietly(new Frame.Cancel(parcel.id(), Breakoff.FAULT));
                return broken(broken);
            }
        }

        private Frame.Offer offer() {
            return new Frame.Offer(
                    parcel.id(),
                    size,
                    file.name().value(),
                    file.mediaType(),
                    parcel.writtenAt(),
                    parcel.perhapsInCloudSince(),
                    parcel.answers());
        }

        private Outcome answered(Frame.Transferring answer) throws IOException, InterruptedException {
            return switch (answer) {
                case Frame.Stored _ -> new Delivered(clock.instant());
                case Frame.Decline(var _, var why) -> Outcomes.of(why);
                case Frame.Accept accept -> transfer(accept);
                case Frame.Offer _, Frame.Cancel _, Frame.Done _ -> throw new MalformedFrame("no answer to an offer");
            };
        }

        private Outcome transfer(Frame.Accept accept) throws IOException, InterruptedException {
            if (accept.have() > size) throw new MalformedFrame("it has more of the file than there is");
            try (var progress =
                    transfers.begin(parcel.id(), parcel.dialog(), Direction.OUT, Way.LAN, file.name(), size)) {
                boolean sameBeginning = crc32c(accept.have()) == accept.crc32c();
                if (accept.have() < size) {
                    long from = sameBeginning ? accept.have() : 0;
                    progress.resumedAt(from);
                    sendFrom(from, accept, progress);
                } else if (!sameBeginning) {
                    say(new Frame.Cancel(parcel.id(), Breakoff.DIFFERS));
                    return new Unreachable("what the other side has is not this file; it begins anew");
                }
                say(new Frame.Done(parcel.id(), size, file.content().sha256()));
                left = true;
                return receipt(exchange.awaitFrame(timing.sealing()));
            }
        }

        private Outcome receipt(Frame.Transferring answer) throws IOException {
            return switch (answer) {
                case Frame.Stored _ -> new Delivered(clock.instant());
                case Frame.Decline(var _, var why) -> Outcomes.of(why);
                case Frame.Accept _, Frame.Offer _, Frame.Cancel _, Frame.Done _ ->
                    throw new MalformedFrame("no receipt for a file");
            };
        }

        /**
         * Leaves the connection open, to be ended with the exchange: closing it now would cut off what is still on its
         * way, if the other side's last TLS messages lie here unread.
         */
        private void sendFrom(long from, Frame.Accept accept, Transfer progress)
                throws IOException, InterruptedException {
            var line = bulkLines.open(exchange, accept.token());
            var chunks = new ChunkWriter(line.out());
            long at = from;
            while (at < size) {
                int count = source.read(chunks.room(), at);
                if (count < 0) throw new IOException("the file became shorter while it was sent");
                left = true;
                send(chunks, at, line);
                progress.moved(count);
                at += count;
            }
        }

        private void send(ChunkWriter chunks, long at, SecureLine line) throws IOException, InterruptedException {
            try (var _ = deadlines.after(FOR_A_CHUNK, line)) {
                chunks.send(at);
            } catch (IOException broken) {
                exchange.awaitEnd(FOR_A_REASON);
                throw broken;
            }
        }

        /** Of the file's beginning, to compare with what the other side has. */
        private int crc32c(long length) throws IOException {
            var crc = new CRC32C();
            var piece = ByteBuffer.allocate(PIECE);
            long at = 0;
            while (at < length) {
                piece.clear().limit((int) Math.min(PIECE, length - at));
                int count = source.read(piece, at);
                if (count < 0) throw new IOException("the file became shorter while it was read");
                crc.update(piece.flip());
                at += count;
            }
            return (int) crc.getValue();
        }

        private Outcome broken(IOException failure) {
            var said = exchange.breakoff();
            if (said.isEmpty())
                return left
                        ? new Unconfirmed("the transfer broke: " + failure.getMessage(), true)
                        : new Unreachable("the transfer did not begin: " + failure.getMessage());
            return switch (said.get()) {
                case PERSON -> new Refused("the other side cancelled the transfer");
                case NO_ROOM -> new Unreachable("there is no room for it on the other side's disk");
                case DIFFERS -> new Unreachable("what arrived was not what had been sent; it begins anew");
                case FAULT, OTHER -> new Unconfirmed("the other side broke the transfer off", true);
            };
        }

        private void say(Frame frame) throws IOException, InterruptedException {
            exchange.connection().send(frame);
        }

        /** For farewells: if the connection is what broke, there is nobody to say them to. */
        private void sayQuietly(Frame frame) throws InterruptedException {
            try {
                say(frame);
            } catch (IOException _) {
                exchange.end("the connection broke");
            }
        }
    }
}
