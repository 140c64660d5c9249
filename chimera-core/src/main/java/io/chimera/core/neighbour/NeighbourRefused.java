package io.chimera.core.neighbour;

import io.chimera.core.contact.ContactId;
import io.chimera.core.event.DomainEvent;
import java.time.Instant;

/** Somebody near has proved who they are and is not talked to directly; {@link Refusal} says why. */
public record NeighbourRefused(ContactId contact, Instant at) implements DomainEvent {}
