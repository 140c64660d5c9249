package io.chimera.janus.proxy;

import io.chimera.core.janus.Traffic;
import io.chimera.janus.desk.OpenProfile;
import io.chimera.janus.proxy.Interception.Credentials;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * CONNECT to a host that is looked into. The site comes first: only when it has proven who it is, or has failed to, is the
 * client answered, by a certificate of the user's own authority. A site that wants a certificate of the user gets a tunnel.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what is thrown there ends its connection, and that is noticed
final class Looking implements SecureRoads.Traveller {

    private final Exchange exchange;
    private final Office office;
    private final Target.Tunnel target;
    private final OpenProfile profile;
    private final SiteConnections connections;

    Looking(Exchange exchange, Target.Tunnel target, OpenProfile profile) {
        this.exchange = exchange;
        this.office = exchange.office();
        this.target = target;
        this.profile = profile;
        this.connections = new SiteConnections(
                office, exchange.ctx().channel().eventLoop(), profile.tag(), target.host(), target.port());
    }

    void begin() throws Refused {
        if (!office.tunnelPorts().contains(target.port()))
            throw new Refused(Refusal.TUNNEL_PORT, String.valueOf(target.port()));
        office.secureRoads()
                .connect(
                        exchange.ctx().channel().eventLoop(),
                        target.host(),
                        target.port(),
                        profile.tag(),
                        SiteConnections.BOTH,
                        this);
    }

    @Override
    public void arrived(Channel channel, Speech speech) {
        if (exchange.isOver()) {
            channel.close();
            return;
        }
        connections.add(channel, speech);
        disguise(Optional.empty(), speech);
    }

    @Override
    public void stopped(Refused why) {
        exchange.refuse(why);
    }

    @Override
    public void distrusted(Refused why) {
        if (!exchange.isOver()) disguise(Optional.of(why), Speech.HTTP_1);
    }

    @Override
    public void wantsCertificate() {
        office.exempt().add(target.host());
        if (exchange.isOver()) return;
        exchange.publish(new Traffic.NotLookedInto(
                profile.tag(), office.clock().instant(), target.host().toString(), Traffic.WhyNot.WANTS_CERTIFICATE));
        exchange.attempt(() -> new Tunnelling(exchange, target).begin());
    }

    /** Computes the certificate where that keeps nobody waiting. */
    private void disguise(Optional<Refused> failure, Speech speech) {
        var loop = exchange.ctx().executor();
        office.executor().execute(() -> {
            var guise = guise();
            loop.execute(() -> {
                if (exchange.isOver() || guise.isEmpty()) {
                    connections.close();
                    exchange.refuse(new Refused(Refusal.NO_LONGER, target.host().toString()));
                } else {
                    var inside = new Inside(target.host(), profile, failure, connections, Budget.ofConnection());
                    exchange.becomeInside(guise.get(), inside, speech);
                }
            });
        });
    }

    private Optional<SslContext> guise() {
        try {
            var credentials = office.interception().credentials(target.host());
            return credentials.isEmpty() ? Optional.empty() : Optional.of(context(credentials.get()));
        } catch (SSLException fault) {
            return Optional.empty();
        }
    }

    private SslContext context(Credentials credentials) throws SSLException {
        return office.guises().of(credentials);
    }
}
