package io.chimera.core.delivery;

import io.chimera.core.arrival.Past;
import io.chimera.core.contact.Contact;
import io.chimera.core.contact.PhoneNumber;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Likeness;
import io.chimera.core.file.IncomingFile;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.route.Outcome;
import io.chimera.core.sponsor.SponsoredMessages;
import io.chimera.core.transfer.Transfer;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Port: one account's connection to the cloud. Carries parcels there, and brings what others sent to the account's
 * arrivals, each thing at least once, in order, until it is stored.
 */
public interface CloudCarrier extends AutoCloseable {

    /** Whether the cloud can be reached now. Never blocks. */
    boolean online();

    /**
     * Hands parcels of one lane to the cloud, in order. Blocks until each is taken or refused, or the cloud fails.
     *
     * @return one outcome for each parcel, in order: settled ones first, then unsettled ones, never mixed
     * @throws InterruptedException if told to stop; what is not known then is unconfirmed
     */
    List<Outcome> carry(List<Parcel> parcels) throws InterruptedException;

    /**
     * What this account sent into a dialog since a moment, as the cloud has it, oldest first. It tells whether a parcel
     * whose answer was lost did arrive, for the cloud knows nothing of our ids.
     *
     * @throws IOException if the cloud cannot be asked
     */
    List<Sent> sentSince(DialogId dialog, Instant moment) throws IOException, InterruptedException;

    /**
     * What was said in a dialog before a message, or what was said last, newest first; deleted messages are not among
     * them. Blocks.
     *
     * @param message of this dialog; empty for what was said last
     * @param limit 1 to 100
     * @return as many as asked for, or a few more; fewer only where the dialog begins
     * @throws IOException if the cloud cannot be asked
     */
    List<Past> before(DialogId dialog, Optional<CloudMessageId> message, int limit)
            throws IOException, InterruptedException;

    /**
     * Writes the file of a message, from its beginning. Blocks until it is whole; its hash is checked where the cloud
     * tells it.
     *
     * @param to empty; left unsealed
     * @param transfer told of every piece
     * @return whether it is whole; no if it is not to be had any more, or not what it was
     * @throws Transfer.Cancelled if a person ended it
     * @throws IOException if it cannot be brought now
     */
    boolean fetch(DialogId dialog, CloudMessageId message, IncomingFile to, Transfer transfer)
            throws IOException, InterruptedException;

    /**
     * Looks a person up.
     *
     * @return empty if nobody with this number can be found
     * @throws IOException if the cloud cannot be asked
     */
    Optional<Contact> lookUp(PhoneNumber number) throws IOException, InterruptedException;

    /**
     * Puts somebody into the account's contacts in the cloud, under the name they are to have there.
     *
     * @param name not blank
     * @return empty if nobody with this number can be found
     * @throws IOException if the cloud cannot be asked, or takes no more contacts now
     */
    Optional<Contact> add(PhoneNumber number, String name) throws IOException, InterruptedException;

    /**
     * Tells the others of a dialog that this account writes at this moment, or has stopped. Returns at once, and nobody
     * minds if it is not told.
     */
    default void types(DialogId dialog, boolean on) {}

    /** What somebody pays this cloud to show in channels. */
    default SponsoredMessages sponsored() {
        return SponsoredMessages.none();
    }

    /** Ends the connection. */
    @Override
    void close();

    /** A message of this account as the cloud has it. */
    record Sent(CloudMessageId id, Instant at, Content content) {

        /** By what it is recognised. */
        public Likeness likeness() {
            return switch (content) {
                case Content.Words(var text) -> Likeness.ofWords(text);
                case Content.Document(var name, var size) -> Likeness.ofFile(name, size);
            };
        }

        /** Whether this may be what the cloud made of a parcel: the same words, or a file of the same name and length. */
        public boolean looksLike(Cargo cargo) {
            return cargo.likeness().equals(Optional.of(likeness()));
        }
    }

    /** What a message can be recognised by. */
    sealed interface Content {
        record Words(String text) implements Content {}

        record Document(String name, long size) implements Content {}
    }
}
