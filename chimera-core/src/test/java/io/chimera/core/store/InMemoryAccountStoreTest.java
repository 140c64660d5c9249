package io.chimera.core.store;

import io.chimera.core.event.Events;
import io.chimera.core.testing.People;

/** The fake keeps every promise of the port, so that tests which use it mean something. */
class InMemoryAccountStoreTest extends AccountStoreContract {

    private InMemoryAccountStore memory;

    @Override
    protected AccountStore open(Events events) {
        memory = memory == null ? new InMemoryAccountStore(People.ANA, events) : memory.reopen(events);
        return memory;
    }
}
