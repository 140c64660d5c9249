package io.chimera.janus.proxy;

import io.chimera.core.janus.Traffic.Part;
import io.chimera.janus.site.Host;
import io.chimera.janus.site.InvalidHost;
import io.chimera.janus.site.Site;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a request says of the page it comes from. A browser sends commands also where another site's page wrote them, in the
 * address of a picture for instance, and signs in at the proxy for them: then nobody typed anything.
 *
 * @param origin the header of that name (RFC 6454 §7)
 * @param referer the header of that name (RFC 9110 §10.1.3)
 * @param browser whether a browser sends it, which a page's script cannot conceal
 */
record Sender(Optional<String> origin, Optional<String> referer, boolean browser) {

    static Sender of(HttpHeaders headers) {
        var agent = headers.get(HttpHeaderNames.USER_AGENT, "");
        return new Sender(
                Optional.ofNullable(headers.get(HttpHeaderNames.ORIGIN)),
                Optional.ofNullable(headers.get(HttpHeaderNames.REFERER)),
                headers.contains(HttpHeaderNames.ACCEPT_LANGUAGE) || agent.startsWith("Mozilla/"));
    }

    /**
     * Whether a page of this site may have sent it, or no page. What a browser sends without a word of where it comes from is
     * taken only for HTTP's own sign-in, which people type into a dialog of the browser.
     *
     * @param site of the host the request goes to
     * @param secure whether it goes over TLS
     * @param siteOf which site another host is of
     */
    boolean mayHaveTyped(Part part, Site site, boolean secure, Function<Host, Site> siteOf) {
        if (origin.isPresent() && !isOf(site, secure, origin.get(), siteOf)) return false;
        if (referer.isPresent() && !isOf(site, secure, referer.get(), siteOf)) return false;
        return part == Part.BASIC || !browser || origin.isPresent() || referer.isPresent();
    }

    /** What came in clear anybody on the way may have written: it does not ask for what goes over TLS. */
    private static boolean isOf(Site site, boolean secure, String url, Function<Host, Site> siteOf) {
        try {
            if (secure && !url.regionMatches(true, 0, "https://", 0, 8)) return false;
            return url.contains("://") && siteOf.apply(Host.of(url)).equals(site);
        } catch (InvalidHost _) {
            return false;
        }
    }
}
