package io.chimera.p2p.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.contact.ContactId;
import io.chimera.core.testing.SteppingClock;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class V1CopiesTest {

    private static final ContactId BRUNO = new ContactId(1002);
    private static final SocketAddress WIRED = new InetSocketAddress("192.0.2.7", 50_052);
    private static final SocketAddress WIRELESS = new InetSocketAddress("192.0.2.8", 50_052);

    private final SteppingClock clock = new SteppingClock();
    private final V1Copies copies = new V1Copies(clock);

    @Test
    void theSameAtAnotherAddressIsACopy() {
        assertThat(copies.isCopy(BRUNO, "ok", WIRED)).isFalse();
        assertThat(copies.isCopy(BRUNO, "ok", WIRELESS)).isTrue();
    }

    @Test
    void theSameAtTheSameAddressIsSaidAgainAndHasCopiesOfItsOwn() {
        for (int said = 0; said < 3; said++) {
            assertThat(copies.isCopy(BRUNO, "ok", WIRED)).isFalse();
            assertThat(copies.isCopy(BRUNO, "ok", WIRELESS)).isTrue();
        }
    }

    @Test
    void somethingElseOrFromSomebodyElseIsNoCopy() {
        assertThat(copies.isCopy(BRUNO, "ok", WIRED)).isFalse();
        assertThat(copies.isCopy(BRUNO, "okay", WIRELESS)).isFalse();
        assertThat(copies.isCopy(new ContactId(1003), "ok", WIRELESS)).isFalse();
    }

    @Test
    void aWhileLaterItIsSaidAgain() {
        assertThat(copies.isCopy(BRUNO, "ok", WIRED)).isFalse();
        clock.advance(Duration.ofSeconds(16));
        assertThat(copies.isCopy(BRUNO, "ok", WIRELESS)).isFalse();
    }
}
