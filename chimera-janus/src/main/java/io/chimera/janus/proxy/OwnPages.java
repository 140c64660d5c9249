package io.chimera.janus.proxy;

import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** What the proxy's own address has: which requests go through it, for browsers that ask, and a word of welcome. */
final class OwnPages {

    private OwnPages() {}

    /**
     * Answers.
     *
     * @param here where it was asked
     * @throws Refused if somebody takes this for a site, or a site's page asks
     */
    static FullHttpResponse answer(Target.Own own, HttpRequest request, SocketAddress here) throws Refused {
        var headers = request.headers();
        boolean isRead =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        if (!isRead) throw new Refused(Refusal.NOT_FOR_A_PROXY);
        var from = headers.get("Sec-Fetch-Site", "none");
        if (headers.contains(HttpHeaderNames.ORIGIN) || !(from.equals("none") || from.equals("same-origin")))
            throw new Refused(Refusal.FOREIGN_PAGE);
        return switch (own.path()) {
            case "/proxy.pac" -> pac(here);
            case "/" -> Pages.welcome(headers);
            default -> throw new Refused(Refusal.NOT_FOR_A_PROXY);
        };
    }

    private static FullHttpResponse pac(SocketAddress here) {
        if (!(here instanceof InetSocketAddress inet)) throw new IllegalStateException("not asked over TCP");
        return Pages.answer(200, "application/x-ns-proxy-autoconfig", Pac.through(inet));
    }
}
