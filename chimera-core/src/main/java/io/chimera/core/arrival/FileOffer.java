package io.chimera.core.arrival;

import io.chimera.core.contact.ContactId;
import io.chimera.core.file.FileName;
import io.chimera.core.message.MessageId;
import java.util.OptionalLong;

/**
 * A neighbour wants to bring a file.
 *
 * @param from proved by the connection
 * @param size in bytes; empty when the neighbour cannot say (the first Chimera)
 */
public record FileOffer(MessageId id, ContactId from, FileName name, OptionalLong size) {}
