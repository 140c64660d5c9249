package io.chimera.pki;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.Credential;
import io.chimera.core.identity.EnrolmentFailed;
import io.chimera.core.identity.EnrolmentFailed.Cause;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.identity.RevocationReason;
import io.chimera.pki.https.Json;
import io.chimera.pki.https.NoReply;
import io.chimera.pki.https.PinnedTrust;
import io.chimera.pki.https.Reply;
import io.chimera.pki.https.SecureClient;
import io.chimera.pki.https.ShownCertificate;
import io.chimera.pki.step.RootFingerprint;
import io.chimera.pki.x509.Pem;
import io.chimera.pki.x509.SigningRequest;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The identity provider of the settings as its client sees it. Its certificate must lead to the authority's root. */
final class IdentityClient {

    private static final int LONGEST_DEVICE = 40;
    private static final int LONGEST_REASON = 300;

    private final PkiSettings settings;
    private final Authority authority;
    private final Clock clock;

    IdentityClient(PkiSettings settings, Authority authority, Clock clock) {
        this.settings = settings;
        this.authority = authority;
        this.clock = clock;
    }

    /** A code is on its way. */
    record Opened(String challenge, Instant expiresAt) {}

    /**
     * The right to one certificate.
     *
     * @param token secret
     */
    record Proof(String token, Instant expiresAt) {
        @Override
        public String toString() {
            return "Proof[expiresAt=" + expiresAt + "]";
        }
    }

    /** Has a code sent to the person. */
    Opened ask(AccountId account, SigningRequest request, String device) throws EnrolmentFailed {
        var body = new AskBody(account.toString(), request.pem(), harmless(device));
        var reply = read(post("/v1/challenges", body), OpenedBody.class);
        if (reply.challengeId() == null || reply.expiresAt() == null) throw gibberish(null);
        if (!reply.challengeId().matches("[A-Za-z0-9_-]{1,64}")) throw gibberish(null);
        return new Opened(reply.challengeId(), reply.expiresAt());
    }

    /** Hands in the code. */
    Proof prove(String challenge, String code) throws EnrolmentFailed {
        var reply = read(post("/v1/challenges/" + challenge + "/verify", new ProofBody(code)), TokenBody.class);
        if (reply.ott() == null || reply.expiresAt() == null || reply.rootFingerprint() == null) throw gibberish(null);
        if (!same(reply.rootFingerprint())) {
            throw new EnrolmentFailed(
                    Cause.REFUSED,
                    "The identity provider speaks for another certificate authority than chimera.pki.ca-fingerprint"
                            + " names. Check both addresses with whoever runs them.");
        }
        return new Proof(reply.ott(), reply.expiresAt());
    }

    /** Shows a certificate, so that the provider knows its serial number if it is to be revoked one day. */
    void show(List<X509Certificate> chain) throws EnrolmentFailed {
        post("/v1/certificates", new ShownBody(Pem.of(chain)));
    }

    /** The computers that hold a certificate in the same name, newest first. */
    List<Told> computers(Credential own) throws EnrolmentFailed {
        var reply = read(call(Optional.of(own), client -> client.get("/v1/me/computers")), ComputersBody.class);
        if (reply.computers() == null) throw gibberish(null);
        var told = new ArrayList<Told>();
        for (var computer : reply.computers()) told.add(computer.told());
        return List.copyOf(told);
    }

    /** Takes a key back, in the name of the certificate that is shown. */
    void disown(Credential own, KeyFingerprint key, RevocationReason reason, String note) throws EnrolmentFailed {
        var path = "/v1/me/computers/" + key.hex() + "/revocation";
        call(Optional.of(own), client -> client.post(path, new DisownBody(reason.name(), note)));
    }

    /** A computer as the provider tells of it. */
    record Told(KeyFingerprint key, String name, Instant since, Optional<Instant> disowned) {}

    private Reply post(String path, Object body) throws EnrolmentFailed {
        return call(Optional.empty(), client -> client.post(path, body));
    }

