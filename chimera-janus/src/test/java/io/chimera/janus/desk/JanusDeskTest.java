package io.chimera.janus.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.chimera.core.janus.Found;
import io.chimera.core.janus.Found.Value;
import io.chimera.core.janus.ProfileKey;
import io.chimera.core.janus.Pseudonym;
import io.chimera.core.janus.PseudonymRefused;
import io.chimera.core.janus.PseudonymRefused.Refusal;
import io.chimera.core.janus.Pseudonyms;
import io.chimera.core.janus.PseudonymsContract;
import io.chimera.core.janus.ScriptedNotebook;
import io.chimera.core.janus.TrafficBook;
import io.chimera.core.janus.Wanted;
import io.chimera.janus.JanusSettings;
import io.chimera.janus.cards.CardBooks;
import io.chimera.janus.derive.KitSecret;
import io.chimera.janus.derive.MasterKey;
import io.chimera.janus.derive.PasswordPolicy;
import io.chimera.janus.derive.Passwords;
import io.chimera.janus.derive.Persona;
import io.chimera.janus.derive.Profile;
import io.chimera.janus.site.Site;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JanusDeskTest extends PseudonymsContract {

    private final JanusDesk desk = desk(IDLE);

    private JanusDesk desk(Duration idle) {
        return new JanusDesk(
                idle,
                clock,
                new SecureRandom(),
                new CardBooks(new ScriptedNotebook(), clock),
                new TrafficBook(),
                _ -> {});
    }

    @Override
    protected Pseudonyms pseudonyms() {
        return desk;
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void whatItGivesIsWhatTheDerivationSays() throws PseudonymRefused {
        desk.unlock(ANA, key(SECRET));
        try (var key = MasterKey.derive(Profile.of("anna"), SECRET.toCharArray(), KitSecret.none())) {
            assertThat(desk.at(ANA, Wanted.at("www.example.co.uk")))
                    .returns("example.co.uk", Pseudonym::site)
                    .returns(
                            Passwords.of(key, Persona.at(new Site("example.co.uk")), PasswordPolicy.USUAL),
                            Pseudonym::password)
                    .doesNotHaveToString(SECRET);
        }
    }

    @Test
    void addressesSayTheirSiteThoughNobodyAskedForIt() throws PseudonymRefused {
        desk.unlock(ANA, key(SECRET));
        var address = desk.at(ANA, Wanted.at("shop.example.com")).address();
        desk.unlock(ANA, key(SECRET));

        assertThat(desk.find(ANA, address.toUpperCase(java.util.Locale.ROOT), List.of()))
                .contains(new Found(Value.ADDRESS, "example.com", "", 1));
        desk.unlock(ANA, key(SECRET + "!"));
        assertThat(desk.find(ANA, address, List.of("example.com"))).isEmpty();
    }

    @Test
    void passwordsByRulesAreFoundAmongThoseAskedFor() throws PseudonymRefused {
        desk.unlock(ANA, key(SECRET));
        var pin = desk.at(ANA, new Wanted("bank.example", "", 3, "maxlength: 8; required: digit"));
        var work = desk.at(ANA, new Wanted("forum.example", "work", 2, ""));

        assertThat(pin.isWeak()).isTrue();
        assertThat(pin.password()).hasSize(8).containsOnlyDigits();
        assertThat(desk.find(ANA, pin.password(), List.of()))
                .contains(new Found(Value.PASSWORD, "bank.example", "", 3));
        assertThat(desk.find(ANA, work.user(), List.of())).contains(new Found(Value.USER, "forum.example", "work", 2));
    }

    @Test
    void aKitMakesAnotherPersonAndAllowsAnySecret() throws PseudonymRefused {
        var kit = desk.newKit();
        assertThat(desk.newKit()).isNotEqualTo(kit);
        var with = desk.unlock(
                ANA, ProfileKey.of("anna", "short".toCharArray()).withKit(kit.toUpperCase(java.util.Locale.ROOT)));
        var without =
                desk.unlock(BRUNO, ProfileKey.of("anna", "short".toCharArray()).evenIfWeak(true));

        assertThat(with.withKit()).isTrue();
        assertThat(with.check()).isNotEqualTo(without.check());
        assertThat(refusal(() -> desk.unlock(
                        ANA, ProfileKey.of("anna", SECRET.toCharArray()).withKit("abc"))))
                .isEqualTo(Refusal.UNUSABLE_KIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"password1234", "aaaaaaaaaaaaaaaa", "anna-anna-anna", "short"})
    void aSecretThatIsGuessedEarlyIsNotTakenUnasked(String secret) {
        var refused = catchThrowableOfType(PseudonymRefused.class, () -> desk.unlock(ANA, key(secret)));
        assertThat(refused.refusal()).isEqualTo(Refusal.WEAK_SECRET);
        assertThat(refused.what()).doesNotContain(secret);
    }

    @Test
    void whatCannotBeUsedIsSaidByWhatItIs() {
        var secret = SECRET.toCharArray();
        assertThat(refusal(() -> desk.unlock(ANA, ProfileKey.of("an na", secret))))
                .isEqualTo(Refusal.UNUSABLE_PROFILE);
        assertThat(refusal(() -> desk.unlock(ANA, ProfileKey.of("anna", secret).withMailDomain("not a domain"))))
                .isEqualTo(Refusal.UNUSABLE_DOMAIN);
        assertThat(refusal(() -> desk.unlock(ANA, ProfileKey.of("anna", (SECRET + "\u0007").toCharArray()))))
                .isEqualTo(Refusal.UNUSABLE_SECRET);
        assertThat(desk.state(ANA)).isEmpty();
    }

    @Test
    void aWholeProfileSaysItsOwnEffort() throws PseudonymRefused {
        assertThat(desk.unlock(ANA, ProfileKey.of("janus1:std:Anna", SECRET.toCharArray()))
                        .profile())
                .isEqualTo("janus1:std:anna");
    }

    @Test
    void theClockLocksThoughNobodyLooks() throws PseudonymRefused {
        try (var brief = desk(Duration.ofMillis(20))) {
            brief.start();
            brief.unlock(ANA, key(SECRET));
            clock.advance(IDLE);
            assertThat(brief.held()).isEqualTo(1);
            clock.advance(IDLE);
            await().until(() -> brief.held() == 0);
        }
    }

    @Test
    void whoIsLockedWhileAskingIsRefusedAndNeverAnsweredFromZeros() throws Exception {
        desk.unlock(ANA, key(SECRET));
        var right = desk.at(ANA, Wanted.at("example.com")).password();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> ask = () -> {
                try {
                    return desk.at(ANA, Wanted.at("example.com")).password();
                } catch (PseudonymRefused _) {
                    return right;
                }
            };
            var answers = threads.submit(() ->
                    threads.invokeAll(IntStream.range(0, 500).mapToObj(_ -> ask).toList()));
            desk.lock(ANA);
            for (var answer : answers.get()) assertThat(answer.get()).isEqualTo(right);
        }
    }

    @Test
    void manyWhoUnlockAtOnceAllGetTheirTurn() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = threads.invokeAll(IntStream.range(0, 5)
                    .<Callable<List<Integer>>>mapToObj(
                            n -> () -> desk.unlock(new io.chimera.core.account.AccountId(n + 1), key(SECRET))
                                    .check())
                    .toList());
            for (var one : all) assertThat(one.get()).isEqualTo(all.getFirst().get());
        }
    }

    @Test
    void afterItsEndNothingIsUnlocked() throws PseudonymRefused {
        desk.unlock(ANA, key(SECRET));
        desk.close();

        assertThat(desk.state(ANA)).isEmpty();
        assertThat(refusal(() -> desk.unlock(ANA, key(SECRET)))).isEqualTo(Refusal.LOCKED);
        assertThat(desk.state(ANA)).isEmpty();
    }

    @Test
    void theMuseumShowsBothAndNeedsNothingUnlocked() throws PseudonymRefused {
        var exhibit = desk.exhibit("anna", "short", "https://shop.example.com/");

        assertThat(exhibit.site()).isEqualTo("example.com");
        assertThat(exhibit.oldPassword()).matches("[a-p]{8}");
        assertThat(exhibit.password()).hasSize(22);
        assertThat(refusal(() -> desk.exhibit("anna", "short", "2130706433"))).isEqualTo(Refusal.NO_SITE);
    }

    @Test
    void anIdleTimeOutsideReasonIsNoSetting() {
        assertThatThrownBy(() -> new JanusSettings(Duration.ZERO)).hasMessageContaining("chimera.janus.idle");
        assertThatThrownBy(() -> new JanusSettings(Duration.ofDays(2))).hasMessageContaining("24h");
    }
}
