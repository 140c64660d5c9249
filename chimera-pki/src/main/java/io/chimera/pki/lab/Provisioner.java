package io.chimera.pki.lab;

import com.nimbusds.jose.jwk.ECKey;

/**
 * Someone whose signature on a token makes the authority issue.
 *
 * @param name found in the token ({@code iss}) and written into every certificate; renaming it ends renewals
 * @param key public half
 */
record Provisioner(String name, ECKey key, Template template) {
    Provisioner {
        if (key.isPrivate()) throw new IllegalArgumentException("an authority knows public keys only");
    }
}
