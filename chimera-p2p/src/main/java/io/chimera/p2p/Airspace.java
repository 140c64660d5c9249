package io.chimera.p2p;

import io.chimera.core.contact.ContactId;
import io.chimera.core.neighbour.InstanceId;
import io.chimera.core.neighbour.Neighbourhood;
import io.chimera.p2p.announce.Announcer;
import io.chimera.p2p.announce.Beacon;
import io.chimera.p2p.announce.Household;
import io.chimera.p2p.announce.Listener;
import io.chimera.p2p.transfer.Airwaves;
import io.chimera.p2p.transfer.Station;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The announcements of this computer: one beacon and one listener for all accounts that take part, open as long as there
 * is one. Safe for use by many threads.
 */
final class Airspace implements Airwaves, Household {

    private final LanSettings settings;
    private final Listener listener;
    private final SecureRandom random = new SecureRandom();
    private final List<Membership> members = new CopyOnWriteArrayList<>();
    private @Nullable Beacon beacon;

    Airspace(LanSettings settings, Neighbourhood neighbourhood) {
        this.settings = settings;
        this.listener = new Listener(neighbourhood, this, settings.v1().port(), System::nanoTime);
    }

    @Override
    public synchronized Closeable join(Station station) throws IOException {
        var open = beacon == null ? Beacon.open(settings.reach(), listener) : beacon;
        beacon = open;
        var member = new Membership(station, open);
        members.add(member);
        member.announce(); // only now: what it says of itself must be known for our own when we hear it
        return member;
    }

    private synchronized void leave(Membership member) throws IOException {
        members.remove(member);
        if (!members.isEmpty() || beacon == null) return;
        beacon.close();
        beacon = null;
    }

    /** Looks after the stations; to be called about once a second. */
    void tick() {
        members.forEach(member -> member.station.tick());
    }

    /** Looks whether the networks have changed, and announces anew if so. */
    void lookAtNetworks() {
        Beacon open;
        synchronized (this) {
            open = beacon;
        }
        if (open != null && open.refresh()) members.forEach(Membership::restart);
    }

    @Override
    public boolean isOurs(ContactId contact) {
        return members.stream().anyMatch(member -> member.contact().equals(contact));
    }

    @Override
    public int size() {
        return members.size();
    }

    @Override
    public Optional<InstanceId> connectedTo(ContactId contact, InetSocketAddress address) {
        return members.stream()
                .flatMap(member -> member.station.connectedTo(contact, address).stream())
                .findFirst();
    }

    @Override
    public void doubt(ContactId contact, InetSocketAddress address) {
        members.forEach(member -> member.station.doubt(contact, address));
    }

    @Override
    public void claimed(ContactId contact, boolean isNew) {
        for (var member : members) {
            if (member.contact().equals(contact)) continue;
            if (isNew) member.nudge();
            member.station.heard(contact);
        }
    }

    /** One station that is announced. */
    private final class Membership implements Closeable {

        private final Station station;
        private final Beacon open;
        private final List<Announcer> announcers = new CopyOnWriteArrayList<>(); // ours first

        private Membership(Station station, Beacon open) {
            this.station = station;
            this.open = open;
        }

        private void announce() {
            var self = station.self();
            announcers.add(
                    Announcer.ours(open, contact(), self.port(), self.instance(), settings.announceEvery(), random));
            if (station.speaksFirst())
                announcers.add(Announcer.first(open, contact(), settings.v1().announceEvery(), random));
        }

        private ContactId contact() {
            return station.self().account().asContact();
        }

        private void nudge() {
            announcers.stream().findFirst().ifPresent(Announcer::nudge);
        }

        private void restart() {
            announcers.forEach(Announcer::restart);
        }

        @Override
        public void close() throws IOException {
            announcers.forEach(Announcer::close);
            Announcer.bye(open, contact(), station.self().port(), station.self().instance());
            leave(this);
        }
    }
}
