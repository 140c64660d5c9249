package io.chimera.core.neighbour;

import io.chimera.core.contact.ContactId;
import io.chimera.core.event.DomainEvent;
import io.chimera.core.event.Events;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is near this computer. What is heard is believed for a while, what a connection proved is preferred, and what
 * failed to prove itself is not tried again for a while. No sockets; time comes from the clock it was given.
 *
 * <p>Bounded: at most {@value #MOST_NEIGHBOURS} neighbours with {@value #MOST_PLACES} places each. When it is full, the
 * unproven one heard least recently makes room, so a flood of forged announcements cannot push out who is really here.
 * Safe for use by many threads.
 */
public final class Neighbourhood {

    /** The most neighbours kept. */
    public static final int MOST_NEIGHBOURS = 2048;

    /** The most places kept for one neighbour. */
    public static final int MOST_PLACES = 8;

    private final Ageing ageing;
    private final Events events;
    private final Clock clock;
    private final Map<ContactId, Presence> present = new HashMap<>();
    private final Map<InetSocketAddress, Instant> distrusted = new HashMap<>();

    public Neighbourhood(Ageing ageing, Events events, Clock clock) {
        this.ageing = ageing;
        this.events = events;
        this.clock = clock;
    }

    /** Somebody announced themselves. Distrusted addresses are not heard. */
    public void heard(Announcement announcement) {
        publish(changed -> {
            var now = clock.instant();
            if (isDistrusted(announcement.address(), now)) return;
            var presence = present.get(announcement.claims());
            if (presence == null) {
                makeRoom();
                present.put(announcement.claims(), new Presence(announcement, now));
                changed.add(new NeighbourAppeared(announcement.claims(), now));
            } else if (presence.heard(announcement, now)) {
                changed.add(new NeighbourAppeared(announcement.claims(), now));
            }
        });
    }

    /** A connection proved that this contact is at this address, or is still there. Places not heard of are ignored. */
    public void proven(ContactId contact, InetSocketAddress address) {
        publish(changed -> {
            var now = clock.instant();
            var presence = present.get(contact);
            if (presence != null && presence.proven(address, now)) changed.add(new NeighbourAppeared(contact, now));
        });
    }

    /** Whoever is at this address could not prove to be this contact: the place is forgotten and not tried for a while. */
    public void distrust(ContactId contact, InetSocketAddress address) {
        publish(changed -> {
            var now = clock.instant();
            distrusted.values().removeIf(until -> !now.isBefore(until));
            if (distrusted.size() < MOST_NEIGHBOURS * MOST_PLACES) distrusted.put(address, now.plus(ageing.distrust()));
            leave(contact, address, now, changed);
        });
    }

    /** Whoever is at this address is this contact and is not talked to: the place stays, and is not counted as proven. */
    public void refused(ContactId contact, InetSocketAddress address) {
        publish(changed -> {
            var presence = present.get(contact);
            if (presence == null) return;
            presence.refused(address);
            changed.add(new NeighbourRefused(contact, clock.instant()));
        });
    }

    /** The node at this address said that it is leaving. */
    public void left(ContactId contact, InetSocketAddress address) {
        publish(changed -> leave(contact, address, clock.instant(), changed));
    }

    /** Forgets whom nothing was heard of for too long. To be called about once a second. */
    public void sweep() {
        publish(changed -> {
            var now = clock.instant();
            present.entrySet().removeIf(entry -> {
                boolean gone = entry.getValue().age(now, ageing);
                if (gone) changed.add(new NeighbourVanished(entry.getKey(), now));
                return gone;
            });
        });
    }

    /** The neighbour who is, or claims to be, this contact. */
    public synchronized Optional<Neighbour> find(ContactId contact) {
        return Optional.ofNullable(present.get(contact)).map(presence -> presence.as(contact));
    }

    /** Everybody who is near, the longest first. */
    public synchronized List<Neighbour> all() {
        return present.entrySet().stream()
                .map(entry -> entry.getValue().as(entry.getKey()))
                .sorted(Comparator.comparing(Neighbour::since).thenComparing(Neighbour::contact))
                .toList();
    }

    private void leave(ContactId contact, InetSocketAddress address, Instant now, List<DomainEvent> changed) {
        var presence = present.get(contact);
        if (presence == null || !presence.leave(address)) return;
        if (presence.isNowhere()) {
            present.remove(contact);
            changed.add(new NeighbourVanished(contact, now));
        }
    }

    private boolean isDistrusted(InetSocketAddress address, Instant now) {
        var until = distrusted.get(address);
        return until != null && now.isBefore(until);
    }

    private void makeRoom() {
        if (present.size() < MOST_NEIGHBOURS) return;
        present.entrySet().stream()
                .min(Comparator.comparing((Map.Entry<ContactId, Presence> entry) ->
                                entry.getValue().isProven())
                        .thenComparing(entry -> entry.getValue().lastHeard()))
                .ifPresent(entry -> present.remove(entry.getKey()));
    }

    /** Changes under the lock, tells outside of it: a listener may ask back. */
    private void publish(java.util.function.Consumer<List<DomainEvent>> change) {
        var changed = new ArrayList<DomainEvent>();
        synchronized (this) {
            change.accept(changed);
        }
        changed.forEach(events::publish);
    }
}
