package io.chimera.telegram.carrier;

/** What a message says. */
sealed interface Said {

    /** Words, which may be what stands for something only Telegram itself can show. */
    record Words(String text) implements Said {}

    /**
     * A file.
     *
     * @param file TDLib's number for it, until TDLib is closed
     * @param name as its sender claims; may be empty
     * @param size in bytes, as far as it is known
     * @param caption words that came with it; may be empty
     */
    record Document(int file, String name, String mediaType, long size, String caption) implements Said {}

    /** That something happened, such as that somebody has joined Telegram: nobody wrote it. */
    record Notice() implements Said {}
}
