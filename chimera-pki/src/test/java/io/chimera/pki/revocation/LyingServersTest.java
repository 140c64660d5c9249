package io.chimera.pki.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.identity.Revocations.Verdict;
import io.chimera.core.identity.RevocationsChanged;
import io.chimera.core.testing.RecordedEvents;
import io.chimera.core.testing.SteppingClock;
import io.chimera.pki.https.Answer;
import io.chimera.pki.step.StepCa;
import io.chimera.pki.testing.Authorities;
import io.chimera.pki.testing.Lists;
import io.chimera.pki.testing.Puppet;
import io.chimera.pki.x509.KeyAndChain;
import io.chimera.pki.x509.Pem;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An authority and a provider that prove themselves and do not say what they should: what is believed, and what stays. */
class LyingServersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LITTLE = Duration.ofSeconds(4);

    @TempDir
    private Path folder;

    private final SteppingClock clock = new SteppingClock(Instant.now());
    private final RecordedEvents events = new RecordedEvents();
    private Puppet puppet;
    private StepCa ca;
    private KeyAndChain ana;
    private KeyAndChain bruno;
    private FetchedRevocations revocations;

    @BeforeEach
    void start() throws Exception {
        puppet = Puppet.start(Duration.ofDays(3650));
        ana = puppet.person("1001");
        bruno = puppet.person("1002");
        puppet.lists(Lists.of(puppet.intermediate(), 5, now(), serial(ana)).der());
        ca = StepCa.bootstrap(puppet.url(), puppet.fingerprint(), clock, PATIENCE);
        revocations = opened(RevocationSettings.USUAL);
    }

    @AfterEach
    void stop() {
        revocations.close();
        ca.close();
        puppet.close();
    }

    @Test
    void aListIsBelievedAndItsNewsAreToldOnce() {
        assertThat(revocations.round()).isTrue();
        assertThat(revocations.round()).isTrue();

        assertThat(verdict(ana)).isInstanceOf(Verdict.Revoked.class);
        assertThat(verdict(bruno)).isInstanceOf(Verdict.Good.class);
        assertThat(events.of(RevocationsChanged.class)).hasSize(1);
        assertThat(revocations.knowledge().asOf()).contains(now());
        assertThat(revocations.knowledge().trouble()).isEmpty();
    }

    @Test
    void anOlderListThanTheOneKnownIsNotBelieved() {
        revocations.round();

        puppet.lists(Lists.of(puppet.intermediate(), 4, now()).der());

        staysWith("has the number 4 after 5");
    }

    @Test
    void aNumberStaysKnownAfterARestart() {
        revocations.round();
        puppet.lists(Lists.of(puppet.intermediate(), 4, now()).der());
        revocations = opened(RevocationSettings.USUAL);

        staysWith("has the number 4 after 5");
    }

    @Test
    void aListSomebodyElseHasSignedIsNotBelieved() {
        revocations.round();
        var sameName = Authorities.intermediate(puppet.root(), "Puppet CA", Instant.now(), Duration.ofDays(1));
        var otherName = Authorities.intermediate(puppet.root(), "Another CA", Instant.now(), Duration.ofDays(1));
        var mixed = new KeyAndChain(puppet.intermediate().key(), otherName.chain());

        for (var forger : List.of(sameName, otherName, mixed, ana)) {
            puppet.lists(Lists.of(forger, 6, now()).der());
            staysWith("not signed by the certificate authority");
        }
    }

    @Test
    void aListThatCoversOnlyAPartIsNotBelieved() {
        revocations.round();
        puppet.lists(
                Lists.of(puppet.intermediate(), 6, now()).forAuthoritiesOnly().der());
        staysWith("does not cover every certificate");
        puppet.lists(Lists.of(puppet.intermediate(), 6, now()).withRiddle().der());
        staysWith("critical parts that are not understood");
        puppet.lists(Lists.of(puppet.intermediate(), -1, now()).der());
        staysWith("has no number");
        puppet.lists(Lists.of(puppet.intermediate(), 6, now()).until(now()).der());
        staysWith("does not say until when");
        puppet.lists(Lists.of(puppet.intermediate(), 6, now().plus(Duration.ofHours(3)))
                .der());
        staysWith("Is the clock right?");
    }

    @Test
    void whatIsNoListIsNotTakenForOne() {
        revocations.round();
        for (var body : List.of(new byte[0], new byte[] {0x30, 0x00}, "nonsense".getBytes())) {
            puppet.lists(body);
            staysWith("is not a revocation list");
        }
        puppet.lists(new byte[4 * 1024 * 1024 + 1]);
        staysWith("could not be fetched");
        puppet.says("/1.0/crl", Answer.json(404, Map.of("message", "no list here")));
        staysWith("no list here");
        staysWith("whether it keeps one");
        puppet.says("/1.0/crl", Answer.text(302, "text/plain", "").with("Location", "/1.0/health"));
        staysWith("could not be fetched");
    }

    @Test
    void aServerThatTakesItsTimeIsNotWaitedForLong() throws Exception {
        revocations.round();
        ca.close();
        ca = StepCa.bootstrap(puppet.url(), puppet.fingerprint(), clock, LITTLE);
        puppet.says("/1.0/crl", () -> {
            LockSupport.parkNanos(LITTLE.multipliedBy(3).toNanos());
            return Answer.text(200, "text/plain", "");
        });
        var begun = System.nanoTime();

        staysWith("did not answer within 4 s");

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LITTLE.multipliedBy(2));
    }

    @Test
    void anIntermediateOfAnotherRootSignsNothing() throws Exception {
        var other = Authorities.root("Puppet Root", Instant.now(), Duration.ofDays(1));
        var stranger = Authorities.intermediate(other, "Puppet CA", Instant.now(), Duration.ofDays(1));
        puppet.lists(Lists.of(stranger, 6, now()).der());
        puppet.says("/1.0/intermediates", Answer.json(201, Map.of("crts", List.of(Pem.of(stranger.certificate())))));

        revocations.round();

        assertThat(revocations.knowledge().trouble()).get().asString().contains("not its root's doing");
        assertThat(revocations.knowledge().asOf()).isEmpty();
    }

    @Test
    void aNewIntermediateIsGotToKnow() {
        revocations.round();
        var next = Authorities.intermediate(puppet.root(), "Puppet CA 2", Instant.now(), Duration.ofDays(1));
        puppet.says("/1.0/intermediates", Answer.json(201, Map.of("crts", List.of(Pem.of(next.certificate())))));
        puppet.lists(Lists.of(next, 6, now(), serial(ana), serial(bruno)).der());

        assertThat(revocations.round()).isTrue();

        assertThat(verdict(bruno)).isInstanceOf(Verdict.Revoked.class);
    }

    @Test
    void keysThatAreNotAmongTheGoodOnesAreTakenBackHoweverOftenTheyAreCertified() {
        puppet.lists(Lists.of(puppet.intermediate(), 5, now()).der());
        stands(3, Map.of("1001", List.of("ab".repeat(32))));

        assertThat(revocations.round()).isTrue();

        assertThat(verdict(ana))
                .isInstanceOfSatisfying(
                        Verdict.Revoked.class,
                        revoked -> assertThat(revoked.why()).contains("none of those that remain good"));
        assertThat(verdict(bruno)).isInstanceOf(Verdict.Good.class);
        assertThat(events.of(RevocationsChanged.class)).hasSize(1);

        stands(4, Map.of("1001", List.of("ab".repeat(32), key(ana))));
        revocations.round();
        assertThat(verdict(ana)).isInstanceOf(Verdict.Good.class);
        assertThat(events.of(RevocationsChanged.class)).hasSize(1);

        stands(5, Map.of("1001", List.of(key(ana)), "1002", List.of()));
        revocations.round();
        assertThat(verdict(bruno)).isInstanceOf(Verdict.Revoked.class);
        assertThat(events.of(RevocationsChanged.class)).hasSize(2);
    }

    @Test
    void whatIsTakenBackCountsThoughAProviderThatLostSomeOfItsMemoryGivesItAnOldNumber() {
        puppet.lists(Lists.of(puppet.intermediate(), 5, now()).der());
        stands(3, Map.of("1001", List.of()));
        revocations.round();

        stands(3, Map.of("1002", List.of()));
        revocations.round();

        assertThat(verdict(bruno)).isInstanceOf(Verdict.Revoked.class);
    }

    @Test
    void aKeyThatWasJustProvenIsGoodBeforeTheProviderIsAskedAgain() {
        puppet.lists(Lists.of(puppet.intermediate(), 5, now()).der());
        stands(3, Map.of("1001", List.of("ab".repeat(32))));
        revocations.round();
        assertThat(verdict(ana)).isInstanceOf(Verdict.Revoked.class);

        revocations.proven(new AccountId(1001), ana.certificate().getPublicKey());

        assertThat(verdict(ana)).isInstanceOf(Verdict.Good.class);
        revocations = opened(RevocationSettings.USUAL);
        assertThat(verdict(ana)).isInstanceOf(Verdict.Good.class);
    }

    @Test
    void anOlderAnswerThanTheOneKnownOrNoneAtAllIsNotBelieved() {
        puppet.lists(Lists.of(puppet.intermediate(), 5, now()).der());
        stands(3, Map.of("1001", List.of()));
        revocations.round();

        stands(2, Map.of());
        staysWith("has the number 2 after 3");
        stands(3, Map.of());
        revocations.round();
        assertThat(verdict(ana)).isInstanceOf(Verdict.Revoked.class);
        puppet.says("/v1/standing", Answer.json(404, Map.of()));
        staysWith("no longer says which keys remain good");
        revocations = opened(RevocationSettings.USUAL);
        assertThat(verdict(ana)).isInstanceOf(Verdict.Revoked.class);
        for (var nonsense : List.of(
                "{",
                "{}",
                "[]",
                "{\"number\":4,\"at\":\"soon\",\"people\":{}}",
                "{\"number\":4,\"at\":\"2026-01-01T00:00:00Z\",\"people\":{\"ca.lan\":[]}}",
                "{\"number\":4,\"at\":\"2026-01-01T00:00:00Z\",\"people\":{\"1001\":[\"x\"]}}",
                "{\"number\":4,\"at\":\"2026-01-01T00:00:00Z\",\"people\":{\"1001\":null}}",
                " ".repeat(1024 * 1024 + 1))) {
            puppet.says("/v1/standing", Answer.text(200, "application/json", nonsense));
            staysWith("dentity provider");
        }
    }

    @Test
    void aListGrowsOldAndIsGoodEnoughForADayMore() {
        revocations.round();
        clock.advance(Duration.ofHours(2));
        revocations.round();

        assertThat(revocations.knowledge().trouble()).get().asString().contains("hands out a revocation list that was");
        assertThat(verdict(bruno)).isInstanceOf(Verdict.Good.class);
        clock.advance(Duration.ofHours(24));
        assertThat(verdict(bruno)).isInstanceOf(Verdict.Good.class);
        assertThat(verdict(ana)).isInstanceOf(Verdict.Revoked.class);
    }

    @Test
    void whoIsStrictBelievesNobodyWhenNothingIsKnownOrWhatIsKnownIsOld() {
        revocations = opened(new RevocationSettings(Duration.ofSeconds(30), Duration.ofHours(24), true));
        assertThat(verdict(bruno)).isInstanceOf(Verdict.Unknown.class);

        revocations.round();
        assertThat(verdict(bruno)).isInstanceOf(Verdict.Good.class);
        events.forget();

        clock.advance(Duration.ofHours(26));
        assertThat(verdict(bruno))
                .isInstanceOfSatisfying(
                        Verdict.Unknown.class,
                        unknown -> assertThat(unknown.why()).contains("was good until", "revocation.strict"));
        assertThat(verdict(ana)).isInstanceOf(Verdict.Revoked.class);
        revocations.round();
        revocations.round();
        assertThat(events.of(RevocationsChanged.class)).hasSize(1);
    }

    @Test
    void aDamagedMemoryIsReplaced() throws Exception {
        revocations.round();
        Files.writeString(folder.resolve("kept/authority.json"), "{\"root\":\"x\"}");
        Files.writeString(folder.resolve("kept/provider.json"), "{");

        revocations = opened(RevocationSettings.USUAL);
        assertThat(verdict(ana)).isInstanceOf(Verdict.Good.class);
        assertThat(revocations.round()).isTrue();

        assertThat(verdict(ana)).isInstanceOf(Verdict.Revoked.class);
    }

    @Test
    void pausesGrowUpToTenMinutesAndNeverShrinkBelowThePace() {
        assertThat(Rounds.pause(Duration.ofSeconds(30), 0)).isEqualTo(Duration.ofSeconds(30));
        assertThat(Rounds.pause(Duration.ofSeconds(30), 2)).isEqualTo(Duration.ofMinutes(2));
        assertThat(Rounds.pause(Duration.ofSeconds(30), 50)).isEqualTo(Duration.ofMinutes(10));
        assertThat(Rounds.pause(Duration.ofHours(1), 50)).isEqualTo(Duration.ofHours(1));
    }

    /** Something else was said, and what was known before still counts. */
    private void staysWith(String trouble) {
        assertThat(revocations.round()).isFalse();
        assertThat(revocations.knowledge().trouble()).get().asString().contains(trouble);
        assertThat(verdict(ana)).isInstanceOf(Verdict.Revoked.class);
    }

    private void stands(long number, Map<String, List<String>> people) {
        puppet.says("/v1/standing", Answer.json(200, Map.of("number", number, "at", now(), "people", people)));
    }

    private FetchedRevocations opened(RevocationSettings settings) {
        if (revocations != null) revocations.close();
        var place = new FetchedRevocations.Place(folder.resolve("kept"), puppet.fingerprint(), puppet.url(), PATIENCE);
        return new FetchedRevocations(settings, place, () -> ca, events, clock);
    }

    private Verdict verdict(KeyAndChain of) {
        return revocations.of(of.chain());
    }

    private static BigInteger serial(KeyAndChain of) {
        return of.certificate().getSerialNumber();
    }

    private static String key(KeyAndChain of) {
        return KeyFingerprint.of(of.certificate().getPublicKey()).hex();
    }

    private Instant now() {
        return clock.instant().truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    }
}
