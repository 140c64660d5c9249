package io.chimera.core.messenger;

import static io.chimera.core.testing.People.WITH_BRUNO;
import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.SomebodyTypes;
import io.chimera.core.testing.SteppingClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WritingTest {

    private static final DialogId ANOTHER = new DialogId(77);

    private final SteppingClock clock = new SteppingClock();
    private final Writing writing = new Writing(clock);

    @Test
    void whoGoesOnWritingSaysSoBeforeItIsOverAndNotAtEveryKey() {
        assertThat(writing.isNews(WITH_BRUNO, true)).isTrue();
        assertThat(writing.isNews(WITH_BRUNO, true)).isFalse();
        clock.advance(SomebodyTypes.LASTS.minus(Duration.ofSeconds(1)));
        assertThat(writing.isNews(WITH_BRUNO, true)).isTrue();
    }

    @Test
    void whoStopsSaysSoOnce() {
        assertThat(writing.isNews(WITH_BRUNO, false)).isFalse();
        writing.isNews(WITH_BRUNO, true);
        assertThat(writing.isNews(WITH_BRUNO, false)).isTrue();
        assertThat(writing.isNews(WITH_BRUNO, false)).isFalse();
        assertThat(writing.isNews(WITH_BRUNO, true)).isTrue();
    }

    @Test
    void whoWritesElsewhereSaysSoThereAtOnce() {
        writing.isNews(WITH_BRUNO, true);
        assertThat(writing.isNews(ANOTHER, true)).isTrue();
        assertThat(writing.isNews(WITH_BRUNO, true)).isTrue();
    }
}
