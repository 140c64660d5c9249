package io.chimera.lab.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StallTest {

    private final AtomicInteger ended = new AtomicInteger();

    @Test
    void whatStandsStillIsEndedOnce() {
        try (var _ = Stall.watch(Duration.ofMillis(20), ended::incrementAndGet)) {
            await().until(() -> ended.get() > 0);
        }
        assertThat(ended).hasValue(1);
    }

    @Test
    void whatMovesIsLeftAlone() {
        long began = System.nanoTime();
        try (var stall = Stall.watch(Duration.ofSeconds(5), ended::incrementAndGet)) {
            await().pollInterval(Duration.ofMillis(1)).until(() -> {
                stall.moved();
                return System.nanoTime() - began > Duration.ofMillis(300).toNanos();
            });
        }
        assertThat(ended).hasValue(0);
    }
}
