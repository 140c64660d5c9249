package io.chimera.core.neighbour;

import io.chimera.core.contact.ContactId;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * What was heard: a claim, as good as anybody's who can send a datagram. Only a handshake proves it.
 *
 * @param claims who the sender says it is
 * @param address where it says it can be reached: the datagram's source and the announced port
 * @param instance which start of it this is; empty in the first dialect, which does not say
 */
public record Announcement(
        ContactId claims, InetSocketAddress address, Dialect dialect, Optional<InstanceId> instance) {}
