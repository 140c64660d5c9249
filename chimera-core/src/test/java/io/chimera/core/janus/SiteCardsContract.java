package io.chimera.core.janus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chimera.core.account.AccountId;
import io.chimera.core.janus.Found.Value;
import io.chimera.core.janus.ProfileKey.Memory;
import io.chimera.core.janus.PseudonymRefused.Refusal;
import io.chimera.core.janus.SiteCards.Said;
import io.chimera.core.testing.SteppingClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What everybody may rely on who is handed {@link SiteCards}. */
public abstract class SiteCardsContract {

    protected static final String SECRET = "velvet anchor thursday gravel";
    protected static final AccountId ANA = new AccountId(1001);
    protected static final AccountId BRUNO = new AccountId(1002);
    protected static final Duration IDLE = Duration.ofMinutes(30);

    protected final SteppingClock clock = new SteppingClock();

    protected abstract Pseudonyms pseudonyms();

    /** Of the same people. */
    protected abstract SiteCards cards();

    protected static ProfileKey key(String secret, Memory memory) {
        return ProfileKey.of("anna", secret.toCharArray())
                .withMailDomain("anna.example")
                .with(memory);
    }

    protected static Refusal refusal(ThrowingCallable step) {
        return catchThrowableOfType(PseudonymRefused.class, step).refusal();
    }

    private Unlocked remembered() throws PseudonymRefused {
        return pseudonyms().unlock(ANA, key(SECRET, Memory.REMEMBER));
    }

    @Test
    void whoIsNotRememberedHasNoCardsAndMissesNothing() throws PseudonymRefused {
        assertThat(pseudonyms().unlock(ANA, key(SECRET, Memory.AS_IT_IS)).remembered())
                .isFalse();
        pseudonyms().at(ANA, Wanted.at("example.com"));

        assertThat(cards().remembered()).isEmpty();
        assertThat(cards().all(ANA)).isEmpty();
        assertThat(cards().wanted(ANA, Said.at("example.com"))).isEqualTo(Wanted.at("example.com"));
        assertThat(refusal(() -> cards().keep(ANA, Wanted.at("example.com")))).isEqualTo(Refusal.NOT_REMEMBERED);
        assertThat(refusal(() -> cards().export(ANA))).isEqualTo(Refusal.NOT_REMEMBERED);
        assertThat(refusal(() -> cards().all(BRUNO))).isEqualTo(Refusal.LOCKED);
        pseudonyms().unlock(ANA, key(SECRET + "!", Memory.AS_IT_IS));
    }

    @Test
    void aMistypedSecretIsToldAtOnceAndWhatWasUnlockedStaysSo() throws PseudonymRefused {
        var tag = remembered().tag();
        var refused = catchThrowableOfType(
                PseudonymRefused.class, () -> pseudonyms().unlock(ANA, key(SECRET + "s", Memory.AS_IT_IS)));

        assertThat(refused.refusal()).isEqualTo(Refusal.NOT_AS_KNOWN);
        assertThat(refused.what()).contains("anna").doesNotContain(SECRET);
        assertThat(refusal(() -> pseudonyms().unlock(BRUNO, key(SECRET + "s", Memory.REMEMBER))))
                .isEqualTo(Refusal.NOT_AS_KNOWN);
        assertThat(pseudonyms().state(ANA))
                .hasValueSatisfying(
                        open -> assertThat(open).returns(tag, Unlocked::tag).returns(true, Unlocked::remembered));
        assertThat(pseudonyms().unlock(BRUNO, key(SECRET, Memory.AS_IT_IS)).remembered())
                .isTrue();
    }

    @Test
    void somebodyElseOfTheSameNameIsLetInAndNotRemembered() throws PseudonymRefused {
        var tag = remembered().tag();
        var other = pseudonyms().unlock(ANA, key(SECRET + "s", Memory.SOMEBODY_ELSE));

        assertThat(other.remembered()).isFalse();
        assertThat(other.tag()).isNotEqualTo(tag);
        assertThat(cards().all(ANA)).isEmpty();
        assertThat(pseudonyms().unlock(ANA, key(SECRET, Memory.AS_IT_IS)).tag()).isEqualTo(tag);
    }

    @Test
    void whoeverIsForgottenIsAsIfNeverRemembered() throws PseudonymRefused {
        remembered();
        pseudonyms().at(ANA, Wanted.at("example.com"));
        assertThat(cards().remembered()).containsExactly("anna");
        cards().forget("anna");
        cards().forget("nobody");

        assertThat(cards().remembered()).isEmpty();
        assertThat(cards().all(ANA)).isEmpty();
        assertThat(pseudonyms().state(ANA).orElseThrow().remembered()).isFalse();
        pseudonyms().unlock(BRUNO, key(SECRET + "s", Memory.AS_IT_IS));
        cards().remember(ANA);
        assertThat(cards().all(ANA)).isEmpty();
    }

