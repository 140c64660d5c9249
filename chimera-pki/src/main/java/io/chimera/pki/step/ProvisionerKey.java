package io.chimera.pki.step;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.PasswordBasedDecrypter;
import com.nimbusds.jose.crypto.PasswordBasedEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.text.ParseException;

/**
 * The private key of a JWK provisioner: whoever has it can have certificates issued.
 *
 * @param provisioner the provisioner's name at the authority, exactly
 * @param key P-256, with its RFC 7638 thumbprint as key id; never printed
 */
public record ProvisionerKey(String provisioner, ECKey key) implements Minter {

    /** What step's own command line uses today. */
    private static final int ITERATIONS = 600_000;

    private static final int SALT = 16;

    public ProvisionerKey {
        if (!key.isPrivate()) throw new IllegalArgumentException("a provisioner's key must be a private one");
        if (!Curve.P_256.equals(key.getCurve())) throw new IllegalArgumentException("a provisioner's key is on P-256");
    }

    /** A new one. */
    public static ProvisionerKey make(String provisioner) {
        try {
            return new ProvisionerKey(
                    provisioner,
                    new ECKeyGenerator(Curve.P_256)
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(JWSAlgorithm.ES256)
                            .keyIDFromThumbprint(true)
                            .generate());
        } catch (JOSEException e) {
            throw new IllegalStateException("this Java cannot make a P-256 key", e);
        }
    }

    /** Reads one from a JWK (RFC 7517) in plain text, as {@link #text} writes it. */
    public static ProvisionerKey read(String provisioner, String jwk) throws IOException {
        try {
            return new ProvisionerKey(provisioner, JWK.parse(jwk).toECKey());
        } catch (ParseException | RuntimeException e) {
            throw new IOException("the key of provisioner " + provisioner + " is not a private JWK on P-256", e);
        }
    }

    /**
     * Reads one that a password protects: a compact JWE with PBES2, as {@code step ca provisioner add} and {@code step
     * crypto jwk create} write it.
     *
     * @throws IOException also if the password is wrong
     */
    public static ProvisionerKey read(String provisioner, String jwe, String password) throws IOException {
        try {
            var sealed = JWEObject.parse(jwe.strip());
            sealed.decrypt(new PasswordBasedDecrypter(password)); // refuses more than a million iterations
            return read(provisioner, sealed.getPayload().toString());
        } catch (ParseException | JOSEException e) {
            throw new IOException("the key of provisioner " + provisioner + " cannot be opened with this password", e);
        }
    }

    @Override
    public String audience(String plain) {
        return plain; // a fragment would send the authority looking for a provisioner of another kind
    }

    /** The private JWK in plain text: for a file only its owner can read. */
    public String text() {
        return key.toJSONString();
    }

    /** The key under a password, in the form step's own tools read. */
    public String sealed(String password) {
        try {
            var header = new JWEHeader.Builder(JWEAlgorithm.PBES2_HS256_A128KW, EncryptionMethod.A256GCM)
                    .contentType("jwk+json")
                    .build();
            var sealed = new JWEObject(header, new Payload(text()));
            sealed.encrypt(new PasswordBasedEncrypter(password, SALT, ITERATIONS));
            return sealed.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("this Java cannot seal a key", e);
        }
    }

    /** The public half: what the authority's configuration holds. */
    public ECKey publicKey() {
        return key.toPublicJWK();
    }

    @Override
    public String toString() {
        return "ProvisionerKey[" + provisioner + ", kid=" + key.getKeyID() + "]";
    }
}
