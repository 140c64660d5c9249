package io.chimera.janus.proxy;

import io.chimera.core.janus.Traffic;
import io.chimera.janus.desk.OpenProfile;
import io.chimera.janus.proxy.Doorkeeper.Admission;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request, from its head to the last byte of the answer: who asks, for what, what is put into it, and where it goes. All
 * of it happens on the client's event loop but what may take time.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written ends its connection, and that is noticed
final class Exchange {

    private static final Logger log = LoggerFactory.getLogger(Exchange.class);

    private final Office office;
    private final Front front;
    private final ChannelHandlerContext ctx;
    private final HttpRequest request;
    private final boolean keepAlive;
    private final long began = System.nanoTime();

    private @Nullable Delivery delivery;
    private int drained;
    private boolean draining;
    private boolean bodyOver;
    private boolean over;
    private boolean ends;

    Exchange(Office office, Front front, ChannelHandlerContext ctx, HttpRequest request) {
        this.office = office;
        this.front = front;
        this.ctx = ctx;
        this.request = request;
        this.keepAlive = HttpUtil.isKeepAlive(request);
    }

    void begin() {
        office.counters().requests.increment();
        attempt(this::readHead);
    }

    private void readHead() throws Refused {
        Wellformed.require(request);
        var inside = front.inside();
        if (inside.isPresent()) {
            readInside(inside.get());
            return;
        }
        switch (Target.of(request.method(), request.uri())) {
            case Target.Own own ->
                answer(OwnPages.answer(
                        own, request, ctx.channel().localAddress(), office.interception(), office.tunnelPorts()));
            case Target.Tunnel tunnel -> signIn(profile -> open(tunnel, profile));
            case Target.Page page -> signIn(profile -> deliver(page, profile));
        }
    }

    private void open(Target.Tunnel tunnel, OpenProfile profile) throws Refused {
        boolean looksInto = office.interception().looksInto(tunnel.host())
                && !office.exempt().has(tunnel.host());
        if (looksInto) new Looking(this, tunnel, profile).begin();
        else new Tunnelling(this, tunnel).begin();
    }

    /** Who asks was asked when the connection was made; what was decided since counts for every request. */
    private void readInside(Inside inside) throws Refused {
        request.headers().remove(HttpHeaderNames.PROXY_AUTHORIZATION);
        Heads.dropTranslated(request.headers());
        if (inside.failure().isPresent()) throw inside.failure().get();
        if (!office.interception().looksInto(inside.host()))
            throw new Refused(Refusal.NO_LONGER, inside.host().toString());
        if (inside.profile().isOver()) throw new Refused(Refusal.LOCKED_MEANWHILE);
        if (!front.isAskedFor(inside.host()))
            throw new Refused(Refusal.MISDIRECTED, inside.host().toString());
        var named = request.headers().get(HttpHeaderNames.HOST, "");
        deliver(Target.inside(inside.host(), request.method(), request.uri(), named), inside.profile());
    }

    private interface Then {
        void as(OpenProfile profile) throws Refused;
    }

    private void signIn(Then then) {
        var headers = request.headers().getAll(HttpHeaderNames.PROXY_AUTHORIZATION);
        request.headers().remove(HttpHeaderNames.PROXY_AUTHORIZATION);
        var asked = office.doorkeeper().admit(headers, address());
        onLoop(asked, admission -> {
            switch (admission) {
                case Admission.Out(var why) -> refuse(why);
                // That it asks prolongs nothing: browsers ask by themselves. A value that is made does.
                case Admission.In(var profile) -> attempt(() -> then.as(profile));
            }
        });
    }

    private InetAddress address() {
        return ctx.channel().remoteAddress() instanceof InetSocketAddress inet
                ? inet.getAddress()
                : InetAddress.getLoopbackAddress();
    }

    private void onLoop(CompletableFuture<Admission> future, Consumer<Admission> then) {
        if (future.isDone()) then.accept(future.join());
        else
            future.thenAccept(admission -> ctx.executor().execute(() -> {
                if (over) return;
                then.accept(admission);
                front.pump(ctx);
            }));
    }

    /** Something that may refuse the request. */
    interface Step {
        void run() throws Refused;
    }

    /** Runs it unless the request is over; the client is told if it is refused, or fails. */
    void attempt(Step step) {
        if (over) return;
        try {
            runOrRefuse(step);
        } catch (RuntimeException fault) {
            // Nothing else of it is logged: a message could quote the request.
            log.warn("A request failed: {}", fault.getClass().getName());
            fail();
        }
    }

    private void runOrRefuse(Step step) {
        try {
            step.run();
        } catch (Refused refused) {
            refuse(refused);
        }
    }

    private void fail() {
        if (over || (delivery != null && delivery.hasAnswered())) abort();
        else refuse(new Refused(Refusal.BUSY));
    }

    private void deliver(Target.Page page, OpenProfile profile) throws Refused {
        delivery = new Delivery(this, page, profile);
        delivery.begin();
    }

    /** Whether a piece of the body is to be given to {@link #body}. */
    boolean wantsBody() {
        if (bodyOver) return false;
        return draining || (delivery != null && delivery.wantsBody());
    }

    boolean hasAllBody() {
        return bodyOver;
    }

    void body(HttpContent part) {
        if (part instanceof LastHttpContent) bodyOver = true;
        if (part.decoderResult().isFailure()) {
            part.release();
            breakOff(new Refused(Refusal.MALFORMED));
            return;
        }
        if (draining) drain(part);
        else if (delivery != null) delivery.body(part);
        else part.release();
    }

    private void drain(HttpContent part) {
        drained += part.content().readableBytes();
        part.release();
        if (bodyOver) front.next(ctx, null);
        else if (drained > office.limits().drained()) front.end(ctx);
    }

