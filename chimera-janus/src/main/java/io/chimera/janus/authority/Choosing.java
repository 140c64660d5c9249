package io.chimera.janus.authority;

import io.chimera.core.janus.HttpsRefused;
import io.chimera.core.janus.HttpsRefused.Refusal;
import io.chimera.janus.site.Host;
import io.chimera.janus.site.InvalidHost;
import io.chimera.janus.site.Suffixes;

/** From what somebody typed to the site or the host that is meant, or why it cannot be. */
final class Choosing {

    private final Suffixes suffixes;
    private final Spared spared;

    Choosing(Suffixes suffixes, Spared spared) {
        this.suffixes = suffixes;
        this.spared = spared;
    }

    /**
     * A site to be looked into: what somebody can register, whole, or a host of a network's own where nobody can register
     * anything.
     *
     * @return its name
     */
    String site(String typed) throws HttpsRefused {
        var host = host(typed);
        var why = spared.why(host);
        if (why.isPresent())
            throw new HttpsRefused(
                    Refusal.SPARED,
                    "«" + host.name() + "» is never looked into: " + why.get().words() + ". Nothing can change that.");
        var registrable = suffixes.registrable(host);
        if (registrable.isPresent()) {
            var site = registrable.get().name();
            if (site.equals(host.name())) return site;
            throw new HttpsRefused(
                    Refusal.PART_OF_A_SITE,
                    "«" + host.name() + "» is a part of the site " + site
                            + ", and sites are looked into whole. If you want that, add " + site + ".");
        }
        if (isSuffix(host.name()))
            throw new HttpsRefused(
                    Refusal.PUBLIC_SUFFIX,
                    "Below «" + host.name()
                            + "» anybody can have a site, and they would all be looked into. Add the one you mean.");
        return host.name();
    }

    /**
     * A host.
     *
     * @return where only its name counts
     */
    Host host(String typed) throws HttpsRefused {
        if (typed.indexOf('*') >= 0)
            throw new HttpsRefused(
                    Refusal.NO_SITE, "A star stands for sites nobody named. Add each site you mean by its own name.");
        Host host;
        try {
            host = Host.of(typed);
        } catch (InvalidHost refused) {
            throw new HttpsRefused(Refusal.NO_SITE, refused.getMessage() + " Type a site's name, such as example.com.");
        }
        if (host.isAddress())
            throw new HttpsRefused(
                    Refusal.NO_SITE,
                    "«" + host.name() + "» is an address, and the certificate may speak for names only. Add a name.");
        if (host.name().indexOf('.') < 0)
            throw isSuffix(host.name())
                    ? new HttpsRefused(
                            Refusal.PUBLIC_SUFFIX,
                            "Below «" + host.name() + "» anybody can have a site. Add the one you mean.")
                    : new HttpsRefused(
                            Refusal.NO_SITE,
                            "«" + host.name() + "» is a name of this network alone, without a dot. Add a site's name.");
        return new Host(host.name(), 0);
    }

    /** Whether two hosts are one site's: one opted in speaks for nobody who has a site of their own below it. */
    boolean isOf(Host host, String site) {
        return suffixes.registrable(host).map(own -> own.name().equals(site)).orElse(true);
    }

    /** Whether the host is never looked into, whoever asks. */
    boolean isSpared(Host host) {
        return spared.why(host).isPresent();
    }

    /** What would stand above a site: a name below it can be registered. */
    private boolean isSuffix(String name) {
        return suffixes.registrable(new Host("x." + name, 0))
                .filter(site -> site.name().equals("x." + name))
                .isPresent();
    }
}
