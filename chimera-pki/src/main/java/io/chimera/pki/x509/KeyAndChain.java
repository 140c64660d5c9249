package io.chimera.pki.x509;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What one end of a TLS connection shows and proves.
 *
 * @param key never printed
 * @param chain the certificate of that key first, then the intermediates; never empty
 */
public record KeyAndChain(PrivateKey key, List<X509Certificate> chain) {
    public KeyAndChain {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) throw new IllegalArgumentException("a key needs a certificate");
    }

    /** The certificate of the key. */
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    @Override
    public String toString() {
        return "KeyAndChain[serial=" + certificate().getSerialNumber().toString(16) + "]";
    }
}
