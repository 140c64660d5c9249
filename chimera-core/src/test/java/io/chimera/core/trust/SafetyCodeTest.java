package io.chimera.core.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.identity.KeyFingerprint;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The examples of docs/pki.md, and what holds of every pair. */
class SafetyCodeTest {

    private static final KeyFingerprint ONE = new KeyFingerprint("11".repeat(32));
    private static final KeyFingerprint OTHER = new KeyFingerprint("ee".repeat(32));

    @Test
    void twoKeysGiveTheWordsAndDigitsOfTheExample() {
        var code = SafetyCode.of(ONE, OTHER);
        assertThat(String.join(" ", code.words(WordList.ENGLISH)))
                .isEqualTo("icon country curve crush river ceiling practice enact");
        assertThat(String.join(" ", code.words(WordList.PORTUGUESE)))
                .isEqualTo("galho caracol chave certeiro pessoa bipolar noticiar depois");
        assertThat(String.join(" ", code.digits())).isEqualTo("39234 30713 89387 47803 64847 89949");
        assertThat(code.text()).isEqualTo("chimera://compare/1/" + ONE + "/" + OTHER);
    }

    @Test
    void oneKeyGivesTheWordsOfTheExample() {
        var code = SafetyCode.of(ONE);
        assertThat(String.join(" ", code.words(WordList.ENGLISH)))
                .isEqualTo("sudden aerobic again ahead road broccoli embark chair");
        assertThat(String.join(" ", code.digits())).isEqualTo("75236 33758 85533 73330 04779 82557");
        assertThat(code.text()).isEqualTo("chimera://key/1/" + ONE);
    }

    @Test
    void bothSidesSeeTheSame() {
        var here = SafetyCode.of(ONE, OTHER);
        var there = SafetyCode.of(OTHER, ONE);
        assertThat(there.words(WordList.ENGLISH)).isEqualTo(here.words(WordList.ENGLISH));
        assertThat(there.digits()).isEqualTo(here.digits());
        assertThat(there.text()).isEqualTo(here.text());
    }

    @Test
    void everyOtherKeyGivesOtherWordsAndOtherDigits() {
        var words = new HashSet<>();
        var digits = new HashSet<>();
        IntStream.range(0, 1000).forEach(n -> {
            var code = SafetyCode.of(ONE, new KeyFingerprint("%064x".formatted(n)));
            words.add(code.words(WordList.ENGLISH));
            digits.add(code.digits());
            assertThat(code.words(WordList.ENGLISH)).hasSize(SafetyCode.WORDS);
            assertThat(code.digits()).hasSize(SafetyCode.GROUPS).allMatch(group -> group.matches("[0-9]{5}"));
        });
        assertThat(words).hasSize(1000);
        assertThat(digits).hasSize(1000);
    }

    @Test
    void aKeyAloneIsNotTakenForAKeyWithItself() {
        assertThat(SafetyCode.of(ONE).digits())
                .isNotEqualTo(SafetyCode.of(ONE, ONE).digits());
    }

    @Test
    void theListsHaveAsManyDifferentWordsAsElevenBitsSay() {
        for (var list : new WordList[] {WordList.ENGLISH, WordList.PORTUGUESE}) {
            assertThat(IntStream.range(0, WordList.SIZE).mapToObj(list::word))
                    .doesNotHaveDuplicates()
                    .isSorted()
                    .allMatch(word -> word.matches("[a-z]{3,8}"));
        }
        assertThat(WordList.ENGLISH.word(0)).isEqualTo("abandon");
        assertThat(WordList.ENGLISH.word(WordList.LAST)).isEqualTo("zoo");
        assertThat(WordList.PORTUGUESE.word(0)).isEqualTo("abacate");
    }
}
