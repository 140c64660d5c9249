package io.chimera.pki.step;

import io.chimera.pki.https.Json;
import io.chimera.pki.https.NoReply;
import io.chimera.pki.https.Reply;
import io.chimera.pki.step.AuthorityFailed.Kind;
import io.chimera.pki.x509.MalformedPem;
import io.chimera.pki.x509.Pem;
import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What step-ca replies, as values or as failures with words a person can act on. */
final class Replies {

    /** What step-ca tolerates in a token's times. */
    static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(60);

    private static final int MOST_CERTIFICATES = 10;
    private static final int LONGEST_REASON = 300;

    private Replies() {}

    record Root(@Nullable String ca) {}

    record Health(@Nullable String status) {}

    record Version(@Nullable String version) {}

    record Roots(@Nullable List<String> crts) {}

    record Signed(@Nullable List<String> certChain) {}

    record Provisioners(
            @Nullable List<ToldProvisioner> provisioners,
            @Nullable String nextCursor) {}

    record ToldProvisioner(
            @Nullable String type,
            @Nullable String name,
            @Nullable ToldKey key) {
        StepCa.Provisioner value() {
            var kid = key == null || key.kid() == null ? "" : key.kid();
            return new StepCa.Provisioner(type == null ? "" : type, name == null ? "" : name, kid);
        }
    }

    record ToldKey(@Nullable String kid) {}

    private record Failure(@Nullable String message) {}

    /** The reply itself if the request was accepted. */
    static Reply accepted(Reply reply) throws AuthorityFailed {
        if (reply.accepted()) return reply;
        throw refusal(reply, reason(reply));
    }

    static <T> T read(Reply reply, Class<T> type) throws AuthorityFailed {
        try {
            return Json.read(reply.body(), type);
        } catch (IOException e) {
            throw gibberish(e);
        }
    }

    static String required(@Nullable String text) throws AuthorityFailed {
        if (text == null) throw gibberish(null);
        return text;
    }

    static List<X509Certificate> certificates(@Nullable List<String> texts) throws AuthorityFailed {
        if (texts == null || texts.isEmpty() || texts.size() > MOST_CERTIFICATES) throw gibberish(null);
        try {
            var certificates = new ArrayList<X509Certificate>();
            for (var text : texts) certificates.add(Pem.certificate(text));
            return List.copyOf(certificates);
        } catch (MalformedPem e) {
            throw gibberish(e);
        }
    }

    static AuthorityFailed missing(NoReply e) {
        var kind = switch (e.why()) {
            case SILENT -> Kind.UNREACHABLE;
            case STRANGER -> Kind.NOT_ITSELF;
            case CLOCK -> Kind.CLOCK_DIFFERS;
        };
        return new AuthorityFailed(kind, "The certificate authority could not be asked: " + e.getMessage(), e);
    }

    static AuthorityFailed stranger(URI url, RootFingerprint pinned, @Nullable Throwable cause) {
        return new AuthorityFailed(
                Kind.NOT_ITSELF,
                "What answers at " + url + " is not the certificate authority with the root " + pinned
                        + ". Check the address and the fingerprint with whoever runs it.",
                cause);
    }

    static AuthorityFailed rootNotGood(X509Certificate root, Instant now) {
        return new AuthorityFailed(
                Kind.ENDED,
                "The root of the certificate authority is good from "
                        + root.getNotBefore().toInstant() + " to "
                        + root.getNotAfter().toInstant()
                        + ", and by this computer's clock it is " + now
                        + ". If the clock is right, ask whoever runs the authority for its new root's fingerprint.",
                null);
    }

    private static AuthorityFailed gibberish(@Nullable Throwable cause) {
        return new AuthorityFailed(
                Kind.NOT_ITSELF, "What answers does not speak as a certificate authority. Check its address.", cause);
    }

    private static AuthorityFailed refusal(Reply reply, String reason) {
        return switch (reply.status()) {
            case 401 -> unauthorized(reply, reason);
            case 400 ->
                new AuthorityFailed(
                        reason.contains("already revoked") ? Kind.ALREADY_REVOKED : Kind.REFUSED, reason, null);
            case 403, 404, 405, 413, 501 -> new AuthorityFailed(Kind.REFUSED, reason, null);
            default ->
                new AuthorityFailed(
                        Kind.TROUBLED,
                        "The certificate authority has trouble of its own (status " + reply.status() + "): " + reason,
                        null);
        };
    }

    /** The authority never says why; where the clocks differ that is why, nearly always. */
    private static AuthorityFailed unauthorized(Reply reply, String reason) {
        return reply.clockAhead()
                .filter(ahead -> ahead.abs().compareTo(CLOCK_TOLERANCE) > 0)
                .map(AuthorityFailed::clock)
                .orElseGet(() -> new AuthorityFailed(Kind.NOT_AUTHORIZED, reason, null));
    }

    /** Others' words go into logs and pages: one line, and not a long one. */
    private static String reason(Reply reply) {
        try {
            var message = Json.read(reply.body(), Failure.class).message();
            if (message == null) return "no reason was given";
            var line = message.replaceAll("\\p{Cntrl}+", " ");
            return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
        } catch (IOException e) {
            return "no reason was given";
        }
    }
}
