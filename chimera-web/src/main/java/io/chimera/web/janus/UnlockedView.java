package io.chimera.web.janus;

import io.chimera.core.janus.Unlocked;
import io.chimera.core.janus.Wanted;
import io.chimera.core.trust.CheckWords;
import io.chimera.core.trust.WordList;
import io.chimera.web.words.Words;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The profile that is unlocked.
 *
 * @param remembered whether this computer remembers it
 * @param check by which its owner sees that the secret was typed as always
 * @param numbers the same in figures, equal in all languages
 * @param locks when it locks itself
 */
record UnlockedView(
        boolean remembered,
        String name,
        String profile,
        List<String> check,
        String numbers,
        String locks,
        boolean withKit,
        String domain,
        List<Wanted> sites) {

    static UnlockedView of(Unlocked unlocked, Words words) {
        var list = switch (words.language()) {
            case ENGLISH -> WordList.ENGLISH;
            case PORTUGUESE -> WordList.PORTUGUESE;
        };
        return new UnlockedView(
                unlocked.remembered(),
                unlocked.name(),
                unlocked.profile(),
                CheckWords.of(unlocked.check(), list),
                unlocked.check().stream().map(String::valueOf).collect(Collectors.joining(" · ")),
                words.moments().time(unlocked.locksAt()),
                unlocked.withKit(),
                unlocked.mailDomain().orElse(""),
                unlocked.sites());
    }
}
