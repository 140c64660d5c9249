package io.chimera.app;

import io.chimera.core.event.DomainEvent;
import io.chimera.core.event.Events;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;

/** Tells Spring's listeners. One that throws is logged and harms neither the teller nor the other news. */
final class SpringEvents implements Events {

    private static final Logger LOG = LoggerFactory.getLogger(SpringEvents.class);

    private final ApplicationEventPublisher publisher;

    SpringEvents(ApplicationEventPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public void publish(DomainEvent event) {
        try {
            publisher.publishEvent(event);
        } catch (RuntimeException fault) {
            LOG.warn("A listener failed at event={}", event.getClass().getSimpleName(), fault);
        }
    }
}
