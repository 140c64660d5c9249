package io.chimera.p2p.transfer;

import io.chimera.core.arrival.Acceptance;
import io.chimera.core.arrival.Arrival.NewMessage;
import io.chimera.core.arrival.Arrivals;
import io.chimera.core.arrival.FileOffer;
import io.chimera.core.arrival.Origin;
import io.chimera.core.arrival.Receipt;
import io.chimera.core.arrival.Receipt.Rejected;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.file.FileName;
import io.chimera.core.file.FileShelf;
import io.chimera.core.file.IncomingFile;
import io.chimera.core.file.SealedFile;
import io.chimera.core.file.SharedFile;
import io.chimera.core.route.Way;
import io.chimera.core.transfer.Progress.Direction;
import io.chimera.core.transfer.Transfer;
import io.chimera.core.transfer.Transfers;
import io.chimera.p2p.wire.Breakoff;
import io.chimera.p2p.wire.ChunkReader;
import io.chimera.p2p.wire.Frame;
import io.chimera.p2p.wire.MalformedFrame;
import io.chimera.p2p.wire.Refusal;
import io.chimera.p2p.wire.Token;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a file in: asks the account whether it wants it, writes what comes to the shelf, and answers with a receipt once
 * the message with it is stored. What breaks off is kept for the next try. Never holds more of it than a chunk.
 */
final class FileReceiver {

    private static final Logger LOG = LoggerFactory.getLogger(FileReceiver.class);

    private final Exchanges exchanges;
    private final BulkLines bulkLines;
    private final Arrivals arrivals;
    private final Transfers transfers;
    private final FileShelf shelf;
    private final Timing timing;
    private final SecureRandom random = new SecureRandom();

    FileReceiver(
            Exchanges exchanges,
            BulkLines bulkLines,
            Arrivals arrivals,
            Transfers transfers,
            FileShelf shelf,
            Timing timing) {
        this.exchanges = exchanges;
        this.bulkLines = bulkLines;
        this.arrivals = arrivals;
        this.transfers = transfers;
        this.shelf = shelf;
        this.timing = timing;
    }

    /** Deals with an offer to its end; to be run on a thread of its own. */
    void receive(Connection connection, Frame.Offer offer) throws InterruptedException {
        var exchange = exchanges.begin(new Exchange.Key(connection.peer(), offer.id()), connection);
        try {
            if (exchange.isEmpty()) {
                connection.send(new Frame.Decline(offer.id(), Refusal.BUSY));
                return;
            }
            try (var begun = exchange.get()) {
                new Receiving(begun, offer).run();
            }
        } catch (IOException gone) {
            LOG.debug("A file's sender is gone: {}", gone.getMessage());
        }
    }

    /** One file's way. */
    private final class Receiving {

        private final Exchange exchange;
        private final Frame.Offer offer;
        private final FileName name;

        private Receiving(Exchange exchange, Frame.Offer offer) {
            this.exchange = exchange;
            this.offer = offer;
            this.name = FileName.from(offer.name());
        }

        private void run() throws IOException, InterruptedException {
            try {
                switch (arrivals.offered(fileOffer())) {
                    case Acceptance.Settled(var receipt) -> answer(receipt);
                    case Acceptance.Into(var incoming) -> {
                        try (incoming) {
                            takeInto(incoming);
                        }
                    }
                }
            } catch (IncomingFile.NoRoom _) {
                say(new Frame.Cancel(offer.id(), Breakoff.NO_ROOM));
            } catch (Transfer.Cancelled _) {
                say(new Frame.Cancel(offer.id(), Breakoff.PERSON));
            } catch (IOException | RuntimeException fault) {
                LOG.info("A file broke off: {}", fault.getMessage());
                say(new Frame.Cancel(offer.id(), Breakoff.FAULT));
            }
        }

        private FileOffer fileOffer() {
            return new FileOffer(offer.id(), exchange.key().peer(), name, OptionalLong.of(offer.size()));
        }

        private void takeInto(IncomingFile incoming) throws IOException, InterruptedException {
            try (var progress = transfers.begin(offer.id(), dialog(), Direction.IN, Way.LAN, name, offer.size())) {
                progress.resumedAt(incoming.length());
                takeBytes(incoming, progress);
            } catch (Transfer.Cancelled cancelled) {
                incoming.restart(); // nobody wants it: nothing of it is kept
                throw cancelled;
            }
            var done = awaitDone(incoming);
            if (done.isEmpty()) return;
            var sealed = incoming.seal();
            if (sealed.sha256().equals(done.get().sha256())) answer(arrived(sealed));
            else differs(sealed);
        }

        /** Leaves the connection open, to be ended with the exchange: why it ends is said first. */
        private void takeBytes(IncomingFile incoming, Transfer progress) throws IOException, InterruptedException {
            var token = Token.next(random);
            say(new Frame.Accept(offer.id(), token, incoming.length(), incoming.crc32c()));
            if (incoming.length() == offer.size()) return;
            var line = bulkLines.open(exchange, token);
            var chunks = new ChunkReader(line.in());
            boolean first = true;
            while (incoming.length() < offer.size()) {
                var chunk = chunks.read();
                if (first) bulkLines.expectMore(line);
                if (first && chunk.offset() == 0 && incoming.length() > 0) {
                    incoming.restart();
                    progress.resumedAt(0);
                }
                write(chunk, incoming);
                progress.moved(chunk.bytes().limit());
                first = false;
            }
        }

        private void write(ChunkReader.Chunk chunk, IncomingFile incoming) throws IOException {
            if (chunk.offset() != incoming.length())
                throw new MalformedFrame("a chunk for " + chunk.offset() + " after " + incoming.length());
            if (chunk.bytes().remaining() > offer.size() - incoming.length())
                throw new MalformedFrame("more bytes than were offered");
            incoming.write(chunk.bytes());
        }

        /** Empty if the sender found that what lay here was of another file. */
        private Optional<Frame.Done> awaitDone(IncomingFile incoming) throws IOException, InterruptedException {
            try {
                if (exchange.awaitFrame(timing.offer()) instanceof Frame.Done done && done.size() == offer.size())
                    return Optional.of(done);
                throw new MalformedFrame("the end of a file was not said");
            } catch (IOException over) {
                if (exchange.breakoff().orElse(Breakoff.OTHER) != Breakoff.DIFFERS) throw over;
                incoming.restart();
                return Optional.empty();
            }
        }

        private Receipt arrived(SealedFile sealed) {
            return arrivals.arrived(new NewMessage(
                    new Origin.Lan(offer.id()),
                    dialog(),
                    new Author.Them(exchange.key().peer()),
                    offer.sentAt(),
                    new Body.File(new SharedFile(name, offer.mediaType(), sealed)),
                    Optional.empty(),
                    offer.perhapsInCloudSince(),
                    offer.answers()));
        }

        private void differs(SealedFile sealed) throws IOException, InterruptedException {
            LOG.warn("A file of {} bytes arrived which is not the one that was sent; it is thrown away", sealed.size());
            shelf.remove(sealed);
            say(new Frame.Cancel(offer.id(), Breakoff.DIFFERS));
        }

        private void answer(Receipt receipt) throws IOException, InterruptedException {
            say(
                    switch (receipt) {
                        case Receipt.Stored _, Receipt.Known _ -> new Frame.Stored(offer.id());
                        case Rejected(var why) -> new Frame.Decline(offer.id(), Outcomes.of(why));
                    });
        }

        private DialogId dialog() {
            return DialogId.with(exchange.key().peer());
        }

        private void say(Frame frame) throws IOException, InterruptedException {
            exchange.connection().send(frame);
        }
    }
}
