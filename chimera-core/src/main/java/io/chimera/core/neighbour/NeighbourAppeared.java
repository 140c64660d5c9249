package io.chimera.core.neighbour;

import io.chimera.core.contact.ContactId;
import io.chimera.core.event.DomainEvent;
import java.time.Instant;

/** Somebody is near who was not, or what is known of a neighbour is better than before. A fact of this computer, not of an account. */
public record NeighbourAppeared(ContactId contact, Instant at) implements DomainEvent {}
