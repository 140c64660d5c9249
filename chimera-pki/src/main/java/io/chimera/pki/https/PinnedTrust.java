package io.chimera.pki.https;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts what leads to one of a few given roots, and nothing else, at the time its clock tells.
 *
 * <p>The checks are the JDK's own (path, dates, extended key usage, host name); a fresh trust manager makes each of
 * them, because the JDK's takes the time of validation once, when it is made. The machine's own roots play no part.
 */
public final class PinnedTrust extends X509ExtendedTrustManager {

    private final Set<TrustAnchor> roots;
    private final List<X509Certificate> intermediates;
    private final Clock clock;

    /** @param intermediates certificates to help those who show their own only; trusted no more than any other */
    public PinnedTrust(Collection<X509Certificate> roots, Collection<X509Certificate> intermediates, Clock clock) {
        this.roots = roots.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toUnmodifiableSet());
        this.intermediates = List.copyOf(intermediates);
        this.clock = clock;
        if (this.roots.isEmpty()) throw new IllegalArgumentException("nothing to trust");
    }

    /** Trusts one root. */
    public PinnedTrust(X509Certificate root, Clock clock) {
        this(List.of(root), List.of(), clock);
    }

    /** For an end that shows no certificate. */
    public SSLContext context() {
        return context(new KeyManager[0], this);
    }

    /** For an end that shows a certificate. */
    public SSLContext context(ShownCertificate own) {
        return context(new KeyManager[] {own}, this);
    }

    static SSLContext context(KeyManager[] own, TrustManager trust) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(own, new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /**
     * Checks that a chain is good for a server to show.
     *
     * @param chain the server's own certificate first
     */
    public void checkServes(List<X509Certificate> chain) throws CertificateException {
        checkServerTrusted(chain.toArray(X509Certificate[]::new), "UNKNOWN");
    }

    /**
     * Checks that a chain is good for a caller to show.
     *
     * @param chain the caller's own certificate first
     */
    public void checkCalls(List<X509Certificate> chain) throws CertificateException {
        checkClientTrusted(chain.toArray(X509Certificate[]::new), "UNKNOWN");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        jdk().checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        jdk().checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        jdk().checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        jdk().checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        jdk().checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        jdk().checkServerTrusted(chain, authType, engine);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return roots.stream().map(TrustAnchor::getTrustedCert).toArray(X509Certificate[]::new);
    }

    private X509ExtendedTrustManager jdk() throws CertificateException {
        try {
            var factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(new CertPathTrustManagerParameters(parameters()));
            return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
        } catch (GeneralSecurityException e) {
            throw new CertificateException("this Java cannot check certificates", e);
        }
    }

    private PKIXBuilderParameters parameters() throws InvalidAlgorithmParameterException, NoSuchAlgorithmException {
        var parameters = new PKIXBuilderParameters(roots, new X509CertSelector());
        parameters.setRevocationEnabled(false); // the authority ends a certificate by not renewing it
        parameters.setDate(Date.from(clock.instant()));
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(intermediates)));
        return parameters;
    }
}
