package io.chimera.core.outbox;

import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Likeness;
import io.chimera.core.file.SharedFile;
import java.util.Optional;

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
     * By what the message is recognised that a cloud, which knows none of our ids, may make of it. An errand makes none.
     */
    default Optional<Likeness> likeness() {
        return switch (this) {
            case Text(var body) -> Likeness.of(body);
            case File(var file) -> Likeness.of(new Body.File(file));
            case Edit _, Deletion _, Seen _ -> Optional.empty();
        };
    }
}
