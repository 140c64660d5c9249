package io.chimera.core.twin;

import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Reference;
import io.chimera.core.message.CloudMessageId;
import java.time.Instant;
import java.util.Optional;

/**
 * What the cloud brought and was taken for a message that is here already. It is kept, not shown, until its author has
 * confirmed that.
 *
 * @param at the cloud's date
 * @param answers the message it answers
 */
public record CloudCopy(CloudMessageId id, Instant at, Body body, Optional<Reference> answers) {}
