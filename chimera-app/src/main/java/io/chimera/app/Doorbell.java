package io.chimera.app;

import io.chimera.core.event.DomainEvent;
import io.chimera.core.messenger.Messengers;
import org.springframework.context.event.EventListener;

/** News rings the couriers it concerns. */
final class Doorbell {

    private final Messengers messengers;

    Doorbell(Messengers messengers) {
        this.messengers = messengers;
    }

    @EventListener
    void on(DomainEvent event) {
        messengers.on(event);
    }
}
