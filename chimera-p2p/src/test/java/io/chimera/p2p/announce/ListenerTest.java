package io.chimera.p2p.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.contact.ContactId;
import io.chimera.core.neighbour.Ageing;
import io.chimera.core.neighbour.Dialect;
import io.chimera.core.neighbour.InstanceId;
import io.chimera.core.neighbour.Neighbour.Endpoint;
import io.chimera.core.neighbour.NeighbourAppeared;
import io.chimera.core.neighbour.NeighbourVanished;
import io.chimera.core.neighbour.Neighbourhood;
import io.chimera.core.testing.RecordedEvents;
import io.chimera.core.testing.SteppingClock;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ListenerTest {

    private static final ContactId ANA = new ContactId(1001);
    private static final ContactId BRUNO = new ContactId(1002);
    private static final InetSocketAddress SOURCE = new InetSocketAddress("192.0.2.7", 34_567);
    private static final InetSocketAddress PLACE = new InetSocketAddress("192.0.2.7", 40_002);
    private static final InstanceId START = new InstanceId(1);
    private static final InstanceId RESTART = new InstanceId(2);

    private final RecordedEvents events = new RecordedEvents();
    private final Neighbourhood neighbourhood = new Neighbourhood(Ageing.usual(), events, new SteppingClock());
    private final Home home = new Home();
    private long nanos;
    private final Listener listener = new Listener(neighbourhood, home, 50_052, () -> nanos);

    @Test
    void whoAnnouncesThemselvesIsNearAtTheDatagramsSourceAndTheAnnouncedPort() {
        hears(here(BRUNO, START));
        assertThat(neighbourhood.find(BRUNO)).hasValueSatisfying(bruno -> {
            assertThat(bruno.endpoints()).containsExactly(new Endpoint(PLACE, Dialect.V2));
            assertThat(bruno.proven()).isFalse();
        });
        assertThat(home.claims).containsExactly(BRUNO + " new");
    }

    @Test
    void aFirstChimeraIsNearAtThePortTheyAllHave() {
        hears(new Announced.First(BRUNO));
        assertThat(neighbourhood.find(BRUNO).orElseThrow().endpoints())
                .containsExactly(new Endpoint(new InetSocketAddress("192.0.2.7", 50_052), Dialect.V1));
    }

    @Test
    void oneOfOursThatAlsoSpeaksTheFirstDialectIsKnownAsOneOfOurs() {
        hears(new Announced.First(BRUNO));
        hears(new Announced.Here(BRUNO, 50_052, START));
        hears(new Announced.First(BRUNO));
        assertThat(neighbourhood.find(BRUNO).orElseThrow().endpoints())
                .containsExactly(new Endpoint(new InetSocketAddress("192.0.2.7", 50_052), Dialect.V2));
    }

    @Test
    void aStartThatWasHeardBeforeIsNotNew() {
        hears(here(BRUNO, START));
        hears(here(BRUNO, START));
        hears(here(BRUNO, RESTART));
        assertThat(home.claims).containsExactly(BRUNO + " new", BRUNO + " known", BRUNO + " new");
    }

    @Test
    void theOnlyAccountHereDoesNotHearItself() {
        home.ours.add(ANA);
        hears(here(ANA, START));
        hears(new Announced.First(ANA));
        assertThat(neighbourhood.all()).isEmpty();
        assertThat(home.claims).isEmpty();
    }

    @Test
    void twoAccountsOfOneComputerHearEachOther() {
        home.ours.addAll(List.of(ANA, BRUNO));
        hears(here(ANA, START));
        hears(new Announced.First(ANA));
        assertThat(neighbourhood.find(ANA).orElseThrow().endpoints()).containsExactly(new Endpoint(PLACE, Dialect.V2));
    }

    @Test
    void whoSaysGoodbyeIsGone() {
        hears(here(BRUNO, START));
        hears(bye(BRUNO, START));
        assertThat(neighbourhood.find(BRUNO)).isEmpty();
        assertThat(events.of(NeighbourVanished.class)).hasSize(1);
    }

    @Test
    void aGoodbyeOfAnotherStartCountsForNothing() {
        hears(here(BRUNO, START));
        hears(bye(BRUNO, RESTART));
        hears(new Announced.Bye(BRUNO, 40_003, START));
        assertThat(neighbourhood.find(BRUNO)).isPresent();
    }

    @Test
    void aForgedGoodbyeCountsForNothingAgainstAConnection() {
        hears(here(BRUNO, START));
        home.connected.put(BRUNO, START);
        hears(bye(BRUNO, START));
        assertThat(neighbourhood.find(BRUNO)).isPresent();
    }

    @Test
    void aForgedRestartOnlyMakesUsAsk() {
        hears(here(BRUNO, START));
        home.connected.put(BRUNO, START);
        neighbourhood.proven(BRUNO, PLACE);
        events.forget();
        hears(here(BRUNO, RESTART));
        assertThat(neighbourhood.find(BRUNO).orElseThrow().proven()).isTrue();
        assertThat(events.of(NeighbourAppeared.class)).isEmpty();
        assertThat(home.doubted).containsExactly(BRUNO);
    }

    @Test
    void whatIsNotOursIsIgnoredAndCounted() {
        hears("GET / HTTP/1.1".getBytes(), SOURCE);
        hears(new byte[AnnouncementCodec.LONGEST + 1], SOURCE);
        hears("CHM2 but nothing that makes sense".getBytes(), SOURCE);
        assertThat(neighbourhood.all()).isEmpty();
        assertThat(listener.ignored()).isEqualTo(3);
    }

    @Test
    void aFloodFromOneComputerCostsItsShareAndARealNeighbourIsHeard() {
        var flooder = new InetSocketAddress("192.0.2.66", 5_000);
        for (int i = 0; i < 10_000; i++) {
            hears(AnnouncementCodec.encode(here(new ContactId(1_000_000 + i), new InstanceId(i))), flooder);
            nanos += TimeUnit.MICROSECONDS.toNanos(100);
        }
        hears(here(BRUNO, START));
        assertThat(neighbourhood.find(BRUNO)).isPresent();
        assertThat(neighbourhood.all()).hasSizeLessThan(20);
        assertThat(listener.ignored()).isGreaterThan(9_980);
    }

    private void hears(Announced said) {
        hears(AnnouncementCodec.encode(said), SOURCE);
        nanos += TimeUnit.SECONDS.toNanos(1);
    }

    private void hears(byte[] datagram, InetSocketAddress source) {
        listener.heard(ByteBuffer.wrap(datagram), source);
    }

    private static Announced here(ContactId who, InstanceId start) {
        return new Announced.Here(who, PLACE.getPort(), start);
    }

    private static Announced bye(ContactId who, InstanceId start) {
        return new Announced.Bye(who, PLACE.getPort(), start);
    }

    /** The accounts of this computer, as a listener sees them. */
    private static final class Home implements Household {

        private final Set<ContactId> ours = new HashSet<>();
        private final Map<ContactId, InstanceId> connected = new HashMap<>();
        private final List<ContactId> doubted = new ArrayList<>();
        private final List<String> claims = new ArrayList<>();

        @Override
        public boolean isOurs(ContactId contact) {
            return ours.contains(contact);
        }

        @Override
        public int size() {
            return ours.size();
        }

        @Override
        public Optional<InstanceId> connectedTo(ContactId contact, InetSocketAddress address) {
            return address.equals(PLACE) ? Optional.ofNullable(connected.get(contact)) : Optional.empty();
        }

        @Override
        public void doubt(ContactId contact, InetSocketAddress address) {
            doubted.add(contact);
        }

        @Override
        public void claimed(ContactId contact, boolean isNew) {
            claims.add(contact + (isNew ? " new" : " known"));
        }
    }
}
