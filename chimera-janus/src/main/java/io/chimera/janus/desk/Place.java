package io.chimera.janus.desk;

import io.chimera.core.janus.PseudonymRefused;
import io.chimera.core.janus.PseudonymRefused.Refusal;
import io.chimera.core.janus.SiteCard;
import io.chimera.core.janus.WhyTheSite;
import io.chimera.janus.cards.CardBook;
import io.chimera.janus.site.Host;
import io.chimera.janus.site.InvalidHost;
import io.chimera.janus.site.Site;
import io.chimera.janus.site.Suffixes;

/** What somebody typed, as a site, and why it is that. */
record Place(Host host, Site site, WhyTheSite why) {

    static Place of(String typed) throws PseudonymRefused {
        try {
            return of(Host.of(typed));
        } catch (InvalidHost refused) {
            throw new PseudonymRefused(Refusal.NO_SITE, String.valueOf(refused.getMessage()));
        }
    }

    static Place of(Host host) {
        var site = Shipped.LIST.of(host);
        return new Place(host, site, why(host, site));
    }

    /** As somebody's cards have it: what is remembered of a host goes before the list of today. */
    Place as(CardBook book) {
        var pinned = book.of(host, site).map(SiteCard::site).orElse(site.name());
        return pinned.equals(site.name()) ? this : new Place(host, new Site(pinned), WhyTheSite.REMEMBERED);
    }

    /** Which list of public suffixes is asked. */
    static String list() {
        return Shipped.LIST.version();
    }

    private static WhyTheSite why(Host host, Site site) {
        if (host.isAddress()) return WhyTheSite.ADDRESS;
        if (Shipped.LIST.registrable(host).isEmpty()) return WhyTheSite.WHOLE_HOST;
        return site.name().equals(host.name()) ? WhyTheSite.ITSELF : WhyTheSite.REGISTRABLE;
    }

    /** Read when the first site is asked for. */
    private static final class Shipped {
        private static final Suffixes LIST = Suffixes.shipped();
    }
}
