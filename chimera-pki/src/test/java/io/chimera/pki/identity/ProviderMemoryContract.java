package io.chimera.pki.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.identity.RevocationReason;
import io.chimera.core.provider.Register;
import io.chimera.core.provider.Register.Event;
import io.chimera.pki.database.Database;
import io.chimera.pki.identity.Challenge.Wanted;
import io.chimera.pki.identity.Limits.Rate;
import io.chimera.pki.x509.SigningRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** What a provider relies on, whichever database keeps it. */
abstract class ProviderMemoryContract {

    static final AccountId ANA = new AccountId(1001);
    static final AccountId BRUNO = new AccountId(1002);
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final KeyFingerprint KEY = new KeyFingerprint("ab".repeat(32));
    static final KeyFingerprint OTHER_KEY = new KeyFingerprint("cd".repeat(32));
    static final SealedCode CODE = new SealedCode(new byte[] {1, 2, 3});

    Database database;
    Records records;

    /** The database of this test, opened; each time a further connection to it where that is possible. */
    abstract Database open() throws IOException;

    @BeforeEach
    final void start() throws Exception {
        database = open();
        records = records(database, Limits.USUAL);
    }

    @AfterEach
    final void stop() {
        database.close();
    }

    static Records records(Database database, Limits limits) {
        return Records.in(database, limits, (serial, why) -> {});
    }

    @Test
    void aChallengeIsReadAsItWasOpened() {
        var opened = challenge("a", ANA, KEY, NOON);
        records.challenges().open(opened, CODE);

        var tried = tryOnce("a", NOON).orElseThrow();

        assertThat(tried.challenge()).isEqualTo(opened);
        assertThat(tried.code().matches(CODE)).isTrue();
        assertThat(tried.code().matches(new SealedCode(new byte[] {1, 2, 4}))).isFalse();
    }

    @Test
    void aChallengeWithoutARequestIsReadAsItWasOpened() {
        var opened = new Challenge("a", ANA, "127.0.0.1", "old", Optional.empty(), NOON, NOON.plusSeconds(300));
        records.challenges().open(opened, CODE);

        assertThat(records.challenges().newestWithoutRequest(ANA, "127.0.0.1", NOON))
                .contains("a");
        assertThat(records.challenges().newestWithoutRequest(ANA, "127.0.0.2", NOON))
                .isEmpty();
        assertThat(records.challenges().newestWithoutRequest(BRUNO, "127.0.0.1", NOON))
                .isEmpty();
        assertThat(tryOnce("a", NOON).orElseThrow().challenge()).isEqualTo(opened);
    }

    @Test
    void aChallengeHasFiveTriesAndATime() {
        records.challenges().open(challenge("a", ANA, KEY, NOON), CODE);

        assertThat(tryOnce("a", NOON.plusSeconds(300))).isEmpty();
        for (var i = 0; i < 5; i++) assertThat(tryOnce("a", NOON)).isPresent();
        assertThat(tryOnce("a", NOON)).isEmpty();
        assertThat(tryOnce("never was", NOON)).isEmpty();
    }

    @Test
    void ofManyWhoTryAtOnceFiveTry() throws Exception {
        records.challenges().open(challenge("a", ANA, KEY, NOON), CODE);

        assertThat(atOnce(20, i -> () -> tryOnce("a", NOON).isPresent())).isEqualTo(5);
    }

    @Test
    void ofManyWhoUseAChallengeAtOnceOneDoes() throws Exception {
        var challenge = challenge("a", ANA, KEY, NOON);
        records.challenges().open(challenge, CODE);

        var used =
                atOnce(20, i -> () -> database.change(() -> records.challenges().use(challenge, NOON)));

        assertThat(used).isEqualTo(1);
    }

    @Test
    void ofManyWhoAskForOnePersonAtOnceAsManyAsTheLimitGetACode() throws Exception {
        var opened = atOnce(
                20,
                i -> () -> records.challenges()
                        .open(challenge("c" + i, ANA, "10.0.0." + i, KEY, NOON), CODE)
                        .isEmpty());

        assertThat(opened).isEqualTo(Limits.USUAL.openForOne());
    }

    @Test
    void ofManyWhoPassAtOnceAsManyAsTheRateDo() throws Exception {
        var rate = new Rate(7, Duration.ofSeconds(10));

        assertThat(atOnce(
                        30, i -> () -> records.throttle().pass("a", rate, NOON).isEmpty()))
                .isEqualTo(7);
    }

    @Test
    void soManyPassAtOnceAndThenOneEachInterval() {
        var rate = new Rate(3, Duration.ofSeconds(10));
        for (var i = 0; i < 3; i++) assertThat(pass("a", rate, NOON)).isEmpty();

        assertThat(pass("a", rate, NOON)).contains(Duration.ofSeconds(10));
        assertThat(pass("a", rate, NOON.plusSeconds(9))).contains(Duration.ofSeconds(1));
        assertThat(pass("b", rate, NOON)).isEmpty();
        assertThat(pass("a", rate, NOON.plusSeconds(10))).isEmpty();
        assertThat(pass("a", rate, NOON.plusSeconds(10))).contains(Duration.ofSeconds(10));
    }

