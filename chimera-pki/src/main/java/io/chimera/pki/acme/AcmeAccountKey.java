package io.chimera.pki.acme;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.chimera.core.disk.PrivateFolder;
import java.io.IOException;
import java.security.KeyPair;
import java.text.ParseException;

/** The key an ACME account is known by (RFC 8555 §7.1.2); it is no certificate's key. */
final class AcmeAccountKey {

    private static final String FILE = "acme-account.jwk";

    private AcmeAccountKey() {}

    /** The one in a folder, which is made if there is none. */
    static KeyPair in(PrivateFolder folder) throws IOException {
        try {
            var kept = folder.read(FILE);
            if (kept.isPresent()) return JWK.parse(kept.get()).toECKey().toKeyPair();
            ECKey made = new ECKeyGenerator(Curve.P_256).generate();
            folder.write(FILE, made.toJSONString());
            return made.toKeyPair();
        } catch (ParseException | JOSEException | RuntimeException e) {
            throw new IOException(
                    folder.path().resolve(FILE) + " is not the key of an ACME account. Remove it, and another is made.",
                    e);
        }
    }
}
