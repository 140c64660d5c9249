package io.chimera.p2p.announce;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends datagrams to everybody near and hears everybody's; knows nothing of what is in them. Every network gets its
 * directed IPv4 broadcast, an IPv4 and an IPv6 multicast; none of them leaves the link. Any number of beacons on one
 * computer hear the same port. Safe for use by many threads.
 */
public final class Beacon implements Closeable {

    /** In the local network control block, which routers never forward and telephones let through. */
    static final InetAddress GROUP_4 = literal("224.0.0.173");

    /** Transient and link-local (RFC 4291 §2.7); the end reads CHM2 in ASCII. */
    static final InetAddress GROUP_6 = literal("ff12::4348:4d32");

    private static final Logger LOG = LoggerFactory.getLogger(Beacon.class);
    private static final Duration AFTER_A_FAULT = Duration.ofMillis(100);

    private final Reach reach;
    private final List<DatagramChannel> ears;
    private final DatagramChannel voice;
    private final Optional<DatagramChannel> voice6;
    private final DatagramChannel firstVoice;
    private volatile Networks networks;

    private Beacon(
            Reach reach,
            List<DatagramChannel> ears,
            DatagramChannel voice,
            Optional<DatagramChannel> voice6,
            DatagramChannel firstVoice) {
        this.reach = reach;
        this.ears = ears;
        this.voice = voice;
        this.voice6 = voice6;
        this.firstVoice = firstVoice;
        this.networks = Networks.now(reach);
        joinGroups();
    }

    /**
     * Listens and can be sent from, from now on.
     *
     * @param ear is told of every datagram, on the beacon's threads; must not keep the buffer
     * @throws IOException if the port cannot be listened on
     */
    public static Beacon open(Reach reach, Ear ear) throws IOException {
        var opened = new ArrayList<DatagramChannel>();
        try {
            var ears = ears(reach);
            opened.addAll(ears);
            var voice = keep(opened, voice(StandardProtocolFamily.INET, reach, 0));
            var voice6 = voice6(reach);
            voice6.ifPresent(opened::add);
            var firstVoice = keep(opened, firstVoice(reach));
            var beacon = new Beacon(reach, ears, voice, voice6, firstVoice);
            for (var channel : ears) Thread.ofVirtual().name("lan-ear").start(() -> beacon.listen(channel, ear));
            return beacon;
        } catch (IOException | RuntimeException failed) {
            for (var channel : opened) channel.close();
            throw failed;
        }
    }

    /** Sends something of ours to everybody near. What cannot be sent is lost, as any datagram may be. */
    public synchronized void shout(byte[] payload) {
        var targets = reach.targets().isEmpty() ? networks.broadcasts(reach.port()) : reach.targets();
        for (var target : targets) send(voice, payload, target);
        var group4 = new InetSocketAddress(GROUP_4, reach.port());
        for (var network : networks.multicasting(Inet4Address.class)) multicast(voice, network, payload, group4);
        var group6 = new InetSocketAddress(GROUP_6, reach.port());
        for (var network : networks.multicasting(Inet6Address.class))
            voice6.ifPresent(channel -> multicast(channel, network, payload, group6));
    }

    /** Sends something in the first dialect, which knows broadcast only. */
    public synchronized void shoutFirst(byte[] payload) {
        var targets = reach.targets().isEmpty() ? networks.broadcasts(reach.port()) : reach.targets();
        for (var target : targets) send(firstVoice, payload, target);
    }

    /** Looks at the networks again; returns whether they have changed. */
    public synchronized boolean refresh() {
        var now = Networks.now(reach);
        boolean changed = !now.fingerprint().equals(networks.fingerprint());
        networks = now;
        if (changed) joinGroups();
        return changed;
    }

    /** Hears and sends no more. */
    @Override
    public void close() throws IOException {
        for (var ear : ears) ear.close();
        voice.close();
        if (voice6.isPresent()) voice6.get().close();
        firstVoice.close();
    }

    private void listen(DatagramChannel channel, Ear ear) {
        var buffer = ByteBuffer.allocateDirect(AnnouncementCodec.LONGEST + 1);
        while (channel.isOpen()) {
            try {
                var source = (InetSocketAddress) channel.receive(buffer.clear());
                if (source != null && isOfItsFamily(channel, source) && isInReach(source))
                    ear.heard(buffer.flip(), source);
            } catch (ClosedChannelException _) {
                return;
            } catch (IOException | RuntimeException fault) {
                LOG.warn("A datagram could not be taken in", fault);
                LockSupport.parkNanos(AFTER_A_FAULT.toNanos());
            }
        }
    }

