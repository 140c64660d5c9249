package io.chimera.core.outbox;

import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Likeness;
import io.chimera.core.file.SharedFile;

/** What is in a parcel. */
public sealed interface Cargo {

    /** A new message of words. */
    record Text(Body.Text body) implements Cargo {}

    /** A new message with a file. */
    record File(SharedFile file) implements Cargo {}

    /** Other words for a message that has gone. */
    record Edit(Target target, Body.Text body) implements Cargo {}

    /** A message that has gone is to be deleted over there as well. */
    record Deletion(Target target) implements Cargo {}

    /** Everything of the other side up to this message was seen. */
    record Seen(Target upTo) implements Cargo {}

    /**
     * Whether a cloud that knows none of our ids may make a message of these words of it. What cannot be seen does not
     * count: clouds trim texts, and take control characters out of them.
     */
    default boolean mayBecome(String words) {
        return this instanceof Text(var body) && Likeness.sameWords(body.text(), words);
    }

    /** Whether such a cloud may make a file of this name and length of it. */
    default boolean mayBecome(String name, long size) {
        return this instanceof File(var file)
                && file.name().value().equals(name)
                && file.content().size() == size;
    }
}
