package io.chimera.p2p.transfer;

import io.chimera.core.contact.ContactId;
import io.chimera.core.neighbour.Dialect;
import io.chimera.core.neighbour.Neighbour;
import io.chimera.core.neighbour.Neighbour.Endpoint;
import io.chimera.core.neighbour.Neighbourhood;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects to whoever of ours is near before there is anything to carry, so that being near is proved and not only
 * claimed, and the first message finds an open connection. Forged claims cost a bounded number of connections that fail.
 * Safe for use by many threads.
 */
final class Greeter {

    private static final Logger LOG = LoggerFactory.getLogger(Greeter.class);

    /** At once; each costs a thread and a socket for as long as connecting may take. */
    private static final int MOST = 16;

    /** Who has the greater id waits, so that two who hear each other do not both dial. */
    private static final Duration COURTESY = Duration.ofMillis(700);

    private final Hub hub;
    private final Neighbourhood neighbourhood;
    private final BackOff backOff = new BackOff();
    private final Set<ContactId> greeting = ConcurrentHashMap.newKeySet();

    Greeter(Hub hub, Neighbourhood neighbourhood) {
        this.hub = hub;
        this.neighbourhood = neighbourhood;
    }

    /** Somebody was heard just now. */
    void heard(ContactId contact) {
        neighbourhood.find(contact).ifPresent(this::consider);
    }

    /** Looks around; to be called about once a second. Those who were proven before come first. */
    void look() {
        var near = neighbourhood.all();
        near.stream().filter(Neighbour::proven).forEach(this::consider);
        near.stream().filter(neighbour -> !neighbour.proven()).forEach(this::consider);
    }

    /** Who could not be talked to before may be now: looks around without waiting for pauses to end. */
    void lookAgain() {
        backOff.clear();
        look();
    }

    private void consider(Neighbour neighbour) {
        var contact = neighbour.contact();
        if (contact.equals(hub.own()) || hub.connections().with(contact).isPresent()) return;
        var places = placesToTry(neighbour);
        if (places.isEmpty() || greeting.size() >= MOST || !greeting.add(contact)) return;
        var target = new Neighbour(contact, places, neighbour.since(), neighbour.lastHeard(), neighbour.proven());
        Thread.ofVirtual().name("lan-greeting").start(() -> greet(target));
    }

    private List<Endpoint> placesToTry(Neighbour neighbour) {
        long now = System.nanoTime();
        var ours = neighbour.endpoints().stream()
                .filter(place -> place.dialect() == Dialect.V2)
                .toList();
        if (!neighbour.proven() && neighbour.contact().compareTo(hub.own()) < 0)
            ours.forEach(place -> backOff.hold(place.address(), COURTESY, now));
        return ours.stream()
                .filter(place -> backOff.allows(place.address(), now))
                .toList();
    }

    private void greet(Neighbour neighbour) {
        try {
            hub.reach(neighbour);
            neighbour.endpoints().forEach(place -> backOff.forget(place.address()));
        } catch (IOException failed) {
            LOG.debug("A neighbour could not be greeted: contact={} why={}", neighbour.contact(), failed.getMessage());
            long now = System.nanoTime();
            neighbour.endpoints().forEach(place -> backOff.failed(place.address(), now));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            greeting.remove(neighbour.contact());
        }
    }
}
