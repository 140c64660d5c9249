package io.chimera.janus.proxy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.function.Consumer;

/** Behind a CONNECT that is looked into: waits for the client's handshake, then lets in what the client speaks. */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written ends its connection, and that is noticed
final class Entrance extends ChannelInboundHandlerAdapter {

    private final Office office;
    private final SslHandler tls;
    private final Inside inside;
    private final Consumer<Throwable> whenRefused;

    /** @param whenRefused told why there was no handshake */
    Entrance(Office office, SslHandler tls, Inside inside, Consumer<Throwable> whenRefused) {
        this.office = office;
        this.tls = tls;
        this.inside = inside;
        this.whenRefused = whenRefused;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (!(event instanceof SslHandshakeCompletionEvent done)) {
            super.userEventTriggered(ctx, event);
            return;
        }
        if (!done.isSuccess()) {
            whenRefused.accept(done.cause());
            ctx.close();
            return;
        }
        SecureRoads.refuseRenegotiation(tls.engine());
        switch (Speech.of(tls.engine())) {
            case HTTP_1 -> Lines.welcomeInside(ctx.pipeline(), office, inside, tls);
            case HTTP_2 -> ClientStreams.welcome(ctx.pipeline(), office, inside, tls);
        }
        ctx.pipeline().remove(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
