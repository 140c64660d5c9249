package io.chimera.p2p.announce;

import io.chimera.core.contact.ContactId;
import io.chimera.core.neighbour.InstanceId;

/** What a datagram says: docs/protocol/lan-v1.md §1 and docs/protocol/lan-v2.md §2. A claim, whoever sent it. */
public sealed interface Announced {

    /** Who it claims to be from. */
    ContactId from();

    /** A first Chimera is here. */
    record First(ContactId from) implements Announced {}

    /**
     * One of ours is here.
     *
     * @param port where it takes connections in, 1 to 65535, at the address the datagram came from
     */
    record Here(ContactId from, int port, InstanceId instance) implements Announced {}

    /** One of ours is leaving. */
    record Bye(ContactId from, int port, InstanceId instance) implements Announced {}
}
