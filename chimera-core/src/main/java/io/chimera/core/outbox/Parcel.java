package io.chimera.core.outbox;

import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.CloudTrace;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Reference;
import io.chimera.core.message.MessageId;
import java.time.Instant;
import java.util.Optional;

/**
 * What a carrier is given to carry.
 *
 * @param id of the new message, or of this errand about one; the same however often it is carried
 * @param to the one it goes to, in a dialog of two
 * @param writtenAt when its author sent it
 * @param behind our message before it, if that went through the cloud a moment ago: who gets this straight is told, and
 *     can keep the order
 * @param perhapsInCloudSince when it was first tried by the cloud, if what became of that is not known: who gets it
 *     straight is told, and can recognise the copy
 * @param answers the message it answers: by our id in the outbox, and as whoever gets it knows it once it sets off; then
 *     empty if they do not
 */
public record Parcel(
        MessageId id,
        DialogId dialog,
        Optional<ContactId> to,
        Instant writtenAt,
        Cargo cargo,
        Optional<CloudTrace> behind,
        Optional<Instant> perhapsInCloudSince,
        Optional<Reference> answers) {

    /** One that comes behind nothing, has tried no other way and answers nothing. */
    public Parcel(MessageId id, DialogId dialog, Optional<ContactId> to, Instant writtenAt, Cargo cargo) {
        this(id, dialog, to, writtenAt, cargo, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same, behind another. */
    public Parcel behind(CloudTrace other) {
        return new Parcel(id, dialog, to, writtenAt, cargo, Optional.of(other), perhapsInCloudSince, answers);
    }

    /** The same, which may be in the cloud. */
    public Parcel perhapsInCloud(Instant since) {
        return new Parcel(id, dialog, to, writtenAt, cargo, behind, Optional.of(since), answers);
    }

    /** The same, as an answer to another. */
    public Parcel answering(Optional<Reference> other) {
        return new Parcel(id, dialog, to, writtenAt, cargo, behind, perhapsInCloudSince, other);
    }
}