    /** An IPv6 socket hears IPv4 as well, which the other one has heard already. */
    private static boolean isOfItsFamily(DatagramChannel channel, InetSocketAddress source) throws IOException {
        boolean six = ((InetSocketAddress) channel.getLocalAddress()).getAddress() instanceof Inet6Address;
        return six == source.getAddress() instanceof Inet6Address;
    }

    private boolean isInReach(InetSocketAddress source) {
        return !reach.staysHere() || source.getAddress().isLoopbackAddress();
    }

    private void joinGroups() {
        for (var ear : ears) {
            try {
                boolean six = ((InetSocketAddress) ear.getLocalAddress()).getAddress() instanceof Inet6Address;
                for (var network : networks.multicasting(six ? Inet6Address.class : Inet4Address.class))
                    join(ear, six ? GROUP_6 : GROUP_4, network);
            } catch (IOException closed) {
                LOG.debug("An ear is closed already", closed);
            }
        }
    }

    private static void join(DatagramChannel ear, InetAddress group, NetworkInterface network) {
        try {
            ear.join(group, network);
        } catch (IOException | RuntimeException refused) {
            LOG.debug("No multicast in {}: {}", network.getName(), refused.getMessage());
        }
    }

    private static void multicast(
            DatagramChannel channel, NetworkInterface network, byte[] payload, InetSocketAddress group) {
        try {
            channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, network);
            channel.send(ByteBuffer.wrap(payload), group);
        } catch (IOException | RuntimeException lost) {
            LOG.debug("Nothing could be sent to {} in {}: {}", group, network.getName(), lost.getMessage());
        }
    }

    private static void send(DatagramChannel channel, byte[] payload, InetSocketAddress target) {
        try {
            channel.send(ByteBuffer.wrap(payload), target);
        } catch (IOException | RuntimeException lost) {
            LOG.debug("Nothing could be sent to {}: {}", target, lost.getMessage());
        }
    }

    private static List<DatagramChannel> ears(Reach reach) throws IOException {
        var ears = new ArrayList<DatagramChannel>();
        // What is broadcast inside the computer is heard at every address or not at all: the JDK binds to no broadcast
        // address. A beacon that stays here listens like any other, and takes nothing that comes from outside.
        ears.add(ear(StandardProtocolFamily.INET, new InetSocketAddress("0.0.0.0", reach.port())));
        if (!reach.staysHere())
            optionalEar(StandardProtocolFamily.INET6, new InetSocketAddress("::", reach.port()))
                    .ifPresent(ears::add);
        return ears;
    }

    private static DatagramChannel ear(ProtocolFamily family, InetSocketAddress at) throws IOException {
        var channel = DatagramChannel.open(family);
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            if (channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT))
                channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            return channel.bind(at);
        } catch (IOException taken) {
            channel.close();
            throw new IOException(
                    "UDP port " + at.getPort() + " cannot be listened on (" + taken.getMessage()
                            + "): end the program that holds it, or set chimera.lan.listen-port",
                    taken);
        }
    }

    private static Optional<DatagramChannel> optionalEar(ProtocolFamily family, InetSocketAddress at) {
        try {
            return Optional.of(ear(family, at));
        } catch (IOException | UnsupportedOperationException missing) {
            LOG.debug("Not listening at {}: {}", at, missing.getMessage());
            return Optional.empty();
        }
    }

    private static DatagramChannel voice(ProtocolFamily family, Reach reach, int port) throws IOException {
        var channel = DatagramChannel.open(family);
        try {
            channel.setOption(StandardSocketOptions.SO_BROADCAST, true);
            return channel.bind(
                    reach.bind().isPresent() && family == StandardProtocolFamily.INET
                            ? new InetSocketAddress(reach.bind().get(), port)
                            : new InetSocketAddress(port));
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
    }

    private static Optional<DatagramChannel> voice6(Reach reach) {
        try {
            return reach.bind().isPresent()
                    ? Optional.empty()
                    : Optional.of(voice(StandardProtocolFamily.INET6, reach, 0));
        } catch (IOException | UnsupportedOperationException none) {
            LOG.debug("No IPv6 here: {}", none.getMessage());
            return Optional.empty();
        }
    }

    private static DatagramChannel firstVoice(Reach reach) throws IOException {
        try {
            return voice(StandardProtocolFamily.INET, reach, reach.firstSource());
        } catch (BindException taken) {
            LOG.debug("UDP port {} is taken, announcing from another", reach.firstSource());
            return voice(StandardProtocolFamily.INET, reach, 0);
        }
    }

    private static DatagramChannel keep(List<DatagramChannel> opened, DatagramChannel channel) {
        opened.add(channel);
        return channel;
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException("not an address: " + address, impossible);
        }
    }

    /** Hears datagrams. */
    @FunctionalInterface
    public interface Ear {
        /** @param datagram valid during this call */
        void heard(ByteBuffer datagram, InetSocketAddress source);
    }
}
