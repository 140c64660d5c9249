package io.chimera.core.janus;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Port: which sites' HTTPS the identity proxy looks into, and the certificate by which it can. Whoever may use this computer's
 * pages decides for everybody on it. Nothing is looked into before three things have happened: a site was chosen, a certificate
 * was made that may speak for it, and somebody said that the browsers have that certificate. Safe for use by many threads.
 */
public interface HttpsSites {

    /** How things are. */
    State state();

    /**
     * Chooses a site.
     *
     * @param typed its name, or an address on it; never a host below it, for all of the site would be looked into
     * @param forNow only until Chimera ends, whatever the list says; nothing is written then
     * @return the site's name
     */
    String add(String typed, boolean forNow) throws HttpsRefused;

    /** Switches a site of the list on or off; off means for now as well. */
    void change(String site, boolean on) throws HttpsRefused;

    /** Takes a site, or a host that is never looked into, from the list. */
    void remove(String host) throws HttpsRefused;

    /**
     * Says that a host, and what is below it, is never looked into.
     *
     * @param typed a host, or an address on it
     * @return the host's name
     */
    String never(String typed) throws HttpsRefused;

    /**
     * Makes a certificate for the sites that are on, unless the newest does for them and does not end soon. The key stays, so
     * what the browsers have keeps its worth until {@link #given}.
     */
    Root issue() throws HttpsRefused;

    /** The browsers have the newest certificate: from now on it counts. */
    void given() throws HttpsRefused;

    /** Destroys the key and the certificates, and switches every site off; the list stays. */
    void delete() throws HttpsRefused;

    /**
     * How things are.
     *
     * @param newest the certificate that was made last
     * @param counts the certificate the browsers have
     * @param sites by their names
     * @param never hosts that are never looked into because somebody here wants that
     * @param trouble why no certificate can be used though there may be one: what happened, and what to do
     */
    record State(
            Optional<Root> newest,
            Optional<Root> counts,
            List<Chosen> sites,
            List<String> never,
            Optional<String> trouble) {

        public State {
            sites = List.copyOf(sites);
            never = List.copyOf(never);
        }

        /** How many sites are looked into. */
        public long lookedInto() {
            return sites.stream()
                    .filter(site -> site.reach() == Reach.LOOKED_INTO)
                    .count();
        }

        /** Whether a certificate has to be made for what is wanted. */
        public boolean wantsCertificate() {
            return trouble.isEmpty()
                    && sites.stream()
                            .anyMatch(
                                    site -> site.isOn() && newest.stream().noneMatch(root -> root.covers(site.name())));
        }

        /** Whether a certificate was made that the browsers are still to be given. */
        public boolean wantsGiving() {
            return newest.isPresent() && !newest.equals(counts);
        }
    }

    /**
     * A site of the list.
     *
     * @param on whether the list says so
     * @param forNow whether somebody said so until Chimera ends
     */
    record Chosen(String name, boolean on, boolean forNow, Reach reach) {

        /** Whether anybody wants it looked into. */
        public boolean isOn() {
            return on || forNow;
        }
    }

    /** What the proxy does with a site. */
    enum Reach {
        /** It looks into it. */
        LOOKED_INTO,
        /** It lets it through unseen, because no certificate counts that may speak for it. */
        WAITS,
        /** It lets it through unseen. */
        OFF
    }

    /**
     * The certificate browsers are given.
     *
     * @param name by which browsers list it
     * @param fingerprint SHA-256, as browsers write it: {@code AB:CD:…}
     * @param sites the only ones it may speak for, with what is below them; by their names
     * @param pem for a file; it holds no key
     */
    record Root(String name, String fingerprint, Instant from, Instant until, List<String> sites, String pem) {

        public Root {
            sites = List.copyOf(sites);
        }

        /** Whether it may speak for a site. */
        public boolean covers(String site) {
            return sites.stream().anyMatch(one -> site.equals(one) || site.endsWith("." + one));
        }
    }
}
