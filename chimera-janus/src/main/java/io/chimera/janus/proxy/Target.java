package io.chimera.janus.proxy;

import io.chimera.janus.site.Host;
import io.chimera.janus.site.InvalidHost;
import io.netty.handler.codec.http.HttpMethod;
import java.util.Locale;

/** What a request's first line asks for (RFC 9112 §3.2). */
sealed interface Target {

    /**
     * Something of a site.
     *
     * @param path what the site gets to see, with the query
     * @param secure whether it is asked over TLS, and not in clear
     */
    record Page(Host host, String path, boolean secure) implements Target {

        private static final int USUAL_PORT = 80;
        private static final int USUAL_SECURE_PORT = 443;

        int port() {
            if (host.port() != 0) return host.port();
            return secure ? USUAL_SECURE_PORT : USUAL_PORT;
        }

        /** As a site is named to what derives. */
        String url() {
            return (secure ? "https://" : "http://") + host;
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

    /**
     * Reads what is asked for where only one host's pages are to be had (RFC 9112 §3.2.1).
     *
     * @param named what the request's Host says
     * @throws Refused also if another host's are asked for
     */
    static Page inside(Host here, HttpMethod method, String uri, String named) throws Refused {
        if (method.equals(HttpMethod.CONNECT)) throw new Refused(Refusal.NOT_FOR_A_PROXY);
        boolean everything = uri.equals("*") && method.equals(HttpMethod.OPTIONS);
        if (!uri.startsWith("/") && !everything) throw new Refused(Refusal.MISDIRECTED, here.toString());
        if (uri.indexOf('#') >= 0) throw new Refused(Refusal.MALFORMED, "An address is sent without its fragment.");
        if (named.indexOf('/') >= 0 || !host("https://", named).equals(here))
            throw new Refused(Refusal.MISDIRECTED, here.toString());
        return new Page(here, ascii(uri), true);
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
        return new Page(host("http://", rest.substring(0, end)), ascii(path), false);
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
