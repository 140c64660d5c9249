package io.chimera.janus.proxy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2FrameStreamEvent;
import io.netty.handler.codec.http2.Http2FrameStreamException;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.codec.http2.Http2StreamFrame;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;

/**
 * Between the frames of a connection and its streams. A stream that nobody reads keeps what flow control does not count, so
 * frames that nobody needs end here, and there is a most of heads. What HTTP/1.1 would read in another way than it was meant is
 * malformed (RFC 9113 §8.2.1, §8.2.2) and ends its stream.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written ends its connection, and that is noticed
final class Sieve extends ChannelInboundHandlerAdapter {

    private final int mostHeads;
    private final IntObjectMap<Integer> heads = new IntObjectHashMap<>();

    /** @param mostHeads of one stream, trailers among them */
    Sieve(int mostHeads) {
        this.mostHeads = mostHeads;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object frame) {
        switch (frame) {
            case Http2HeadersFrame head -> {
                if (isWellformed(head.headers()) && count(head.stream()) <= mostHeads) ctx.fireChannelRead(head);
                else end(ctx, head);
            }
            case Http2DataFrame data -> ctx.fireChannelRead(data);
            case Http2ResetFrame reset -> ctx.fireChannelRead(reset);
            case Http2GoAwayFrame leaving -> ctx.fireChannelRead(leaving);
            default -> ReferenceCountUtil.release(frame);
        }
    }

    private int count(Http2FrameStream stream) {
        return heads.merge(stream.id(), 1, Integer::sum);
    }

    private static void end(ChannelHandlerContext ctx, Http2StreamFrame frame) {
        ctx.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.PROTOCOL_ERROR).stream(frame.stream()));
    }

    private static boolean isWellformed(Http2Headers headers) {
        for (var header : headers) {
            var name = header.getKey();
            boolean pseudo = name.length() > 0 && name.charAt(0) == ':';
            if (pseudo ? !isKnown(name) : !isName(name)) return false;
            if (!isValue(header.getValue())) return false;
            if (HttpHeaderValidationUtil.isConnectionHeader(name, true)
                    || HttpHeaderValidationUtil.isTeNotTrailers(name, header.getValue())) return false;
        }
        return true;
    }

    private static boolean isKnown(CharSequence name) {
        var known = Http2Headers.PseudoHeaderName.getPseudoHeader(name);
        return known != null && known != Http2Headers.PseudoHeaderName.PROTOCOL;
    }

    private static boolean isName(CharSequence name) {
        return HttpHeaderValidationUtil.validateToken(name) == -1
                && name.chars().noneMatch(one -> one >= 'A' && one <= 'Z');
    }

    private static boolean isValue(CharSequence value) {
        if (HttpHeaderValidationUtil.validateValidHeaderValue(value) != -1) return false;
        int length = value.length();
        return length == 0 || !(isBlank(value.charAt(0)) || isBlank(value.charAt(length - 1)));
    }

    private static boolean isBlank(char one) {
        return one == ' ' || one == '\t';
    }

    /** What the codec found wrong with one stream. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof Http2FrameStreamException wrong)
            ctx.writeAndFlush(new DefaultHttp2ResetFrame(wrong.error()).stream(wrong.stream()));
        else ctx.fireExceptionCaught(cause);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof Http2FrameStreamEvent changed
                && changed.type() == Http2FrameStreamEvent.Type.State
                && changed.stream().state() == Http2Stream.State.CLOSED)
            heads.remove(changed.stream().id());
        super.userEventTriggered(ctx, event);
    }
}
