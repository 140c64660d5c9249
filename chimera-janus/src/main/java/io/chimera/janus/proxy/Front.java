package io.chimera.janus.proxy;

import io.chimera.janus.site.Host;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.ssl.SslContext;
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
    private final StrictRequests requests;
    private final Answers answers;
    private final Optional<Inside> inside;
    private final @Nullable SslHandler tls;
    private final Deque<HttpObject> inbox = new ArrayDeque<>();
    private @Nullable Exchange current;
    private @Nullable Origin kept;
    private @Nullable ScheduledFuture<?> watch;
    private long since = System.nanoTime();
    private boolean pumping;
    private boolean lookedAhead;
    private boolean closing;

    Front(Office office, StrictRequests requests, Answers answers) {
        this(office, requests, answers, Optional.empty(), null);
    }

    private Front(
            Office office,
            StrictRequests requests,
            Answers answers,
            Optional<Inside> inside,
            @Nullable SslHandler tls) {
        this.office = office;
        this.requests = requests;
        this.answers = answers;
        this.inside = inside;
        this.tls = tls;
    }

    /**
     * What goes on behind a CONNECT that is looked into.
     *
     * @param origin a connection to the site for the first request; null if there is none
     */
    static Front within(Office office, Channel client, SslContext guise, Inside inside, @Nullable Origin origin) {
        var tls = guise.newHandler(client.alloc(), office.executor());
        tls.setHandshakeTimeoutMillis(office.limits().headTime().toMillis());
        var requests = new StrictRequests(office.limits());
        var answers = new Answers();
        var front = new Front(office, requests, answers, Optional.of(inside), tls);
        front.kept = origin;
        client.pipeline().addLast(tls, requests, answers, front);
        front.open(client.pipeline().context(front));
        return front;
    }

    /** What this is the inside of, if it is. */
    Optional<Inside> inside() {
        return inside;
    }

    /** The inside's TLS. */
    SslHandler tls() {
        if (tls == null) throw new IllegalStateException("nothing is looked into here");
        return tls;
    }

    /** Whether the client said, when it shook hands, that it wants this host (RFC 6066 §3), or nothing. */
    boolean isAskedFor(Host host) {
        if (tls == null || !(tls.engine().getSession() instanceof ExtendedSSLSession session)) return true;
        return session.getRequestedServerNames().stream()
                .allMatch(name ->
                        name instanceof SNIHostName sni && sni.getAsciiName().equalsIgnoreCase(host.name()));
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        open(ctx);
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
            answers.to(request.method());
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
        var taken = kept;
        kept = null;
        return taken;
    }

    /** One is over, and the client may send another. */
    void next(ChannelHandlerContext ctx, @Nullable Origin free) {
        current = null;
        lookedAhead = false;
        since = System.nanoTime();
        if (kept != null) kept.close();
        kept = free;
        ctx.executor().execute(() -> goOn(ctx));
    }

    private void goOn(ChannelHandlerContext ctx) {
        if (closing || current != null) return;
        try {
            requests.next();
        } catch (Exception fault) {
            exceptionCaught(ctx, fault);
            return;
        }
        pump(ctx);
    }

    /** The last one is over. */
    void end(ChannelHandlerContext ctx) {
        closing = true;
        dropAll();
        requests.forget();
        ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> hangUp(ctx));
    }

    /**
     * Whoever still sends would get a reset in the place of the answer if the connection were closed at once (RFC 9112 §9.6):
     * it is told that nothing more comes, and what it sends is forgotten for a moment.
     */
    private void hangUp(ChannelHandlerContext ctx) {
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
        pipeline.remove(answers);
    }

    /** The last of HTTP: what was read ahead goes to whoever is behind it now. */
    void letGo(ChannelHandlerContext ctx) {
        ctx.pipeline().remove(requests);
    }

    private void look(ChannelHandlerContext ctx) {
        long now = System.nanoTime();
        var limits = office.limits();
        var exchange = current;
        if (kept != null && kept.freeNanos() > limits.originIdle().toNanos()) {
            kept.close();
            kept = null;
        }
        if (exchange != null) {
            exchange.look(now);
            return;
        }
        long began = requests.headBegan();
        boolean slow = began != 0 && now - began > limits.headTime().toNanos();
        if (slow || now - since > limits.idle().toNanos()) ctx.close();
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
