package io.chimera.core.history;

/** What came of asking the cloud for what was said before. */
public sealed interface Older {

    /** Some was brought, and there may be more. */
    record Brought(int messages) implements Older {}

    /** There is nothing more: the dialog begins with the oldest message that is stored. */
    record Beginning(int messages) implements Older {}

    /**
     * The cloud cannot be asked now.
     *
     * @param why for the person
     */
    record Unavailable(String why) implements Older {}

    /** How many messages are stored now that were not before. */
    default int count() {
        return switch (this) {
            case Brought(int messages) -> messages;
            case Beginning(int messages) -> messages;
            case Unavailable _ -> 0;
        };
    }
}
