package io.chimera.telegram.carrier;

import io.chimera.core.dialog.DialogId;
import io.chimera.core.file.IncomingFile;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.transfer.Transfer;
import io.chimera.telegram.tdlib.TdFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Brings one file: TDLib fetches it, then it is copied. What TDLib has of it already is not fetched again. */
final class Download {

    private static final int NOT_FOUND = 404;

    /** TDLib's priorities go from 1 to 32. */
    private static final int USUAL = 16;

    private static final int BUFFER = 1 << 18;

    private final Line line;
    private final Chats chats;
    private final Moves moves;
    private final Pace pace;

    Download(Line line, Chats chats, Moves moves, Pace pace) {
        this.line = line;
        this.chats = chats;
        this.moves = moves;
        this.pace = pace;
    }

    /**
     * Writes a message's file.
     *
     * @return whether it is whole; no if Telegram does not have it any more
     * @throws Transfer.Cancelled if a person ended it
     * @throws IOException if it cannot be brought now
     */
    boolean bring(DialogId dialog, CloudMessageId message, IncomingFile to, Transfer transfer)
            throws IOException, InterruptedException {
        if (chats.dialog(dialog.value()).isEmpty()) throw new IOException("TDLib has not told of this chat yet");
        var there = message(dialog, message);
        if (there.isEmpty() || !(there.get().said() instanceof Said.Document document)) return false;
        try {
            copy(fetch(document, transfer), to);
        } catch (Transfer.Cancelled cancelled) {
            line.tell(Line.request("cancelDownloadFile")
                    .put("file_id", document.file())
                    .put("only_if_pending", false));
            throw cancelled;
        }
        line.tell(Line.request("deleteFile").put("file_id", document.file())); // TDLib's own copy
        return true;
    }

    private Optional<TdMessage> message(DialogId dialog, CloudMessageId message)
            throws IOException, InterruptedException {
        try {
            return Optional.of(Decoding.message(line.ask(
                    Line.request("getMessage").put("chat_id", dialog.value()).put("message_id", message.value()))));
        } catch (TdFailure failure) {
            if (failure.code() == NOT_FOUND) return Optional.empty();
            throw new IOException("the message cannot be read now (" + failure.code() + ")", failure);
        }
    }

    private Path fetch(Said.Document document, Transfer transfer) throws IOException, InterruptedException {
        try (var watch = moves.watch(document.file())) {
            var state = FileState.of(line.ask(Line.request("downloadFile")
                    .put("file_id", document.file())
                    .put("priority", USUAL)
                    .put("offset", 0)
                    .put("limit", 0)
                    .put("synchronous", false)));
            long came = 0;
            while (!state.here()) {
                transfer.moved(Math.max(0, state.came() - came));
                came = Math.max(came, state.came());
                state = watch.next(pace.stall()).orElseThrow(() -> new IOException("the file does not come"));
            }
            transfer.moved(Math.max(0, document.size() - came));
            return Path.of(state.path());
        } catch (TdFailure failure) {
            throw new IOException("TDLib does not fetch the file now (" + failure.code() + ")", failure);
        }
    }

    private static void copy(Path from, IncomingFile to) throws IOException {
        var buffer = ByteBuffer.allocate(BUFFER);
        try (var in = FileChannel.open(from, StandardOpenOption.READ)) {
            while (in.read(buffer) >= 0) {
                to.write(buffer.flip());
                buffer.clear();
            }
        }
    }
}
