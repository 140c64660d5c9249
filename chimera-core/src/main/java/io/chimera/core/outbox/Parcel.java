package io.chimera.core.outbox;

import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.CloudTrace;
import io.chimera.core.dialog.DialogId;
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
 */
public record Parcel(
        MessageId id,
        DialogId dialog,
        Optional<ContactId> to,
        Instant writtenAt,
        Cargo cargo,
        Optional<CloudTrace> behind,
        Optional<Instant> perhapsInCloudSince) {

    /** One that comes behind nothing and has tried no other way. */
    public Parcel(MessageId id, DialogId dialog, Optional<ContactId> to, Instant writtenAt, Cargo cargo) {
        this(id, dialog, to, writtenAt, cargo, Optional.empty(), Optional.empty());
    }

    /** The same, behind another. */
    public Parcel behind(CloudTrace other) {
        return new Parcel(id, dialog, to, writtenAt, cargo, Optional.of(other), perhapsInCloudSince);
    }

    /** The same, which may be in the cloud. */
    public Parcel perhapsInCloud(Instant since) {
        return new Parcel(id, dialog, to, writtenAt, cargo, behind, Optional.of(since));
    }
}
