package io.chimera.web.provider;

import io.chimera.web.ApiToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What the operator proves themselves with: the token that lies in the provider's home. Ten wrong keys at once, and one
 * more every six seconds; then no key is looked at until there is room again.
 */
@Component
class OperatorKey {

    static final int WRONG_AT_ONCE = 10;
    static final Duration ONE_MORE_EVERY = Duration.ofSeconds(6);

    private static final Duration ALL = ONE_MORE_EVERY.multipliedBy(WRONG_AT_ONCE);

    private final ApiToken token;
    private final Clock clock;

    /** When every wrong key so far is forgotten. */
    private Instant forgotten = Instant.MIN;

    OperatorKey(ApiToken token, Clock clock) {
        this.token = token;
        this.clock = clock;
    }

    /** Whether somebody may enter. */
    enum Verdict {
        RIGHT,
        WRONG,
        LATER
    }

    /** Judges a key as it was typed or pasted. */
    synchronized Verdict judge(String typed) {
        if (pause().isPresent()) return Verdict.LATER;
        if (MessageDigest.isEqual(bytes(typed.strip()), bytes(token.value()))) return Verdict.RIGHT;
        var now = clock.instant();
        forgotten = (forgotten.isAfter(now) ? forgotten : now).plus(ONE_MORE_EVERY);
        return Verdict.WRONG;
    }

    /** How long until a key is looked at again; empty if it is now. */
    synchronized Optional<Duration> pause() {
        var now = clock.instant();
        if (!forgotten.isAfter(now)) return Optional.empty();
        var wait = Duration.between(now, forgotten).minus(ALL).plus(ONE_MORE_EVERY);
        return wait.isPositive() ? Optional.of(wait) : Optional.empty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
