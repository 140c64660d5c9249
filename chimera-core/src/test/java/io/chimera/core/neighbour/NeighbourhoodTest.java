package io.chimera.core.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.contact.ContactId;
import io.chimera.core.event.DomainEvent;
import io.chimera.core.testing.People;
import io.chimera.core.testing.RecordedEvents;
import io.chimera.core.testing.SteppingClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NeighbourhoodTest {

    private static final ContactId BRUNO = People.BRUNO;

    private final SteppingClock clock = new SteppingClock();
    private final RecordedEvents events = new RecordedEvents();
    private final Neighbourhood near = new Neighbourhood(Ageing.usual(), events, clock);

    @Test
    void whoIsHeardAppearsOnceAndIsOnlyAClaim() {
        near.heard(v2(BRUNO, 1, 7));
        near.heard(v2(BRUNO, 1, 7));

        assertThat(near.find(BRUNO)).get().extracting(Neighbour::proven).isEqualTo(false);
        assertThat(events.all()).containsExactly(appeared(BRUNO));
    }

    @Test
    void aConnectionProvesAClaim() {
        near.heard(v2(BRUNO, 1, 7));
        near.proven(BRUNO, place(1));

        assertThat(near.find(BRUNO)).get().extracting(Neighbour::proven).isEqualTo(true);
        assertThat(events.all()).containsExactly(appeared(BRUNO), appeared(BRUNO));
    }

    @Test
    void aConnectionToSomewhereNobodyAnnouncedProvesNothing() {
        near.proven(BRUNO, place(1));
        assertThat(near.find(BRUNO)).isEmpty();
    }

    @Test
    void silenceEndsAnAppearanceAfterTheTimeItsDialectAllows() {
        near.heard(v1(BRUNO, 1));
        near.heard(v2(People.CLARA, 2, 7));

        clock.advance(Duration.ofSeconds(60));
        near.sweep();
        assertThat(near.all()).extracting(Neighbour::contact).containsExactly(People.CLARA);

        clock.advance(Duration.ofSeconds(30));
        near.sweep();
        assertThat(near.all()).isEmpty();
        assertThat(events.of(NeighbourVanished.class))
                .extracting(NeighbourVanished::contact)
                .containsExactly(BRUNO, People.CLARA);
    }

    @Test
    void aRestartIsANewAppearance() {
        near.heard(v2(BRUNO, 1, 7));
        near.proven(BRUNO, place(1));
        clock.advance(Duration.ofSeconds(5));
        near.heard(v2(BRUNO, 1, 8));

        var bruno = near.find(BRUNO).orElseThrow();
        assertThat(bruno.since()).isEqualTo(clock.instant());
        assertThat(bruno.proven()).isFalse();
    }

    @Test
    void whoLeavesIsGoneAtOnceAndSilenceOfAnotherPlaceSaysNothing() {
        near.heard(v2(BRUNO, 1, 7));
        near.heard(v2(BRUNO, 2, 9));
        near.left(BRUNO, place(1));
        assertThat(near.find(BRUNO))
                .get()
                .satisfies(bruno -> assertThat(bruno.endpoints())
                        .extracting(Neighbour.Endpoint::address)
                        .containsExactly(place(2)));

        near.left(BRUNO, place(2));
        assertThat(near.find(BRUNO)).isEmpty();
        assertThat(events.of(NeighbourVanished.class)).hasSize(1);
    }

    @Test
    void anAddressThatCouldNotProveItsClaimIsNotHeardForAWhile() {
        near.heard(v2(BRUNO, 1, 7));
        near.distrust(BRUNO, place(1));
        near.heard(v2(BRUNO, 1, 7));
        assertThat(near.find(BRUNO)).isEmpty();

        clock.advance(Ageing.usual().distrust());
        near.heard(v2(BRUNO, 1, 7));
        assertThat(near.find(BRUNO)).isPresent();
    }

    @Test
    void ourDialectIsPreferredAndAProvenPlaceBeforeAll() {
        near.heard(v1(BRUNO, 1));
        near.heard(v2(BRUNO, 2, 7));
        near.heard(v2(BRUNO, 3, 8));
        assertThat(near.find(BRUNO).orElseThrow().dialect()).isEqualTo(Dialect.V2);

        near.proven(BRUNO, place(2));
        assertThat(near.find(BRUNO).orElseThrow().endpoints().getFirst().address())
                .isEqualTo(place(2));
    }

    @Test
    void aFloodOfForgedNamesCannotPushOutWhoIsProven() {
        near.heard(v2(BRUNO, 1, 7));
        near.proven(BRUNO, place(1));
        for (int i = 0; i < 3 * Neighbourhood.MOST_NEIGHBOURS; i++) near.heard(v2(new ContactId(5_000 + i), 2, i));

        assertThat(near.all()).hasSize(Neighbourhood.MOST_NEIGHBOURS);
        assertThat(near.find(BRUNO)).isPresent();
    }

    @Test
    void aFloodOfForgedPlacesCannotPushOutTheProvenOne() {
        near.heard(v2(BRUNO, 1, 7));
        near.proven(BRUNO, place(1));
        for (int i = 2; i < 100; i++) near.heard(v2(BRUNO, i, i));

        assertThat(near.find(BRUNO).orElseThrow().endpoints())
                .hasSize(Neighbourhood.MOST_PLACES)
                .first()
                .extracting(Neighbour.Endpoint::address)
                .isEqualTo(place(1));
    }

    @Test
    void aListenerMayAskBackWhileItIsTold() {
        var seen = new java.util.ArrayList<Boolean>();
        var asking = new Neighbourhood[1];
        asking[0] = new Neighbourhood(
                Ageing.usual(), _ -> seen.add(asking[0].find(BRUNO).isPresent()), clock);
        asking[0].heard(v1(BRUNO, 1));
        assertThat(seen).containsExactly(true);
    }

    private DomainEvent appeared(ContactId who) {
        return new NeighbourAppeared(who, clock.instant());
    }

    private static Announcement v2(ContactId who, int place, long instance) {
        return new Announcement(who, place(place), Dialect.V2, Optional.of(new InstanceId(instance)));
    }

    private static Announcement v1(ContactId who, int place) {
        return new Announcement(who, place(place), Dialect.V1, Optional.empty());
    }

    private static InetSocketAddress place(int n) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) n}), 50052);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
