package io.chimera.p2p.transfer;

import io.chimera.core.contact.ContactId;
import io.chimera.core.neighbour.Dialect;
import io.chimera.core.neighbour.Neighbour;
import io.chimera.core.neighbour.Neighbour.Endpoint;
import io.chimera.core.neighbour.Neighbourhood;
import io.chimera.p2p.secure.Deadlines;
import io.chimera.p2p.secure.MutualTls;
import io.chimera.p2p.secure.NotAdmitted;
import io.chimera.p2p.secure.NotProven;
import io.chimera.p2p.secure.Protocol;
import io.chimera.p2p.secure.SecureLine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens connections to neighbours, and makes whoever answers prove to be them. Safe for use by many threads. */
final class Dialler {

    private final MutualTls tls;
    private final Neighbourhood neighbourhood;
    private final Deadlines deadlines;
    private final Timing timing;

    Dialler(MutualTls tls, Neighbourhood neighbourhood, Deadlines deadlines, Timing timing) {
        this.tls = tls;
        this.neighbourhood = neighbourhood;
        this.deadlines = deadlines;
        this.timing = timing;
    }

    /**
     * Connects to a neighbour at the first of its places that answers and proves itself. A place that answers and fails
     * to is told to the neighbourhood.
     *
     * @throws NotAdmitted if somebody answered who is this contact and is not talked to
     * @throws NotProven if somebody answered, and nobody of them was this contact
     * @throws IOException if nobody answered
     */
    SecureLine dial(Neighbour neighbour) throws IOException, InterruptedException {
        var places = new ArrayList<>(neighbour.endpoints());
        @Nullable NotProven impostor = null;
        @Nullable NotAdmitted refused = null;
        @Nullable IOException failure = null;
        while (!places.isEmpty()) {
            try {
                return dialOne(neighbour, places);
            } catch (NotProven failed) {
                impostor = failed;
            } catch (NotAdmitted failed) {
                refused = failed;
            } catch (IOException failed) {
                failure = failed;
            }
            if (Thread.interrupted()) throw new InterruptedException("told to stop while dialling");
        }
        if (refused != null) throw refused;
        if (impostor != null) throw impostor;
        throw failure == null ? new IOException("it has no address") : failure;
    }

    /** Tries the first place that answers, and takes it off the list; all of them, if none does. */
    private SecureLine dialOne(Neighbour neighbour, List<Endpoint> places) throws IOException, InterruptedException {
        var contact = neighbour.contact();
        var socket = race(neighbour, places);
        var place = place(socket, places);
        places.remove(place);
        try {
            return prove(socket, contact, protocols(place));
        } catch (NotProven impostor) {
            neighbourhood.distrust(contact, place.address());
            throw impostor;
        } catch (NotAdmitted refused) {
            neighbourhood.refused(contact, place.address());
            throw refused;
        }
    }

    /** Who was here for certain and now takes no connections has gone without a word. */
    private Socket race(Neighbour neighbour, List<Endpoint> places) throws IOException, InterruptedException {
        try {
            return Race.first(places.stream().map(Endpoint::address).toList(), timing.connect());
        } catch (Race.NobodyThere nobody) {
            places.clear();
            if (neighbour.proven())
                nobody.refused().forEach(address -> neighbourhood.left(neighbour.contact(), address));
            throw nobody;
        }
    }

    /** Connects to where a contact's node is known to be, for a file's bytes. */
    SecureLine dialForBulk(ContactId contact, InetSocketAddress address) throws IOException, InterruptedException {
        return prove(Race.first(List.of(address), timing.connect()), contact, EnumSet.of(Protocol.BULK));
    }

    private SecureLine prove(Socket socket, ContactId contact, Set<Protocol> offered) throws IOException {
        try (var deadline = deadlines.after(timing.handshake(), socket)) {
            try {
                return tls.dial(socket, contact, offered);
            } catch (IOException | RuntimeException failed) {
                socket.close();
                if (deadline.passed()) throw new SocketTimeoutException("it did not prove itself in time");
                throw failed;
            }
        }
    }

    /** Who was heard in the first dialect only may speak ours by now; who was heard in ours must. */
    private static Set<Protocol> protocols(Endpoint place) {
        return place.dialect() == Dialect.V1
                ? EnumSet.of(Protocol.CONTROL, Protocol.FIRST)
                : EnumSet.of(Protocol.CONTROL);
    }

    private static Endpoint place(Socket socket, List<Endpoint> places) {
        return places.stream()
                .filter(place -> place.address().equals(socket.getRemoteSocketAddress()))
                .findFirst()
                .orElseThrow();
    }
}
