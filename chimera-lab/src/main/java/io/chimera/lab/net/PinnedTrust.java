package io.chimera.lab.net;

import io.chimera.core.file.Sha256;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.Date;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts one key. It may be the server's own, which is then enough, or that of an authority in the chain the server
 * shows, which must then have certified the server for the host that was asked for. The machine's roots play no part.
 */
public final class PinnedTrust extends X509ExtendedTrustManager {

    private final Sha256 fingerprint;
    private final Clock clock;

    private PinnedTrust(Sha256 fingerprint, Clock clock) {
        this.fingerprint = fingerprint;
        this.clock = clock;
    }

    /**
     * For connections to whoever holds a key.
     *
     * @param fingerprint SHA-256 of the public key (SubjectPublicKeyInfo, DER)
     */
    public static SSLContext context(Sha256 fingerprint, Clock clock) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new PinnedTrust(fingerprint, clock)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /** The fingerprint of a certificate's public key. */
    public static Sha256 fingerprint(X509Certificate certificate) {
        return Sha256.over(certificate.getPublicKey().getEncoded());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        if (isServersOwn(chain)) return;
        authority(chain).checkServerTrusted(chain, authType, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        if (isServersOwn(chain)) return;
        authority(chain).checkServerTrusted(chain, authType, socket);
    }

    private boolean isServersOwn(X509Certificate[] chain) throws CertificateException {
        if (chain.length == 0 || !fingerprint(chain[0]).equals(fingerprint)) return false;
        chain[0].checkValidity(Date.from(clock.instant()));
        return true;
    }

    /** The JDK's own checks (path, dates, key usage, host name) with the pinned authority as the only root. */
    private X509ExtendedTrustManager authority(X509Certificate[] chain) throws CertificateException {
        var pinned = Arrays.stream(chain)
                .filter(certificate -> fingerprint(certificate).equals(fingerprint))
                .findFirst()
                .orElseThrow(
                        () -> new CertificateException(
                                "the lab cloud shows another key than the one it is known by; compare the fingerprint it prints"));
        try {
            var roots = KeyStore.getInstance(KeyStore.getDefaultType());
            roots.load(null, null);
            roots.setCertificateEntry("pinned", pinned);
            var factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(roots);
            return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
        } catch (GeneralSecurityException | IOException e) {
            throw new CertificateException("the pinned key cannot be used as a root", e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("a certificate is only trusted together with its connection");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("no client is trusted here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("no client is trusted here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("no client is trusted here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
