package io.chimera.core.identity;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * What proves an account to its neighbours: a private key and the certificate for it.
 *
 * @param key never leaves this process; never printed
 * @param chain the account's certificate first, then every intermediate; the root is not in it
 * @param anchors the root certificates a neighbour's chain must end in, and no others
 */
public record Credential(PrivateKey key, List<X509Certificate> chain, List<X509Certificate> anchors) {
    public Credential {
        chain = List.copyOf(chain);
        anchors = List.copyOf(anchors);
        if (chain.isEmpty()) throw new IllegalArgumentException("a credential needs a certificate");
        if (anchors.isEmpty()) throw new IllegalArgumentException("a credential needs a root to trust");
    }

    /** The account's own certificate. */
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /** When the certificate ends. */
    public Instant notAfter() {
        return certificate().getNotAfter().toInstant();
    }

    @Override
    public String toString() {
        return "Credential[serial=" + certificate().getSerialNumber().toString(16) + ", notAfter=" + notAfter() + "]";
    }
}
