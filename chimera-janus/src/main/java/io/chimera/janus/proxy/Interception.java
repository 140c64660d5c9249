package io.chimera.janus.proxy;

import io.chimera.janus.site.Host;
import io.chimera.janus.site.Site;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whose HTTPS the proxy looks into, because the user wants it to, and as whom it answers there. Any thread may ask. */
public interface Interception {

    /** Nobody's. */
    Interception NONE = new Interception() {
        @Override
        public boolean looksInto(Host host) {
            return false;
        }

        @Override
        public Optional<Credentials> credentials(Host host) {
            return Optional.empty();
        }

        @Override
        public Set<Site> sites() {
            return Set.of();
        }
    };

    /** Whether HTTPS of this host is looked into now. Quick: asked on event loops, with every request. Its port is of no meaning. */
    boolean looksInto(Host host);

    /**
     * A key and a certificate for a host. It may have to be made: not for event loops.
     *
     * @return empty if the host is not looked into, or not any more
     */
    Optional<Credentials> credentials(Host host);

    /** The sites that are looked into now, for browsers that ask which requests are for the proxy. */
    Set<Site> sites();

    /**
     * What proves to the user's own programs that the proxy may answer for a host.
     *
     * @param chain the host's certificate first, and the root last or left out
     */
    record Credentials(PrivateKey key, List<X509Certificate> chain) {

        public Credentials {
            chain = List.copyOf(chain);
        }

        /** Never the key. */
        @Override
        public String toString() {
            return "Credentials[" + chain.getFirst().getSubjectX500Principal() + "]";
        }
    }
}
