package io.chimera.janus.proxy;

import io.chimera.core.janus.ProfileTag;
import io.chimera.janus.site.Host;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** A connection to a site. It serves one request at a time, and may wait for the same client's next one. */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written ends its connection, and that is noticed
final class Origin extends ChannelInboundHandlerAdapter {

    private final Channel channel;
    private final Host host;
    private final int port;
    private final ProfileTag profile;
    private final @Nullable OriginAnswers answers;
    private final @Nullable SiteStreams connection;
    private @Nullable User user;
    private long freeSince;
    private boolean wasUsed;

    /** Whose request is served. All is told on the event loop. */
    interface User {
        void head(HttpResponse head) throws Exception;

        void content(HttpContent content);

        void pause();

        void writable();

        void gone();
    }

    Origin(Channel channel, Host host, int port, ProfileTag profile, Limits limits) {
        this.channel = channel;
        this.host = host;
        this.port = port;
        this.profile = profile;
        this.answers = new OriginAnswers(limits);
        this.connection = null;
        channel.pipeline().addLast(new HttpRequestEncoder(), answers, this);
    }

    Channel channel() {
        return channel;
    }

    boolean leadsTo(Host other, int otherPort) {
        return port == otherPort && host.equals(other) && channel.isActive();
    }

    /** Whether it is a profile's: a site would see by it that two profiles are of one client. */
    boolean isOf(ProfileTag other) {
        return profile.equals(other);
    }

    /** Whether it served a request before. */
    boolean wasUsed() {
        return wasUsed;
    }

    long freeNanos() {
        return System.nanoTime() - freeSince;
    }

    /** One stream of a connection: for one request. */
    Origin(Channel stream, Host host, int port, ProfileTag profile, SiteStreams connection) {
        this.channel = stream;
        this.host = host;
        this.port = port;
        this.profile = profile;
        this.answers = null;
        this.connection = connection;
        stream.pipeline().addLast(this);
    }

    /** Whether it can serve another request. */
    boolean isReusable() {
        return connection == null && channel.isActive();
    }

    /** The site does not answer: its connection is not asked for more. */
    void retire() {
        if (connection != null) connection.retire();
    }

    void serve(User next, HttpMethod method) {
        user = next;
        if (answers != null) answers.to(method);
        channel.read();
    }

    /** The request was answered whole. What the site says unasked ends the connection; that it hangs up is noticed. */
    void free() {
        user = null;
        wasUsed = true;
        freeSince = System.nanoTime();
        channel.read();
    }

    ChannelFuture write(HttpObject part) {
        return channel.writeAndFlush(part);
    }

    void writeLater(HttpObject part) {
        channel.write(part, channel.voidPromise());
    }

    boolean isWritable() {
        return channel.isWritable();
    }

    void read() {
        channel.read();
    }

    void close() {
        user = null;
        channel.close();
    }

    /** From now on bytes go through it. */
    void stepAside() {
        user = null;
        channel.pipeline().remove(HttpRequestEncoder.class);
        channel.pipeline().remove(this);
        channel.pipeline().remove(answers);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object part) throws Exception {
        var served = user;
        if (served == null) {
            ReferenceCountUtil.release(part);
            ctx.close();
            return;
        }
        if (!(part instanceof HttpObject)) ReferenceCountUtil.release(part);
        if (part instanceof HttpResponse head) served.head(head);
        if (part instanceof HttpContent content) {
            var still = user;
            if (still == null) content.release();
            else still.content(content);
        }
    }

    /** After a whole answer a site may say that it needs no more of the request (RFC 9113 §8.1); anything else ends the answer. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof Http2ResetFrame reset && reset.errorCode() != Http2Error.NO_ERROR.code()) ctx.close();
        super.userEventTriggered(ctx, event);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (user != null) user.pause();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (user != null && channel.isWritable()) user.writable();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        var served = user;
        user = null;
        if (served != null) served.gone();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
