package io.chimera.core.janus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chimera.core.janus.Notebook.SealedCard;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What everybody may rely on who is handed a {@link Notebook}. */
public abstract class NotebookContract {

    private static final ProfileTag ANNA = tag(1);
    private static final ProfileTag OTHER = tag(2);

    protected abstract Notebook notebook();

    private static void fill(Notebook notebook, ProfileTag tag, int cards) {
        assertThat(notebook.put(
                        tag, IntStream.range(0, cards).mapToObj(i -> card(i)).toList()))
                .isTrue();
    }

    protected static ProfileTag tag(int number) {
        return new ProfileTag(String.format("%032x", number));
    }

    protected static SealedCard card(int number, byte... sealed) {
        return new SealedCard(String.format("%032x", number), sealed.length == 0 ? new byte[] {1} : sealed);
    }

    @Test
    void whoIsRememberedIsKnownByNameUntilForgotten() {
        var notebook = notebook();
        assertThat(notebook.known("anna")).isEmpty();
        assertThat(notebook.remember("anna", ANNA)).isTrue();
        assertThat(notebook.remember("Zoé", OTHER)).isTrue();

        assertThat(notebook.known("anna")).contains(ANNA);
        assertThat(notebook.names()).containsExactly("Zoé", "anna");
        notebook.forget("anna");
        notebook.forget("anna");
        assertThat(notebook.known("anna")).isEmpty();
        assertThat(notebook.names()).containsExactly("Zoé");
    }

    @Test
    void cardsAreOneProfilesAndReplacedByTheirLabel() {
        var notebook = notebook();
        notebook.remember("anna", ANNA);
        notebook.remember("other", OTHER);
        assertThat(notebook.put(ANNA, card(1, (byte) 1))).isTrue();
        assertThat(notebook.put(ANNA, card(1, (byte) 2, (byte) 3))).isTrue();
        assertThat(notebook.put(OTHER, card(1, (byte) 4))).isTrue();

        assertThat(notebook.cards(ANNA)).singleElement().satisfies(one -> {
            assertThat(one.label()).isEqualTo(card(1).label());
            assertThat(one.sealed()).containsExactly(2, 3);
        });
        notebook.remove(ANNA, card(1).label());
        notebook.remove(ANNA, card(1).label());
        assertThat(notebook.cards(ANNA)).isEmpty();
        assertThat(notebook.cards(OTHER)).hasSize(1);
    }

    @Test
    void nothingIsWrittenForAProfileThatIsNotRemembered() {
        assertThat(notebook().put(ANNA, card(1))).isFalse();
        assertThat(notebook().cards(ANNA)).isEmpty();
    }

    @Test
    void whoIsForgottenLosesTheCardsAndSoDoesWhoeverIsReplaced() {
        var notebook = notebook();
        notebook.remember("anna", ANNA);
        notebook.put(ANNA, card(1));
        assertThat(notebook.remember("anna", ANNA)).isTrue();
        assertThat(notebook.cards(ANNA)).hasSize(1);

        assertThat(notebook.remember("anna", OTHER)).isTrue();
        assertThat(notebook.cards(ANNA)).isEmpty();
        notebook.put(OTHER, card(1));
        notebook.forget("anna");
        notebook.remember("anna", OTHER);
        assertThat(notebook.cards(OTHER)).isEmpty();
    }

    @Test
    void oneProfileIsRememberedUnderOneName() {
        notebook().remember("anna", ANNA);
        assertThat(notebook().remember("other", ANNA)).isTrue();
        assertThat(notebook().names()).containsExactly("other");
    }

    @Test
    void thereIsRoomForSoManyProfilesAndNoMore() {
        var notebook = notebook();
        for (int i = 0; i < Notebook.MOST_PROFILES; i++)
            assertThat(notebook.remember("p" + i, tag(i))).isTrue();

        assertThat(notebook.remember("anna", tag(999))).isFalse();
        assertThat(notebook.known("anna")).isEmpty();
        assertThat(notebook.remember("p1", tag(999))).isTrue();
    }

    @Test
    void thereIsRoomForSoManyCardsAndNoMore() {
        var notebook = notebook();
        notebook.remember("anna", ANNA);
        fill(notebook, ANNA, Notebook.MOST_CARDS);

        assertThat(notebook.put(ANNA, card(Notebook.MOST_CARDS))).isFalse();
        assertThat(notebook.put(ANNA, card(7, (byte) 9))).isTrue();
        assertThat(notebook.cards(ANNA)).hasSize(Notebook.MOST_CARDS);
    }

    @Test
    void manyCardsAreWrittenTogetherOrNotAtAll() {
        var notebook = notebook();
        notebook.remember("anna", ANNA);
        notebook.put(ANNA, card(1, (byte) 1));
        assertThat(notebook.put(ANNA, List.of(card(1, (byte) 2), card(2), card(3), card(2, (byte) 9))))
                .isTrue();
        assertThat(notebook.cards(ANNA))
                .extracting(SealedCard::label)
                .containsExactlyInAnyOrder(card(1).label(), card(2).label(), card(3).label());
        fill(notebook, ANNA, Notebook.MOST_CARDS - 1);

        assertThat(notebook.put(
                        ANNA, List.of(card(1, (byte) 7), card(Notebook.MOST_CARDS + 1), card(Notebook.MOST_CARDS + 2))))
                .as("one too many")
                .isFalse();
        assertThat(notebook.cards(ANNA))
                .hasSize(Notebook.MOST_CARDS - 1)
                .noneSatisfy(one -> assertThat(one.sealed()).containsExactly(7));
        assertThat(notebook.put(ANNA, List.of(card(1, (byte) 7), card(Notebook.MOST_CARDS + 1))))
                .isTrue();
        assertThat(notebook.put(OTHER, List.of())).as("nobody remembered").isFalse();
    }

    @Test
    void aCardIsAsLongAsItMayBe() {
        var notebook = notebook();
        notebook.remember("anna", ANNA);
        assertThat(notebook.put(ANNA, card(1, new byte[Notebook.LONGEST_CARD]))).isTrue();
        assertThat(notebook.cards(ANNA).getFirst().sealed()).hasSize(Notebook.LONGEST_CARD);
        assertThatThrownBy(() -> card(1, new byte[Notebook.LONGEST_CARD + 1]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
