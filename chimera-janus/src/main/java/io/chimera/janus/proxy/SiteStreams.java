package io.chimera.janus.proxy;

import io.chimera.core.janus.ProfileTag;
import io.chimera.janus.site.Host;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.function.Consumer;

/** A connection to a site that takes many requests at once (RFC 9113). All on its event loop. */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written ends its connection, and that is noticed
final class SiteStreams {

    /** Sites send more cookies than browsers do. */
    private static final long LONGEST_HEAD = 256 * 1_024L;

    private final Channel channel;
    private final Consumer<SiteStreams> whenRetired;
    private int open;
    private int opened;
    private boolean retired;

    /** @param whenRetired told once, when it takes no more requests */
    SiteStreams(Channel channel, Limits limits, Consumer<SiteStreams> whenRetired) {
        this.channel = channel;
        this.whenRetired = whenRetired;
        var settings = new Http2Settings()
                .pushEnabled(false)
                .maxHeaderListSize(LONGEST_HEAD)
                .initialWindowSize(Windows.FROM_SITE);
        var codec = Http2FrameCodecBuilder.forClient()
                .initialSettings(settings)
                .encoderEnforceMaxConcurrentStreams(true)
                .gracefulShutdownTimeoutMillis(limits.idle().toMillis())
                .build();
        channel.pipeline()
                .addLast(
                        codec,
                        new Sieve(Answering.MOST_INTERIM + 3),
                        new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()),
                        new End());
        Windows.openToSite(codec);
        channel.closeFuture().addListener(_ -> retire());
        channel.config().setAutoRead(true);
        channel.flush();
    }

    /** Begins a stream for somebody. */
    void open(SiteConnections.Waiting one, Host host, int port, ProfileTag profile) {
        boolean wasUsed = opened++ > 0;
        open++;
        new Http2StreamChannelBootstrap(channel)
                .handler(new ChannelInitializer<Http2StreamChannel>() {
                    @Override
                    protected void initChannel(Http2StreamChannel stream) {
                        stream.config().setAutoRead(false);
                        stream.pipeline().addLast(new Http2StreamFrameToHttpObjectCodec(false));
                    }
                })
                .open()
                .addListener((Future<Http2StreamChannel> done) -> {
                    if (!done.isSuccess()) {
                        ended();
                        one.stopped(new Refused(Refusal.BROKEN_ANSWER, host.toString()));
                        return;
                    }
                    var stream = done.getNow();
                    stream.closeFuture().addListener(_ -> ended());
                    one.welcome(new Origin(stream, host, port, profile, this), wasUsed);
                });
    }

    private void ended() {
        open--;
        closeIfUnused();
    }

    private void closeIfUnused() {
        if (retired && open == 0) channel.close();
    }

    /** Takes no more requests, and closes with the last of those it has. */
    void retire() {
        if (retired) return;
        retired = true;
        whenRetired.accept(this);
        closeIfUnused();
    }

    void close() {
        channel.close();
    }

    /** What concerns the whole connection. */
    private final class End extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object frame) {
            boolean isLeaving = frame instanceof Http2GoAwayFrame;
            ReferenceCountUtil.release(frame);
            if (isLeaving) retire();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            // The codec ends a connection that breaks the rules, and says which.
            if (!(cause instanceof Http2Exception)) ctx.close();
        }
    }
}
