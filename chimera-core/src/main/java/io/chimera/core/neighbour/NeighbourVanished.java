package io.chimera.core.neighbour;

import io.chimera.core.contact.ContactId;
import io.chimera.core.event.DomainEvent;
import java.time.Instant;

/** Somebody is near no more. */
public record NeighbourVanished(ContactId contact, Instant at) implements DomainEvent {}
