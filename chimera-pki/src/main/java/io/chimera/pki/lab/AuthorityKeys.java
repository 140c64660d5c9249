package io.chimera.pki.lab;

import io.chimera.core.disk.PrivateFolder;
import io.chimera.pki.x509.KeyAndChain;
import io.chimera.pki.x509.Keys;
import io.chimera.pki.x509.Pem;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * The authority's two keys: the root's, which signs the intermediate and nothing else, and the intermediate's, which
 * signs what is issued.
 *
 * @param root its chain is the root's own certificate
 * @param intermediate its chain is the intermediate's certificate; the root is not in it
 */
record AuthorityKeys(KeyAndChain root, KeyAndChain intermediate) {

    private static final String ROOT = "root.pem";
    private static final String INTERMEDIATE = "intermediate.pem";

    /** Reads the keys, and makes those that are not there. Each lies in one file with its certificate. */
    static AuthorityKeys in(PrivateFolder folder, Instant now) throws IOException {
        var root = read(folder, ROOT).orElse(null);
        if (root == null) {
            var pair = Keys.make();
            root = kept(folder, ROOT, new KeyAndChain(pair.getPrivate(), Certificates.root(pair, now)));
        }
        var intermediate = read(folder, INTERMEDIATE).orElse(null);
        if (intermediate == null) {
            var pair = Keys.make();
            var chain = Certificates.intermediate(pair.getPublic(), root, now);
            intermediate = kept(folder, INTERMEDIATE, new KeyAndChain(pair.getPrivate(), chain));
        }
        return new AuthorityKeys(root, intermediate);
    }

    private static Optional<KeyAndChain> read(PrivateFolder folder, String name) throws IOException {
        var text = folder.read(name);
        return text.isEmpty() ? Optional.empty() : Optional.of(Pem.keyAndChain(text.get()));
    }

    private static KeyAndChain kept(PrivateFolder folder, String name, KeyAndChain made) throws IOException {
        folder.write(name, Pem.of(made.key()) + Pem.of(made.chain()));
        return made;
    }
}
