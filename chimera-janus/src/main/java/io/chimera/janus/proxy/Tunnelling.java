package io.chimera.janus.proxy;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/** CONNECT: a tunnel nobody looks into. */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written ends its connection, and that is noticed
final class Tunnelling implements Roads.Traveller {

    static final HttpResponseStatus ESTABLISHED = new HttpResponseStatus(200, "Connection Established");

    private final Exchange exchange;
    private final Target.Tunnel target;

    Tunnelling(Exchange exchange, Target.Tunnel target) {
        this.exchange = exchange;
        this.target = target;
    }

    void begin() throws Refused {
        var office = exchange.office();
        if (!office.tunnelPorts().contains(target.port()))
            throw new Refused(Refusal.TUNNEL_PORT, String.valueOf(target.port()));
        office.roads().connect(exchange.ctx().channel().eventLoop(), target.host(), target.port(), true, this);
    }

    @Override
    public void arrived(Channel channel) {
        if (exchange.isOver()) channel.close();
        else exchange.becomeTunnel(channel, new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, ESTABLISHED), () -> {});
    }

    @Override
    public void stopped(Refused why) {
        exchange.refuse(why);
    }
}
