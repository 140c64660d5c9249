package io.chimera.p2p.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.p2p.secure.Deadlines;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnteroomTest {

    private final Deadlines deadlines = new Deadlines();
    private final Anteroom anteroom = new Anteroom(deadlines, Duration.ofMinutes(1));

    @AfterEach
    void close() {
        deadlines.close();
    }

    @Test
    void whenItIsFullWhoWasSilentTheLongestGoes() throws Exception {
        var guests = fill("127.0.0.1", Anteroom.MOST);
        var latest = enter("127.0.0.1");
        assertThat(guests.getFirst().isClosed()).isTrue();
        assertThat(guests.subList(1, guests.size())).noneMatch(Socket::isClosed);
        assertThat(latest.isClosed()).isFalse();
        assertThat(anteroom.size()).isEqualTo(Anteroom.MOST);
    }

    @Test
    void whoSpeaksStaysWhileSilentOnesCome() throws Exception {
        var speaking = new From("127.0.0.1");
        anteroom.enter(speaking).speaks();
        fill("127.0.0.1", 1_000);
        assertThat(speaking.isClosed()).isFalse();
    }

    @Test
    void whenAllSpeakTheOldestGoes() throws Exception {
        var guests = new ArrayList<From>();
        for (int i = 0; i < Anteroom.MOST; i++) {
            guests.add(new From("127.0.0.1"));
            anteroom.enter(guests.getLast()).speaks();
        }
        enter("127.0.0.1");
        assertThat(guests.getFirst().isClosed()).isTrue();
        assertThat(guests.subList(1, guests.size())).noneMatch(Socket::isClosed);
    }

    @Test
    void oneComputerTakesFourPlacesAndNoOneElses() throws Exception {
        var other = enter("192.0.2.7");
        var guests = fill("192.0.2.66", 100);
        assertThat(guests.stream().filter(guest -> !guest.isClosed())).hasSize(Anteroom.MOST_PER_COMPUTER);
        assertThat(other.isClosed()).isFalse();
    }

    @Test
    void whoLeavesMakesRoom() throws Exception {
        for (int i = 0; i < 10 * Anteroom.MOST; i++) {
            var guest = new From("127.0.0.1");
            anteroom.enter(guest).close();
            assertThat(guest.isClosed()).isFalse();
        }
        assertThat(anteroom.size()).isZero();
    }

    @Test
    void nobodyWaitsForEver() throws Exception {
        var impatient = new Anteroom(deadlines, Duration.ofMillis(50));
        var guest = new From("127.0.0.1");
        impatient.enter(guest);
        await().until(guest::isClosed);
    }

    private List<From> fill(String address, int count) throws Exception {
        var guests = new ArrayList<From>();
        for (int i = 0; i < count; i++) guests.add(enter(address));
        return guests;
    }

    private From enter(String address) throws Exception {
        var guest = new From(address);
        anteroom.enter(guest);
        return guest;
    }

    /** A socket that says it is connected to somebody. */
    private static final class From extends Socket {

        private final InetAddress address;

        private From(String address) throws Exception {
            this.address = InetAddress.getByName(address);
        }

        @Override
        public InetAddress getInetAddress() {
            return address;
        }
    }
}
