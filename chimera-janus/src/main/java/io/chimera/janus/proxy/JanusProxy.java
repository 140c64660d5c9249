package io.chimera.janus.proxy;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** The proxy as a part of the program: it begins last and ends first, and whatever happens to it, the rest goes on. */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written ends its connection, and that is noticed
public final class JanusProxy implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(JanusProxy.class);
    private static final int QUIET_SECONDS = 5;

    private final ProxySettings settings;
    private final Workshop workshop;
    private final Counters counters = new Counters();
    private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private volatile ProxyState state = new ProxyState.Off();
    private @Nullable EventLoopGroup loops;
    private @Nullable Channel door;
    private @Nullable Office office;
    private @Nullable ExecutorService executor;

    /** Makes what all connections share, anew at each start. */
    @FunctionalInterface
    interface Workshop {
        Office open(Counters counters, ExecutorService executor) throws Exception;
    }

    JanusProxy(ProxySettings settings, Workshop workshop) {
        this.settings = settings;
        this.workshop = workshop;
    }

    @Override
    public synchronized void start() {
        if (isRunning() || !settings.enabled()) return;
        try {
            open();
        } catch (IllegalArgumentException setting) {
            close();
            fail("The identity proxy does not start, because of its settings. " + setting.getMessage());
        } catch (Exception failed) {
            close();
            fail(
                    "The identity proxy cannot listen at " + settings.address() + ":" + settings.port() + ": "
                            + failed.getMessage()
                            + ". Set chimera.janus.proxy.port to a free port (0 for any), or chimera.janus.proxy.enabled=false.");
        }
    }

    private void fail(String why) {
        state = new ProxyState.Failed(why);
        log.warn("{} Everything else works.", why);
    }

    private void open() throws Exception {
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        executor = threads;
        var shared = workshop.open(counters, threads);
        office = shared;
        int count = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);
        var group = new MultiThreadIoEventLoopGroup(
                count, new DefaultThreadFactory("janus-proxy", true), NioIoHandler.newFactory());
        loops = group;
        var bound = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel client) {
                        welcome(client, shared);
                    }
                })
                .bind(new InetSocketAddress(settings.address(), settings.port()))
                .sync()
                .channel();
        door = bound;
        var here = (InetSocketAddress) bound.localAddress();
        state = new ProxyState.Listening(here.getAddress().getHostAddress(), here.getPort());
        log.info("The identity proxy listens at {}:{}", here.getAddress().getHostAddress(), here.getPort());
        if (!here.getAddress().isLoopbackAddress())
            log.warn(
                    "The identity proxy can be used from other computers, and browsers send it secrets in clear:"
                            + " chimera.janus.proxy.address is {}",
                    settings.address());
    }

    private void welcome(SocketChannel client, Office shared) {
        if (clients.size() >= settings.connections()) {
            client.close();
            return;
        }
        clients.add(client);
        Lines.welcome(client.pipeline(), shared);
    }

    @Override
    public synchronized void stop() {
        if (!isRunning()) return;
        state = new ProxyState.Off();
        close();
    }

    private void close() {
        if (door != null) door.close().syncUninterruptibly();
        clients.close().awaitUninterruptibly(QUIET_SECONDS, TimeUnit.SECONDS);
        if (office != null) office.herald().close();
        if (executor != null) executor.shutdownNow();
        if (loops != null)
            loops.shutdownGracefully(0, QUIET_SECONDS, TimeUnit.SECONDS).syncUninterruptibly();
        door = null;
        office = null;
        loops = null;
        executor = null;
    }

    @Override
    public boolean isRunning() {
        return state instanceof ProxyState.Listening;
    }

    /** Whether it can be used, and where. */
    public ProxyState state() {
        return state;
    }

    /** Whether a port of this computer is the proxy's. */
    boolean isOwnPort(int port) {
        return state instanceof ProxyState.Listening here && here.port() == port;
    }

    /** How many browsers are signed in, with profiles that are unlocked. */
    public int sessions() {
        var open = office;
        return open == null ? 0 : open.doorkeeper().sessions();
    }

    /** How many connections of clients stand now. */
    public int connections() {
        return clients.size();
    }

    /** How many requests came since the start. */
    public long requests() {
        return counters.requests.sum();
    }

    /** Into how many requests values were put. */
    public long filled() {
        return counters.filled.sum();
    }

    /** How many requests were refused, other than for want of a sign-in. */
    public long refused() {
        return counters.refused.sum();
    }
}
