package io.chimera.core.outbox;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** By what a text is recognised after a cloud had it. */
final class Likeness {

    /** White space, control and format characters, and the three marks above and below letters that Telegram removes. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\s\\p{Z}\\p{Cc}\\p{Cf}\\u030a\\u0333\\u033f]+", Pattern.UNICODE_CHARACTER_CLASS);

    private Likeness() {}

    static boolean sameWords(String one, String other) {
        return one.equals(other) || seen(one).equals(seen(other));
    }

    private static String seen(String text) {
        return UNSEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll("");
    }
}
