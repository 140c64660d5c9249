package io.chimera.web.dialog;

import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.messenger.Messenger;
import io.chimera.core.store.AccountStore.View;
import io.chimera.web.typing.Typists;
import io.chimera.web.words.Words;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Says who is writing. */
@Component
class TypingReader {

    private static final int MOST_NAMES = 3;

    private final Typists typists;

    TypingReader(Typists typists) {
        this.typists = typists;
    }

    /**
     * Who is writing.
     *
     * @param words what is said of it, by dialog
     * @param until when that has to be looked at again; empty while nobody writes
     */
    record Typing(Map<Long, String> words, Optional<Instant> until) {
        String in(DialogId dialog) {
            return words.getOrDefault(dialog.value(), "");
        }
    }

    Typing read(Messenger me, Words words) {
        var now = typists.now(me.account());
        if (now.authors().isEmpty()) return new Typing(Map.of(), now.until());
        return new Typing(
                me.read(view -> now.authors().entrySet().stream()
                        .collect(Collectors.toMap(
                                there -> there.getKey().value(),
                                there -> say(view, there.getKey(), there.getValue(), words)))),
                now.until());
    }

    private static String say(View view, DialogId dialog, List<Author> authors, Words words) {
        if (!dialog.isOfSeveral()) return words.say("typing.one");
        var names = authors.stream()
                .limit(MOST_NAMES)
                .flatMap(author -> view.nameOf(author).stream())
                .map(name -> name.strip().split("\\s+")[0])
                .collect(Collectors.joining(", "));
        return words.say("typing.names", authors.size(), names);
    }
}
