package io.chimera.pki.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.account.AccountId;
import io.chimera.core.disk.PrivateFolder;
import io.chimera.core.testing.SteppingClock;
import io.chimera.pki.disk.Ledger;
import io.chimera.pki.x509.SigningRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChallengesTest {

    private static final AccountId ANA = new AccountId(1001);
    private static final Instant NOON = SteppingClock.NOON;

    @TempDir
    private Path temporary;

    private Ledger ledger;
    private Codes codes;
    private Challenges challenges;

    @BeforeEach
    void open() throws Exception {
        var folder = PrivateFolder.open(temporary.resolve("identity"));
        ledger = Ledger.open(folder, "identity.db", "pki/identity");
        codes = Codes.in(folder);
        challenges = new Challenges(ledger, Limits.USUAL);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void twoWhoHaveTheRightCodeAtOnceGetOneToken() {
        challenges.open(challenge("a", NOON), codes.sealed("a", ANA, "12345678"));
        // Both have used up a try before either uses the challenge.
        var one = challenges.tryOnce("a", NOON).orElseThrow().challenge();
        var other = challenges.tryOnce("a", NOON).orElseThrow().challenge();

        assertThat(challenges.use(one, "token 1", NOON)).isTrue();
        assertThat(challenges.use(other, "token 2", NOON)).isFalse();
        assertThat(audited("PROVEN")).isEqualTo(1);
    }

    @Test
    void aChallengeIsReadAsItWasOpened() {
        var opened = challenge("a", NOON);
        challenges.open(opened, codes.sealed("a", ANA, "12345678"));

        var tried = challenges.tryOnce("a", NOON).orElseThrow();

        assertThat(tried.challenge()).isEqualTo(opened);
        assertThat(tried.code().matches(codes.sealed("a", ANA, "12345678"))).isTrue();
        assertThat(tried.code().matches(codes.sealed("a", ANA, "12345679"))).isFalse();
        assertThat(tried.code().matches(codes.sealed("b", ANA, "12345678"))).isFalse();
        assertThat(tried.code().matches(codes.sealed("a", new AccountId(1002), "12345678")))
                .isFalse();
    }

    @Test
    void challengesAreForgottenAfterTwoDaysAndTheAuditIsNot() {
        challenges.open(challenge("old", NOON), codes.sealed("old", ANA, "12345678"));

        challenges.open(challenge("new", NOON.plus(Duration.ofHours(49))), codes.sealed("new", ANA, "12345678"));

        var ids = ledger.read(
                sql -> sql.sql("select id from challenge").query(String.class).list());
        assertThat(ids).containsExactly("new");
        assertThat(audited("ASKED")).isEqualTo(2);
    }

    @Test
    void codesHaveEightDigitsAndDiffer() {
        var drawn = Stream.generate(codes::code).limit(1_000).toList();

        assertThat(drawn).allMatch(code -> code.matches("[0-9]{8}"));
        assertThat(Set.copyOf(drawn)).hasSizeGreaterThan(990);
        assertThat(codes.challengeId()).matches("[A-Za-z0-9_-]{22}").isNotEqualTo(codes.challengeId());
    }

    private int audited(String event) {
        return ledger.read(sql -> sql.sql("select count(*) from audit where event = ?")
                .param(event)
                .query(Integer.class)
                .single());
    }

    private static Challenge challenge(String id, Instant at) {
        var request = new SigningRequest.Digest("ab".repeat(32));
        return new Challenge(id, ANA, "127.0.0.1", request, at, at.plus(Duration.ofMinutes(5)));
    }
}