    @Test
    void askingForASiteMakesItsCardAndWhatIsKeptIsUsedWhereNothingElseIsSaid() throws PseudonymRefused {
        remembered();
        pseudonyms().at(ANA, new Wanted("https://shop.example.com/", "", 3, ""));
        assertThat(cards().all(ANA)).singleElement().satisfies(card -> {
            assertThat(card.usual()).isEqualTo(Wanted.at("example.com"));
            assertThat(card.plainHttp()).isFalse();
        });
        var card = cards().keep(ANA, new Wanted("shop.example.com", "work", 3, "maxlength: 16"));

        assertThat(card.earlier()).containsExactly(Wanted.at("example.com"));
        assertThat(cards().wanted(ANA, Said.at("https://www.example.com/x")))
                .isEqualTo(new Wanted("https://www.example.com/x", "work", 3, "maxlength: 16"));
        assertThat(cards().wanted(ANA, new Said("example.com", Optional.of(""), Optional.empty(), Optional.empty())))
                .as("the person of before, by their name")
                .isEqualTo(Wanted.at("example.com"));
        assertThat(cards().wanted(ANA, new Said("example.com", Optional.empty(), Optional.of(9), Optional.of(""))))
                .isEqualTo(new Wanted("example.com", "work", 9, ""));
        assertThat(refusal(() -> cards().keep(ANA, new Wanted("example.com", "", 0, ""))))
                .isEqualTo(Refusal.UNUSABLE_PERSONA);
        assertThat(refusal(() -> cards().keep(ANA, new Wanted("example.com", "", 1, "minlength: many"))))
                .isEqualTo(Refusal.UNUSABLE_RULES);
    }

    @Test
    void aCardHasANoteAndTwoSwitchesAndCanBeRemoved() throws PseudonymRefused {
        remembered();
        cards().note(ANA, "forum.example", " since 2019 ");
        cards().allowPlainHttp(ANA, "forum.example", true);
        assertThat(cards().leaveAlone(ANA, "forum.example", true).leftAlone()).isTrue();
        assertThat(cards().leaveAlone(ANA, "forum.example", false).leftAlone()).isFalse();
        cards().leaveAlone(ANA, "forum.example", true);
        var card = cards().of(ANA, "forum.example").orElseThrow();

        assertThat(card.note()).isEqualTo("since 2019");
        assertThat(card.plainHttp()).isTrue();
        assertThat(card.leftAlone()).isTrue();
        assertThat(cards().get(ANA, card.label())).isEqualTo(card);
        assertThat(refusal(() -> cards().note(ANA, "forum.example", "x".repeat(201))))
                .isEqualTo(Refusal.UNUSABLE_CARD);
        cards().remove(ANA, card.label());
        cards().remove(ANA, card.label());
        assertThat(refusal(() -> cards().get(ANA, card.label()))).isEqualTo(Refusal.NO_CARD);
    }

    @Test
    void aLookUpComparesWithAllCards() throws PseudonymRefused {
        remembered();
        var user = pseudonyms().at(ANA, new Wanted("example.com", "", 2, "")).user();
        cards().keep(ANA, new Wanted("example.com", "", 2, ""));
        pseudonyms().lock(ANA);
        pseudonyms().unlock(ANA, key(SECRET, Memory.AS_IT_IS));

        assertThat(pseudonyms().find(ANA, user, List.of())).contains(new Found(Value.USER, "example.com", "", 2));
    }

    @Test
    void aFileBringsNoPermission() throws PseudonymRefused {
        remembered();
        var label = cards().allowPlainHttp(ANA, "forum.example", true).label();
        var file = cards().export(ANA);
        assertThat(cards().takeIn(ANA, file)).isEqualTo(1);
        assertThat(cards().get(ANA, label).plainHttp()).as("given here").isTrue();
        cards().remove(ANA, label);
        assertThat(cards().takeIn(ANA, file)).isEqualTo(1);
        assertThat(cards().get(ANA, label).plainHttp()).isFalse();
    }

    @Test
    void aFileOfCardsComesBackAndOnlyToItsOwner() throws PseudonymRefused {
        remembered();
        cards().keep(ANA, new Wanted("example.com", "", 2, ""));
        cards().note(ANA, "forum.example", "since 2019");
        var file = cards().export(ANA);
        var all = cards().all(ANA);
        cards().forget("anna");
        cards().remember(ANA);

        assertThat(cards().takeIn(ANA, file)).isEqualTo(2);
        assertThat(cards().all(ANA)).isEqualTo(all);
        assertThat(cards().takeIn(ANA, file)).isEqualTo(2);
        assertThat(cards().all(ANA)).isEqualTo(all);
        assertThat(refusal(() -> cards().takeIn(ANA, "nothing".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(Refusal.UNUSABLE_FILE);
        pseudonyms().unlock(BRUNO, ProfileKey.of("bruno", SECRET.toCharArray()).with(Memory.REMEMBER));
        assertThat(refusal(() -> cards().takeIn(BRUNO, file))).isEqualTo(Refusal.UNUSABLE_FILE);
    }
}
