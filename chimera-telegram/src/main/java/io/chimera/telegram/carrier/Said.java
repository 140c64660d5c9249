package io.chimera.telegram.carrier;

import io.chimera.core.dialog.Span;
import java.util.List;

/** What a message says. */
sealed interface Said {

    /**
     * Words, which may be what stands for something only Telegram itself can show.
     *
     * @param looks as Telegram says; they may not fit the text
     */
    record Words(String text, List<Span> looks) implements Said {

        /** Words that all look alike. */
        Words(String text) {
            this(text, List.of());
        }
    }

    /**
     * A file.
     *
     * @param file TDLib's number for it, until TDLib is closed
     * @param name as its sender claims; may be empty
     * @param size in bytes, as far as it is known
     * @param caption words that came with it; may be empty
     */
    record Document(int file, String name, String mediaType, long size, Words caption) implements Said {}

    /** That something happened, such as that somebody has joined Telegram: nobody wrote it. */
    record Notice() implements Said {}
}
