package io.chimera.core.store;

import static io.chimera.core.testing.People.BRUNO;
import static io.chimera.core.testing.SteppingClock.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.contact.ContactId;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.trust.ContactKey;
import io.chimera.core.trust.ContactKeys;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a store promises of the keys of contacts. */
abstract class KeysContract {

    private static final ContactId DAVI = new ContactId(1004);

    abstract AccountStore store();

    abstract AccountStore reopened();

    @Test
    void aKeyComesBackAsItWasSavedLast() {
        var seen = key(1, NOON);
        var said = new ContactKey(
                seen.fingerprint(),
                NOON.plusNanos(5),
                NOON.plusSeconds(60),
                true,
                Optional.of(NOON.plusSeconds(70)),
                Optional.of(NOON.plusSeconds(80)));
        keep(keys -> keys.save(BRUNO, seen));
        keep(keys -> keys.save(BRUNO, said));
        reopened();
        assertThat(of(BRUNO)).containsExactly(said);
        assertThat(find(BRUNO, said)).contains(said);
        keep(keys -> keys.save(BRUNO, seen));
        assertThat(of(BRUNO)).containsExactly(seen);
    }

    @Test
    void keysComeNewestFirst() {
        keep(keys -> {
            keys.save(BRUNO, key(2, NOON.plusSeconds(2)));
            keys.save(BRUNO, key(3, NOON.plusSeconds(3)));
            keys.save(BRUNO, key(1, NOON.plusSeconds(1)));
        });
        assertThat(of(BRUNO).stream().map(ContactKey::firstSeen))
                .containsExactly(NOON.plusSeconds(3), NOON.plusSeconds(2), NOON.plusSeconds(1));
    }

    @Test
    void theSameKeyMayBeKnownOfTwoPeople() {
        keep(keys -> {
            keys.save(BRUNO, key(1, NOON));
            keys.save(DAVI, key(1, NOON).blocked(NOON));
        });
        assertThat(of(BRUNO)).containsExactly(key(1, NOON));
        assertThat(of(DAVI)).containsExactly(key(1, NOON).blocked(NOON));
    }

    @Test
    void aForgottenKeyIsGone() {
        keep(keys -> {
            keys.save(BRUNO, key(1, NOON));
            keys.save(BRUNO, key(2, NOON));
            keys.forget(BRUNO, key(1, NOON).fingerprint());
            keys.forget(DAVI, key(1, NOON).fingerprint());
        });
        reopened();
        assertThat(of(BRUNO)).containsExactly(key(2, NOON));
        assertThat(find(BRUNO, key(1, NOON))).isEmpty();
        assertThat(of(DAVI)).isEmpty();
    }

    private static ContactKey key(int number, Instant at) {
        var fingerprint = new KeyFingerprint("%064x".formatted(number));
        return new ContactKey(fingerprint, at, at, false, Optional.empty(), Optional.empty());
    }

    private List<ContactKey> of(ContactId contact) {
        return store().read(view -> view.keys().of(contact));
    }

    private Optional<ContactKey> find(ContactId contact, ContactKey key) {
        return store().read(view -> view.keys().find(contact, key.fingerprint()));
    }

    private void keep(Consumer<ContactKeys.Editing> change) {
        store().alter(memory -> change.accept(memory.keys()));
    }
}
