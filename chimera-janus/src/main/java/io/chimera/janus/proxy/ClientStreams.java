package io.chimera.janus.proxy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** HTTP/2 with a client (RFC 9113): each stream is one request, and has a {@link Front} of its own. */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written ends its connection, and that is noticed
final class ClientStreams {

    static final int MOST_STREAMS = 100;

    /** A head and its trailers. */
    private static final int MOST_HEADS = 2;

    /** Streams that are begun and ended at once cost the site's side more than the client (CVE-2023-44487). */
    private static final int MOST_RESETS = 200;

    private static final int RESET_SECONDS = 30;

    private ClientStreams() {}

    static void welcome(ChannelPipeline pipeline, Office office, Inside inside, SslHandler tls) {
        var limits = office.limits();
        var codec = Http2FrameCodecBuilder.forServer()
                .initialSettings(
                        new Http2Settings().maxConcurrentStreams(MOST_STREAMS).maxHeaderListSize(limits.head()))
                .decoderEnforceMaxRstFramesPerWindow(MOST_RESETS, RESET_SECONDS)
                .gracefulShutdownTimeoutMillis(limits.headTime().toMillis())
                .build();
        var streams = new Http2MultiplexHandler(new ChannelInitializer<Http2StreamChannel>() {
            @Override
            protected void initChannel(Http2StreamChannel stream) {
                stream.config().setAutoRead(false);
                stream.pipeline()
                        .addLast(
                                new Http2StreamFrameToHttpObjectCodec(true),
                                new Front(office, Stream.INSTANCE, inside, tls));
            }
        });
        pipeline.addLast(codec, new Sieve(MOST_HEADS), streams, new End(codec, limits.idle()));
        Windows.openToClient(codec);
        pipeline.channel().config().setAutoRead(true);
        pipeline.channel().flush();
    }

    /** A stream ends with its request, and nothing has to be told apart. */
    private enum Stream implements Wire {
        INSTANCE;

        @Override
        public void next() {
            // there is none
        }

        @Override
        public void forget() {
            // there is none
        }

        @Override
        public long headBegan() {
            return 0;
        }

        @Override
        public void asked(HttpMethod method) {
            // the end is marked, whatever it was
        }

        @Override
        public void stopAnswers(ChannelPipeline pipeline) {
            throw new IllegalStateException("a stream becomes no tunnel");
        }

        @Override
        public void stopRequests(ChannelPipeline pipeline) {
            throw new IllegalStateException("a stream becomes no tunnel");
        }
    }

    /** What concerns the whole connection: it ends when nothing was asked for a while. */
    private static final class End extends ChannelInboundHandlerAdapter {

        private final Http2FrameCodec codec;
        private final Duration idle;
        private @Nullable ScheduledFuture<?> watch;
        private int lastStream = -1;

        End(Http2FrameCodec codec, Duration idle) {
            this.codec = codec;
            this.idle = idle;
        }

        @Override
        public void handlerAdded(ChannelHandlerContext ctx) {
            watch = ctx.executor()
                    .scheduleWithFixedDelay(() -> look(ctx), idle.toNanos(), idle.toNanos(), TimeUnit.NANOSECONDS);
        }

        private void look(ChannelHandlerContext ctx) {
            var connection = codec.connection();
            int newest = connection.remote().lastStreamCreated();
            if (connection.numActiveStreams() == 0 && newest == lastStream) ctx.close();
            lastStream = newest;
        }

        @Override
        public void handlerRemoved(ChannelHandlerContext ctx) {
            if (watch != null) watch.cancel(false);
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object frame) {
            ReferenceCountUtil.release(frame);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            // The codec ends a connection that breaks the rules, and says which.
            if (!(cause instanceof Http2Exception)) ctx.close();
        }
    }
}
