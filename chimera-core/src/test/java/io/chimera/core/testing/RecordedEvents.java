package io.chimera.core.testing;

import io.chimera.core.event.DomainEvent;
import io.chimera.core.event.Events;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what was told, in order. */
public final class RecordedEvents implements Events {

    private final List<DomainEvent> told = new CopyOnWriteArrayList<>();

    @Override
    public void publish(DomainEvent event) {
        told.add(event);
    }

    public List<DomainEvent> all() {
        return List.copyOf(told);
    }

    public <T extends DomainEvent> List<T> of(Class<T> kind) {
        return told.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public void forget() {
        told.clear();
    }
}
