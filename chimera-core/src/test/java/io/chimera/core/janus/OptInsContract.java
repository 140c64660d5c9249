package io.chimera.core.janus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chimera.core.janus.OptIns.OptIn;
import io.chimera.core.janus.OptIns.Will;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What everybody may rely on who is handed {@link OptIns}. */
public abstract class OptInsContract {

    private static final Instant THEN = Instant.parse("2026-11-20T14:09:00.123Z");

    protected abstract OptIns optIns();

    protected static OptIn one(String host, Will will) {
        return new OptIn(host, will, THEN);
    }

    @Test
    void whatIsWantedIsListedByName() {
        assertThat(optIns().all()).isEmpty();
        assertThat(optIns().put(one("shop.example", Will.ON))).isTrue();
        assertThat(optIns().put(one("bank.example", Will.NEVER))).isTrue();

        assertThat(optIns().all()).containsExactly(one("bank.example", Will.NEVER), one("shop.example", Will.ON));
    }

    @Test
    void aHostHasOneWillAndTheLastCounts() {
        optIns().put(one("shop.example", Will.ON));
        optIns().put(new OptIn("shop.example", Will.OFF, THEN.plusSeconds(1)));

        assertThat(optIns().all()).containsExactly(new OptIn("shop.example", Will.OFF, THEN.plusSeconds(1)));
    }

    @Test
    void whatIsRemovedIsGoneAndRemovingNothingDoesNothing() {
        optIns().put(one("shop.example", Will.ON));
        optIns().remove("other.example");
        optIns().remove("shop.example");
        optIns().remove("shop.example");

        assertThat(optIns().all()).isEmpty();
    }

    @Test
    void thereIsRoomForSoManyAndNoMore() {
        for (int i = 0; i < OptIns.MOST; i++)
            assertThat(optIns().put(one("s" + i + ".example", Will.ON))).isTrue();

        assertThat(optIns().put(one("more.example", Will.ON))).isFalse();
        assertThat(optIns().put(one("s7.example", Will.OFF))).as("in its place").isTrue();
        assertThat(optIns().all()).hasSize(OptIns.MOST).contains(one("s7.example", Will.OFF));
    }

    @Test
    void aHostHasAName() {
        assertThatThrownBy(() -> one("", Will.ON)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> one("a".repeat(254), Will.ON)).isInstanceOf(IllegalArgumentException.class);
    }
}
