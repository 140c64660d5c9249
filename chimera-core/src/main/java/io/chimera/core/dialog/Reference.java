package io.chimera.core.dialog;

import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.core.route.Way;
import java.util.Optional;

/** How a message names the one it answers. */
public sealed interface Reference {

    /** By our id: it is in this history, or both sides know it by that. */
    record ById(MessageId id) implements Reference {}

    /** By the cloud's id, which only this account knows it by. */
    record ByCloudId(CloudMessageId id) implements Reference {}

    /** By what both sides recognise it by: it went through the cloud, which numbers each side's messages apart. */
    record ByTrace(CloudTrace trace) implements Reference {}

    /** By what a neighbour knows this message, if by anything. */
    static Optional<Reference> forNeighbour(Message message) {
        boolean goesRound = message.fate()
                .travel()
                .filter(travel -> travel.way() == Way.CLOUD)
                .isPresent();
        if (!goesRound) return Optional.of(new ById(message.id()));
        return CloudTrace.of(message).map(ByTrace::new);
    }

    /** By what the cloud knows this message, if it does. */
    static Optional<Reference> forCloud(Message message) {
        return message.cloudId().map(ByCloudId::new);
    }
}
