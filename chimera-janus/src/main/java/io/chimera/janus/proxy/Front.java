package io.chimera.janus.proxy;

import io.chimera.janus.site.Host;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection: its requests one after the other, however many it sends ahead. Nothing is read that nobody waits
 * for, so a client is never faster than the site it talks to.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written ends its connection, and that is noticed
final class Front extends ChannelInboundHandlerAdapter {

    private static final Duration SHORTEST_LOOK = Duration.ofMillis(50);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);
    private static final int LOOKS = 4;
    private static final int LINGERING_MILLIS = 1_000;

    private final Office office;
    private final Wire wire;
    private final Optional<Inside> inside;
    private final @Nullable SslHandler tls;
    private final Budget budget;
    private final Deque<HttpObject> inbox = new ArrayDeque<>();
    private @Nullable ChannelFuture written;
    private @Nullable Exchange current;
    private @Nullable Origin kept;
    private @Nullable ScheduledFuture<?> watch;
    private long since = System.nanoTime();
    private boolean pumping;
    private boolean lookedAhead;
    private boolean closing;

    Front(Office office, Wire wire) {
        this.office = office;
        this.wire = wire;
        this.inside = Optional.empty();
        this.tls = null;
        this.budget = Budget.ofConnection();
    }

    /** Behind a CONNECT that is looked into. */
    Front(Office office, Wire wire, Inside inside, SslHandler tls) {
        this.office = office;
        this.wire = wire;
        this.inside = Optional.of(inside);
        this.tls = tls;
        this.budget = inside.budget();
    }

    /** What this is the inside of, if it is. */
    Optional<Inside> inside() {
        return inside;
    }

    /** Something went to the client, or will. */
    void wrote(ChannelFuture part) {
        written = part;
    }

    Budget budget() {
        return budget;
    }

    /** Whether the client said, when it shook hands, that it wants this host (RFC 6066 §3), or nothing. */
    boolean isAskedFor(Host host) {
        if (tls == null || !(tls.engine().getSession() instanceof ExtendedSSLSession session)) return true;
        return session.getRequestedServerNames().stream()
                .allMatch(name ->
                        name instanceof SNIHostName sni && sni.getAsciiName().equalsIgnoreCase(host.name()));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        if (ctx.channel().isActive()) open(ctx);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (watch == null) open(ctx);
    }

    private void open(ChannelHandlerContext ctx) {
        var limits = office.limits();
        var look = limits.headTime().dividedBy(LOOKS);
        if (look.compareTo(SHORTEST_LOOK) < 0) look = SHORTEST_LOOK;
        if (look.compareTo(LONGEST_LOOK) > 0) look = LONGEST_LOOK;
        watch = ctx.executor()
                .scheduleWithFixedDelay(() -> look(ctx), look.toNanos(), look.toNanos(), TimeUnit.NANOSECONDS);
        ctx.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (closing || !(message instanceof HttpObject part)) {
            ReferenceCountUtil.release(message);
            return;
        }
        inbox.add(part);
        pump(ctx);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        readIfWanted(ctx);
    }

    /** Goes on with what has arrived, and asks for more if that is used up. */
    void pump(ChannelHandlerContext ctx) {
        if (pumping) return;
        pumping = true;
        try {
            while (!inbox.isEmpty() && step(ctx)) since = System.nanoTime();
        } finally {
            pumping = false;
        }
        readIfWanted(ctx);
    }

    private boolean step(ChannelHandlerContext ctx) {
        var exchange = current;
        if (exchange == null) {
            var part = inbox.remove();
            if (!(part instanceof HttpRequest request)) {
                ReferenceCountUtil.release(part);
                return true;
            }
            exchange = new Exchange(office, this, ctx, request);
            current = exchange;
            // What is whole from the start, such as a refused one, brings its body along.
            if (part instanceof HttpContent content) inbox.addFirst(content);
            wire.asked(request.method());
            exchange.begin();
            return true;
        }
        if (!exchange.wantsBody()) return false;
        exchange.body((HttpContent) inbox.remove());
        return true;
    }

    private void readIfWanted(ChannelHandlerContext ctx) {
        var exchange = current;
        if (closing || !inbox.isEmpty()) return;
        // Between the body's end and the answer one read is for noticing that the client hung up.
        boolean looksAhead = exchange != null && exchange.hasAllBody() && !lookedAhead;
        if (looksAhead) lookedAhead = true;
        if (looksAhead || exchange == null || exchange.wantsBody()) ctx.read();
    }

    /** The connection to the site the last request went to, if the next one may have it. */
    @Nullable
    Origin takeKept() {
        if (inside.isPresent()) return inside.get().connections().takeIdle();
        var taken = kept;
        kept = null;
        return taken;
    }

    /** One is over, and the client may send another. */
    void next(ChannelHandlerContext ctx, @Nullable Origin free) {
        current = null;
        lookedAhead = false;
        since = System.nanoTime();
        keep(free);
        ctx.executor().execute(() -> goOn(ctx));
    }

    private void keep(@Nullable Origin free) {
        if (inside.isPresent()) {
            inside.get().connections().giveBack(free);
            return;
        }
        if (kept != null) kept.close();
        kept = free;
    }

    private void goOn(ChannelHandlerContext ctx) {
        if (closing || current != null) return;
        try {
            wire.next();
        } catch (Exception fault) {
            exceptionCaught(ctx, fault);
            return;
        }
        pump(ctx);
    }

    /** The last one of the client's connection is over, also of other streams of it. */
    void endAll(ChannelHandlerContext ctx) {
        end(ctx);
        if (ctx.channel() instanceof Http2StreamChannel stream)
            stream.closeFuture().addListener(_ -> stream.parent().close());
    }

    /** The last one is over. */
    void end(ChannelHandlerContext ctx) {
        closing = true;
        dropAll();
        wire.forget();
        var last = ctx.channel() instanceof Http2StreamChannel ? written : ctx.writeAndFlush(Unpooled.EMPTY_BUFFER);
        if (last == null) hangUp(ctx);
        else last.addListener(_ -> hangUp(ctx));
    }

    /**
     * Whoever still sends would get a reset in the place of the answer if the connection were closed at once (RFC 9112 §9.6):
     * it is told that nothing more comes, and what it sends is forgotten for a moment.
     */
    private void hangUp(ChannelHandlerContext ctx) {
        if (ctx.channel() instanceof Http2StreamChannel stream) {
            // The answer is whole: the client need not send the rest (RFC 9113 §8.1).
            if (stream.stream().state() == Http2Stream.State.HALF_CLOSED_LOCAL)
                ctx.write(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR));
            ctx.close();
            return;
        }
        if (!(ctx.channel() instanceof SocketChannel client) || !client.isActive()) {
            ctx.close();
            return;
        }
        if (tls == null) client.shutdownOutput();
        else tls.closeOutbound();
        client.config().setAutoRead(true);
        ctx.executor().schedule(() -> ctx.close(), LINGERING_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The client's channel becomes one end of a tunnel. */
    void stepAside(ChannelHandlerContext ctx) {
        stopLooking();
        closing = true;
        var pipeline = ctx.pipeline();
        pipeline.remove(this);
        wire.stopAnswers(pipeline);
    }

    /** The last of HTTP: what was read ahead goes to whoever is behind it now. */
    void letGo(ChannelHandlerContext ctx) {
        wire.stopRequests(ctx.channel().pipeline());
    }

    private void look(ChannelHandlerContext ctx) {
        long now = System.nanoTime();
        var limits = office.limits();
        var exchange = current;
        if (kept != null && kept.freeNanos() > limits.originIdle().toNanos()) {
            kept.close();
            kept = null;
        }
        inside.ifPresent(within -> within.connections().look());
        if (exchange != null) {
            exchange.look(now);
            return;
        }
        long began = wire.headBegan();
        boolean slow = began != 0 && now - began > limits.headTime().toNanos();
        if (slow || now - since > limits.idle().toNanos()) ctx.close();
    }

    /** A stream that the client ended early (RFC 9113 §6.4) gets nothing more. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof Http2ResetFrame) ctx.close();
        super.userEventTriggered(ctx, event);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (current != null && ctx.channel().isWritable()) current.clientWritable();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        closing = true;
        stopLooking();
        dropAll();
    }

    private void stopLooking() {
        if (watch != null) watch.cancel(false);
    }

    private void dropAll() {
        inbox.forEach(ReferenceCountUtil::release);
        inbox.clear();
        var exchange = current;
        current = null;
        if (exchange != null) exchange.abandon();
        if (kept != null) kept.close();
        kept = null;
    }

    /** Nothing of it is logged: a message could quote the request. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
