package io.chimera.pki.step;

import io.chimera.core.identity.RevocationReason;
import io.chimera.pki.https.Json;
import io.chimera.pki.https.NoReply;
import io.chimera.pki.https.PinnedTrust;
import io.chimera.pki.https.Reply;
import io.chimera.pki.https.SecureClient;
import io.chimera.pki.https.ShownCertificate;
import io.chimera.pki.step.AuthorityFailed.Kind;
import io.chimera.pki.x509.KeyAndChain;
import io.chimera.pki.x509.Pem;
import io.chimera.pki.x509.SigningRequest;
import java.io.IOException;
import java.net.URI;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step-ca as its client sees it (github.com/smallstep/certificates, API version 1.0).
 *
 * <p>Made by {@link #bootstrap}, after which only connections that lead to the pinned root are spoken on. Calls block
 * for at most the patience given, and every failure comes as {@link AuthorityFailed}. What it issues is checked against
 * the root before it is returned.
 */
public final class StepCa implements AutoCloseable {

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
        var ca = new StepCa(url, fetchRoot(url, pinned, clock, patience), clock, patience);
        try {
            ca.health();
            return ca;
        } catch (AuthorityFailed e) {
            ca.close();
            throw e;
        }
    }

    private static X509Certificate fetchRoot(URI url, RootFingerprint pinned, Clock clock, Duration patience)
            throws AuthorityFailed {
        try (var blind = new SecureClient(url, BlindTrust.context(), clock, patience)) {
            var reply = blind.get("/root/" + pinned);
            if (!reply.accepted()) throw Replies.stranger(url, pinned, null);
            var told = Json.read(reply.body(), Replies.Root.class).ca();
            var root = Pem.certificate(told == null ? "" : told);
            if (!pinned.matches(root)) throw Replies.stranger(url, pinned, null);
            return root;
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

    /** Where it is. */
    public URI url() {
        return url;
    }

    /** What a one-time token for {@link #sign} must name as its audience. */
    public String signAudience() {
        return url + "/1.0/sign";
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

    /**
     * Obtains a certificate.
     *
     * @param token spent by the first try, whatever its end: never hand in the same twice
     * @return the new certificate first, then the intermediates
     */
    public List<X509Certificate> sign(SigningRequest request, String token) throws AuthorityFailed {
        return issued(post(client, "/sign", new SignBody(request.pem(), token)));
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
        postShowing(present, "/revoke", new RevokeBody(serial, reason.code(), note, true));
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

    private record RevokeBody(String serial, int reasonCode, String reason, boolean passive) {}
}
