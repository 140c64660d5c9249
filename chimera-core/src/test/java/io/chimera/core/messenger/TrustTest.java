package io.chimera.core.messenger;

import static io.chimera.core.testing.People.ANA;
import static io.chimera.core.testing.People.BRUNO;
import static io.chimera.core.testing.SteppingClock.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.identity.PeerIdentity;
import io.chimera.core.store.InMemoryAccountStore;
import io.chimera.core.testing.RecordedEvents;
import io.chimera.core.testing.SteppingClock;
import io.chimera.core.trust.ContactKey;
import io.chimera.core.trust.ContactKeysChanged;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TrustTest {

    private final SteppingClock clock = new SteppingClock();
    private final RecordedEvents told = new RecordedEvents();
    private final InMemoryAccountStore store = new InMemoryAccountStore(ANA, told);
    private final StoredAcquaintances acquaintances = new StoredAcquaintances(ANA, store, clock);
    private final AtomicInteger looks = new AtomicInteger();
    private final Trust trust = new Trust(ANA, store, Optional::empty, looks::incrementAndGet, clock);

    @Test
    void theFirstKeyOfAllSaysNothing() {
        acquaintances.met(bruno(1));
        assertThat(keys())
                .containsExactly(new ContactKey(
                        key(1), clock.instant(), clock.instant(), false, Optional.empty(), Optional.empty()));
    }

    @Test
    void anotherKeyIsNewsUntilThePersonHasSeenIt() {
        acquaintances.met(bruno(1));
        clock.advance(Duration.ofDays(1));
        acquaintances.met(bruno(2));
        assertThat(keys().stream().map(ContactKey::news)).containsExactly(true, false);
        assertThat(told.of(ContactKeysChanged.class)).hasSize(2);
        trust.noticed(BRUNO);
        trust.noticed(BRUNO);
        assertThat(keys()).noneMatch(ContactKey::news);
        assertThat(told.of(ContactKeysChanged.class)).hasSize(3);
    }

    @Test
    void goingBackAndForthBetweenKnownKeysIsNoNews() {
        acquaintances.met(bruno(1));
        acquaintances.met(bruno(2));
        trust.noticed(BRUNO);
        for (int day = 0; day < 3; day++) {
            clock.advance(Duration.ofDays(1));
            acquaintances.met(bruno(1 + day % 2));
        }
        assertThat(keys()).hasSize(2).noneMatch(ContactKey::news);
    }

    @Test
    void whenTheyWereHereLastIsKeptToTheHour() {
        acquaintances.met(bruno(1));
        clock.advance(Duration.ofMinutes(59));
        acquaintances.met(bruno(1));
        assertThat(keys().getFirst().lastSeen()).isEqualTo(keys().getFirst().firstSeen());
        clock.advance(Duration.ofMinutes(1));
        acquaintances.met(bruno(1));
        assertThat(keys().getFirst().lastSeen()).isEqualTo(clock.instant());
    }

    @Test
    void aBlockedKeyIsBlockedUntilItIsUnblockedAndOpenConnectionsAreLookedAt() {
        acquaintances.met(bruno(1));
        acquaintances.met(bruno(2));
        assertThat(trust.equal(BRUNO, key(2))).isTrue();
        assertThat(trust.block(BRUNO, key(2))).isTrue();
        assertThat(looks).hasValue(1);
        assertThat(acquaintances.isBlocked(bruno(2))).isTrue();
        assertThat(acquaintances.isBlocked(bruno(1))).isFalse();
        assertThat(keys().getFirst().compared()).isEmpty();
        trust.unblock(BRUNO, key(2));
        assertThat(looks).hasValue(2);
        assertThat(acquaintances.isBlocked(bruno(2))).isFalse();
        assertThat(trust.block(BRUNO, key(7))).isFalse();
        assertThat(looks).hasValue(2);
    }

    @Test
    void whatThePersonSaidOutlivesAFloodOfKeys() {
        acquaintances.met(bruno(1));
        acquaintances.met(bruno(2));
        trust.block(BRUNO, key(1));
        trust.equal(BRUNO, key(2));
        for (int n = 3; n < 100; n++) {
            clock.advance(Duration.ofSeconds(1));
            acquaintances.met(bruno(n));
        }
        assertThat(keys()).hasSize(StoredAcquaintances.MOST_KEYS);
        assertThat(keys().stream().map(ContactKey::fingerprint)).contains(key(1), key(2), key(99));
    }

    @Test
    void whoIsBlockedAsOftenAsKeysAreKeptIsNotTalkedToWithAnother() {
        for (int n = 1; n <= StoredAcquaintances.MOST_KEYS; n++) {
            acquaintances.met(bruno(n));
            assertThat(acquaintances.isBlocked(bruno(1000))).isFalse();
            trust.block(BRUNO, key(n));
        }
        assertThat(acquaintances.isBlocked(bruno(1000))).isTrue();
    }

    @Test
    void aComparedKeyStaysWhateverStrangersShow() {
        acquaintances.met(bruno(1));
        trust.equal(BRUNO, key(1));
        for (int n = 2; n <= StoredAcquaintances.MOST_KEYS; n++) {
            acquaintances.met(bruno(n));
            trust.block(BRUNO, key(n));
        }

        assertThat(acquaintances.isBlocked(bruno(1000))).isTrue();
        assertThat(acquaintances.isBlocked(bruno(1))).isFalse();
        assertThat(keys().stream().map(ContactKey::fingerprint)).contains(key(1));
    }

    private List<ContactKey> keys() {
        return trust.keys(BRUNO);
    }

    private static KeyFingerprint key(int number) {
        return new KeyFingerprint("%064x".formatted(number));
    }

    private static PeerIdentity bruno(int number) {
        return new PeerIdentity(BRUNO, key(number), NOON.plus(Duration.ofDays(300)));
    }
}
