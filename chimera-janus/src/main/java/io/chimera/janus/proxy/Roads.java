package io.chimera.janus.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chimera.janus.site.Host;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;
import io.netty.resolver.NoopAddressResolverGroup;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Connects to sites: straight, or through another proxy. */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written ends its connection, and that is noticed
final class Roads {

    /** Sites with many addresses are given up after some. */
    private static final int MOST_TRIED = 3;

    private final Guard guard;
    private final Optional<Upstream> upstream;
    private final Executor executor;
    private final Duration patience;

    /** @param executor where may be waited for look-ups */
    Roads(Guard guard, Optional<Upstream> upstream, Executor executor, Duration patience) {
        this.guard = guard;
        this.upstream = upstream;
        this.executor = executor;
        this.patience = patience;
    }

    /** Whom one waits for; called on the event loop, once. */
    interface Traveller {
        void arrived(Channel channel);

        void stopped(Refused why);
    }

    /** Whether requests in clear are asked of another proxy, with their whole address. */
    boolean asksAnotherProxy() {
        return upstream.filter(one -> one.kind() == Upstream.Kind.HTTP).isPresent();
    }

    /** What that proxy is told with each of these requests, if it wants to be told anything. */
    Optional<String> credentials() {
        return upstream.filter(
                        one -> one.kind() == Upstream.Kind.HTTP && !one.user().isEmpty())
                .map(one -> "Basic "
                        + Base64.getEncoder().encodeToString((one.user() + ":" + one.password()).getBytes(UTF_8)));
    }

    /**
     * Connects. The channel reads nothing by itself, and belongs to the given loop.
     *
     * @param tunnel whether what will be said is not for an HTTP proxy on the way to read
     */
    void connect(EventLoop loop, Host host, int port, boolean tunnel, Traveller traveller) {
        executor.execute(() -> {
            try {
                if (upstream.isPresent()) {
                    var through = upstream.get();
                    guard.checkUnseen(host, port);
                    var proxy = guard.find(through.host(), through.port());
                    loop.execute(() -> openThrough(through, proxy, loop, host, port, tunnel, traveller));
                } else {
                    var addresses = guard.check(host, port);
                    loop.execute(() -> attempt(bootstrap(loop), addresses, 0, traveller));
                }
            } catch (Refused refused) {
                loop.execute(() -> traveller.stopped(refused));
            }
        });
    }

    private void openThrough(
            Upstream through,
            InetSocketAddress proxy,
            EventLoop loop,
            Host host,
            int port,
            boolean tunnel,
            Traveller traveller) {
        if (through.kind() == Upstream.Kind.HTTP && !tunnel) {
            attempt(bootstrap(loop), List.of(proxy), 0, traveller);
            return;
        }
        var handler = handler(through, proxy);
        handler.setConnectTimeoutMillis(patience.toMillis());
        var name = host.name().startsWith("[")
                ? host.name().substring(1, host.name().length() - 1)
                : host.name();
        bootstrap(loop)
                .handler(handler)
                .connect(InetSocketAddress.createUnresolved(name, port))
                .addListener((ChannelFuture connected) -> {
                    if (!connected.isSuccess()) traveller.stopped(new Refused(Refusal.UNREACHABLE, host.toString()));
                });
        handler.connectFuture().addListener(done -> {
            if (done.isSuccess()) traveller.arrived((Channel) done.getNow());
            else traveller.stopped(new Refused(Refusal.UNREACHABLE, host.toString()));
        });
    }

    private static ProxyHandler handler(Upstream through, InetSocketAddress at) {
        boolean named = !through.user().isEmpty();
        return switch (through.kind()) {
            case HTTP ->
                named ? new HttpProxyHandler(at, through.user(), through.password()) : new HttpProxyHandler(at);
            case SOCKS5 ->
                named ? new Socks5ProxyHandler(at, through.user(), through.password()) : new Socks5ProxyHandler(at);
        };
    }

    private Bootstrap bootstrap(EventLoop loop) {
        return new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .resolver(NoopAddressResolverGroup.INSTANCE)
                .handler(new ChannelInboundHandlerAdapter())
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(patience.toMillis()));
    }

    private static void attempt(
            Bootstrap bootstrap, List<InetSocketAddress> addresses, int index, Traveller traveller) {
        bootstrap.connect(addresses.get(index)).addListener((ChannelFuture connected) -> {
            if (connected.isSuccess()) traveller.arrived(connected.channel());
            else if (index + 1 < Math.min(MOST_TRIED, addresses.size()))
                attempt(bootstrap, addresses, index + 1, traveller);
            else
                traveller.stopped(
                        new Refused(Refusal.UNREACHABLE, addresses.get(0).getHostString()));
        });
    }
}
