package io.chimera.core.neighbour;

import io.chimera.core.contact.ContactId;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One contact's present appearance: the places it was heard from. Guarded by the neighbourhood's lock. */
final class Presence {

    private static final Comparator<Place> BEST_FIRST = Comparator.comparing((Place place) -> place.proven)
            .thenComparing(place -> place.dialect)
            .thenComparing(place -> place.lastHeard)
            .reversed();

    private final List<Place> places = new ArrayList<>();
    private Instant since;

    Presence(Announcement first, Instant now) {
        since = now;
        places.add(new Place(first, now));
    }

    /** Returns whether this is news: a new place, or a new start of the node at a known one. */
    boolean heard(Announcement announcement, Instant now) {
        var known = at(announcement.address());
        if (known.isEmpty()) {
            if (places.size() >= Neighbourhood.MOST_PLACES && !makeRoom()) return false;
            places.add(new Place(announcement, now));
            since = now;
            return true;
        }
        var place = known.get();
        place.lastHeard = now;
        boolean restarted =
                announcement.instance().isPresent() && !announcement.instance().equals(place.instance);
        if (!restarted) return false;
        place.instance = announcement.instance();
        place.dialect = announcement.dialect();
        place.proven = false;
        since = now;
        return true;
    }

    /** Returns whether the place was not proven before. */
    boolean proven(InetSocketAddress address, Instant now) {
        var known = at(address);
        if (known.isEmpty()) return false;
        boolean news = !known.get().proven;
        known.get().proven = true;
        known.get().lastHeard = now;
        return news;
    }

    void refused(InetSocketAddress address) {
        at(address).ifPresent(place -> place.proven = false);
    }

    boolean leave(InetSocketAddress address) {
        return places.removeIf(place -> place.address.equals(address));
    }

    /** Forgets stale places; returns whether none is left. */
    boolean age(Instant now, Ageing ageing) {
        places.removeIf(place -> !now.isBefore(place.lastHeard.plus(ageing.of(place.dialect))));
        return isNowhere();
    }

    boolean isNowhere() {
        return places.isEmpty();
    }

    boolean isProven() {
        return places.stream().anyMatch(place -> place.proven);
    }

    Instant lastHeard() {
        return places.stream()
                .map(place -> place.lastHeard)
                .max(Comparator.naturalOrder())
                .orElse(since);
    }

    Neighbour as(ContactId contact) {
        var endpoints = places.stream()
                .sorted(BEST_FIRST)
                .map(place -> new Neighbour.Endpoint(place.address, place.dialect))
                .toList();
        return new Neighbour(contact, endpoints, since, lastHeard(), isProven());
    }

    private Optional<Place> at(InetSocketAddress address) {
        return places.stream().filter(place -> place.address.equals(address)).findFirst();
    }

    private boolean makeRoom() {
        var worst = places.stream().filter(place -> !place.proven).min(Comparator.comparing(place -> place.lastHeard));
        worst.ifPresent(places::remove);
        return worst.isPresent();
    }

    private static final class Place {
        private final InetSocketAddress address;
        private Dialect dialect;
        private Optional<InstanceId> instance;
        private Instant lastHeard;
        private boolean proven;

        Place(Announcement announcement, Instant now) {
            address = announcement.address();
            dialect = announcement.dialect();
            instance = announcement.instance();
            lastHeard = now;
        }
    }
}
