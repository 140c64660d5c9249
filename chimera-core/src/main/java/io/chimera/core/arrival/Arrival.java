package io.chimera.core.arrival;

import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.CloudTrace;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Reference;
import java.time.Instant;
import java.util.Optional;

/** Something that came in. Who it is from was proved by the way it came, never by what it says. */
public sealed interface Arrival {

    /** The message it is, or is about, by the id it has on the way it came. */
    Origin origin();

    /** Where it belongs. */
    DialogId dialog();

    /** Who did it. */
    Author by();

    /** When its author sent it, by the author's clock or the cloud's. */
    Instant at();

    /**
     * A new message. A file in it lies sealed on the shelf already.
     *
     * @param behind its author's message before it, if that went through the cloud, which may still be bringing it
     * @param perhapsInCloudSince when its author first tried to send it through the cloud, by the author's clock, if
     *     what became of that is not known
     * @param answers the message it answers, as its author, or the cloud, names it
     */
    record NewMessage(
            Origin origin,
            DialogId dialog,
            Author by,
            Instant at,
            Body body,
            Optional<CloudTrace> behind,
            Optional<Instant> perhapsInCloudSince,
            Optional<Reference> answers)
            implements Arrival {

        /** One that waits for no other, has tried no other way and answers nothing. */
        public NewMessage(Origin origin, DialogId dialog, Author by, Instant at, Body body) {
            this(origin, dialog, by, at, body, Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** The same, behind another. */
        public NewMessage behind(CloudTrace other) {
            return new NewMessage(origin, dialog, by, at, body, Optional.of(other), perhapsInCloudSince, answers);
        }

        /** The same, which may be in the cloud. */
        public NewMessage perhapsInCloud(Instant since) {
            return new NewMessage(origin, dialog, by, at, body, behind, Optional.of(since), answers);
        }

        /** The same, as an answer to another. */
        public NewMessage answering(Optional<Reference> other) {
            return new NewMessage(origin, dialog, by, at, body, behind, perhapsInCloudSince, other);
        }
    }

    /** Other words for a message of the same author. */
    record Edit(Origin origin, DialogId dialog, Author by, Instant at, Body.Text body) implements Arrival {}

    /** A message of the same author is to be deleted. */
    record Deletion(Origin origin, DialogId dialog, Author by, Instant at) implements Arrival {}

    /**
     * Everything up to this message was seen: by somebody else, our messages; by this account on another device, the
     * others' messages.
     */
    record Seen(Origin origin, DialogId dialog, Author by, Instant at) implements Arrival {}
}