    private Reply call(Optional<Credential> shown, Question question) throws EnrolmentFailed {
        var trust = new PinnedTrust(authority.ca().root(), clock);
        var context = shown.map(
                        credential -> trust.context(new ShownCertificate(() -> PeerCredential.shown(credential))))
                .orElseGet(trust::context);
        try (var client = new SecureClient(settings.identityUrl(), context, clock, settings.patience())) {
            var reply = question.ask(client);
            if (shown.isPresent() && reply.status() == 401) {
                throw new EnrolmentFailed(Cause.NOT_CERTIFIED, "The identity provider did not accept the certificate.");
            }
            return accepted(reply);
        } catch (NoReply e) {
            var cause = e.why() == NoReply.Why.CLOCK ? Cause.CLOCK_DIFFERS : Cause.PROVIDER_UNREACHABLE;
            throw Failures.because(
                    new EnrolmentFailed(cause, "The identity provider could not be asked: " + e.getMessage()), e);
        }
    }

    private static Reply accepted(Reply reply) throws EnrolmentFailed {
        if (reply.accepted()) return reply;
        var reason = reason(reply);
        throw switch (reply.status()) {
            case 401 -> new EnrolmentFailed(Cause.WRONG_CODE, reason);
            case 429 -> new EnrolmentFailed(Cause.RATE_LIMITED, reason, reply.retryAfter());
            case 400, 403, 404, 405, 413, 415 -> new EnrolmentFailed(Cause.REFUSED, reason);
            default ->
                new EnrolmentFailed(
                        Cause.PROVIDER_UNREACHABLE,
                        "The identity provider has trouble of its own (status " + reply.status() + "): " + reason,
                        reply.retryAfter());
        };
    }

    private static String reason(Reply reply) {
        try {
            var detail = Json.read(reply.body(), ProblemBody.class).detail();
            if (detail == null) return "no reason was given";
            var line = detail.replaceAll("\\p{Cntrl}+", " ");
            return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
        } catch (IOException e) {
            return "no reason was given";
        }
    }

    private boolean same(String fingerprint) {
        try {
            return new RootFingerprint(fingerprint).equals(settings.caFingerprint());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static <T> T read(Reply reply, Class<T> type) throws EnrolmentFailed {
        try {
            return Json.read(reply.body(), type);
        } catch (IOException e) {
            throw gibberish(e);
        }
    }

    private static EnrolmentFailed gibberish(@Nullable IOException cause) {
        var failed = new EnrolmentFailed(
                Cause.PROVIDER_UNREACHABLE,
                "What answers at chimera.pki.identity-url does not speak as an identity provider. Check the address.");
        return cause == null ? failed : Failures.because(failed, cause);
    }

    /** Only what the provider accepts in a name, so that no computer's name keeps its owner out. */
    static String harmless(String device) {
        var text = new StringBuilder();
        device.replaceAll("[^\\p{L}\\p{N} '()_-]+", " ")
                .replaceAll(" +", " ")
                .strip()
                .codePoints()
                .limit(LONGEST_DEVICE)
                .forEach(text::appendCodePoint);
        return text.isEmpty() ? "Chimera" : text.toString();
    }

    @FunctionalInterface
    private interface Question {
        Reply ask(SecureClient client) throws NoReply;
    }

    private record ShownBody(String chain) {}

    private record DisownBody(String reason, String note) {}

    private record ComputersBody(@Nullable List<ComputerBody> computers) {}

    private record ComputerBody(
            @Nullable String key,
            @Nullable String name,
            @Nullable Instant since,
            @Nullable Instant disowned) {
        Told told() throws EnrolmentFailed {
            if (key == null || name == null || since == null || !key.matches("[0-9a-f]{64}")) throw gibberish(null);
            return new Told(new KeyFingerprint(key), harmless(name), since, Optional.ofNullable(disowned));
        }
    }

    private record AskBody(String telegramId, String csr, String deviceName) {}

    private record OpenedBody(
            @Nullable String challengeId, @Nullable Instant expiresAt) {}

    private record ProofBody(String code) {}

    private record TokenBody(
            @Nullable String ott,
            @Nullable String rootFingerprint,
            @Nullable Instant expiresAt) {}

    private record ProblemBody(@Nullable String detail) {}
}
