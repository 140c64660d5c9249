package io.chimera.core.arrival;

import io.chimera.core.arrival.Arrival.NewMessage;
import io.chimera.core.contact.Contact;
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
