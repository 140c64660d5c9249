package io.chimera.janus.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One direction of a tunnel: bytes as they are, no faster than the other end takes them. */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written ends its connection, and that is noticed
final class Relay extends ChannelInboundHandlerAdapter {

    private final Channel other;
    private final Duration idle;
    private @Nullable ScheduledFuture<?> watch;
    private boolean moved;

    private Relay(Channel other, Duration idle) {
        this.other = other;
        this.idle = idle;
    }

    /** Joins two channels of one event loop. Whatever else is in their pipelines is out of the way already. */
    static void join(Channel one, Channel two, Duration idle) {
        one.pipeline().addLast(new Relay(two, idle));
        two.pipeline().addLast(new Relay(one, idle));
        one.read();
        two.read();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        watch = ctx.executor()
                .scheduleAtFixedRate(() -> look(ctx), idle.toNanos(), idle.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void look(ChannelHandlerContext ctx) {
        if (!moved) ctx.close();
        moved = false;
    }

    /** What one side says keeps the other side's direction as well. */
    private void stir() {
        moved = true;
        var there = other.pipeline().get(Relay.class);
        if (there != null) there.moved = true;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) {
        stir();
        other.write(bytes);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        other.flush();
        if (other.isWritable()) ctx.read();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) other.read();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (watch != null) watch.cancel(false);
        other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
