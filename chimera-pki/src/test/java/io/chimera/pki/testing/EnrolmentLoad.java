package io.chimera.pki.testing;

import io.chimera.pki.step.StepCa;
import io.chimera.pki.testing.ProviderProcess.Realm;
import io.chimera.pki.x509.SigningRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * How many people identity providers serve: each asks for a code, waits for it and hands it in, on a connection of their
 * own with a whole handshake, from an address of their own. The authority's signature is not part of it.
 */
public final class EnrolmentLoad {

    /** Enough for a provider's code to be compiled: one that has run for a day is. */
    private static final int WARM_UP = Integer.getInteger("chimera.bench.warmup", 4_000);

    private static final int AT_ONCE = 16;
    private static final int FIRST_PERSON = 100_000;

    private EnrolmentLoad() {}

    /** Against one provider with SQLite in this folder. */
    public static Result sqlite(Path folder, int people, int perSecond) throws Exception {
        try (var realm = new Realm(Files.createDirectories(folder));
                var provider = realm.sqlite("identity")) {
            return new Run(realm, List.of(provider.url()), people, perSecond).result();
        }
    }

    /** Against two providers that share a PostgreSQL. */
    public static Result postgres(Path folder, RealPostgres postgres, int people, int perSecond) throws Exception {
        var url = postgres.database();
        try (var realm = new Realm(Files.createDirectories(folder));
                var one = realm.postgres("one", url);
                var other = realm.postgres("other", url)) {
            return new Run(realm, List.of(one.url(), other.url()), people, perSecond).result();
        }
    }

    /**
     * What came out.
     *
     * @param perSecond enrolments in a second, from the first's beginning to the last's end
     * @param challenges milliseconds from the connection's beginning to the answer 202
     * @param proofs milliseconds from handing the code in to the answer 200
     */
    public record Result(int failed, double perSecond, List<Double> challenges, List<Double> proofs) {
        public Result {
            challenges = List.copyOf(challenges);
            proofs = List.copyOf(proofs);
        }
    }

    private static final class Run {
        private final List<URI> providers;
        private final AtomicInteger failed = new AtomicInteger();
        private final Queue<Double> challenges = new ConcurrentLinkedQueue<>();
        private final Queue<Double> proofs = new ConcurrentLinkedQueue<>();
        private final Result result;

        Run(Realm realm, List<URI> providers, int people, int perSecond) throws Exception {
            this.providers = providers;
            var patience = Duration.ofSeconds(10);
            try (var ca = StepCa.bootstrap(realm.ca().url(), realm.ca().fingerprint(), Clock.systemUTC(), patience);
                    var crowd = new Crowd(ca.root(), realm.codes())) {
                crowd(crowd, FIRST_PERSON, WARM_UP, 0);
                challenges.clear();
                proofs.clear();
                failed.set(0);
                var seconds = crowd(crowd, FIRST_PERSON + WARM_UP, people, perSecond);
                result = new Result(
                        failed.get(),
                        (people - failed.get()) / seconds,
                        new ArrayList<>(challenges),
                        new ArrayList<>(proofs));
            }
        }

        Result result() {
            return result;
        }

        /** @param perSecond begun in a second, however long they take; 0 for as many as a few at once can do */
        private double crowd(Crowd crowd, int first, int many, int perSecond) throws Exception {
            var requests = new ArrayList<SigningRequest>();
            for (var i = 0; i < many; i++) requests.add(crowd.request(first + i));
            var begin = System.nanoTime();
            try (var threads = perSecond == 0
                    ? Executors.newFixedThreadPool(AT_ONCE)
                    : Executors.newVirtualThreadPerTaskExecutor()) {
                for (var i = 0; i < many; i++) {
                    var one = i;
                    if (perSecond > 0) {
                        var due = begin + one * 1_000_000_000L / perSecond;
                        while (System.nanoTime() < due) LockSupport.parkNanos(due - System.nanoTime());
                    }
                    threads.submit(() -> enrol(crowd, first + one, requests.get(one)));
                }
            }
            return (System.nanoTime() - begin) / 1e9;
        }

        private void enrol(Crowd crowd, int person, SigningRequest request) {
            var begin = System.nanoTime();
            try (var line = crowd.connect(providers.get(person % providers.size()), person)) {
                var asked = line.ask(person, request);
                challenges.add((System.nanoTime() - begin) / 1e6);
                var code = crowd.code(person);
                var handed = System.nanoTime();
                var proven = line.verify(asked.field("challengeId"), code);
                proofs.add((System.nanoTime() - handed) / 1e6);
                if (asked.status() != 202 || proven.status() != 200) failed.incrementAndGet();
            } catch (IOException | RuntimeException e) {
                failed.incrementAndGet();
            }
        }
    }
}
