package io.chimera.p2p.announce;

import io.chimera.core.contact.ContactId;
import io.chimera.core.neighbour.Announcement;
import io.chimera.core.neighbour.Dialect;
import io.chimera.core.neighbour.InstanceId;
import io.chimera.core.neighbour.Neighbourhood;
import io.chimera.p2p.announce.Announced.Bye;
import io.chimera.p2p.announce.Announced.First;
import io.chimera.p2p.announce.Announced.Here;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Hears announcements and tells the neighbourhood. Looks at the cheapest thing first: size and first bytes, the sender's
 * share of a second, then the content. A connection outweighs any datagram: what one says against a node we are
 * connected to makes us ask that node, no more. Safe for use by many threads.
 */
public final class Listener implements Beacon.Ear {

    private static final int MOST_STARTS = 4096;

    private final Neighbourhood neighbourhood;
    private final Household household;
    private final int firstPort;
    private final LongSupplier nanos;
    private final FloodGate gate;
    private final LongAdder ignored = new LongAdder();
    private final Map<InstanceId, Place> starts = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<InstanceId, Place> eldest) {
            return size() > MOST_STARTS;
        }
    };

    /**
     * @param firstPort the TCP port first Chimeras take connections in at
     * @param nanos a clock that never goes back, in nanoseconds
     */
    public Listener(Neighbourhood neighbourhood, Household household, int firstPort, LongSupplier nanos) {
        this.neighbourhood = neighbourhood;
        this.household = household;
        this.firstPort = firstPort;
        this.nanos = nanos;
        this.gate = new FloodGate(nanos.getAsLong());
    }

    @Override
    public void heard(ByteBuffer datagram, InetSocketAddress source) {
        if (!AnnouncementCodec.looksLikeOurs(datagram) || !gate.admits(source, nanos.getAsLong())) {
            ignored.increment();
            return;
        }
        AnnouncementCodec.decode(datagram).ifPresentOrElse(said -> take(said, source), ignored::increment);
    }

    /** How many datagrams were not worth reading, since the start. */
    public long ignored() {
        return ignored.sum();
    }

    private void take(Announced said, InetSocketAddress source) {
        switch (said) {
            case First(var from) -> takeFirst(from, source);
            case Here here -> takeHere(here, at(source, here.port()));
            case Bye bye -> takeBye(bye, at(source, bye.port()));
        }
    }

    /** Our own accounts announce themselves in our dialect as well, which says more. */
    private void takeFirst(ContactId from, InetSocketAddress source) {
        if (household.isOurs(from)) return;
        var announcement = new Announcement(from, at(source, firstPort), Dialect.V1, Optional.empty());
        neighbourhood.heard(announcement);
        household.claimed(from, false);
    }

    private void takeHere(Here here, InetSocketAddress address) {
        if (household.isOurs(here.from()) && household.size() < 2) return; // only we ourselves could want it
        var connected = household.connectedTo(here.from(), address);
        if (connected.isPresent() && !connected.get().equals(here.instance())) {
            household.doubt(here.from(), address);
            return;
        }
        var place = new Place(here.from(), address);
        boolean isNew = note(here.instance(), place);
        neighbourhood.heard(new Announcement(here.from(), address, Dialect.V2, Optional.of(here.instance())));
        household.claimed(here.from(), isNew);
    }

    /** Counts only from the start that announced itself there, and not against an open connection. */
    private void takeBye(Bye bye, InetSocketAddress address) {
        if (household.connectedTo(bye.from(), address).isPresent()) return;
        if (forget(bye.instance(), new Place(bye.from(), address))) neighbourhood.left(bye.from(), address);
    }

    private synchronized boolean note(InstanceId start, Place place) {
        return !place.equals(starts.put(start, place));
    }

    private synchronized boolean forget(InstanceId start, Place place) {
        return starts.remove(start, place);
    }

    private static InetSocketAddress at(InetSocketAddress source, int port) {
        return new InetSocketAddress(source.getAddress(), port);
    }

    private record Place(ContactId contact, InetSocketAddress address) {}
}
