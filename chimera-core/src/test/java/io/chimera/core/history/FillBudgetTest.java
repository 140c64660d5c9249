package io.chimera.core.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FillBudgetTest {

    @Test
    void theRestBehindAStretchIsAsLongAsItsMessagesMayTake() {
        assertThat(new FillBudget(600).rest(100)).isEqualTo(Duration.ofSeconds(10));
        assertThat(new FillBudget(1).rest(2)).isEqualTo(Duration.ofMinutes(2));
        assertThat(new FillBudget(600).rest(0)).isZero();
    }

    @Test
    void nothingIsFilledWithoutABudget() {
        assertThat(FillBudget.none().allows()).isFalse();
        assertThat(FillBudget.usual().allows()).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> new FillBudget(-1));
    }
}
