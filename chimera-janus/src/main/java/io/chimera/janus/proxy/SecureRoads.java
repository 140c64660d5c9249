package io.chimera.janus.proxy;

import io.chimera.core.janus.ProfileTag;
import io.chimera.janus.site.Host;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509TrustManager;

/**
 * TLS to sites, as a careful browser speaks it: 1.2 or newer, with a certificate for that very name from an issuer this computer
 * trusts. There is no way around that. Every profile has sessions of its own: a site would see by a resumed one that two
 * profiles are of one client.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written ends its connection, and that is noticed
final class SecureRoads {

    static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");

    private static final int MOST_PROFILES = 64;

    private final Roads roads;
    private final X509TrustManager trusted;
    private final Executor executor;
    private final Duration patience;
    private final AskedForCertificate asked = new AskedForCertificate();
    private final LinkedHashMap<ProfileTag, SslContext> contexts = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * @param trusted who looks at sites' certificates
     * @param executor where may be computed and waited
     * @param patience for the handshake
     */
    SecureRoads(Roads roads, X509TrustManager trusted, Executor executor, Duration patience) {
        this.roads = roads;
        this.trusted = trusted;
        this.executor = executor;
        this.patience = patience;
    }

    /** Whom one waits for; called on the event loop, once. */
    interface Traveller {

        /** The site is there, and is who it should be. */
        void arrived(Channel channel, Speech speech);

        /** Nobody is there. */
        void stopped(Refused why);

        /** Somebody is there whom we do not talk to. */
        void distrusted(Refused why);

        /** The site wants a certificate of the user, which only a browser has. */
        void wantsCertificate();
    }

    /** Connects and shakes hands, offering what is spoken, the best first. The channel reads nothing by itself, and belongs to the given loop. */
    void connect(EventLoop loop, Host host, int port, ProfileTag profile, List<Speech> offered, Traveller traveller) {
        roads.connect(loop, host, port, true, new Roads.Traveller() {
            @Override
            public void arrived(Channel channel) {
                shakeHands(channel, host, port, profile, offered, traveller);
            }

            @Override
            public void stopped(Refused why) {
                traveller.stopped(why);
            }
        });
    }

    private void shakeHands(
            Channel channel, Host host, int port, ProfileTag profile, List<Speech> offered, Traveller traveller) {
        SSLEngine engine;
        try {
            engine = context(profile).newEngine(channel.alloc(), host.name(), port);
        } catch (SSLException fault) {
            channel.close();
            traveller.stopped(new Refused(Refusal.BUSY));
            return;
        }
        var wanted = engine.getSSLParameters();
        wanted.setApplicationProtocols(offered.stream().map(Speech::alpn).toArray(String[]::new));
        engine.setSSLParameters(wanted);
        var tls = new SslHandler(engine, false, executor);
        tls.setHandshakeTimeoutMillis(patience.toMillis());
        var silencer = new Silencer();
        channel.pipeline().addLast(tls, silencer);
        tls.handshakeFuture().addListener(done -> {
            boolean isAsked = asked.isOf(engine);
            if (isAsked || !done.isSuccess()) {
                channel.close();
                if (isAsked) traveller.wantsCertificate();
                else traveller.distrusted(new Refused(Distrust.of(done.cause()), host.toString()));
                return;
            }
            channel.pipeline().remove(silencer);
            refuseRenegotiation(engine);
            traveller.arrived(channel, Speech.of(engine));
        });
    }

    /**
     * TLS 1.2 can begin anew in the middle (RFC 5246 §7.4.1.1), with another certificate even. From now on it can only resume what
     * was agreed on, which proves the same peer. TLS 1.3 cannot.
     */
    static void refuseRenegotiation(SSLEngine engine) {
        if (!engine.getSession().getProtocol().equals("TLSv1.3")) engine.setEnableSessionCreation(false);
    }

    private synchronized SslContext context(ProfileTag profile) throws SSLException {
        var known = contexts.get(profile);
        if (known != null) return known;
        var fresh = SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK)
                .trustManager(trusted)
                .keyManager(asked)
                .protocols(VERSIONS)
                .endpointIdentificationAlgorithm("HTTPS")
                .build();
        contexts.put(profile, fresh);
        if (contexts.size() > MOST_PROFILES) contexts.pollFirstEntry();
        return fresh;
    }

    /** What goes wrong is told by the handshake. */
    private static final class Silencer extends ChannelInboundHandlerAdapter {

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}
