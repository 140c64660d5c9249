package io.chimera.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.chimera.core.testing.SteppingClock;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MessageIdTest {

    private final SteppingClock clock = new SteppingClock();

    @Test
    void anIdIsAVersion7UuidOfItsMoment() {
        var id = MessageId.next(clock, new Random(1));
        assertThat(id.value().version()).isEqualTo(7);
        assertThat(id.value().variant()).isEqualTo(2);
        assertThat(id.mintedAt()).isEqualTo(clock.instant());
    }

    @Test
    void idsOfOneMillisecondDiffer() {
        var ids = new HashSet<MessageId>();
        var random = new Random(1);
        for (int i = 0; i < 100_000; i++) ids.add(MessageId.next(clock, random));
        assertThat(ids).hasSize(100_000);
    }

    @Test
    void onlyTheFullFormIsRead() {
        var id = MessageId.next(clock, new Random(1));
        assertThat(MessageId.parse(id.toString())).isEqualTo(id);
        assertThatIllegalArgumentException().isThrownBy(() -> MessageId.parse("1-1-1-1-1"));
    }
}
