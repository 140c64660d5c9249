package io.chimera.web.sign;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.testing.People;
import io.chimera.core.testing.SteppingClock;
import io.chimera.web.ApiToken;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionSealTest {

    private static final ApiToken TOKEN = () -> "a-token-of-more-than-thirty-two-characters";

    private final SteppingClock clock = new SteppingClock();
    private final SessionSeal seal = new SessionSeal(TOKEN, clock);
    private final BrowserSession session = seal.begin(People.ANA);

    @Test
    void aSealedSessionOpensAsItWas() {
        assertThat(seal.open(seal.seal(session))).contains(session);
    }

    @Test
    void aSessionOutlivesARestart() {
        assertThat(new SessionSeal(TOKEN, clock).open(seal.seal(session))).contains(session);
    }

    @Test
    void anotherTokenEndsEverySession() {
        var other = new SessionSeal(() -> "another-token-of-more-than-thirty-two-chars", clock);

        assertThat(other.open(seal.seal(session))).isEmpty();
    }

    @Test
    void nobodyCanMakeThemselvesSomebodyElse() {
        var sealed = seal.seal(session);

        assertThat(seal.open(sealed.replaceFirst("^1001", "1002"))).isEmpty();
    }

    @Test
    void noCharacterOfItCanBeChanged() {
        var sealed = seal.seal(session);
        // The last one carries two bits only.
        for (int i = 0; i < sealed.length() - 1; i++) {
            var changed = sealed.substring(0, i) + (sealed.charAt(i) == '0' ? '1' : '0') + sealed.substring(i + 1);
            assertThat(seal.open(changed)).as("changed at %d", i).isEmpty();
        }
    }

    @Test
    void aSessionEndsAfterAMonth() {
        var sealed = seal.seal(session);

        clock.advance(Duration.ofDays(30));
        assertThat(seal.open(sealed)).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(seal.open(sealed)).isEmpty();
    }

    @Test
    void whatIsNoSessionIsNone() {
        assertThat(seal.open("")).isEmpty();
        assertThat(seal.open("....")).isEmpty();
        assertThat(seal.open("99999999999999999999.1.0.0")).isEmpty();
    }
}
