package io.chimera.p2p.announce;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class FloodGateTest {

    private static final InetSocketAddress NEIGHBOUR = new InetSocketAddress("192.0.2.7", 40_000);

    private long now = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(3); // as a clock may stand that counts from anywhere
    private final FloodGate gate = new FloodGate(now);

    @Test
    void whoSpeaksNowAndThenIsAlwaysHeard() {
        for (int second = 0; second < 100; second++) {
            for (int i = 0; i < 5; i++) assertThat(gate.admits(NEIGHBOUR, now)).isTrue();
            pass(1_000);
        }
    }

    @Test
    void oneSenderIsHeardFiveTimesASecond() {
        int heard = flood(_ -> new InetSocketAddress("192.0.2.66", 666));
        assertThat(heard).isBetween(50, 65);
    }

    @Test
    void oneComputerThatUsesEveryPortIsHeardFortyTimesASecond() {
        int heard = flood(i -> new InetSocketAddress("192.0.2.66", 1 + i % 65_535));
        assertThat(heard).isBetween(400, 480);
    }

    @Test
    void allTogetherAreHeardTwoHundredTimesASecond() {
        int heard = flood(FloodGateTest::anyComputer);
        assertThat(heard).isBetween(2_000, 2_400);
    }

    @Test
    void oneComputersFloodDoesNotSilenceTheOthers() {
        for (int second = 0; second < 10; second++) {
            for (int i = 0; i < 10_000; i++) gate.admits(new InetSocketAddress("192.0.2.66", 1 + i), now);
            assertThat(gate.admits(NEIGHBOUR, now)).isTrue();
            pass(1_000);
        }
    }

    @Test
    void itRemembersNoMoreSendersThanItMay() {
        for (int i = 0; i < 3 * FloodGate.MOST; i++) gate.admits(anyComputer(i), now);
        assertThat(gate.remembered()).isEqualTo(FloodGate.MOST);
    }

    /** Ten seconds of ten thousand datagrams each. */
    private int flood(IntFunction<InetSocketAddress> source) {
        int heard = 0;
        for (int i = 0; i < 100_000; i++) {
            if (gate.admits(source.apply(i), now)) heard++;
            if (i % 10 == 9) pass(1);
        }
        return heard;
    }

    private static InetSocketAddress anyComputer(int i) {
        return new InetSocketAddress("10." + (i >> 16 & 255) + "." + (i >> 8 & 255) + "." + (i & 255), 5000);
    }

    private void pass(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
