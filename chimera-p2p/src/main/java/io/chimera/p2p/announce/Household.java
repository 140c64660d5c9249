package io.chimera.p2p.announce;

import io.chimera.core.contact.ContactId;
import io.chimera.core.neighbour.InstanceId;
import java.net.InetSocketAddress;
import java.util.Optional;

/** What a listener must know of the accounts of this computer, and whom it tells. */
public interface Household {

    /** Whether this contact is one of our own accounts that takes part now. */
    boolean isOurs(ContactId contact);

    /** How many of our accounts take part now. */
    int size();

    /** Which start of the node at this address we are connected to, if we are: a proof, where a datagram is a claim. */
    Optional<InstanceId> connectedTo(ContactId contact, InetSocketAddress address);

    /** Somebody claims that a node we are connected to has started again: worth asking it whether it is still there. */
    void doubt(ContactId contact, InetSocketAddress address);

    /**
     * Somebody claims to be near.
     *
     * @param isNew whether this start of them was not heard before
     */
    void claimed(ContactId contact, boolean isNew);
}