    /** The body cannot be read on, so that nothing after it can be. */
    private void breakOff(Refused why) {
        bodyOver = true;
        if (draining) front.end(ctx); // it has its answer
        else if (delivery != null && delivery.hasAnswered()) abort();
        else refuse(why);
    }

    /** Says why not. What is left of the body is read and forgotten, if it is not too much. */
    void refuse(Refused why) {
        if (over) return;
        if (delivery != null) delivery.refused(why);
        if (!why.refusal().asksToSignIn()) office.counters().refused.increment();
        ends = why.refusal().endsWhatIsInside();
        answer(Pages.refusal(why, request.headers()));
    }

    private void answer(FullHttpResponse answer) {
        if (over) {
            answer.release();
            return;
        }
        over = true;
        if (delivery != null) delivery.abandon();
        boolean unreadable = request.decoderResult().isFailure();
        boolean waits = !bodyOver && HttpUtil.is100ContinueExpected(request);
        boolean stays = keepAlive && !unreadable && !waits && !isBroken(answer) && !ends;
        if (!stays) answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        else if (request.protocolVersion().equals(HttpVersion.HTTP_1_0))
            answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        front.wrote(ctx.writeAndFlush(answer));
        if (ends) front.endAll(ctx);
        else if (!stays) front.end(ctx);
        else if (bodyOver) front.next(ctx, null);
        else {
            draining = true;
            front.pump(ctx);
        }
    }

    /** After these nobody knows what the client's next bytes mean, or it is to go. */
    private static boolean isBroken(FullHttpResponse answer) {
        int status = answer.status().code();
        return status == 400 || status == 408 || status == 414 || status == 431;
    }

    /** The answer went to the client whole. */
    void answered(@Nullable Origin free, boolean connectionStays) {
        if (over) return;
        over = true;
        if (delivery != null) delivery.unload();
        if (connectionStays && keepAlive && bodyOver) {
            front.next(ctx, free);
        } else {
            if (free != null) free.close();
            front.end(ctx);
        }
    }

    /** The answer ended in the middle: the client sees that by the connection's end. */
    void abort() {
        over = true;
        if (delivery != null) delivery.abandon();
        ctx.close();
    }

    /** The client is gone. */
    void abandon() {
        over = true;
        if (delivery != null) delivery.abandon();
    }

    void clientWritable() {
        if (delivery != null) delivery.clientWritable();
    }

    /** Asks for more of the body. */
    void pump() {
        front.pump(ctx);
    }

    /** Something of the answer. It goes out with the next flush; a client that is gone is noticed by its connection. */
    void send(HttpObject part) {
        front.wrote(ctx.write(part).addListener(ChannelFutureListener.CLOSE_ON_FAILURE));
    }

    /** Tells the client that it may send its body. */
    void letBodyCome() {
        ctx.writeAndFlush(
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
    }

    /** Looked at now and then: is anybody waited for too long? */
    void look(long now) {
        if (over && !draining) return;
        if (delivery != null && !over) delivery.look(now);
        else if (draining && now - began > office.limits().idle().toNanos()) front.end(ctx);
    }

    /**
     * Answers, then makes one tunnel of both channels.
     *
     * @param aside takes what reads and writes HTTP out of the site's channel; what it has read ahead goes into the tunnel
     */
    void becomeTunnel(Channel origin, FullHttpResponse answer, Runnable aside) {
        over = true;
        bodyOver = true;
        if (delivery != null) delivery.unload();
        var client = ctx.channel();
        ctx.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        front.stepAside(ctx);
        Relay.join(client, origin, office.limits().tunnelIdle());
        aside.run();
        front.letGo(ctx); // what came ahead goes into the tunnel
        origin.flush();
    }

    /**
     * Answers, then goes on inside.
     *
     * @param preferred what the client is to speak, if it can
     */
    void becomeInside(SslContext guise, Inside inside, Speech preferred) {
        over = true;
        bodyOver = true;
        var established =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, Tunnelling.ESTABLISHED, Unpooled.EMPTY_BUFFER);
        ctx.writeAndFlush(established).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        front.stepAside(ctx);
        var client = ctx.channel();
        client.closeFuture().addListener(_ -> inside.connections().close());
        var tls = guise.newHandler(client.alloc(), office.executor());
        tls.setHandshakeTimeoutMillis(office.limits().headTime().toMillis());
        preferred.prefer(tls.engine());
        client.pipeline().addLast(tls, new Entrance(office, tls, inside, why -> {
            if (Distrust.isBrowsers(why)) tellNotLookedInto(inside, Traffic.WhyNot.NOT_TRUSTED);
        }));
        if (inside.failure().isPresent()) tellNotLookedInto(inside, Traffic.WhyNot.SITE_FAILED);
        front.letGo(ctx); // what came ahead is TLS
        client.read();
    }

    private void tellNotLookedInto(Inside inside, Traffic.WhyNot why) {
        publish(new Traffic.NotLookedInto(
                inside.profile().tag(), office.clock().instant(), inside.host().toString(), why));
    }

    void publish(Traffic traffic) {
        switch (traffic) {
            case Traffic.Filled _ -> office.counters().filled.increment();
            case Traffic.Refused _, Traffic.NotLookedInto _ -> {
                // counted where it is answered
            }
        }
        office.herald().say(traffic);
    }

    boolean isOver() {
        return over;
    }

    /** Whether the client wants to ask again on this connection. Asked of the request before its headers were changed. */
    boolean keepsAlive() {
        return keepAlive;
    }

    Office office() {
        return office;
    }

    Front front() {
        return front;
    }

    ChannelHandlerContext ctx() {
        return ctx;
    }

    HttpRequest request() {
        return request;
    }

    boolean isOf(HttpMethod method) {
        return request.method().equals(method);
    }
}
