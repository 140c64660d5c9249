package io.chimera.web.neighbour;

import io.chimera.core.contact.Contact;
import io.chimera.core.neighbour.Dialect;
import io.chimera.core.neighbour.Neighbour;
import io.chimera.core.neighbour.Refusal;
import io.chimera.core.route.Reason;
import io.chimera.web.words.Face;
import io.chimera.web.words.Words;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A neighbour as the page shows them.
 *
 * @param known whether they are a contact, so that they can be written to
 * @param proven whether a connection has proved who they are
 * @param refused why they are not talked to directly all the same; empty if they are
 * @param exactly what exactly was found then
 */
record PeerView(
        long id,
        String name,
        Face face,
        boolean known,
        boolean proven,
        String refused,
        String exactly,
        boolean first,
        String dialect,
        List<String> addresses,
        String since,
        String heard) {

    static PeerView of(
            Neighbour neighbour, Optional<Contact> contact, Optional<Refusal> refusal, Instant now, Words words) {
        long id = neighbour.contact().telegramUser();
        var name = contact.map(Contact::name).orElseGet(() -> words.say("peer.unknown", Long.toString(id)));
        boolean proven = neighbour.proven();
        return new PeerView(
                id,
                proven || refusal.isPresent() ? name : words.say("peer.claims", name),
                proven
                        ? Face.of(id, name, true)
                        : new Face("?", Face.of(id, name, false).hue(), false, false),
                contact.isPresent(),
                proven,
                refusal.map(why -> words.of(Reason.valueOf(why.kind().name()), "now", name))
                        .orElse(""),
                refusal.map(Refusal::why).orElse(""),
                neighbour.dialect() == Dialect.V1,
                words.of(neighbour.dialect()),
                neighbour.endpoints().stream()
                        .map(endpoint -> written(endpoint.address()))
                        .toList(),
                words.moments().full(neighbour.since(), now),
                words.moments().exactly(neighbour.lastHeard()));
    }

    /** As people type it: IPv6 in brackets, no name looked up. */
    private static String written(InetSocketAddress address) {
        if (address.isUnresolved()) return address.getHostString() + ":" + address.getPort();
        var host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
