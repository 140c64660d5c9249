package io.chimera.pki.step;

import com.nimbusds.jose.jwk.Curve;
import io.chimera.pki.x509.KeyAndChain;
import io.chimera.pki.x509.Keys;
import io.chimera.pki.x509.MalformedPem;
import io.chimera.pki.x509.Pem;
import java.io.IOException;
import java.security.interfaces.ECPublicKey;

/**
 * The certificate and key of an X5C provisioner: whoever has them can have certificates issued as long as the certificate
 * is good. It comes from a root of its own, which the authority's configuration names; never from the authority's root,
 * or everybody with a certificate could name everybody.
 *
 * <p>Certificates it lets be issued do not outlive its own: one with less than ten days left shortens them.
 *
 * @param provisioner the provisioner's name at the authority, exactly
 * @param proof P-256, for digital signatures and for clients; the root is not in its chain; never printed
 */
public record ProvisionerChain(String provisioner, KeyAndChain proof) implements Minter {

    public ProvisionerChain {
        if (!(proof.certificate().getPublicKey() instanceof ECPublicKey key)
                || !Curve.P_256.equals(Curve.forECParameterSpec(key.getParams()))) {
            throw new IllegalArgumentException("a provisioner's certificate is for a key on P-256");
        }
        if (!Keys.belongTogether(proof.key(), proof.certificate().getPublicKey())) {
            throw new IllegalArgumentException("a provisioner's key and certificate belong together");
        }
    }

    /** Reads one from PEM: the private key (PKCS #8, unencrypted), its certificate, and the intermediates. */
    public static ProvisionerChain read(String provisioner, String pem) throws IOException {
        try {
            return new ProvisionerChain(provisioner, Pem.keyAndChain(pem));
        } catch (MalformedPem | IllegalArgumentException e) {
            throw new IOException(
                    "the certificate of provisioner " + provisioner + " cannot be used: " + e.getMessage(), e);
        }
    }

    @Override
    public String audience(String plain) {
        return plain + "#x5c/" + provisioner;
    }

    @Override
    public String toString() {
        return "ProvisionerChain[" + provisioner + ", serial="
                + proof.certificate().getSerialNumber().toString(16) + "]";
    }
}
