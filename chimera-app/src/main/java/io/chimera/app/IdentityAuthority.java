package io.chimera.app;

import io.chimera.pki.https.Origin;
import io.chimera.pki.step.RootFingerprint;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The authority an identity provider serves: those of the settings {@code chimera.pki.*} that a provider needs.
 *
 * @param caUrl {@code https://host:port}
 * @param caFingerprint SHA-256 of its root
 * @param patience the longest one call to it may take, at most a minute
 */
record IdentityAuthority(
        URI caUrl,
        RootFingerprint caFingerprint,
        @DefaultValue("10s") Duration patience) {

    IdentityAuthority {
        caUrl = Origin.of("chimera.pki.ca-url", caUrl);
        present(caFingerprint);
    }

    // Spring hands in null for what is not set, whatever the types say.
    private static void present(@Nullable Object fingerprint) {
        if (fingerprint == null)
            throw new IllegalArgumentException(
                    "chimera.pki.ca-fingerprint is not set; step certificate fingerprint root_ca.crt prints it.");
    }
}
