package io.chimera.janus.proxy;

import io.chimera.janus.site.Site;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A proxy auto-configuration. What goes over HTTP in clear takes the proxy or no way at all; so does HTTPS of sites that are
 * looked into, to the ports a tunnel may lead to; the rest goes straight. So do WebSockets in clear: browsers want a tunnel for
 * them, to a port that tunnels do not lead to.
 */
final class Pac {

    /** Names of sites are properties to be asked for by {@code has} alone: a host may be called {@code constructor}. */
    @SuppressWarnings("InlineFormatString") // a program is read best by itself
    private static final String SCRIPT = """
            function FindProxyForURL(url, host) {
              var proxy = "PROXY %s";
              var sites = {%s};
              var ports = {%s};
              function has(all, one) { return Object.prototype.hasOwnProperty.call(all, one); }
              host = host.toLowerCase().replace(/\\.$/, "");
              var scheme = url.substring(0, url.indexOf(":")).toLowerCase();
              if (scheme === "http") {
                if (isPlainHostName(host) || host === "localhost" || dnsDomainIs(host, ".localhost")
                    || dnsDomainIs(host, ".local") || /^\\[?(::1|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)/.test(host)
                    || /^(0|10|127|169\\.254|192\\.168|172\\.(1[6-9]|2[0-9]|3[01]))\\.[0-9.]+$/.test(host))
                  return "DIRECT";
                return proxy;
              }
              if (scheme !== "https" && scheme !== "wss") return "DIRECT";
              var authority = url.substring(scheme.length).replace(/^:[\\/\\\\]*/, "").split(/[\\/?#\\\\]/)[0];
              var port = /:([0-9]+)$/.exec(authority.substring(authority.lastIndexOf("@") + 1));
              if (port && !has(ports, port[1])) return "DIRECT";
              for (var name = host; name; name = name.indexOf(".") < 0 ? "" : name.substring(name.indexOf(".") + 1))
                if (has(sites, name)) return proxy;
              return "DIRECT";
            }
            """;

    private Pac() {}

    /**
     * For a proxy at an address.
     *
     * @param sites whose HTTPS goes there
     * @param ports where a tunnel may lead
     */
    static String through(InetSocketAddress proxy, Set<Site> sites, Set<Integer> ports) {
        var address = proxy.getAddress();
        var host = address instanceof Inet6Address
                ? "[" + plain(address.getHostAddress()) + "]"
                : address.getHostAddress();
        return SCRIPT.formatted(
                host + ":" + proxy.getPort(),
                members(sites.stream().map(Site::name).sorted().toList()),
                members(ports.stream().sorted().map(String::valueOf).toList()));
    }

    /** Site names hold letters, digits, hyphens, underscores and dots; whatever does not is no name a browser could ask for. */
    private static String members(Collection<String> names) {
        return names.stream()
                .filter(name -> name.matches("[a-z0-9_.-]+"))
                .map(name -> "\"" + name + "\": true")
                .collect(Collectors.joining(", "));
    }

    private static String plain(String scoped) {
        int scope = scoped.indexOf('%');
        return scope < 0 ? scoped : scoped.substring(0, scope);
    }
}
