package io.chimera.pki.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.chimera.core.disk.PrivateFolder;
import io.chimera.pki.database.Database;
import io.chimera.pki.database.PostgresDatabase;
import io.chimera.pki.database.SqliteDatabase;
import io.chimera.pki.step.StepCa;
import io.chimera.pki.testing.Crowd;
import io.chimera.pki.testing.ProviderProcess;
import io.chimera.pki.testing.RealPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider's process is killed while people enrol, at any moment: no code works twice, no answer was a lie. */
class KilledProviderTest {

    private static final int ROUNDS = 3;
    private static final int AT_ONCE = 6;

    @TempDir
    private Path folder;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final AtomicLong people = new AtomicLong(10_000);
    private final Queue<Tried> tried = new ConcurrentLinkedQueue<>();
    private ProviderProcess.Realm realm;
    private Crowd crowd;

    /** A challenge whose code was handed in; the token if one came. */
    private record Tried(long person, String challenge, String code, String token) {}

    @BeforeEach
    void start() throws Exception {
        realm = new ProviderProcess.Realm(folder);
        try (var ca = StepCa.bootstrap(
                realm.ca().url(), realm.ca().fingerprint(), Clock.systemUTC(), Duration.ofSeconds(10))) {
            crowd = new Crowd(ca.root(), realm.codes());
        }
    }

    @AfterEach
    void stop() throws Exception {
        crowd.close();
        realm.close();
    }

    @Test
    void withSqlite() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var provider = realm.sqlite("identity");
            enrolUntilKilled(provider, provider::url);
        }
        try (var again = realm.sqlite("identity")) {
            noCodeWorksTwice(again.url());
        }
        try (var database =
                SqliteDatabase.open(PrivateFolder.open(folder.resolve("identity")), "identity.db", "pki/identity")) {
            theAuditHasEveryAnswer(database);
        }
    }

    @Test
    void oneOfTwoWithPostgres() throws Exception {
        var url = RealPostgres.shared().database();
        try (var survivor = realm.postgres("survivor", url)) {
            for (var round = 0; round < ROUNDS; round++) {
                var victim = realm.postgres("victim", url);
                var turn = new AtomicLong();
                enrolUntilKilled(victim, () -> turn.getAndIncrement() % 2 == 0 ? victim.url() : survivor.url());
            }
            noCodeWorksTwice(survivor.url());
        }
        var address = new PostgresDatabase.Address(url, RealPostgres.USER, RealPostgres.PASSWORD, 2);
        try (var database = PostgresDatabase.open(address, "pki/identity-postgresql")) {
            theAuditHasEveryAnswer(database);
        }
    }

    private void enrolUntilKilled(ProviderProcess victim, Supplier<URI> whom) throws Exception {
        var before = tried.size();
        var over = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < AT_ONCE; i++) threads.submit(() -> enrol(over, whom));
            while (tried.size() < before + AT_ONCE) LockSupport.parkNanos(1_000_000); // it is at work
            LockSupport.parkNanos(random.nextLong(500_000_000L));
            victim.kill();
            over.set(true);
        }
    }

    private void enrol(AtomicBoolean over, Supplier<URI> whom) {
        while (!over.get()) {
            var person = people.incrementAndGet();
            var request = crowd.request(person);
            String challenge;
            String code;
            try (var line = crowd.connect(whom.get())) {
                var asked = line.ask(person, request);
                if (asked.status() != 202) continue;
                challenge = asked.field("challengeId");
                code = crowd.code(person);
            } catch (IOException e) {
                continue;
            }
            try (var line = crowd.connect(whom.get())) {
                var proven = line.verify(challenge, code);
                tried.add(new Tried(person, challenge, code, proven.status() == 200 ? proven.field("ott") : ""));
            } catch (IOException e) {
                tried.add(new Tried(person, challenge, code, "")); // nobody knows whether it was used
            }
        }
    }

    private void noCodeWorksTwice(URI provider) throws Exception {
        assertThat(tried).as("seed %d", seed).hasSizeGreaterThan(ROUNDS * AT_ONCE);
        for (var one : List.copyOf(tried)) {
            try (var line = crowd.connect(provider)) {
                var again = line.verify(one.challenge(), one.code()).status();
                if (!one.token().isEmpty()) {
                    assertThat(again).as("seed %d, %s", seed, one.challenge()).isEqualTo(401);
                }
            }
        }
    }

    private void theAuditHasEveryAnswer(Database database) throws Exception {
        var rows = new ArrayList<AuditRow>();
        var statements = database.statements(AuditStatements.class);
        for (var before = Long.MAX_VALUE; ; before = rows.getLast().id()) {
            var upTo = before;
            var page = database.change(() -> statements.newest(upTo, 1_000));
            if (page.isEmpty()) break;
            rows.addAll(page);
        }
        Map<String, List<AuditRow>> byChallenge = new HashMap<>();
        for (var row : rows)
            byChallenge.computeIfAbsent(row.challenge(), _ -> new ArrayList<>()).add(row);
        for (var one : tried) {
            var of = byChallenge.getOrDefault(one.challenge(), List.of());
            assertThat(of).filteredOn(row -> row.event().name().equals("ASKED")).hasSize(1);
            var proofs = of.stream()
                    .filter(row -> row.event().name().equals("PROVEN"))
                    .toList();
            assertThat(proofs).as("seed %d", seed).hasSizeLessThanOrEqualTo(1);
            if (one.token().isEmpty()) continue;
            var token = SignedJWT.parse(one.token()).getJWTClaimsSet().getJWTID();
            assertThat(proofs).extracting(AuditRow::token).containsExactly(token);
        }
    }
}
