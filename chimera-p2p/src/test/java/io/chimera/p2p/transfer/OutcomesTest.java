package io.chimera.p2p.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.arrival.Receipt;
import io.chimera.core.route.Outcome;
import io.chimera.core.route.Outcome.Delivered;
import io.chimera.core.route.Outcome.Refused;
import io.chimera.core.route.Outcome.Unconfirmed;
import io.chimera.core.route.Outcome.Unreachable;
import io.chimera.p2p.wire.Refusal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomesTest {

    private static final Outcome DELIVERED = new Delivered(Instant.EPOCH);
    private static final Outcome REFUSED = new Refused("no");
    private static final Outcome LOST = new Unconfirmed("lost", true);

    @Test
    void settledOnesComeFirstAndNoneIsMissing() {
        assertThat(Outcomes.inOrder(List.of(DELIVERED, REFUSED, LOST, DELIVERED), 6))
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo(DELIVERED),
                        second -> assertThat(second).isEqualTo(REFUSED),
                        third -> assertThat(third).isEqualTo(LOST),
                        fourth -> assertThat(fourth)
                                .isInstanceOfSatisfying(
                                        Unconfirmed.class,
                                        again -> assertThat(again.repeatable()).isTrue()),
                        fifth -> assertThat(fifth).isInstanceOf(Unreachable.class),
                        sixth -> assertThat(sixth).isInstanceOf(Unreachable.class));
    }

    @ParameterizedTest
    @EnumSource
    void everyNoHasWordsAndOnlyThoseThatMayPassAreTriedAgain(Refusal refusal) {
        var outcome = Outcomes.of(refusal);
        if (EnumSet.of(Refusal.NO_ROOM, Refusal.BUSY).contains(refusal))
            assertThat(outcome).isInstanceOf(Unreachable.class);
        else
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Refused.class, no -> assertThat(no.why()).isNotBlank());
    }

    /** A dialog is missing only where there are groups: in the cloud. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NO_SUCH_DIALOG")
    void everyReasonOfTheCoreHasANumberOfItsOwn(Receipt.Why why) {
        assertThat(Outcomes.of(why).name()).isEqualTo(why.name());
    }
}
