package io.chimera.janus.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.chimera.core.janus.ProfileKey;
import io.chimera.core.janus.ProfileTag;
import io.chimera.core.janus.PseudonymRefused;
import io.chimera.janus.desk.JanusDesk;
import io.chimera.janus.desk.OpenProfile;
import io.chimera.janus.desk.WrongSecret;
import io.chimera.janus.proxy.Penalties.Turn;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may use the proxy, and as whom. What a browser repeats with every request is recognised by an HMAC under a key of this
 * process, so nothing typed is kept; what was not seen yet is computed, away from the event loops. Any thread may ask.
 */
final class Doorkeeper {

    private static final Logger log = LoggerFactory.getLogger(Doorkeeper.class);
    private static final int MOST_SESSIONS = 1_000;
    private static final int MOST_WAITING = 32;
    private static final int MOST_OF_ONE = 4;
    private static final int MOST_CONNECTIONS = 256;

    private final JanusDesk desk;
    private final Function<String, Optional<ProfileTag>> kept;
    private final Executor executor;
    private final Penalties penalties = new Penalties(System::nanoTime);
    private final SecretKeySpec key;
    private final LinkedHashMap<String, ProfileTag> sessions = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, CompletableFuture<Admission>> waiting = new ConcurrentHashMap<>();
    private final Map<String, Integer> waitingOf = new ConcurrentHashMap<>();
    private final AtomicInteger connections = new AtomicInteger();

    /**
     * @param kept what this computer keeps of profiles, by name
     * @param executor where may be computed and waited
     */
    Doorkeeper(JanusDesk desk, Function<String, Optional<ProfileTag>> kept, Executor executor, SecureRandom random) {
        this.desk = desk;
        this.kept = kept;
        this.executor = executor;
        var bytes = new byte[32];
        random.nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, "HmacSHA256");
    }

    /** What came of it. */
    sealed interface Admission {

        /** As whom. */
        record In(OpenProfile profile) implements Admission {}

        /** Why not. */
        record Out(Refused why) implements Admission {}
    }

    /**
     * Looks at a request's {@code Proxy-Authorization}.
     *
     * @param headers all lines of that name
     * @return done already where the browser is known; never exceptionally
     */
    CompletableFuture<Admission> admit(List<String> headers, InetAddress from) {
        if (headers.size() != 1)
            return out(new Refused(headers.isEmpty() ? Refusal.SIGN_IN : Refusal.UNREADABLE_SIGN_IN));
        var mark = mark(headers.getFirst());
        var known = known(mark);
        if (known.isPresent()) return CompletableFuture.completedFuture(new Admission.In(known.get()));
        ProfileKey typed;
        try {
            typed = SignIn.of(headers);
        } catch (Refused refused) {
            return out(refused);
        }
        String name;
        try {
            name = desk.nameOf(typed);
        } catch (PseudonymRefused refused) {
            typed.close();
            return out(new Refused(Refusal.UNUSABLE_SIGN_IN, refused.what()));
        }
        boolean wasRight = wasRight(mark);
        if (!wasRight && isCrowded(mark, name)) {
            typed.close();
            return out(new Refused(Refusal.BUSY));
        }
        var mine = new CompletableFuture<Admission>();
        var others = waiting.putIfAbsent(mark, mine);
        if (others == null) begin(new Visit(mark, name, typed, from, wasRight), mine);
        else typed.close();
        return counted(others == null ? mine : others);
    }

    private boolean isCrowded(String mark, String name) {
        if (connections.get() >= MOST_CONNECTIONS) return true;
        if (waiting.containsKey(mark)) return false;
        return waiting.size() >= MOST_WAITING || waitingOf.getOrDefault(name, 0) >= MOST_OF_ONE;
    }

    private CompletableFuture<Admission> counted(CompletableFuture<Admission> result) {
        if (result.isDone()) return result;
        connections.incrementAndGet();
        return result.whenComplete((_, _) -> connections.decrementAndGet());
    }

    private Optional<OpenProfile> known(String mark) {
        ProfileTag tag;
        synchronized (sessions) {
            tag = sessions.get(mark);
        }
        return Optional.ofNullable(tag).flatMap(desk::byTag);
    }

    /** Whether it was let in before, as a profile that was locked since: whoever guesses cannot keep its browser waiting. */
    private boolean wasRight(String mark) {
        synchronized (sessions) {
            return sessions.containsKey(mark);
        }
    }

    /**
     * Somebody to be looked at.
     *
     * @param wasRight whether just this was let in before
     */
    private record Visit(String mark, String name, ProfileKey typed, InetAddress from, boolean wasRight) {

        /** Never the secret. */
        @Override
        public String toString() {
            return "Visit[" + name + "]";
        }
    }

    private static CompletableFuture<Admission> out(Refused why) {
        return CompletableFuture.completedFuture(new Admission.Out(why));
    }

    private void begin(Visit visit, CompletableFuture<Admission> result) {
        var turn = visit.wasRight ? new Turn.In(Duration.ZERO) : penalties.turnOf(visit.name);
        switch (turn) {
            case Turn.NotYet(var wait) -> {
                visit.typed.close();
                waiting.remove(visit.mark);
                result.complete(new Admission.Out(Refused.until(Refusal.TOO_OFTEN, wait)));
            }
            case Turn.In(var wait) -> {
                waitingOf.merge(visit.name, 1, Integer::sum);
                CompletableFuture.delayedExecutor(wait.toNanos(), TimeUnit.NANOSECONDS, executor)
                        .execute(() -> {
                            var admission = decided(visit);
                            waitingOf.computeIfPresent(visit.name, (_, count) -> count == 1 ? null : count - 1);
                            waiting.remove(visit.mark);
                            result.complete(admission);
                        });
            }
        }
    }

    private Admission decided(Visit visit) {
        try {
            return decide(visit);
        } catch (RuntimeException fault) {
            log.error("A sign-in could not be looked at: {}", fault.getClass().getSimpleName());
            return new Admission.Out(new Refused(Refusal.BUSY));
        }
    }

    private Admission decide(Visit visit) {
        try (var typed = visit.typed) {
            var profile = desk.signIn(typed, kept);
            synchronized (sessions) {
                sessions.put(visit.mark, profile.tag());
                if (sessions.size() > MOST_SESSIONS) sessions.pollFirstEntry();
            }
            if (!visit.wasRight) penalties.succeeded(visit.name);
            return new Admission.In(profile);
        } catch (WrongSecret _) {
            log.warn("A browser at {} gave another secret than the profile's own", visit.from.getHostAddress());
            return new Admission.Out(new Refused(Refusal.WRONG_SECRET));
        } catch (PseudonymRefused refused) {
            return new Admission.Out(
                    switch (refused.refusal()) {
                        case BUSY, LOCKED -> new Refused(Refusal.BUSY, refused.what());
                        case WEAK_SECRET -> new Refused(Refusal.WEAK_SECRET, refused.what());
                        default -> new Refused(Refusal.UNUSABLE_SIGN_IN, refused.what());
                    });
        }
    }

    /** Different for every header, and of no use to whoever does not have this process's key. */
    private String mark(String header) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(header.getBytes(ISO_8859_1)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC", e);
        }
    }

    /** How many browsers are signed in. */
    int sessions() {
        synchronized (sessions) {
            return (int) sessions.values().stream()
                    .filter(tag -> desk.byTag(tag).isPresent())
                    .count();
        }
    }
}
