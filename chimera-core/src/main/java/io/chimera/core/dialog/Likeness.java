package io.chimera.core.dialog;

import io.chimera.core.file.Sha256;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * By what a message is recognised after a cloud had it, which drops our ids and changes what cannot be seen. Two messages
 * that are alike may be one that came by two ways, or the same said twice.
 *
 * @param value of words, the SHA-256 of what can be seen of them; of a file, that of its name and length
 */
public record Likeness(Sha256 value) {

    /** White space, control and format characters, and the three marks above and below letters that Telegram removes. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\s\\p{Z}\\p{Cc}\\p{Cf}\\u030a\\u0333\\u033f]+", Pattern.UNICODE_CHARACTER_CLASS);

    /** That of a message; one that was deleted is like nothing. */
    public static Optional<Likeness> of(Body body) {
        return switch (body) {
            case Body.Text(var text, var _) -> Optional.of(ofWords(text));
            case Body.File(var file) ->
                Optional.of(ofFile(file.name().value(), file.content().size()));
            case Body.Distant(var file, var _) -> Optional.of(ofFile(file.name().value(), file.size()));
            case Body.Erased() -> Optional.empty();
        };
    }

    /** That of words, as they were written or as a cloud has them. */
    public static Likeness ofWords(String text) {
        return over("words\n" + seen(text));
    }

    /** That of a file. */
    public static Likeness ofFile(String name, long size) {
        return over("file\n" + size + "\n" + name);
    }

    /** Whether a cloud may have made the one of the other. */
    public static boolean sameWords(String one, String other) {
        return one.equals(other) || seen(one).equals(seen(other));
    }

    private static String seen(String text) {
        return UNSEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll("");
    }

    private static Likeness over(String what) {
        return new Likeness(Sha256.over(what.getBytes(StandardCharsets.UTF_8)));
    }
}
