package io.chimera.core.check;

import static io.chimera.core.testing.People.BRUNO;
import static io.chimera.core.testing.People.WITH_BRUNO;
import static io.chimera.core.testing.People.messageId;
import static io.chimera.core.testing.SteppingClock.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.arrival.Past;
import io.chimera.core.check.Difference.Deleted;
import io.chimera.core.check.Difference.Missing;
import io.chimera.core.check.Difference.Reworded;
import io.chimera.core.check.Difference.Seen;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Fate;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Tick;
import io.chimera.core.file.DistantFile;
import io.chimera.core.file.FileName;
import io.chimera.core.message.CloudMessageId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ComparisonTest {

    private static final Author HIM = new Author.Them(BRUNO);
    private static final Author ME = new Author.Me();

    @Test
    void whatIsTheSameDoesNotDiffer() {
        var there = List.of(there(3, HIM, "c", true), there(2, ME, "b", true), there(1, HIM, "a", true));
        var here = List.of(here(3, HIM, "c", Tick.READ), here(2, ME, "b", Tick.READ), here(1, HIM, "a", Tick.READ));
        assertThat(Comparison.between(there, here, false)).isEmpty();
        assertThat(Comparison.between(List.of(), List.of(), false)).isEmpty();
    }

    @Test
    void whatIsNotHereIsMissingTheNewestFirst() {
        var there = List.of(there(4, ME, "d", false), there(3, HIM, "c", true), there(2, HIM, "b", true));
        var here = List.of(here(2, HIM, "b", Tick.READ));
        assertThat(Comparison.between(there, here, false))
                .containsExactly(new Missing(there.get(0)), new Missing(there.get(1)));
    }

    @Test
    void whatNobodySawIsMissingOnlyBeforeOtherNews() {
        var there = List.of(there(4, HIM, "d", false), there(3, HIM, "c", false), there(2, HIM, "b", false));
        var here = List.of(here(3, HIM, "c", Tick.DELIVERED));
        assertThat(Comparison.between(there, here, false)).containsExactly(new Missing(there.get(2)));
        assertThat(Comparison.between(there, here, true))
                .containsExactly(new Missing(there.get(0)), new Missing(there.get(2)));
    }

    @Test
    void whatWeSentOurselvesDoesNotTellHowFarNewsCame() {
        var there = List.of(there(4, ME, "d", false), there(3, HIM, "c", false));
        var here = List.of(here(4, ME, "d", Tick.SENT));
        assertThat(Comparison.between(there, here, false)).isEmpty();
    }

    @Test
    void whatTheCloudHasNoLongerWasDeletedThere() {
        var here = List.of(here(3, HIM, "c", Tick.READ), here(2, ME, "b", Tick.READ), here(1, HIM, "a", Tick.READ));
        assertThat(Comparison.between(List.of(there(2, ME, "b", true)), here, false))
                .containsExactly(new Deleted(messageId(3)), new Deleted(messageId(1)));
    }

    @Test
    void whatWasDeletedHereIsLeftSoWhateverTheCloudHas() {
        var erased = here(1, HIM, new Body.Erased(), Tick.DELIVERED);
        assertThat(Comparison.between(List.of(there(1, HIM, "a", true)), List.of(erased), false))
                .isEmpty();
        assertThat(Comparison.between(List.of(), List.of(erased), false)).isEmpty();
    }

    @Test
    void otherWordsDifferAndWhatCannotBeSeenDoesNot() {
        var there = List.of(there(2, HIM, "other", true), there(1, ME, "cafe\u0301 ok", true));
        var here = List.of(here(2, HIM, "words", Tick.READ), here(1, ME, " caf\u00e9  ok\u200b ", Tick.READ));
        assertThat(Comparison.between(there, here, false))
                .containsExactly(new Reworded(messageId(2), new Body.Text("words"), new Body.Text("other")));
    }

    @Test
    void aFileIsNotComparedWithWords() {
        var file = new Body.Distant(new DistantFile(FileName.from("a.pdf"), "application/pdf", 5), false);
        var past = new Past(id(1), HIM, NOON, file, false, true);
        assertThat(Comparison.between(List.of(past), List.of(here(1, HIM, "a.pdf", Tick.READ)), false))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Tick.class)
    void aMarkThatIsThereAndNotHereDiffers(Tick tick) {
        var there = List.of(there(2, ME, "b", true), there(1, HIM, "a", true));
        var mine = here(2, ME, "b", tick);
        boolean sent = tick == Tick.SENT || tick == Tick.DELIVERED;
        assertThat(Comparison.between(there, List.of(mine, here(1, HIM, "a", Tick.READ)), false))
                .isEqualTo(sent ? List.of(new Seen(messageId(2), true)) : List.of());
    }

    @Test
    void whatThisAccountSawElsewhereDiffersToo() {
        assertThat(Comparison.between(
                        List.of(there(1, HIM, "a", true)), List.of(here(1, HIM, "a", Tick.DELIVERED)), false))
                .containsExactly(new Seen(messageId(1), false));
    }

    @Test
    void aMarkThatIsOnlyHereIsNoDifference() {
        var there = List.of(there(2, ME, "b", false), there(1, HIM, "a", false));
        var here = List.of(here(2, ME, "b", Tick.READ), here(1, HIM, "a", Tick.READ));
        assertThat(Comparison.between(there, here, false)).isEmpty();
    }

    private static CloudMessageId id(long n) {
        return new CloudMessageId(n);
    }

    private static Past there(long n, Author by, String words, boolean seen) {
        return new Past(id(n), by, NOON.plusSeconds(n), new Body.Text(words), false, seen);
    }

    private static Message here(long n, Author by, String words, Tick tick) {
        return here(n, by, new Body.Text(words), tick);
    }

    private static Message here(long n, Author by, Body body, Tick tick) {
        return new Message(
                messageId(n),
                WITH_BRUNO,
                by,
                NOON.plusSeconds(n),
                body,
                new Fate(tick, Optional.empty(), Optional.empty()),
                false,
                Optional.of(id(n)));
    }
}
