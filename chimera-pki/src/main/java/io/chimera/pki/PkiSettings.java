package io.chimera.pki;

import io.chimera.pki.https.Origin;
import io.chimera.pki.step.RootFingerprint;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where certificates come from: {@code chimera.pki.*}.
 *
 * @param caUrl the certificate authority, {@code https://host:port}
 * @param caFingerprint SHA-256 of the authority's root certificate, 64 hex digits, as {@code step certificate
 *     fingerprint root_ca.crt} prints it; it must come from whoever runs the authority, not over the network
 * @param identityUrl the identity provider, {@code https://host:port}; its certificate leads to the same root
 * @param patience the longest one call to either may take, at most a minute
 */
@ConfigurationProperties("chimera.pki")
public record PkiSettings(
        URI caUrl,
        RootFingerprint caFingerprint,
        URI identityUrl,
        @DefaultValue("10s") Duration patience) {

    private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(1);

    public PkiSettings {
        caUrl = Origin.of("chimera.pki.ca-url", caUrl);
        identityUrl = Origin.of("chimera.pki.identity-url", identityUrl);
        present("chimera.pki.ca-fingerprint", caFingerprint);
        if (!patience.isPositive() || patience.compareTo(LONGEST_PATIENCE) > 0) {
            throw new IllegalArgumentException("chimera.pki.patience must be positive and at most 1m, not " + patience);
        }
    }

    // Spring hands in null for what is not set, whatever the types say.
    private static <T> void present(String name, @Nullable T value) {
        if (value == null) throw new IllegalArgumentException(name + " is not set");
    }
}
