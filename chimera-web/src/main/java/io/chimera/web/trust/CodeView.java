package io.chimera.web.trust;

import io.chimera.core.trust.SafetyCode;
import io.chimera.core.trust.WordList;
import io.chimera.web.sign.QrPicture;
import io.chimera.web.words.Language;
import io.chimera.web.words.Words;
import java.util.List;

/**
 * A safety code to be read out, or shown to a camera.
 *
 * @param words in the reader's language
 * @param digits the same in every language
 * @param text what the picture says
 */
public record CodeView(List<String> words, List<String> digits, QrPicture picture, String text) {

    /** For one reader. */
    public static CodeView of(SafetyCode code, Words reader) {
        return new CodeView(code.words(list(reader.language())), code.digits(), QrPicture.of(code.text()), code.text());
    }

    private static WordList list(Language language) {
        return switch (language) {
            case ENGLISH -> WordList.ENGLISH;
            case PORTUGUESE -> WordList.PORTUGUESE;
        };
    }
}
