package io.chimera.lab.client;

import io.chimera.core.dialog.DialogId;
import io.chimera.core.file.FileName;
import io.chimera.core.file.FileShelf;
import io.chimera.core.file.IncomingFile;
import io.chimera.core.file.SealedFile;
import io.chimera.core.file.SharedFile;
import io.chimera.core.message.MessageId;
import io.chimera.core.route.Way;
import io.chimera.core.transfer.Progress;
import io.chimera.core.transfer.Transfer;
import io.chimera.core.transfer.Transfers;
import io.chimera.lab.api.Content;
import io.chimera.lab.api.No;
import io.chimera.lab.api.Update;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches files from the lab cloud onto one account's shelf. */
final class Downloads {

    private static final Logger LOG = LoggerFactory.getLogger(Downloads.class);

    private final LabLine line;
    private final FileShelf shelf;
    private final Transfers transfers;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Downloads(LabLine line, FileShelf shelf, Transfers transfers, Clock clock) {
        this.line = line;
        this.shelf = shelf;
        this.transfers = transfers;
        this.clock = clock;
    }

    /**
     * Fetches a message's file.
     *
     * @return empty if it is not to be had or not wanted, for good: deleted meanwhile, damaged, or ended by the person
     * @throws Denied if the cloud does not give it now
     * @throws Broken if the connection failed
     * @throws IOException if this computer cannot take it now
     */
    Optional<SharedFile> fetch(Update.NewMessage message, Content.Document document)
            throws IOException, InterruptedException {
        var name = FileName.from(document.name());
        try (var file = shelf.begin(name);
                var transfer = begin(message, name, document)) {
            receive(message, file, transfer);
            return check(file.seal(), document).map(whole -> new SharedFile(name, document.mediaType(), whole));
        } catch (Transfer.Cancelled cancelled) {
            return Optional.empty();
        } catch (Denied denied) {
            if (denied.is(No.ERASED) || denied.is(No.NO_SUCH_MESSAGE)) return Optional.empty();
            throw denied;
        }
    }

    /** Removes a file that was fetched but not stored. */
    void discard(SharedFile file) throws IOException {
        shelf.remove(file.content());
    }

    /** A message that comes has no id of ours yet, so the transfer gets one of its own. */
    private Transfer begin(Update.NewMessage message, FileName name, Content.Document document) {
        return transfers.begin(
                MessageId.next(clock, random),
                new DialogId(message.dialog()),
                Progress.Direction.IN,
                Way.CLOUD,
                name,
                document.size());
    }

    private void receive(Update.NewMessage message, IncomingFile file, Transfer transfer)
            throws IOException, InterruptedException {
        line.fetch(message.dialog(), message.message(), bytes -> {
            int length = bytes.remaining();
            file.write(bytes);
            transfer.moved(length);
        });
    }

    private Optional<SealedFile> check(SealedFile received, Content.Document document) throws IOException {
        if (received.sha256().hex().equals(document.sha256())) return Optional.of(received);
        LOG.warn("A file of the lab cloud is not what was sent; it is left out size={}", received.size());
        shelf.remove(received);
        return Optional.empty();
    }
}
