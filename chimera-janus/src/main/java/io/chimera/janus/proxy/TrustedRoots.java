package io.chimera.janus.proxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whom the proxy believes who a site is: those this Java believes, and those a setting names. */
final class TrustedRoots {

    private TrustedRoots() {}

    /**
     * Reads them.
     *
     * @param files of certificates, as PEM
     * @throws IllegalArgumentException if one cannot be read; the message says which, and what to do
     */
    static X509TrustManager with(List<Path> files) {
        try {
            var usual = manager(null);
            if (files.isEmpty()) return usual;
            var all = KeyStore.getInstance("PKCS12");
            all.load(null, null);
            int number = 0;
            for (var root : usual.getAcceptedIssuers()) all.setCertificateEntry("usual-" + number++, root);
            for (var file : files) {
                for (var root : read(file)) all.setCertificateEntry("own-" + number++, root);
            }
            return manager(all);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java cannot look at certificates", e);
        }
    }

    private static Collection<? extends Certificate> read(Path file) {
        try (var in = Files.newInputStream(file)) {
            var found = CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (!found.isEmpty() && found.stream().allMatch(X509Certificate.class::isInstance)) return found;
        } catch (IOException | CertificateException e) {
            throw unreadable(file, e);
        }
        throw unreadable(file, null);
    }

    private static IllegalArgumentException unreadable(Path file, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "chimera.janus.proxy.trusted-roots: " + file + " holds no certificates as PEM, or cannot be read",
                cause);
    }

    private static X509TrustManager manager(@Nullable KeyStore roots) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(roots);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
