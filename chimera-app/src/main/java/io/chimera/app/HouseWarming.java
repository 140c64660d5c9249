package io.chimera.app;

import io.chimera.core.account.AccountId;
import io.chimera.core.account.Accounts;
import io.chimera.core.messenger.Messengers;
import io.chimera.core.store.AccountStores;
import io.chimera.lab.client.LabPhonebook;
import java.io.IOException;
import java.util.List;
import org.springframework.context.SmartLifecycle;

/** The lab's people move in: they get to know whom they have in their telephone books, and their messengers open. */
final class HouseWarming implements SmartLifecycle {

    /** Before the pages are served. */
    private static final int PHASE = DEFAULT_PHASE - 4096;

    private final List<AccountId> people;
    private final LabPhonebook phonebook;
    private final Accounts accounts;
    private final AccountStores stores;
    private final Messengers messengers;
    private final SelfEnrolment enrolment;
    private volatile boolean running;

    HouseWarming(
            List<AccountId> people,
            LabPhonebook phonebook,
            Accounts accounts,
            AccountStores stores,
            Messengers messengers,
            SelfEnrolment enrolment) {
        this.people = people;
        this.phonebook = phonebook;
        this.accounts = accounts;
        this.stores = stores;
        this.messengers = messengers;
        this.enrolment = enrolment;
    }

    @Override
    public void start() {
        running = true;
        try {
            for (var person : people) {
                if (accounts.find(person).isEmpty()) moveIn(person);
                messengers.open(person);
                enrolment.begin(person);
            }
        } catch (IOException failed) {
            throw new CannotStart("The lab cloud does not answer: " + failed.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** The account is saved last: whoever is found there has moved in completely. */
    private void moveIn(AccountId person) throws IOException, InterruptedException {
        var contacts = phonebook.contacts(person);
        try (var store = stores.open(person)) {
            store.alter(change -> contacts.forEach(change.contacts()::save));
        }
        accounts.save(phonebook.account(person));
    }

    @Override
    public void stop() {
        running = false;
        enrolment.close();
        messengers.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
