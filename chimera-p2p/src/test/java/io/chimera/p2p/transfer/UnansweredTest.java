package io.chimera.p2p.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chimera.p2p.transfer.Unanswered.Answer;
import io.chimera.p2p.wire.MalformedFrame;
import io.chimera.p2p.wire.Refusal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnansweredTest {

    private static final Duration NO_TIME = Duration.ofNanos(1);

    private final Unanswered unanswered = new Unanswered();

    @Test
    void numbersCountFromOneWithoutGaps() {
        assertThat(unanswered.number(3)).isEqualTo(1);
        assertThat(unanswered.number(1)).isEqualTo(4);
        assertThat(unanswered.number(1)).isEqualTo(5);
    }

    @Test
    void oneAcknowledgementAnswersAllUpToIt() throws Exception {
        long first = unanswered.number(3);
        unanswered.acknowledge(3);
        assertThat(unanswered.await(first, 3, NO_TIME)).hasSize(3).allMatch(Answer.Stored.class::isInstance);
    }

    @Test
    void aRefusalIsOneOfThemAndNotTheOthers() throws Exception {
        long first = unanswered.number(3);
        unanswered.refuse(2, Refusal.ID_TAKEN);
        unanswered.acknowledge(3);
        assertThat(unanswered.await(first, 3, NO_TIME))
                .containsExactly(new Answer.Stored(), new Answer.NotTaken(Refusal.ID_TAKEN), new Answer.Stored());
    }

    @Test
    void whatIsNotAnsweredInTimeHasNoAnswer() throws Exception {
        long first = unanswered.number(3);
        unanswered.acknowledge(1);
        assertThat(unanswered.await(first, 3, NO_TIME))
                .containsExactly(new Answer.Stored(), new Answer.None(), new Answer.None());
    }

    @Test
    void aRefusalThatNoAcknowledgementCoversIsNoAnswerYet() throws Exception {
        long first = unanswered.number(1);
        unanswered.refuse(1, Refusal.OTHER);
        assertThat(unanswered.await(first, 1, NO_TIME)).containsExactly(new Answer.None());
    }

    @Test
    void theEndIsNotWaitedFor() throws Exception {
        long first = unanswered.number(1);
        unanswered.end();
        assertThat(unanswered.await(first, 1, Duration.ofHours(1))).containsExactly(new Answer.None());
    }

    @Test
    void answersToWhatWasNeverAskedBreakTheProtocol() throws Exception {
        unanswered.number(2);
        unanswered.acknowledge(1);
        for (long wrong : new long[] {0, 1, 3, Long.MAX_VALUE})
            assertThatExceptionOfType(MalformedFrame.class).isThrownBy(() -> unanswered.acknowledge(wrong));
        for (long wrong : new long[] {0, 1, 3, Long.MAX_VALUE})
            assertThatExceptionOfType(MalformedFrame.class).isThrownBy(() -> unanswered.refuse(wrong, Refusal.OTHER));
    }
}
