package io.chimera.pki;

import io.chimera.pki.https.Body;
import io.chimera.pki.https.Json;
import io.chimera.pki.x509.MalformedPem;
import io.chimera.pki.x509.Pem;
import io.chimera.pki.x509.SigningRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An enrolment that is under way, as it lies on disk between its steps.
 *
 * <p>There is no state after the token is handed in: a token is spent by its first showing, so the enrolment is
 * forgotten before that, and ends either with a certificate or with nothing.
 */
sealed interface Pending {

    /** The key to be certified, which never leaves this computer, and the request it signed. */
    Wanted wanted();

    /** A key and its signing request. */
    record Wanted(PrivateKey key, SigningRequest request) {
        @Override
        public String toString() {
            return "Wanted[request=" + request.digest().hex() + "]";
        }
    }

    /** A key was made; nobody has been asked. */
    record Keyed(Wanted wanted) implements Pending {}

    /** A code was sent, or is being sent. */
    record Challenged(Wanted wanted, String challenge, Instant expiresAt) implements Pending {}

    /**
     * The right code was handed in; the authority has not been asked.
     *
     * @param token secret
     */
    record Proven(Wanted wanted, String token, Instant expiresAt) implements Pending {
        @Override
        public String toString() {
            return "Proven[expiresAt=" + expiresAt + "]";
        }
    }

    /** As it is written to a file only its owner can read. */
    default String text() {
        var key = Pem.of(wanted().key());
        var request = wanted().request().pem();
        var kept = switch (this) {
            case Keyed _ -> new Kept(key, request, null, null, null);
            case Challenged at -> new Kept(key, request, at.challenge(), null, at.expiresAt());
            case Proven at -> new Kept(key, request, null, at.token(), at.expiresAt());
        };
        return new String(Json.write(kept), StandardCharsets.UTF_8);
    }

    /** Reads what {@link #text} wrote. */
    static Pending parse(String text) throws IOException {
        var kept = Json.read(Body.of(text), Kept.class);
        if (kept.key() == null || kept.request() == null) throw new MalformedPem("an enrolment without a key");
        var wanted = new Wanted(Pem.privateKey(kept.key()), SigningRequest.parse(kept.request()));
        if (kept.until() != null && kept.token() != null) return new Proven(wanted, kept.token(), kept.until());
        if (kept.until() != null && kept.challenge() != null) {
            return new Challenged(wanted, kept.challenge(), kept.until());
        }
        return new Keyed(wanted);
    }

    /** The JSON on disk. */
    record Kept(
            @Nullable String key,
            @Nullable String request,
            @Nullable String challenge,
            @Nullable String token,
            @Nullable Instant until) {}
}
