package io.chimera.core.outbox;

import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import java.util.Optional;

/** The message something is about, by every name it has. */
public record Target(MessageId id, Optional<CloudMessageId> cloudId) {}
