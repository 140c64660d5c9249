package io.chimera.janus.proxy;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;

/** A site's answer, on its way to the client: unchanged but for what concerns single connections. */
final class Answering {

    /** A site could send them for ever. */
    static final int MOST_INTERIM = 8;

    private final Exchange exchange;
    private final boolean webSocket;
    private final boolean old;
    private int interim;
    private boolean begun;
    private boolean skips;
    private boolean originStays;
    private boolean clientStays = true;

    Answering(Exchange exchange, boolean webSocket) {
        this.exchange = exchange;
        this.webSocket = webSocket;
        this.old = exchange.request().protocolVersion().equals(HttpVersion.HTTP_1_0);
    }

    /** Whether the site agrees to speak WebSocket. */
    boolean isTunnel(HttpResponse head) {
        return webSocket
                && head.decoderResult().isSuccess()
                && head.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)
                && HttpHeaderValues.WEBSOCKET.contentEqualsIgnoreCase(
                        head.headers().get(HttpHeaderNames.UPGRADE, ""));
    }

    FullHttpResponse switching(HttpResponse head) {
        Heads.towardsClient(head.headers());
        head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
        head.headers().set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
        return whole(head);
    }

    private static FullHttpResponse whole(HttpResponse head) {
        return new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, head.status(), Unpooled.EMPTY_BUFFER, head.headers(), EmptyHttpHeaders.INSTANCE);
    }

    void head(HttpResponse head) throws Refused {
        if (head.decoderResult().isFailure()) throw new Refused(Refusal.BROKEN_ANSWER, "");
        var status = head.status();
        if (status.equals(HttpResponseStatus.PROXY_AUTHENTICATION_REQUIRED))
            throw new Refused(Refusal.UPSTREAM_SIGN_IN);
        if (status.codeClass() == HttpStatusClass.INFORMATIONAL) {
            if (status.equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) throw new Refused(Refusal.BROKEN_ANSWER, "");
            if (++interim > MOST_INTERIM) throw new Refused(Refusal.BROKEN_ANSWER, "");
            skips = true;
            Heads.towardsClient(head.headers());
            if (!old) exchange.send(whole(head));
            return;
        }
        begun = true;
        originStays = HttpUtil.isKeepAlive(head);
        frame(head, status);
        exchange.send(new DefaultHttpResponse(HttpVersion.HTTP_1_1, status, head.headers()));
    }

    /** How the client sees where the answer ends; the site's connection may tell it in another way. */
    private void frame(HttpResponse head, HttpResponseStatus status) {
        var headers = head.headers();
        boolean chunked = HttpUtil.isTransferEncodingChunked(head);
        boolean isEmpty = exchange.isOf(HttpMethod.HEAD)
                || status.equals(HttpResponseStatus.NO_CONTENT)
                || status.equals(HttpResponseStatus.NOT_MODIFIED);
        boolean measured = headers.contains(HttpHeaderNames.CONTENT_LENGTH) && !chunked;
        if (!isEmpty && !chunked && !measured) originStays = false; // it ends with the connection
        Heads.towardsClient(headers);
        if (chunked) headers.remove(HttpHeaderNames.CONTENT_LENGTH);
        if (!isEmpty && !measured) {
            if (old) clientStays = false;
            else headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        tellWhetherItStays(headers);
    }

    private void tellWhetherItStays(HttpHeaders headers) {
        if (!clientStays || !exchange.keepsAlive()) {
            clientStays = false;
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (old) headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    }

    /** Passes a piece on; tells whether it was the last of the answer. */
    boolean content(HttpContent content) {
        if (skips && content instanceof LastHttpContent) {
            skips = false;
            content.release();
            return false;
        }
        if (!begun) {
            content.release();
            return false;
        }
        boolean last = content instanceof LastHttpContent;
        if (content instanceof LastHttpContent end && !end.trailingHeaders().isEmpty())
            Heads.towardsClient(end.trailingHeaders());
        exchange.send(content);
        if (last) exchange.ctx().flush();
        return last;
    }

    boolean hasBegun() {
        return begun;
    }

    boolean originStays() {
        return originStays;
    }

    boolean clientStays() {
        return clientStays;
    }
}
