package io.chimera.p2p.testing;

import io.chimera.p2p.LanSettings;
import io.chimera.p2p.LanSettings.Times;
import io.chimera.p2p.LanSettings.V1;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Settings for nodes that stay on the loopback. */
public final class Settings {

    private static final int LOWEST = 12_000;
    private static final int HIGHEST = 32_000;

    private int udpPort = freeUdpPort();
    private int port;
    private @Nullable InetAddress bind = InetAddress.getLoopbackAddress();
    private int otherPorts;
    private List<String> announceTo = List.of();
    private V1 v1 = new V1(false, null, 50_052, 0, Duration.ofSeconds(5));
    private Times times = usualTimes();

    /** Of a node that hears nobody and is heard by nobody. */
    public static Settings alone() {
        return new Settings();
    }

    /** Of nodes that hear each other on this port. */
    public static Settings together(int udpPort) {
        var settings = new Settings();
        settings.udpPort = udpPort;
        settings.announceTo = List.of("127.255.255.255:" + udpPort);
        return settings;
    }

    public Settings port(int tcpPort) {
        port = tcpPort;
        return this;
    }

    /**
     * The first dialect is spoken.
     *
     * @param peersPort where first Chimeras take connections in
     */
    public Settings first(int peersPort) {
        v1 = new V1(true, null, peersPort, 0, Duration.ofSeconds(1));
        return this;
    }

    /** It takes connections in at 127.0.0.2 as well as at 127.0.0.1. */
    public Settings everyAddress() {
        bind = null;
        return this;
    }

    public Settings times(Times other) {
        times = other;
        return this;
    }

    public LanSettings build() {
        return new LanSettings(
                udpPort,
                port,
                otherPorts,
                bind,
                Duration.ofSeconds(5),
                List.of(),
                announceTo.isEmpty() ? List.of("127.0.0.1:" + udpPort) : announceTo,
                List.of(),
                v1,
                times);
    }

    /** For tests that are not about time. */
    public static Times usualTimes() {
        return times(Duration.ofSeconds(60), Duration.ofSeconds(60));
    }

    /** With another patience for silence; more patient than the product otherwise, for computers with much to do. */
    public static Times times(Duration idle, Duration silence) {
        return times(idle, silence, Duration.ofSeconds(60));
    }

    /** And for receipts. */
    public static Times times(Duration idle, Duration silence, Duration acknowledgement) {
        return new Times(
                Duration.ofSeconds(20),
                Duration.ofSeconds(60),
                acknowledgement,
                idle,
                silence,
                Duration.ofSeconds(60),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1));
    }

    /** A UDP port nobody uses now. */
    public static int freeUdpPort() {
        try (var socket = new DatagramSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /**
     * A TCP port nobody uses now, and that the system gives to nobody by itself: one of those could be somebody's
     * connection by the time it is wanted (Linux gives ports from 32768 on).
     */
    public static int freeTcpPort() {
        for (int tries = 0; tries < 100; tries++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            try (var socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return port;
            } catch (IOException taken) {
                // the next one
            }
        }
        throw new IllegalStateException("no free port from " + LOWEST + " to " + HIGHEST);
    }
}
