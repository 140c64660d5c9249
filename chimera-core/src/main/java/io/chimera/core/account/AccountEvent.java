package io.chimera.core.account;

import io.chimera.core.event.DomainEvent;

/** News of one account. Where it tells of a change of the store, that change is durable before anybody hears of it. */
public interface AccountEvent extends DomainEvent {

    /** Whose news it is. */
    AccountId account();
}
