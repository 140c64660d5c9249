package io.chimera.p2p.v1;

import io.chimera.core.arrival.Acceptance;
import io.chimera.core.arrival.Arrival.NewMessage;
import io.chimera.core.arrival.Arrivals;
import io.chimera.core.arrival.FileOffer;
import io.chimera.core.arrival.Origin;
import io.chimera.core.arrival.Receipt.Rejected;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.UnacceptableText;
import io.chimera.core.file.FileName;
import io.chimera.core.file.FileShelf;
import io.chimera.core.file.IncomingFile;
import io.chimera.core.file.SealedFile;
import io.chimera.core.file.SharedFile;
import io.chimera.core.message.MessageId;
import io.chimera.core.route.Way;
import io.chimera.core.transfer.Progress.Direction;
import io.chimera.core.transfer.Transfers;
import io.chimera.p2p.secure.SecureLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in what a first Chimera brings: one text or one file a connection. It has no ids, so each gets one here, and no
 * receipts, so it is told nothing. Safe for use by many threads.
 */
public final class V1Answerer {

    private static final Logger LOG = LoggerFactory.getLogger(V1Answerer.class);
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyy-M-d-H-m-s");
    private static final int PIECE = 64 * 1024;

    private final Arrivals arrivals;
    private final Transfers transfers;
    private final FileShelf shelf;
    private final Clock clock;
    private final V1Copies copies;
    private final SecureRandom random = new SecureRandom();

    public V1Answerer(Arrivals arrivals, Transfers transfers, FileShelf shelf, Clock clock) {
        this.arrivals = arrivals;
        this.transfers = transfers;
        this.shelf = shelf;
        this.clock = clock;
        this.copies = new V1Copies(clock);
    }

    /** Takes one message in and ends the connection. */
    public void serve(SecureLine line) {
        try (line) {
            line.out().write(V1.PROMPT);
            var said = readWords(line);
            if (said.equals(V1.FILE_FOLLOWS)) takeFile(line);
            else if (!said.isEmpty()) takeText(line, said);
        } catch (IOException broken) {
            LOG.debug("A first Chimera's message did not come through: {}", broken.getMessage());
        } catch (UnacceptableText unacceptable) {
            LOG.debug("A first Chimera's text is no message: {}", unacceptable.why());
        }
    }

    /** Its words, or its announcement of a file: known for one as soon as it is complete, not only at the end. */
    private static String readWords(SecureLine line) throws IOException {
        line.patience((int) V1.FOR_WORDS.toMillis());
        var words = new ByteArrayOutputStream();
        var piece = new byte[V1.LONGEST_TEXT + 1];
        while (words.size() <= V1.LONGEST_TEXT) {
            int count = read(line, piece);
            if (count < 0) break;
            words.write(piece, 0, count);
            if (words.toString(StandardCharsets.ISO_8859_1).equals(V1.FILE_FOLLOWS)) break;
        }
        if (words.size() > V1.LONGEST_TEXT) throw new IOException("more than " + V1.LONGEST_TEXT + " bytes of text");
        return utf8(words.toByteArray());
    }

    /** Like a read, but silence ends the words as hanging up does: the first Chimera's acceptor reads only once. */
    private static int read(SecureLine line, byte[] piece) throws IOException {
        try {
            return line.in().read(piece);
        } catch (SocketTimeoutException _) {
            return -1;
        }
    }

    private static String utf8(byte[] bytes) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new IOException("what it sent is not UTF-8");
        }
    }

    private void takeText(SecureLine line, String text) {
        var body = new Body.Text(text);
        if (copies.isCopy(line.peer(), text, line.local())) return;
        arrived(line, nextId(), body);
    }

    private void takeFile(SecureLine line) throws IOException {
        line.out().write(V1.PROMPT);
        var name = name(readExtension(line));
        var id = nextId();
        switch (arrivals.offered(new FileOffer(id, line.peer(), name, OptionalLong.empty()))) {
            case Acceptance.Settled(var receipt) -> LOG.info("A first Chimera's file was not taken: {}", receipt);
            case Acceptance.Into(var incoming) -> {
                try (incoming) {
                    line.out().write(V1.PROMPT);
                    takeInto(incoming, line, id, name);
                }
            }
        }
    }

    private void takeInto(IncomingFile incoming, SecureLine line, MessageId id, FileName name) throws IOException {
        receive(incoming, line, id, name);
        var sealed = incoming.seal();
        if (copies.isCopy(line.peer(), sealed.sha256().hex(), line.local())) shelf.remove(sealed);
        else arrived(line, id, new Body.File(shared(name, sealed)));
    }

    private void receive(IncomingFile incoming, SecureLine line, MessageId id, FileName name) throws IOException {
        var piece = new byte[PIECE];
        try (var transfer =
                transfers.begin(id, DialogId.with(line.peer()), Direction.IN, Way.LAN, name, unknownSize())) {
            line.patience((int) V1.FOR_A_WRITE.toMillis());
            for (int count = line.in().read(piece);
                    count >= 0;
                    count = line.in().read(piece)) {
                incoming.write(ByteBuffer.wrap(piece, 0, count));
                transfer.moved(count);
            }
        }
    }

    private static long unknownSize() {
        return -1;
    }

    private static String readExtension(SecureLine line) throws IOException {
        line.patience((int) V1.FOR_AN_EXTENSION.toMillis());
        var extension = new byte[V1.LONGEST_EXTENSION];
        int count = read(line, extension);
        return count <= 0 ? "" : utf8(java.util.Arrays.copyOf(extension, count));
    }

    private FileName name(String extension) {
        var now = NAME.format(clock.instant().atZone(clock.getZone()));
        return FileName.from(extension.startsWith(".") ? now + extension : now);
    }

    private static SharedFile shared(FileName name, SealedFile sealed) {
        var type = Optional.ofNullable(URLConnection.guessContentTypeFromName("x" + name.extension()));
        return new SharedFile(name, type.orElse(SharedFile.UNKNOWN_TYPE), sealed);
    }

    private void arrived(SecureLine line, MessageId id, Body body) {
        var receipt = arrivals.arrived(new NewMessage(
                new Origin.Lan(id, false),
                DialogId.with(line.peer()),
                new Author.Them(line.peer()),
                clock.instant(),
                body));
        if (receipt instanceof Rejected(var why)) LOG.info("A first Chimera's message was not taken: {}", why);
    }

    private MessageId nextId() {
        return MessageId.next(clock, random);
    }
}
