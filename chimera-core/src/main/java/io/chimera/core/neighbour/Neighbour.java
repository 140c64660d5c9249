package io.chimera.core.neighbour;

import io.chimera.core.contact.ContactId;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;

/**
 * Somebody who is near, or says so.
 *
 * @param endpoints where to try, best first; never empty
 * @param since when this appearance began: earlier failures say nothing about it
 * @param lastHeard when an announcement or a connection last told of it
 * @param proven whether a connection has proved the claim during this appearance
 */
public record Neighbour(ContactId contact, List<Endpoint> endpoints, Instant since, Instant lastHeard, boolean proven) {
    public Neighbour {
        endpoints = List.copyOf(endpoints);
        if (endpoints.isEmpty()) throw new IllegalArgumentException("a neighbour is somewhere");
    }

    /** What the best endpoint speaks. */
    public Dialect dialect() {
        return endpoints.getFirst().dialect();
    }

    /** A place to reach somebody at. */
    public record Endpoint(InetSocketAddress address, Dialect dialect) {}
}
