package io.chimera.core.janus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chimera.core.account.AccountId;
import io.chimera.core.janus.Found.Value;
import io.chimera.core.janus.PseudonymRefused.Refusal;
import io.chimera.core.testing.SteppingClock;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What everybody may rely on who is handed {@link Pseudonyms}. */
public abstract class PseudonymsContract {

    protected static final Duration IDLE = Duration.ofMinutes(30);
    protected static final String SECRET = "velvet anchor thursday gravel";
    protected static final AccountId ANA = new AccountId(1001);
    protected static final AccountId BRUNO = new AccountId(1002);

    protected final SteppingClock clock = new SteppingClock();

    /** Ones that lock themselves after {@link #IDLE} by the {@link #clock}. */
    protected abstract Pseudonyms pseudonyms();

    protected static ProfileKey key(String secret) {
        return ProfileKey.of("anna", secret.toCharArray()).withMailDomain("anna.example");
    }

    protected static Refusal refusal(ThrowingCallable step) {
        return catchThrowableOfType(PseudonymRefused.class, step).refusal();
    }

    @Test
    void nothingIsToldOfAnAccountWhoseProfileIsLocked() throws PseudonymRefused {
        var pseudonyms = pseudonyms();
        pseudonyms.unlock(BRUNO, key(SECRET));

        assertThat(pseudonyms.state(ANA)).isEmpty();
        assertThat(refusal(() -> pseudonyms.at(ANA, Wanted.at("example.com")))).isEqualTo(Refusal.LOCKED);
        assertThat(refusal(() -> pseudonyms.find(ANA, "x", List.of()))).isEqualTo(Refusal.LOCKED);
    }

    @Test
    void theSameSecretGivesTheSameAndAnotherGivesOthers() throws PseudonymRefused {
        var pseudonyms = pseudonyms();
        var first = pseudonyms.unlock(ANA, key(SECRET));
        var there = pseudonyms.at(ANA, Wanted.at("example.com"));

        assertThat(first.profile()).isEqualTo("janus1:std:anna");
        assertThat(first.name()).isEqualTo("anna");
        assertThat(first.check()).hasSize(4).allMatch(number -> number >= 0 && number < 2048);
        assertThat(pseudonyms.unlock(BRUNO, key(SECRET)).check()).isEqualTo(first.check());
        assertThat(pseudonyms.at(BRUNO, Wanted.at("example.com"))).isEqualTo(there);

        var other = pseudonyms.unlock(ANA, key(SECRET + "s"));
        assertThat(other.check()).isNotEqualTo(first.check());
        assertThat(pseudonyms.at(ANA, Wanted.at("example.com")).password()).isNotEqualTo(there.password());
    }

    @Test
    void hostsOfOneSiteAreOnePersonAndTheReasonIsTold() throws PseudonymRefused {
        var pseudonyms = pseudonyms();
        pseudonyms.unlock(ANA, key(SECRET));
        var below = pseudonyms.at(ANA, Wanted.at("https://shop.example.com/sign-up?x=1"));
        var itself = pseudonyms.at(ANA, Wanted.at("example.com"));

        assertThat(below).returns("example.com", Pseudonym::site).returns("shop.example.com", Pseudonym::host);
        assertThat(below.why()).isEqualTo(WhyTheSite.REGISTRABLE);
        assertThat(itself.why()).isEqualTo(WhyTheSite.ITSELF);
        assertThat(below.password()).isEqualTo(itself.password());
        assertThat(pseudonyms.at(ANA, Wanted.at("127.0.0.1")).why()).isEqualTo(WhyTheSite.ADDRESS);
        assertThat(pseudonyms.at(ANA, Wanted.at("localhost")).why()).isEqualTo(WhyTheSite.WHOLE_HOST);
        assertThat(below.address()).endsWith("@anna.example");
    }

