package io.chimera.pki.lab;

import com.nimbusds.jose.jwk.ECKey;
import io.chimera.pki.https.PinnedTrust;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;

/** Someone whose signature on a token makes the authority issue. */
sealed interface Provisioner {

    /** Found in the token ({@code iss}) and written into every certificate; renaming it ends renewals. */
    String name();

    /** Whom it may name, and what its certificates look like. */
    Template template();

    /** Its number in step-ca's own extension. */
    int kind();

    /** The id of its key; empty where its kind has none. */
    String keyId();

    /**
     * Known by a key.
     *
     * @param key public half
     */
    record Jwk(String name, ECKey key, Template template) implements Provisioner {
        public Jwk {
            if (key.isPrivate()) throw new IllegalArgumentException("an authority knows public keys only");
        }

        @Override
        public int kind() {
            return 1;
        }

        @Override
        public String keyId() {
            return key.getKeyID();
        }
    }

    /** Known by certificates under a root of its own. */
    record X5c(String name, X509Certificate root, Template template) implements Provisioner {

        @Override
        public int kind() {
            return 7;
        }

        @Override
        public String keyId() {
            return "";
        }

        /** What tells its tokens apart in their audience. */
        String fragment() {
            return "x5c/" + name;
        }

        PinnedTrust trust(Clock clock) {
            return new PinnedTrust(List.of(root), List.of(), clock);
        }
    }
}
