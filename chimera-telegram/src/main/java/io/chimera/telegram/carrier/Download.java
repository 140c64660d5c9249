package io.chimera.telegram.carrier;

import io.chimera.core.arrival.Arrival;
import io.chimera.core.arrival.Arrivals;
import io.chimera.core.arrival.Origin;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.file.FileName;
import io.chimera.core.file.FileShelf;
import io.chimera.core.file.IncomingFile;
import io.chimera.core.file.SharedFile;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.core.route.Way;
import io.chimera.core.transfer.Progress;
import io.chimera.core.transfer.Transfer;
import io.chimera.core.transfer.Transfers;
import io.chimera.telegram.carrier.Wanted.Place;
import io.chimera.telegram.tdlib.TdFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Brings one file: TDLib fetches it, then it is copied onto the shelf and arrives. */
final class Download {

    private static final int NOT_FOUND = 404;

    /** TDLib's priorities go from 1 to 32. */
    private static final int USUAL = 16;

    private static final int BUFFER = 1 << 18;

    private final Line line;
    private final Chats chats;
    private final Moves moves;
    private final FileShelf shelf;
    private final Arrivals arrivals;
    private final Transfers transfers;
    private final Pace pace;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Download(
            Line line,
            Chats chats,
            Moves moves,
            FileShelf shelf,
            Arrivals arrivals,
            Transfers transfers,
            Pace pace,
            Clock clock) {
        this.line = line;
        this.chats = chats;
        this.moves = moves;
        this.shelf = shelf;
        this.arrivals = arrivals;
        this.transfers = transfers;
        this.pace = pace;
        this.clock = clock;
    }

    /**
     * Brings a message's file. When this returns, it is here, or is not to be had or not wanted, for good.
     *
     * @throws IOException if it cannot be brought now
     * @throws RuntimeException if the store cannot take it now
     */
    void bring(Place place) throws IOException, InterruptedException {
        if (chats.dialog(place.chat()).isEmpty()) throw new IOException("TDLib has not told of this chat yet");
        var message = message(place);
        if (message.isEmpty() || isHere(message.get())) return;
        if (!(message.get().said() instanceof Said.Document document)) return;
        var file = fetch(message.get(), document);
        if (file.isPresent()) arrive(message.get(), file.get());
        line.tell(Line.request("deleteFile").put("file_id", document.file())); // TDLib's own copy
    }

    private Optional<TdMessage> message(Place place) throws IOException, InterruptedException {
        try {
            return Optional.of(Decoding.message(line.ask(
                    Line.request("getMessage").put("chat_id", place.chat()).put("message_id", place.message()))));
        } catch (TdFailure failure) {
            if (failure.code() == NOT_FOUND) return Optional.empty();
            throw new IOException("the message cannot be read now (" + failure.code() + ")", failure);
        }
    }

    private boolean isHere(TdMessage message) {
        return !arrivals.known(new DialogId(message.chat()), List.of(new CloudMessageId(message.id())))
                .isEmpty();
    }

    private Optional<SharedFile> fetch(TdMessage message, Said.Document document)
            throws IOException, InterruptedException {
        var name = FileName.from(document.name());
        if (shelf.room() < document.size()) throw new IncomingFile.NoRoom("no room for a file from Telegram");
        try (var transfer = begin(message, name, document)) {
            var path = fetch(document, transfer);
            try (var file = shelf.begin(name)) {
                copy(path, file);
                return Optional.of(new SharedFile(name, document.mediaType(), file.seal()));
            }
        } catch (Transfer.Cancelled cancelled) {
            line.tell(Line.request("cancelDownloadFile")
                    .put("file_id", document.file())
                    .put("only_if_pending", false));
            return Optional.empty();
        }
    }

    /** A message that comes has no id of ours yet, so the transfer gets one of its own. */
    private Transfer begin(TdMessage message, FileName name, Said.Document document) {
        return transfers.begin(
                MessageId.next(clock, random),
                new DialogId(message.chat()),
                Progress.Direction.IN,
                Way.CLOUD,
                name,
                document.size());
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

    private void arrive(TdMessage message, SharedFile file) throws IOException {
        try {
            arrivals.arrived(new Arrival.NewMessage(
                    new Origin.Cloud(new CloudMessageId(message.id())),
                    new DialogId(message.chat()),
                    message.author(),
                    message.date(),
                    new Body.File(file)));
        } catch (RuntimeException notStored) {
            shelf.remove(file.content()); // it will be brought again
            throw notStored;
        }
    }
}
