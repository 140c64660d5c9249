package io.chimera.core.dialog;

import static io.chimera.core.testing.People.ANA;
import static io.chimera.core.testing.People.BRUNO;
import static io.chimera.core.testing.People.WITH_BRUNO;
import static io.chimera.core.testing.People.messageId;
import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.message.CloudMessageId;
import io.chimera.core.route.Reason;
import io.chimera.core.route.Travel;
import io.chimera.core.route.Way;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CloudTraceTest {

    private static final Instant DATE = Instant.parse("2026-03-01T12:00:00Z");
    private static final DialogId WITH_ANA = DialogId.with(ANA.asContact());

    @Test
    void bothPeopleFindTheSameTraceWhateverTheirIdsAndClocks() {
        assertThat(CloudTrace.of(atAna("see you", Way.CLOUD)))
                .isPresent()
                .isEqualTo(CloudTrace.of(atBruno("see you", DATE.plusMillis(999))));
    }

    @Test
    void whiteSpaceAroundAndHowAccentsAreComposedMakeNoDifference() {
        assertThat(CloudTrace.of(atAna(" ac\u0327a\u0303o\n", Way.CLOUD)))
                .isEqualTo(CloudTrace.of(atBruno("a\u00e7\u00e3o", DATE)));
    }

    @Test
    void otherWordsOrAnotherSecondMakeAnotherTrace() {
        assertThat(CloudTrace.of(atBruno("see you", DATE)))
                .isNotEqualTo(CloudTrace.of(atBruno("See you", DATE)))
                .isNotEqualTo(CloudTrace.of(atBruno("see you", DATE.plusSeconds(1))));
    }

    @Test
    void onlyATextThatWentThroughTheCloudHasOne() {
        assertThat(CloudTrace.of(atAna("see you", Way.LAN))).isEmpty();
        var there = atAna("see you", Way.CLOUD);
        var erased = new Message(
                there.id(),
                there.dialog(),
                there.author(),
                there.sentAt(),
                new Body.Erased(),
                there.fate(),
                false,
                there.cloudId());
        assertThat(CloudTrace.of(erased)).isEmpty();
    }

    private static Message atAna(String text, Way way) {
        var travel = new Travel(way, Optional.of(Reason.NEAR), DATE, 1);
        return new Message(
                messageId(1),
                WITH_BRUNO,
                new Author.Me(),
                DATE.minusSeconds(7),
                new Body.Text(text),
                new Fate(Tick.SENT, Optional.of(travel), Optional.empty()),
                false,
                Optional.of(new CloudMessageId(10)));
    }

    private static Message atBruno(String text, Instant date) {
        var travel = new Travel(Way.CLOUD, Optional.empty(), DATE.plusSeconds(90), 1);
        return new Message(
                messageId(2),
                WITH_ANA,
                new Author.Them(BRUNO),
                date,
                new Body.Text(text),
                Fate.arrived(travel),
                false,
                Optional.of(new CloudMessageId(77)));
    }
}