    @Test
    void askingInVainCostsNothingAndALongRestEarnsNoMoreThanTheFirstTime() {
        var rate = new Rate(2, Duration.ofSeconds(10));
        for (var i = 0; i < 50; i++) pass("a", rate, NOON);
        assertThat(pass("a", rate, NOON.plusSeconds(10))).isEmpty();

        var later = NOON.plus(Duration.ofDays(1));
        records.throttle().sweep(later);

        for (var i = 0; i < 2; i++) assertThat(pass("a", rate, later)).isEmpty();
        assertThat(pass("a", rate, later)).isPresent();
    }

    @Test
    void whoMustWaitStillMustAfterASweep() {
        var rate = new Rate(1, Duration.ofSeconds(10));
        pass("a", rate, NOON);

        records.throttle().sweep(NOON.plusSeconds(5));

        assertThat(pass("a", rate, NOON.plusSeconds(5))).contains(Duration.ofSeconds(5));
    }

    @Test
    void whatEverybodyTogetherHadTooManyOfLeavesNothingBehindButALineThatSaysSo() {
        var usual = Limits.USUAL;
        var tight = new Limits(
                usual.tries(),
                usual.openForOne(),
                usual.dailyForOne(),
                usual.dailyByOneForOne(),
                usual.pause(),
                usual.questions(),
                new Rate(1, Duration.ofMinutes(10)));
        var few = records(database, tight);
        assertThat(few.challenges().open(challenge("a", ANA, KEY, NOON), CODE)).isEmpty();

        assertThat(few.challenges().open(challenge("b", BRUNO, KEY, NOON), CODE))
                .contains(Duration.ofMinutes(10));

        assertThat(tryOnce("b", NOON)).isEmpty();
        assertThat(few.audit().newest(Optional.of(BRUNO), Long.MAX_VALUE, 10))
                .extracting(Register.Entry::what)
                .containsExactly(Event.LIMITED);
    }

