package io.chimera.janus.proxy;

import java.net.Inet6Address;
import java.net.InetSocketAddress;

/** A proxy auto-configuration: what goes over HTTP in clear takes the proxy or no way at all; the rest goes straight. */
final class Pac {

    @SuppressWarnings("InlineFormatString") // a program is read best by itself
    private static final String SCRIPT = """
            function FindProxyForURL(url, host) {
              host = host.toLowerCase();
              if (url.substring(0, 5).toLowerCase() !== "http:") return "DIRECT";
              if (isPlainHostName(host) || host === "localhost" || dnsDomainIs(host, ".localhost")
                  || dnsDomainIs(host, ".local") || /^\\[?(::1|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)/.test(host)
                  || /^(0|10|127|169\\.254|192\\.168|172\\.(1[6-9]|2[0-9]|3[01]))\\.[0-9.]+$/.test(host))
                return "DIRECT";
              return "PROXY %s";
            }
            """;

    private Pac() {}

    /** For a proxy at an address. */
    static String through(InetSocketAddress proxy) {
        var address = proxy.getAddress();
        var host = address instanceof Inet6Address
                ? "[" + plain(address.getHostAddress()) + "]"
                : address.getHostAddress();
        return SCRIPT.formatted(host + ":" + proxy.getPort());
    }

    private static String plain(String scoped) {
        int scope = scoped.indexOf('%');
        return scope < 0 ? scoped : scoped.substring(0, scope);
    }
}
