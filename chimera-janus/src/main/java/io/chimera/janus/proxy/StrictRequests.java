package io.chimera.janus.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests one at a time, and none that two programs could read differently (RFC 9112 §11.2). After each it stops until
 * {@link #next}: bytes that follow are left as they are, so that whatever comes after CONNECT or an upgrade is not read as a
 * request.
 */
final class StrictRequests extends HttpRequestDecoder {

    private boolean inHead = true;
    private boolean inLine = true;
    private boolean stopped;
    private boolean refused;
    private long headBegan;
    private @Nullable ChannelHandlerContext here;

    StrictRequests(Limits limits) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.line())
                .setMaxHeaderSize(limits.head())
                .setMaxChunkSize(64 * 1_024)
                .setAllowDuplicateContentLengths(false)
                .setStrictLineParsing(true)
                .setValidateHeaders(true));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) throws Exception {
        here = ctx;
        super.handlerAdded(ctx);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf bytes, List<Object> out) throws Exception {
        if (refused) {
            bytes.skipBytes(bytes.readableBytes());
            return;
        }
        if (stopped || !bytes.isReadable()) return;
        if (inHead) {
            if (headBegan == 0) headBegan = System.nanoTime();
            if (hasFold(bytes, inLine)) {
                refuse(bytes, out);
                return;
            }
        }
        int before = out.size();
        super.decode(ctx, bytes, out);
        for (var one : out.subList(before, out.size())) follow(one);
    }

    private void follow(Object one) {
        if (one instanceof HttpRequest request) {
            inHead = false;
            headBegan = 0;
            refused = request.decoderResult().isFailure();
        }
        if (one instanceof LastHttpContent last) {
            refused |= last.decoderResult().isFailure();
            inHead = true;
            inLine = true;
            stopped = true;
        }
    }

    /** The request line was read; what follows it may come later. */
    @Override
    protected HttpMessage createMessage(String[] line) throws Exception {
        inLine = false;
        return super.createMessage(line);
    }

    /**
     * Whether a line begins with a blank: folded headers (RFC 9112 §5.2), which others join, drop or take for a new one. Empty
     * lines before the request line, which are skipped when it is read (§2.2), are not a head's end.
     */
    private static boolean hasFold(ByteBuf bytes, boolean fromLine) {
        int end = bytes.writerIndex();
        int line = bytes.readerIndex();
        while (fromLine && line < end && isSkipped(bytes.getByte(line))) line++;
        while (line < end) {
            byte first = bytes.getByte(line);
            if (first == ' ' || first == '\t') return true;
            if (first == '\r' || first == '\n') return false; // the head's end
            int feed = bytes.indexOf(line, end, (byte) '\n');
            if (feed < 0) return false;
            line = feed + 1;
        }
        return false;
    }

    /** The decoder skips other control characters as well as line ends. */
    private static boolean isSkipped(byte one) {
        return one != '\t' && Character.isISOControl(one);
    }

    private void refuse(ByteBuf bytes, List<Object> out) {
        bytes.skipBytes(bytes.readableBytes());
        refused = true;
        stopped = true;
        var nothing = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        nothing.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("a folded header")));
        out.add(nothing);
    }

    /** Netty would read such a request by its chunks. Somebody else would not. */
    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("a length and chunks");
    }

    /** Whoever reads nothing must not ask for more on its own. */
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        if (stopped) ctx.fireChannelReadComplete();
        else super.channelReadComplete(ctx);
    }

    /** Reads on with the next request, beginning with what has come already. */
    void next() throws Exception {
        stopped = false;
        if (here != null && !refused) channelRead(here, Unpooled.EMPTY_BUFFER);
    }

    /** Nothing that comes from now on is a request. */
    void forget() {
        refused = true;
    }

    /** Since when ({@link System#nanoTime}) a head is under way; 0 for never. */
    long headBegan() {
        return headBegan;
    }
}
