package io.chimera.janus.proxy;

import io.chimera.janus.site.Host;
import io.chimera.janus.site.InvalidHost;
import io.netty.handler.codec.http.HttpMethod;
import java.util.Locale;

/** What a request's first line asks for (RFC 9112 §3.2). */
sealed interface Target {

    /** Something of a site, over HTTP in clear. {@code path} is what the site gets to see, with the query. */
    record Page(Host host, String path) implements Target {

        private static final int USUAL_PORT = 80;

        int port() {
            return host.port() == 0 ? USUAL_PORT : host.port();
        }

        /** As a site is named to what derives. */
        String url() {
            return "http://" + host;
        }
    }

    /** A tunnel. */
    record Tunnel(Host host) implements Target {

        private static final int USUAL_PORT = 443;

        int port() {
            return host.port() == 0 ? USUAL_PORT : host.port();
        }
    }

    /** Something of this proxy itself. */
    record Own(String path) implements Target {}

    /**
     * Reads it.
     *
     * @throws Refused if a proxy cannot be asked for that
     */
    static Target of(HttpMethod method, String uri) throws Refused {
        if (method.equals(HttpMethod.CONNECT)) return tunnel(uri);
        if (uri.startsWith("/")) return new Own(uri);
        if (uri.regionMatches(true, 0, "http://", 0, 7)) return page(method, uri.substring(7));
        if (uri.regionMatches(true, 0, "https://", 0, 8)) throw new Refused(Refusal.HTTPS_IN_CLEAR);
        throw new Refused(Refusal.NOT_FOR_A_PROXY);
    }

    private static Target tunnel(String authority) throws Refused {
        int colon = authority.lastIndexOf(':');
        if (colon < 0 || authority.endsWith(":") || authority.endsWith("]") || authority.contains("/"))
            throw new Refused(Refusal.MALFORMED, "CONNECT wants a host and a port.");
        return new Tunnel(host("https://", authority));
    }

    private static Target page(HttpMethod method, String rest) throws Refused {
        int end = 0;
        while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) end++;
        if (rest.indexOf('#') >= 0) throw new Refused(Refusal.MALFORMED, "An address is sent without its fragment.");
        var path = rest.substring(end);
        if (path.isEmpty()) path = method.equals(HttpMethod.OPTIONS) ? "*" : "/";
        if (path.startsWith("?")) path = "/" + path;
        return new Page(host("http://", rest.substring(0, end)), ascii(path));
    }

    private static Host host(String scheme, String authority) throws Refused {
        if (authority.indexOf('@') >= 0)
            throw new Refused(Refusal.MALFORMED, "An address is sent without user name and password.");
        if (authority.indexOf('\\') >= 0 || authority.indexOf('%') >= 0) throw new Refused(Refusal.ADDRESS, authority);
        try {
            return Host.of(scheme + authority);
        } catch (InvalidHost refused) {
            throw new Refused(Refusal.ADDRESS, authority);
        }
    }

    /** What came as bytes beyond ASCII goes on percent-encoded, as RFC 3986 wants it: the same octets. */
    private static String ascii(String path) {
        if (path.chars().allMatch(one -> one > ' ' && one < 0x7f)) return path;
        var text = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            char one = path.charAt(i);
            if (one > ' ' && one < 0x7f) text.append(one);
            else text.append(String.format(Locale.ROOT, "%%%02X", one & 0xff));
        }
        return text.toString();
    }
}