    @Test
    void counterAndPersonaMakeOtherValues() throws PseudonymRefused {
        var pseudonyms = pseudonyms();
        pseudonyms.unlock(ANA, key(SECRET));
        var values = List.of(
                pseudonyms.at(ANA, Wanted.at("example.com")),
                pseudonyms.at(ANA, new Wanted("example.com", "", 2, "")),
                pseudonyms.at(ANA, new Wanted("example.com", "work", 1, "")));

        assertThat(values.stream().map(Pseudonym::user)).doesNotHaveDuplicates();
        assertThat(values.stream().map(Pseudonym::password)).doesNotHaveDuplicates();
        assertThat(values.stream().map(Pseudonym::address)).doesNotHaveDuplicates();
    }

    @Test
    void whatMakesNoSenseIsRefusedByWhatItIs() throws PseudonymRefused {
        var pseudonyms = pseudonyms();
        pseudonyms.unlock(ANA, key(SECRET));

        assertThat(refusal(() -> pseudonyms.at(ANA, Wanted.at("")))).isEqualTo(Refusal.NO_SITE);
        assertThat(refusal(() -> pseudonyms.at(ANA, new Wanted("a.example", "", 0, ""))))
                .isEqualTo(Refusal.UNUSABLE_PERSONA);
        assertThat(refusal(() -> pseudonyms.at(ANA, new Wanted("a.example", "", 1, "minlength: many"))))
                .isEqualTo(Refusal.UNUSABLE_RULES);
        assertThat(refusal(() -> pseudonyms.unlock(ANA, key("short")))).isEqualTo(Refusal.WEAK_SECRET);
        assertThat(pseudonyms.state(ANA)).as("what was unlocked before").isPresent();
    }

    @Test
    void whatWasGivenToASiteIsFoundAgain() throws PseudonymRefused {
        var pseudonyms = pseudonyms();
        pseudonyms.unlock(ANA, key(SECRET));
        var there = pseudonyms.at(ANA, new Wanted("shop.example.com", "", 2, ""));

        assertThat(pseudonyms.find(ANA, there.user(), List.of())).contains(new Found(Value.USER, "example.com", "", 2));
        assertThat(pseudonyms.find(ANA, " " + there.password() + "\n", List.of()))
                .contains(new Found(Value.PASSWORD, "example.com", "", 2));
        assertThat(pseudonyms.find(ANA, "nobody's", List.of("example.com"))).isEmpty();

        pseudonyms.unlock(ANA, key(SECRET));
        assertThat(pseudonyms.find(ANA, there.user(), List.of())).isEmpty();
        assertThat(pseudonyms.find(ANA, there.user(), List.of("example.com")))
                .contains(new Found(Value.USER, "example.com", "", 2));
    }

    @Test
    void itIsLockedByHandAndByTheClock() throws PseudonymRefused {
        var pseudonyms = pseudonyms();
        pseudonyms.unlock(ANA, key(SECRET));
        pseudonyms.lock(ANA);
        pseudonyms.lock(ANA);
        assertThat(pseudonyms.state(ANA)).isEmpty();

        pseudonyms.unlock(ANA, key(SECRET));
        clock.advance(IDLE.minusSeconds(1));
        assertThat(pseudonyms.at(ANA, Wanted.at("example.com")).user()).isNotEmpty(); // prolongs it
        clock.advance(IDLE.minusSeconds(1));
        assertThat(pseudonyms.state(ANA))
                .hasValueSatisfying(state ->
                        assertThat(state.locksAt()).isEqualTo(clock.instant().plusSeconds(1)));
        clock.advance(Duration.ofSeconds(1)); // looking did not
        assertThat(pseudonyms.state(ANA)).isEmpty();
        assertThat(refusal(() -> pseudonyms.at(ANA, Wanted.at("example.com")))).isEqualTo(Refusal.LOCKED);
    }

    @Test
    void whatWasAskedForIsListedTheNewestFirst() throws PseudonymRefused {
        var pseudonyms = pseudonyms();
        pseudonyms.unlock(ANA, key(SECRET));
        pseudonyms.at(ANA, Wanted.at("example.com"));
        pseudonyms.at(ANA, Wanted.at("b.example"));
        pseudonyms.at(ANA, new Wanted("www.example.com", "", 3, ""));

        assertThat(pseudonyms.state(ANA).orElseThrow().sites())
                .containsExactly(new Wanted("example.com", "", 3, ""), Wanted.at("b.example"));
    }
}
