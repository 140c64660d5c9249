package io.chimera.web.provider;

import io.chimera.core.file.Sha256;
import io.chimera.web.sign.PortCookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The browsers in which the operator's key was given: each until it signs out, for twelve hours at most, and never longer
 * than this program runs. Of a cookie's value only the hash is kept.
 */
@Component
class OperatorSessions {

    static final Duration LIFETIME = Duration.ofHours(12);

    /** One person, on a few computers; the oldest makes room. */
    static final int MOST = 16;

    private static final int RANDOM_BYTES = 32;
    private static final PortCookie COOKIE = new PortCookie("chimera-operator-", "/");

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Instant> until = new LinkedHashMap<>();

    OperatorSessions(Clock clock) {
        this.clock = clock;
    }

    void begin(HttpServletRequest request, HttpServletResponse response) {
        var secret = new byte[RANDOM_BYTES];
        random.nextBytes(secret);
        var value = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        synchronized (until) {
            if (until.size() >= MOST) until.remove(until.keySet().iterator().next());
            until.put(hash(value), clock.instant().plus(LIFETIME));
        }
        COOKIE.write(value, PortCookie.WHILE_OPEN, request, response);
    }

    boolean isOpen(HttpServletRequest request) {
        var value = COOKIE.read(request);
        if (value.isEmpty()) return false;
        synchronized (until) {
            var end = until.get(hash(value.get()));
            return end != null && clock.instant().isBefore(end);
        }
    }

    void end(HttpServletRequest request, HttpServletResponse response) {
        COOKIE.read(request).ifPresent(value -> {
            synchronized (until) {
                until.remove(hash(value));
            }
        });
        COOKIE.erase(request, response);
    }

    private static String hash(String value) {
        try {
            return Sha256.of(MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8)))
                    .hex();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
