package io.chimera.janus.proxy;

import io.chimera.janus.site.Host;
import io.chimera.janus.site.InvalidHost;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the proxy's own address has: which requests go through it, for browsers that ask, and a word of welcome. It answers to an
 * address or to {@code localhost} only: another name may be a site's that was made to lead here (DNS rebinding).
 */
final class OwnPages {

    private OwnPages() {}

    /**
     * Answers.
     *
     * @param here where it was asked
     * @param tunnelPorts where CONNECT may lead
     * @throws Refused if somebody takes this for a site, or a site's page asks
     */
    static FullHttpResponse answer(
            Target.Own own,
            HttpRequest request,
            SocketAddress here,
            Interception interception,
            Set<Integer> tunnelPorts)
            throws Refused {
        if (!(here instanceof InetSocketAddress inet)) throw new IllegalStateException("not asked over TCP");
        var headers = request.headers();
        boolean isRead =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        if (!isRead) throw new Refused(Refusal.NOT_FOR_A_PROXY);
        var from = headers.get("Sec-Fetch-Site", "none");
        if (headers.contains(HttpHeaderNames.ORIGIN) || !(from.equals("none") || from.equals("same-origin")))
            throw new Refused(Refusal.FOREIGN_PAGE);
        if (!isNamed(headers.getAll(HttpHeaderNames.HOST), inet.getPort())) throw new Refused(Refusal.FOREIGN_PAGE);
        return switch (own.path()) {
            case "/proxy.pac" ->
                Pages.answer(
                        200, "application/x-ns-proxy-autoconfig", Pac.through(inet, interception.sites(), tunnelPorts));
            case "/" -> Pages.welcome(headers);
            default -> throw new Refused(Refusal.NOT_FOR_A_PROXY);
        };
    }

    /** Whether it was asked for by this computer's address and this port, and not by a name that somebody else gives out. */
    private static boolean isNamed(List<String> hosts, int port) {
        if (hosts.size() != 1) return false;
        var authority = hosts.getFirst().toLowerCase(Locale.ROOT);
        int colon = authority.lastIndexOf(':');
        boolean withPort = colon > authority.lastIndexOf(']');
        var name = withPort ? authority.substring(0, colon) : authority;
        boolean elsewhere = withPort && !authority.substring(colon + 1).equals(String.valueOf(port));
        return !elsewhere && (name.equals("localhost") || isAddress(name));
    }

    private static boolean isAddress(String name) {
        try {
            return Host.of("http://" + name).isAddress();
        } catch (InvalidHost _) {
            return false;
        }
    }
}
