package io.chimera.p2p.v1;

import io.chimera.core.file.SharedFile;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.route.Outcome;
import io.chimera.core.route.Outcome.Refused;
import io.chimera.core.route.Outcome.Sent;
import io.chimera.core.route.Outcome.Unconfirmed;
import io.chimera.core.route.Outcome.Unreachable;
import io.chimera.core.route.Way;
import io.chimera.core.transfer.Progress.Direction;
import io.chimera.core.transfer.Transfer;
import io.chimera.core.transfer.Transfers;
import io.chimera.p2p.secure.Deadlines;
import io.chimera.p2p.secure.SecureLine;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Brings one message to a first Chimera. It never hears whether it was stored: what left whole counts as sent. */
public final class V1Caller {

    private static final int PIECE = 64 * 1024;

    private final Transfers transfers;
    private final Deadlines deadlines;
    private final Clock clock;

    public V1Caller(Transfers transfers, Deadlines deadlines, Clock clock) {
        this.transfers = transfers;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /** What becomes of a parcel that this dialect has no words for; such a one is not worth a connection. */
    public static Optional<Outcome> cannotCarry(Parcel parcel) {
        return switch (parcel.cargo()) {
            case Cargo.Text(var body) -> cannotSay(body.text());
            case Cargo.File _ -> Optional.empty();
            case Cargo.Edit _ -> Optional.of(new Refused("the first Chimera cannot change a message"));
            case Cargo.Deletion _ -> Optional.of(new Refused("the first Chimera cannot delete a message"));
            case Cargo.Seen _ -> Optional.of(new Refused("the first Chimera does not tell what was seen"));
        };
    }

    private static Optional<Outcome> cannotSay(String text) {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        if (length > V1.LONGEST_TEXT)
            return Optional.of(new Unreachable("the first Chimera takes " + V1.LONGEST_TEXT
                    + " bytes, and this text has " + length + ": it would be cut"));
        if (text.equals(V1.FILE_FOLLOWS))
            return Optional.of(new Unreachable("the first Chimera would take this text for a file"));
        return Optional.empty();
    }

    /** Carries one parcel over a connection made for it, and ends the connection. */
    public Outcome carry(SecureLine line, Parcel parcel) {
        return switch (parcel.cargo()) {
            case Cargo.Text(var body) -> text(line, body.text());
            case Cargo.File(var file) -> file(line, parcel, file);
            case Cargo.Edit _, Cargo.Deletion _, Cargo.Seen _ ->
                cannotCarry(parcel).orElseThrow();
        };
    }

    private Outcome text(SecureLine line, String text) {
        boolean left = false;
        try (line) {
            awaitPrompt(line);
            left = true;
            write(line, text.getBytes(StandardCharsets.UTF_8));
            hangUp(line);
            // It reads once and closes, often with our farewell unread: a reset after the last byte is its custom.
            awaitHangUp(line);
            return new Sent(clock.instant());
        } catch (IOException failed) {
            return broken(failed, left);
        }
    }

    private Outcome file(SecureLine line, Parcel parcel, SharedFile file) {
        boolean left = false;
        try (line;
                var source = FileChannel.open(file.content().path());
                var transfer = transfers.begin(
                        parcel.id(),
                        parcel.dialog(),
                        Direction.OUT,
                        Way.LAN,
                        file.name(),
                        file.content().size())) {
            awaitPrompt(line);
            write(line, V1.FILE_FOLLOWS.getBytes(StandardCharsets.US_ASCII));
            awaitPrompt(line);
            var extension = file.name().extension().getBytes(StandardCharsets.US_ASCII);
            if (extension.length > 0) write(line, extension);
            awaitPrompt(line);
            left = true;
            send(source, line, transfer);
            hangUp(line);
            return awaitHangUp(line)
                    ? new Sent(clock.instant())
                    : new Unconfirmed("the first Chimera broke off at the end of the file", false);
        } catch (Transfer.Cancelled _) {
            return new Refused("the transfer was cancelled");
        } catch (java.nio.file.NoSuchFileException _) {
            return new Refused("the file is not on this computer any more");
        } catch (IOException failed) {
            return broken(failed, left);
        }
    }

    private void send(FileChannel source, SecureLine line, Transfer transfer) throws IOException {
        var piece = ByteBuffer.allocate(PIECE);
        while (source.read(piece.clear()) >= 0) {
            write(line, piece.array(), piece.position());
            transfer.moved(piece.position());
        }
    }

    private void write(SecureLine line, byte[] bytes) throws IOException {
        write(line, bytes, bytes.length);
    }

    private void write(SecureLine line, byte[] bytes, int length) throws IOException {
        try (var _ = deadlines.after(V1.FOR_A_WRITE, line)) {
            line.out().write(bytes, 0, length);
        }
    }

    private void awaitPrompt(SecureLine line) throws IOException {
        patience(line, V1.FOR_A_PROMPT);
        try (var _ = deadlines.after(V1.FOR_A_PROMPT, line)) {
            var said = line.in().readNBytes(V1.PROMPT.length);
            if (said.length < V1.PROMPT.length) throw new EOFException("it hung up");
            if (!Arrays.equals(said, V1.PROMPT)) throw new IOException("it does not speak the first dialect");
        }
    }

    private void hangUp(SecureLine line) throws IOException {
        try (var _ = deadlines.after(V1.FOR_A_WRITE, line)) {
            line.endOutput();
        }
    }

    /** Waits until it hangs up as well, so that our closing cannot overtake our bytes. Returns whether it did so calmly. */
    private boolean awaitHangUp(SecureLine line) {
        try {
            patience(line, V1.FOR_WORDS);
            return line.in().read() < 0;
        } catch (SocketTimeoutException _) {
            return true; // everything is in its hands; it only takes its time
        } catch (IOException _) {
            return false;
        }
    }

    private static void patience(SecureLine line, Duration time) throws IOException {
        line.patience((int) time.toMillis());
    }

    private static Outcome broken(IOException failed, boolean left) {
        return left
                ? new Unconfirmed("the connection to the first Chimera broke: " + failed.getMessage(), false)
                : new Unreachable("the first Chimera did not take it: " + failed.getMessage());
    }
}
