package io.chimera.core.identity;

import io.chimera.core.event.DomainEvent;
import java.time.Instant;

/** Certificates were taken back of which that was not known before. Connections are to be looked at again. */
public record RevocationsChanged(Instant at) implements DomainEvent {}
