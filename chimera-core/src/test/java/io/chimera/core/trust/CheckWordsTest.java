package io.chimera.core.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CheckWordsTest {

    @Test
    void everyNumberIsAWordOfTheList() {
        assertThat(CheckWords.of(List.of(0, 1, 2047), WordList.ENGLISH)).containsExactly("abandon", "ability", "zoo");
        assertThat(CheckWords.of(List.of(0, 2047), WordList.PORTUGUESE))
                .hasSize(2)
                .doesNotContain("abandon", "zoo");
    }
}
