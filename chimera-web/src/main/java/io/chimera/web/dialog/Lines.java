package io.chimera.web.dialog;

import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.Message;
import io.chimera.web.looks.Looks;
import io.chimera.web.words.Words;
import java.util.Map;

/** Messages told in one line. Pure. */
final class Lines {

    private static final int LONGEST = 160;

    private final Words words;

    Lines(Words words) {
        this.words = words;
    }

    /** What a message says, in one line. */
    String of(Message message) {
        return switch (message.body()) {
            case Body.Text text -> oneLine(Looks.plain(text));
            case Body.File(var file)
            when file.mediaType().startsWith("image/") ->
                words.say("line.picture", file.name().value());
            case Body.File(var file) ->
                words.say(
                        "line.file",
                        file.name().value(),
                        words.figures().size(file.content().size()));
            case Body.Distant distant -> {
                var file = distant.file();
                yield words.say(
                        "line.file", file.name().value(), words.figures().size(file.size()));
            }
            case Body.Erased() -> words.say("line.erased");
        };
    }

    /** Who wrote it, where that is not plain: in a group, by the first name. */
    String lead(Message message, Dialog dialog, Map<Author, String> names) {
        return switch (dialog) {
            case Dialog.Direct _, Dialog.Channel _ -> "";
            case Dialog.Group _ -> words.say("line.lead", shortName(message.author(), names));
        };
    }

    private String shortName(Author author, Map<Author, String> names) {
        return switch (author) {
            case Author.Me() -> words.say("line.me");
            case Author.Them _ -> names.getOrDefault(author, "").strip().split("\\s+")[0];
            case Author.Chat _ -> names.getOrDefault(author, "");
        };
    }

    static String oneLine(String text) {
        var line = text.strip().replaceAll("\\s+", " ");
        if (line.length() <= LONGEST) return line;
        int end = Character.isLowSurrogate(line.charAt(LONGEST)) ? LONGEST - 1 : LONGEST;
        return line.substring(0, end) + "…";
    }
}
