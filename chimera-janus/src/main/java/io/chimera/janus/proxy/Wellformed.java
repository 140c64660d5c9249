package io.chimera.janus.proxy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/** Which requests can be read in one way only. What the codec lets through and we do not is named here. */
final class Wellformed {

    private Wellformed() {}

    static void require(HttpRequest request) throws Refused {
        if (request.decoderResult().isFailure())
            throw unreadable(request.decoderResult().cause());
        var version = request.protocolVersion();
        boolean old = version.equals(HttpVersion.HTTP_1_0);
        if (!old && !version.equals(HttpVersion.HTTP_1_1))
            throw new Refused(Refusal.MALFORMED, "Only HTTP/1.1 and HTTP/1.0 are spoken here.");
        var coding = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        boolean chunked = coding.size() == 1 && coding.getFirst().equalsIgnoreCase("chunked");
        if (!coding.isEmpty() && (!chunked || old))
            throw new Refused(Refusal.MALFORMED, "The only transfer coding of a request is chunked.");
        var hosts = request.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1 || (hosts.isEmpty() && !old))
            throw new Refused(Refusal.MALFORMED, "A request has one Host header.");
    }

    private static Refused unreadable(Throwable cause) {
        return new Refused(
                switch (cause) {
                    case TooLongHttpLineException _ -> Refusal.LINE_TOO_LONG;
                    case TooLongHttpHeaderException _ -> Refusal.HEAD_TOO_LARGE;
                    default -> Refusal.MALFORMED;
                });
    }
}
