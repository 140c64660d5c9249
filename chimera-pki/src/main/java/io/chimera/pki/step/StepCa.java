package io.chimera.pki.step;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.chimera.core.identity.RevocationReason;
import io.chimera.pki.https.Body;
import io.chimera.pki.https.Json;
import io.chimera.pki.https.NoReply;
import io.chimera.pki.https.PinnedTrust;
import io.chimera.pki.https.Reply;
import io.chimera.pki.https.SecureClient;
import io.chimera.pki.https.ShownCertificate;
import io.chimera.pki.step.AuthorityFailed.Kind;
import io.chimera.pki.x509.Issuers;
import io.chimera.pki.x509.KeyAndChain;
import io.chimera.pki.x509.Lifetime;
import io.chimera.pki.x509.Pem;
import io.chimera.pki.x509.SigningRequest;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One step-ca as its client sees it (github.com/smallstep/certificates, API version 1.0).
 *
 * <p>Made by {@link #bootstrap}, after which only connections that lead to the pinned root are spoken on. Calls block
 * for at most the patience given, and every failure comes as {@link AuthorityFailed}. What it issues is checked against
 * the root before it is returned.
 */
public final class StepCa implements AutoCloseable {

    private static final int LARGEST_LIST = 4 * 1024 * 1024;
    private static final int MOST_PAGES = 20;

    private final URI url;
    private final X509Certificate root;
    private final PinnedTrust trust;
    private final Clock clock;
    private final Duration patience;
    private final SecureClient client;

    private StepCa(URI url, X509Certificate root, Clock clock, Duration patience) {
        this.url = url;
        this.root = root;
        this.trust = new PinnedTrust(root, clock);
        this.clock = clock;
        this.patience = patience;
        this.client = new SecureClient(url, trust.context(), clock, patience);
    }

    /**
     * Gets to know an authority by its root's fingerprint, and makes sure that it is in good health.
     *
     * @param url {@code https://host:port}
     * @param patience the longest a call may take, this one and all later ones
     */
    public static StepCa bootstrap(URI url, RootFingerprint pinned, Clock clock, Duration patience)
            throws AuthorityFailed {
        var told = fetchRoot(url, pinned, clock, patience);
        if (!Lifetime.of(told.root()).contains(clock.instant())) throw told.notGoodAt(clock.instant());
        var ca = new StepCa(url, told.root(), clock, patience);
        try {
            ca.health();
            return ca;
        } catch (AuthorityFailed e) {
            ca.close();
            throw told.explaining(e);
        }
    }

    private static ToldRoot fetchRoot(URI url, RootFingerprint pinned, Clock clock, Duration patience)
            throws AuthorityFailed {
        try (var blind = new SecureClient(url, BlindTrust.context(), clock, patience)) {
            var reply = blind.get("/root/" + pinned);
            if (!reply.accepted()) throw Replies.stranger(url, pinned, null);
            var told = Json.read(reply.body(), Replies.Root.class).ca();
            var root = Pem.certificate(told == null ? "" : told);
            if (!pinned.matches(root)) throw Replies.stranger(url, pinned, null);
            return new ToldRoot(root, reply.clockAhead());
        } catch (NoReply e) {
            throw Replies.missing(e);
        } catch (IOException e) {
            throw Replies.stranger(url, pinned, e);
        }
    }

    /** The pinned root. */
    public X509Certificate root() {
        return root;
    }

    /** Believes whoever leads to the pinned root, and nobody else. */
    public PinnedTrust trust() {
        return trust;
    }

    /** Where it is. */
    public URI url() {
        return url;
    }

    /** What a one-time token for {@link #sign} must name as its audience. */
    public String signAudience() {
        return url + "/1.0/sign";
    }

    /** What a one-time token for {@link #revoke(BigInteger, OneTimeToken, RevocationReason, String)} must name. */
    public String revokeAudience() {
        return url + "/1.0/revoke";
    }

    /** Returns if the authority says that it is well. */
    public void health() throws AuthorityFailed {
        var status = Replies.read(get("/health"), Replies.Health.class).status();
        if (!"ok".equals(status)) {
            throw new AuthorityFailed(Kind.TROUBLED, "The certificate authority is not well: " + status, null);
        }
    }

    /** The version it calls itself, such as {@code 0.30.2}; builds without one say {@code 0.0.0}. */
    public String version() throws AuthorityFailed {
        return Replies.required(
                Replies.read(get("/version"), Replies.Version.class).version());
    }

    /** Every root it trusts: the pinned one, and others while it moves from one to another. */
    public List<X509Certificate> roots() throws AuthorityFailed {
        return Replies.certificates(
                Replies.read(get("/roots"), Replies.Roots.class).crts());
    }

    /** The certificates that sign what it issues and its revocation list, each checked to be the root's doing. */
    public List<X509Certificate> intermediates() throws AuthorityFailed {
        var told = Replies.certificates(
                Replies.read(get("/intermediates"), Replies.Roots.class).crts());
        for (var one : told) {
            if (!Issuers.isIntermediate(one, root)) {
                throw new AuthorityFailed(
                        Kind.NOT_ITSELF, "The authority shows an intermediate that is not its root's doing.", null);
            }
        }
        return told;
    }

    /** Whose tokens it accepts. */
    public List<Provisioner> provisioners() throws AuthorityFailed {
        var all = new ArrayList<Provisioner>();
        var cursor = "";
        for (var page = 0; page < MOST_PAGES; page++) {
            var reply = Replies.read(get("/provisioners?limit=100&cursor=" + cursor), Replies.Provisioners.class);
            if (reply.provisioners() != null) {
                reply.provisioners().forEach(told -> all.add(told.value()));
            }
            cursor = reply.nextCursor() == null ? "" : URLEncoder.encode(reply.nextCursor(), StandardCharsets.UTF_8);
            if (cursor.isEmpty()) break;
        }
        return List.copyOf(all);
    }

    /**
     * One of those whose tokens are accepted.
     *
     * @param type {@code JWK}, {@code X5C}, {@code ACME}…
     * @param key the id of its key; empty where its kind has none
     */
    public record Provisioner(String type, String name, String key) {}

    /**
     * Its revocation list (RFC 5280 §5) as it came, not yet looked at.
     *
     * @throws AuthorityFailed also if it is larger than 4 MiB, or the authority keeps none ({@link Kind#REFUSED})
     */
    public Body revocationList() throws AuthorityFailed {
        try {
            return Replies.accepted(client.get("/1.0/crl", LARGEST_LIST)).body();
        } catch (NoReply e) {
            throw Replies.missing(e);
        }
    }

    /**
     * Obtains a certificate.
     *
     * @param token spent by the first try, whatever its end: never hand in the same twice
     * @return the new certificate first, then the intermediates
     */
    public List<X509Certificate> sign(SigningRequest request, String token) throws AuthorityFailed {
        try {
            return issued(post(client, "/sign", new SignBody(request.pem(), token)));
        } catch (AuthorityFailed e) {
            throw TokenTrouble.explained(e, token, this, signAudience(), clock.instant());
        }
    }

    /** Obtains a certificate with the same key and names and a new life, by showing the present one. */
    public List<X509Certificate> renew(KeyAndChain present) throws AuthorityFailed {
        return issued(postShowing(present, "/renew", null));
    }

    /** Obtains a certificate with the same names for the request's key, by showing the present one. */
    public List<X509Certificate> rekey(KeyAndChain present, SigningRequest request) throws AuthorityFailed {
        return issued(postShowing(present, "/rekey", new RekeyBody(request.pem())));
    }

    /** Takes a certificate back by showing it: it will not be renewed any more, and is listed as revoked. */
    public void revoke(KeyAndChain present, RevocationReason reason, String note) throws AuthorityFailed {
        var serial = present.certificate().getSerialNumber().toString();
        postShowing(present, "/revoke", new RevokeBody(serial, null, reason.code(), note, true));
    }

    /**
     * Takes a certificate back by a token of {@link OneTimeToken#toRevoke}: for one that cannot be shown any more.
     *
     * @throws AuthorityFailed {@link Kind#ALREADY_REVOKED} if it was taken back before
     */
    public void revoke(BigInteger serial, OneTimeToken token, RevocationReason reason, String note)
            throws AuthorityFailed {
        try {
            post(client, "/revoke", new RevokeBody(serial.toString(), token.jwt(), reason.code(), note, true));
        } catch (AuthorityFailed e) {
            throw TokenTrouble.explained(e, token.jwt(), this, revokeAudience(), clock.instant());
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private Reply get(String path) throws AuthorityFailed {
        try {
            return Replies.accepted(client.get("/1.0" + path));
        } catch (NoReply e) {
            throw Replies.missing(e);
        }
    }

    private Reply postShowing(KeyAndChain present, String path, @Nullable Object body) throws AuthorityFailed {
        // A client of its own for each certificate: pooled connections would go on showing the one before.
        var showing = trust.context(new ShownCertificate(() -> present));
        try (var shown = new SecureClient(url, showing, clock, patience)) {
            return post(shown, path, body);
        }
    }

    private static Reply post(SecureClient client, String path, @Nullable Object body) throws AuthorityFailed {
        try {
            return Replies.accepted(client.post("/1.0" + path, body));
        } catch (NoReply e) {
            throw Replies.missing(e);
        }
    }

    private List<X509Certificate> issued(Reply reply) throws AuthorityFailed {
        var chain =
                Replies.certificates(Replies.read(reply, Replies.Signed.class).certChain());
        try {
            trust.checkServes(chain);
            return chain;
        } catch (CertificateException e) {
            throw new AuthorityFailed(
                    Kind.NOT_ITSELF, "The authority issued a certificate that does not lead to its own root.", e);
        }
    }

    private record SignBody(String csr, String ott) {}

    private record RekeyBody(String csr) {}

    private record RevokeBody(
            String serial,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String ott,

            int reasonCode,
            String reason,
            boolean passive) {}

    /** A root whose fingerprint is the right one, and how far our clock was ahead of whoever told it. */
    private record ToldRoot(X509Certificate root, Optional<Duration> clockAhead) {

        AuthorityFailed notGoodAt(Instant now) {
            return explaining(Replies.rootNotGood(root, now));
        }

        /** Dates that seem wrong are most often a clock that is. */
        AuthorityFailed explaining(AuthorityFailed failed) {
            if (failed.kind() != Kind.CLOCK_DIFFERS && failed.kind() != Kind.ENDED) return failed;
            return clockAhead
                    .filter(ahead -> ahead.abs().compareTo(Replies.CLOCK_TOLERANCE) > 0)
                    .map(AuthorityFailed::clock)
                    .orElse(failed);
        }
    }
}
