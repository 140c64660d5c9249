package io.chimera.janus.proxy;

import io.chimera.core.janus.ProfileTag;
import io.chimera.janus.desk.OpenProfile;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A request for a page on its way: filled in, sent to the site, its body after it, and the answer brought back. */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written ends its connection, and that is noticed
final class Delivery implements Origin.User, Roads.Traveller, SiteConnections.Waiting {

    /** A waiting connection may be closed at any moment; these can be asked again if it was. */
    private static final Set<HttpMethod> REPEATABLE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** So fresh that it is hardly closed in the meantime. */
    private static final long FRESH = TimeUnit.SECONDS.toNanos(1);

    private final Exchange exchange;
    private final Office office;
    private final Target.Page page;
    private final ProfileTag profile;
    private final Dressing dressing;
    private final Cargo cargo;
    private final Answering answering;
    private final boolean webSocket;

    private String path;
    private @Nullable Origin origin;
    private boolean reused;
    private boolean isAgain;
    private boolean departed;
    private long lastMove = System.nanoTime();

    Delivery(Exchange exchange, Target.Page page, OpenProfile profile) {
        this.exchange = exchange;
        this.office = exchange.office();
        this.page = page;
        this.profile = profile.tag();
        this.path = page.path();
        this.webSocket = Heads.asksForWebSocket(exchange.request().headers());
        this.dressing = new Dressing(exchange, page, profile);
        this.cargo = new Cargo(exchange, dressing, this::depart);
        this.answering = new Answering(exchange, webSocket);
    }

    void begin() throws Refused {
        path = dressing.fillQuery(path);
        dressing.fillSignIn(exchange.request().headers());
        if (!cargo.looksThrough()) depart();
        else cargo.invite();
    }

    /** What can be known of the request before it goes is known. */
    private void depart() {
        if (departed) return;
        departed = true;
        Heads.towardsSite(exchange.request().headers(), page, office.suffixes());
        cargo.label(exchange.request().headers());
        if (webSocket) {
            exchange.request().headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
            exchange.request().headers().set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
        }
        var kept = exchange.front().takeKept();
        if (kept != null && kept.leadsTo(page.host(), page.port()) && mayReuse(kept)) {
            reused = true;
            send(kept);
            return;
        }
        if (kept != null) kept.close();
        connect();
    }

    private boolean mayReuse(Origin kept) {
        return !webSocket && kept.isOf(profile) && (kept.freeNanos() < FRESH || isRepeatable());
    }

    private boolean isRepeatable() {
        return REPEATABLE.contains(exchange.request().method()) && !cargo.hasBody();
    }

    private void connect() {
        reused = false;
        var inside = exchange.front().inside();
        if (inside.isEmpty())
            office.roads().connect(exchange.ctx().channel().eventLoop(), page.host(), page.port(), false, this);
        else if (webSocket) inside.get().connections().connectAlone(this);
        else inside.get().connections().connect(this);
    }

    @Override
    public void arrived(Channel channel) {
        if (exchange.isOver()) channel.close();
        else exchange.attempt(() -> send(new Origin(channel, page.host(), page.port(), profile, office.limits())));
    }

    @Override
    public void stopped(Refused why) {
        exchange.refuse(why);
    }

    @Override
    public void welcome(Origin to, boolean wasUsed) {
        reused = wasUsed;
        exchange.attempt(() -> send(to));
    }

    @Override
    public boolean isOver() {
        return exchange.isOver();
    }

    private void send(Origin to) {
        origin = to;
        lastMove = System.nanoTime();
        to.serve(this, exchange.request().method());
        boolean whole = !page.secure() && office.roads().asksAnotherProxy();
        var target = whole && !path.equals("*") ? page.url() + path : path;
        var head = new DefaultHttpRequest(
                HttpVersion.HTTP_1_1,
                exchange.request().method(),
                target,
                exchange.request().headers().copy());
        if (whole)
            office.roads()
                    .credentials()
                    .ifPresent(words -> head.headers().set(HttpHeaderNames.PROXY_AUTHORIZATION, words));
        to.writeLater(head);
        // Asked again: the body's end, which is all there is of it, does not come from the client a second time.
        if (cargo.isDelivered()) to.writeLater(LastHttpContent.EMPTY_LAST_CONTENT);
        dressing.tellWhatWasFilled();
        cargo.load(to);
    }

    boolean wantsBody() {
        return cargo.wantsMore();
    }

    void body(HttpContent part) {
        lastMove = System.nanoTime();
        if (exchange.isOver()) part.release();
        else exchange.attempt(() -> cargo.take(part));
    }

    @Override
    public void head(HttpResponse head) throws Exception {
        lastMove = System.nanoTime();
        var from = origin;
        if (from == null) return;
        if (answering.isTunnel(head)) {
            origin = null;
            exchange.becomeTunnel(from.channel(), answering.switching(head), from::stepAside);
        } else exchange.attempt(() -> answering.head(head));
    }

    @Override
    public void content(HttpContent content) {
        lastMove = System.nanoTime();
        if (content.decoderResult().isFailure()) {
            content.release();
            giveUp(Refusal.BROKEN_ANSWER);
            return;
        }
        if (!answering.content(content)) return;
        var from = origin;
        origin = null;
        boolean stays = from != null && answering.originStays() && cargo.isDelivered();
        if (from != null && stays) from.free();
        else if (from != null) from.close();
        exchange.answered(stays ? from : null, answering.clientStays());
    }

    @Override
    public void pause() {
        exchange.ctx().flush();
        if (origin != null && exchange.ctx().channel().isWritable()) origin.read();
    }

    void clientWritable() {
        lastMove = System.nanoTime();
        if (origin != null) origin.read();
    }

    @Override
    public void writable() {
        lastMove = System.nanoTime();
        exchange.attempt(cargo::goOn);
        exchange.pump();
    }

    @Override
    public void gone() {
        origin = null;
        if (exchange.isOver()) return;
        if (answering.hasBegun()) exchange.abort();
        else if (reused && !isAgain && isRepeatable()) {
            isAgain = true;
            exchange.attempt(this::connect);
        } else exchange.refuse(new Refused(Refusal.BROKEN_ANSWER, page.host().toString()));
    }

    /** Whether the client was told something that cannot be taken back. */
    boolean hasAnswered() {
        return answering.hasBegun();
    }

    void refused(Refused why) {
        dressing.tellWhyNot(why.refusal());
    }

    void look(long now) {
        var limits = office.limits();
        if (cargo.wantsMore()) {
            if (now - lastMove > limits.idle().toNanos()) giveUp(Refusal.SLOW);
        } else if (origin == null) {
            if (now - lastMove > limits.connectTime().multipliedBy(4).toNanos()) giveUp(Refusal.SILENT);
        } else if (now - lastMove > limits.answerTime().toNanos()) giveUp(Refusal.SILENT);
    }

    private void giveUp(Refusal why) {
        if (why == Refusal.SILENT && origin != null) origin.retire();
        if (answering.hasBegun()) exchange.abort();
        else exchange.refuse(new Refused(why, page.host().toString()));
    }

    /** The site has answered: what was not sent of the body will not be. */
    void unload() {
        cargo.close();
    }

    /** Nothing more comes of it. */
    void abandon() {
        cargo.close();
        if (origin != null) origin.close();
        origin = null;
    }
}
