package io.chimera.janus.proxy;

import io.chimera.janus.site.Host;
import io.chimera.janus.site.InvalidHost;
import io.chimera.janus.site.Suffixes;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Locale;

/** Which header lines go on. */
final class Heads {

    /** Of one connection only (RFC 9110 §7.6.1), whether or not {@code Connection} names them. */
    private static final List<String> HOP_BY_HOP =
            List.of("connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade");

    /** They tell who or where the client is. */
    private static final List<String> TELL_TALE = List.of(
            "from", "forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via");

    private Heads() {}

    /** The requests' side: what concerns the client and this proxy only is taken out, and the site gets its own name. */
    static void towardsSite(HttpHeaders headers, Target.Page page, Suffixes suffixes) {
        dropHopByHop(headers);
        TELL_TALE.forEach(headers::remove);
        headers.names().stream().filter(Heads::isForProxies).forEach(headers::remove);
        headers.set(HttpHeaderNames.HOST, page.host().toString());
        trimReferer(headers, page.host(), suffixes);
    }

    private static boolean isForProxies(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith("proxy-");
    }

    /** The answers' side. */
    static void towardsClient(HttpHeaders headers) {
        dropTranslated(headers);
        dropHopByHop(headers);
        headers.remove("alt-svc"); // it leads around this proxy (RFC 7838)
        headers.remove(HttpHeaderNames.PROXY_AUTHENTICATE);
        headers.remove("proxy-connection");
        headers.remove("proxy-authentication-info");
    }

    /** What our codec of HTTP/2 tells in this way, or somebody would have us believe it does. */
    static void dropTranslated(HttpHeaders headers) {
        headers.names().stream().filter(Heads::isTranslated).forEach(headers::remove);
    }

    private static boolean isTranslated(String name) {
        return name.regionMatches(true, 0, "x-http2-", 0, 8);
    }

    private static void dropHopByHop(HttpHeaders headers) {
        for (var value : headers.getAll(HttpHeaderNames.CONNECTION)) {
            for (var name : value.split(",", -1)) {
                var named = name.strip().toLowerCase(Locale.ROOT);
                // Nobody makes a request lose its end, its host or its sign-in by calling them hop-by-hop.
                if (!named.isEmpty()
                        && !List.of("content-length", "host", "authorization").contains(named)) headers.remove(named);
            }
        }
        HOP_BY_HOP.forEach(headers::remove);
    }

    /** Another site learns where somebody comes from, not what was read there. */
    private static void trimReferer(HttpHeaders headers, Host to, Suffixes suffixes) {
        var referer = headers.get(HttpHeaderNames.REFERER);
        if (referer == null) return;
        try {
            var from = Host.of(referer);
            if (suffixes.of(from).equals(suffixes.of(to))) return;
            int scheme = referer.indexOf("://");
            if (scheme > 0) headers.set(HttpHeaderNames.REFERER, referer.substring(0, scheme) + "://" + from + "/");
            else headers.remove(HttpHeaderNames.REFERER);
        } catch (InvalidHost _) {
            headers.remove(HttpHeaderNames.REFERER);
        }
    }

    /** Whether a WebSocket is asked for: the one upgrade that is passed on. After another we would not know what is said. */
    static boolean asksForWebSocket(HttpHeaders headers) {
        return headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && headers.getAll(HttpHeaderNames.UPGRADE).size() == 1
                && HttpHeaderValues.WEBSOCKET.contentEqualsIgnoreCase(headers.get(HttpHeaderNames.UPGRADE));
    }
}
