package io.chimera.core.event;

/** Port: tells whoever listens. */
@FunctionalInterface
public interface Events {

    /** Returns once every listener has been called; listeners return at once and never throw into the teller. */
    void publish(DomainEvent event);
}
