package io.chimera.core.arrival;

import io.chimera.core.arrival.Arrival.NewMessage;
import io.chimera.core.contact.Contact;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.message.CloudMessageId;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** In-port: where carriers bring what came for one account. */
public interface Arrivals {

    /**
     * A neighbour wants to bring a file.
     *
     * @throws IOException if the shelf cannot be written
     */
    Acceptance offered(FileOffer offer) throws IOException;

    /**
     * Takes things in, in order, all in one durable change, after what they come {@linkplain NewMessage#behind behind}
     * if that comes within a moment. Bringing the same thing again is harmless and answered as
     * {@link Receipt.Known}.
     *
     * @return one receipt for each, in order; durable when this returns
     * @throws RuntimeException if the store cannot take them now; nothing was taken then
     */
    List<Receipt> arrived(List<Arrival> arrivals);

    /**
     * Says who somebody is, before the first that comes from them. Their dialog is there from now on, under their name.
     * A name from here never replaces one that is shown already, unless the account knows the person.
     *
     * @param inContacts whether they are among the account's contacts in the cloud. Only then do they become a contact
     *     here; a stranger stays one
     */
    default void introduced(Contact person, boolean inContacts) {}

    /**
     * Says that there is a group or a channel, or that it is another now, before the first that comes in it.
     *
     * @param dialog replaces what was known of it
     */
    default void found(Dialog dialog) {}

    /**
     * Says what somebody is called who writes where several do, before the first that comes from them there. They become
     * no contact, and a dialog with them does not come about.
     */
    default void named(Author author, String name) {}

    /**
     * A group or a channel is no more, for this account at least: it is removed with everything in it, files included. A
     * dialog of two stays, for the LAN may carry it. Durable when this returns, and harmless twice.
     */
    default void vanished(DialogId dialog) {}

    /**
     * Somebody else writes at this moment, or has stopped. Told to whoever listens if the dialog is here; nothing is
     * stored, and nothing is lost if this is not said.
     */
    default void types(DialogId dialog, Author author, boolean on) {}

    /** Which of these messages of a dialog are here already, by their cloud ids. Bringing one again is harmless. */
    default Set<CloudMessageId> known(DialogId dialog, Collection<CloudMessageId> messages) {
        return Set.of();
    }

    /** Whether any message of a dialog went through the cloud, so that what is missing of it was missed. */
    default boolean hasMetCloud(DialogId dialog) {
        return false;
    }

    /** Takes one thing in. */
    default Receipt arrived(Arrival arrival) {
        return arrived(List.of(arrival)).getFirst();
    }
}