    @Test
    void challengesAreForgottenAfterTwoDaysAndTheAuditIsNot() {
        records.challenges().open(challenge("old", ANA, KEY, NOON), CODE);

        records.upkeep(NOON.plus(Duration.ofHours(49)));

        assertThat(tryOnce("old", NOON)).isEmpty();
        assertThat(records.audit().newest(Optional.empty(), Long.MAX_VALUE, 10))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.what()).isEqualTo(Event.ASKED);
                    assertThat(entry.person()).contains(ANA);
                    assertThat(entry.at()).isEqualTo(NOON);
                    assertThat(entry.asker()).isEqualTo("127.0.0.1");
                    assertThat(entry.detail()).isEqualTo("Laptop");
                });
    }

    @Test
    void theAuditCannotBeChangedOrShortened() {
        records.challenges().open(challenge("a", ANA, KEY, NOON), CODE);
        var forger = database.statements(Forger.class);

        assertThatThrownBy(() -> database.change(forger::change)).hasStackTraceContaining("append-only");
        assertThatThrownBy(() -> database.change(forger::shorten)).hasStackTraceContaining("append-only");
        assertThat(records.audit().newest(Optional.empty(), Long.MAX_VALUE, 10)).hasSize(1);
    }

    @Test
    void theAuditIsReadPageByPageAndCounted() {
        for (var i = 0; i < 5; i++) {
            var challenge = challenge("c" + i, i % 2 == 0 ? ANA : BRUNO, KEY, NOON.plusSeconds(i));
            records.audit().add(Event.WRONG_CODE, challenge, NOON.plusSeconds(i), "");
        }
        var audit = records.audit();

        var first = audit.newest(Optional.empty(), Long.MAX_VALUE, 2);
        var second = audit.newest(Optional.empty(), first.getLast().number(), 2);

        assertThat(first).extracting(Register.Entry::at).containsExactly(NOON.plusSeconds(4), NOON.plusSeconds(3));
        assertThat(second).extracting(Register.Entry::at).containsExactly(NOON.plusSeconds(2), NOON.plusSeconds(1));
        assertThat(audit.newest(Optional.of(BRUNO), Long.MAX_VALUE, 10)).hasSize(2);
        assertThat(audit.figures(NOON.plusSeconds(3)).wrongCodes()).isEqualTo(2);
    }

    @Test
    void aFloodIsOneRowAMinuteInTheAudit() {
        var rate = new Rate(1, Duration.ofSeconds(1));
        for (var i = 0; i < 100; i++) records.pass("10.0.0.1", rate, NOON);

        assertThat(records.audit().newest(Optional.empty(), Long.MAX_VALUE, 10))
                .singleElement()
                .satisfies(entry -> assertThat(entry.what()).isEqualTo(Event.LIMITED));
    }

    @Test
    void ofPeopleOfWhomNoKeyWasTakenBackNothingIsSaid() {
        var before = records.issuances().number();
        prove(ANA, KEY, NOON);
        prove(BRUNO, OTHER_KEY, NOON);

        assertThat(records.issuances().standing().people()).isEmpty();
        assertThat(records.issuances().number()).isEqualTo(before);
    }

    /** Or whoever heard of the one before would not listen to one that was set up anew. */
    @Test
    void aRegisterThatIsSetUpAnewBeginsWithAHigherNumberThanTheOneBefore() {
        assertThat(records.issuances().number())
                .isGreaterThan(Instant.parse("2026-01-01T00:00:00Z").toEpochMilli());
    }

    @Test
    void aKeyThatWasTakenBackIsMissingFromItsPersonsGoodKeys() {
        prove(ANA, KEY, NOON);
        prove(ANA, OTHER_KEY, NOON.plusSeconds(1));
        prove(BRUNO, KEY, NOON);
        var before = records.issuances().number();

        assertThat(revoke(ANA, KEY)).isTrue();
        assertThat(revoke(ANA, KEY)).isFalse();

        var standing = records.issuances().standing();
        assertThat(standing.people()).isEqualTo(Map.of("1001", java.util.List.of(OTHER_KEY.hex())));
        assertThat(standing.number())
                .isEqualTo(before + 1)
                .isEqualTo(records.issuances().number());
        var told = records.issuances().find(ANA, KEY).orElseThrow().revoked().orElseThrow();
        assertThat(told.reason()).isEqualTo(RevocationReason.KEY_COMPROMISE);
        assertThat(told.note()).isEqualTo("stolen");
    }

    @Test
    void whoProvesThemselvesAnewHasANewGoodKeyAndAKeyTakenBackStaysSo() {
        prove(ANA, KEY, NOON);
        revoke(ANA, KEY);
        var before = records.issuances().number();

        assertThat(prove(ANA, OTHER_KEY, NOON.plusSeconds(9))).isTrue();
        assertThat(prove(ANA, KEY, NOON.plusSeconds(10))).isFalse();

        var standing = records.issuances().standing();
        assertThat(standing.people().get("1001")).containsExactly(OTHER_KEY.hex());
        assertThat(standing.number()).isEqualTo(before + 1);
    }

    @Test
    void keysAreListedNewestFirstAPersonsOrEverybodys() {
        prove(ANA, KEY, NOON);
        prove(BRUNO, KEY, NOON.plusSeconds(1));
        prove(ANA, OTHER_KEY, NOON.plusSeconds(2));
        var issuances = records.issuances();

        assertThat(issuances.newest(Optional.of(ANA), Instant.MAX, 10))
                .extracting(Register.Issuance::key)
                .containsExactly(OTHER_KEY, KEY);
        var page = issuances.newest(Optional.empty(), Instant.MAX, 2);
        assertThat(page).extracting(Register.Issuance::person).containsExactly(ANA, BRUNO);
        assertThat(issuances.newest(Optional.empty(), page.getLast().at(), 2))
                .extracting(Register.Issuance::person)
                .containsExactly(ANA);
        assertThat(issuances.find(ANA, KEY).orElseThrow().device()).isEqualTo("Laptop");
    }

    private int atOnce(int many, java.util.function.IntFunction<Callable<Boolean>> task) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = IntStream.range(0, many).mapToObj(task).toList();
            var done = new ArrayList<Boolean>();
            for (var answer : threads.invokeAll(tasks)) done.add(answer.get());
            return (int) done.stream().filter(yes -> yes).count();
        }
    }

    private Optional<Challenges.Tried> tryOnce(String id, Instant now) {
        return database.change(() -> records.challenges().tryOnce(id, now));
    }

    private Optional<Duration> pass(String who, Rate rate, Instant now) {
        return records.throttle().pass(who, rate, now);
    }

    final boolean prove(AccountId person, KeyFingerprint key, Instant at) {
        return records.issuances().prove(challenge("x", person, key, at), key, at);
    }

    final boolean revoke(AccountId person, KeyFingerprint key) {
        var issuance = records.issuances().find(person, key).orElseThrow();
        return records.issuances().revoke(issuance, RevocationReason.KEY_COMPROMISE, "stolen", "", NOON.plusSeconds(5));
    }

    static Challenge challenge(String id, AccountId person, KeyFingerprint key, Instant at) {
        return challenge(id, person, "127.0.0.1", key, at);
    }

    static Challenge challenge(String id, AccountId person, String asker, KeyFingerprint key, Instant at) {
        var wanted = new Wanted(new SigningRequest.Digest("ef".repeat(32)), key);
        return new Challenge(id, person, asker, "Laptop", Optional.of(wanted), at, at.plus(Duration.ofMinutes(5)));
    }

    /** Who would like the past to be another. */
    interface Forger extends Repository<AuditRow, Long> {
        @Modifying
        @Query("update audit set event = 'PROVEN'")
        int change();

        @Modifying
        @Query("delete from audit")
        int shorten();
    }
}
