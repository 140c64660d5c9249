package io.chimera.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.chimera.core.file.FileName;
import io.chimera.core.route.Way;
import io.chimera.core.testing.People;
import io.chimera.core.testing.RecordedEvents;
import io.chimera.core.testing.SteppingClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TransfersTest {

    private static final long MIB = 1 << 20;

    private final SteppingClock clock = new SteppingClock();
    private final RecordedEvents events = new RecordedEvents();
    private final Transfers transfers = new Transfers(People.ANA, events, clock);

    @Test
    void aTransferShowsHowFarItIsHowFastAndHowLongStill() throws Exception {
        try (var transfer = begin(100 * MIB)) {
            for (int i = 0; i < 20; i++) {
                clock.advance(Duration.ofMillis(500));
                transfer.moved(MIB);
            }
            var progress = transfers.of(People.messageId(1)).orElseThrow();
            assertThat(progress.percent()).contains(20);
            assertThat(progress.rate()).isCloseTo(2.0 * MIB, within(1.0));
            assertThat(progress.left().orElseThrow()).isCloseTo(Duration.ofSeconds(40), Duration.ofSeconds(1));
        }
        assertThat(transfers.all()).isEmpty();
    }

    @Test
    void newsOfProgressComesAFewTimesASecondHoweverSmallTheBuffers() throws Exception {
        try (var transfer = begin(100 * MIB)) {
            for (int i = 0; i < 10_000; i++) {
                clock.advance(Duration.ofNanos(100_000));
                transfer.moved(1024);
            }
        }
        assertThat(events.of(TransferMoved.class)).hasSizeBetween(4, 6);
    }

    @Test
    void whatWasThereBeforeCountsAsDoneButNotAsSpeed() throws Exception {
        try (var transfer = begin(100 * MIB)) {
            transfer.resumedAt(60 * MIB);
            clock.advance(Duration.ofSeconds(1));
            transfer.moved(MIB);
            var progress = transfers.of(People.messageId(1)).orElseThrow();
            assertThat(progress.percent()).contains(61);
            assertThat(progress.rate()).isCloseTo(MIB, within(1.0));
        }
    }

    @Test
    void aPersonCanEndATransfer() {
        var transfer = begin(10);
        assertThat(transfers.cancel(People.messageId(1))).isTrue();
        assertThatExceptionOfType(Transfer.Cancelled.class).isThrownBy(() -> transfer.moved(1));
        transfer.close();
        assertThat(transfers.cancel(People.messageId(1))).isFalse();
    }

    @Test
    void aSizeNobodyToldHasNoPercentage() {
        begin(-1);
        assertThat(transfers.of(People.messageId(1)).orElseThrow().percent()).isEmpty();
    }

    @Test
    void aFileOfNothingIsWhole() {
        begin(0);
        assertThat(transfers.of(People.messageId(1)).orElseThrow().percent()).contains(100);
    }

    private Transfer begin(long size) {
        return transfers.begin(
                People.messageId(1),
                People.WITH_BRUNO,
                Progress.Direction.OUT,
                Way.LAN,
                FileName.from("plan.pdf"),
                size);
    }
}
