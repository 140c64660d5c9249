package io.chimera.core.store;

import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Message;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;

/** The words somebody looks for, without accents and capitals. */
final class InMemorySearch {

    private final List<String> wanted;

    InMemorySearch(String words) {
        wanted = split(words);
    }

    boolean asWholeWords(Message message) {
        return holdsAll(message, String::equals);
    }

    boolean onlyAsBeginnings(Message message) {
        return !asWholeWords(message) && holdsAll(message, String::startsWith);
    }

    private boolean holdsAll(Message message, BiPredicate<String, String> matches) {
        var there = split(textOf(message));
        return !wanted.isEmpty()
                && wanted.stream().allMatch(word -> there.stream().anyMatch(other -> matches.test(other, word)));
    }

    private static String textOf(Message message) {
        return switch (message.body()) {
            case Body.Text(var text, var _) -> text;
            case Body.File(var file) -> file.name().value();
            case Body.Distant distant -> distant.file().name().value();
            case Body.Erased() -> "";
        };
    }

    private static List<String> split(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        return Arrays.stream(plain.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
