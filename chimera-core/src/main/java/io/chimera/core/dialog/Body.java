package io.chimera.core.dialog;

import io.chimera.core.file.DistantFile;
import io.chimera.core.file.SharedFile;
import java.util.List;

/** What a message says. */
public sealed interface Body {

    /** The longest text Telegram takes, in UTF-16 units; a longer one could not fall back to the cloud unsplit. */
    int LONGEST_TEXT = 4096;

    /**
     * Words.
     *
     * @param text not blank, at most {@value #LONGEST_TEXT} UTF-16 units, no lone surrogate and no NUL;
     *     anything else throws {@link UnacceptableText}
     * @param spans how stretches of it look; what does not fit the text is left out
     */
    record Text(String text, List<Span> spans) implements Body {
        public Text {
            UnacceptableText.check(text);
            spans = Span.fitting(text, spans);
        }

        /** Words that all look alike. */
        public Text(String text) {
            this(text, List.of());
        }
    }

    /** A file that lies whole on this computer. */
    record File(SharedFile file) implements Body {}

    /**
     * A file that the cloud has and this computer has not. Its message is known to the cloud.
     *
     * @param wanted whether it is to be fetched as soon as that is possible
     */
    record Distant(DistantFile file, boolean wanted) implements Body {}

    /** It was deleted; nothing of it is kept. */
    record Erased() implements Body {}
}
