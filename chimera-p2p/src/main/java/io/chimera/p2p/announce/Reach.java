package io.chimera.p2p.announce;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * How far announcements reach.
 *
 * @param port the UDP port everybody listens on
 * @param firstSource the UDP port first-dialect announcements come from, where it is free
 * @param bind the only local address to use, or empty for all; a loopback address keeps everything on this computer
 * @param ignored names of interfaces not to announce on, with {@code *} for any ending
 * @param targets where to send instead of to every network: empty for every network
 */
public record Reach(
        int port, int firstSource, Optional<InetAddress> bind, List<String> ignored, List<InetSocketAddress> targets) {

    public Reach {
        ignored = List.copyOf(ignored);
        targets = List.copyOf(targets);
    }

    boolean staysHere() {
        return bind.map(InetAddress::isLoopbackAddress).orElse(false);
    }

    boolean ignores(String interfaceName) {
        return ignored.stream()
                .anyMatch(pattern -> pattern.endsWith("*")
                        ? interfaceName.startsWith(pattern.substring(0, pattern.length() - 1))
                        : interfaceName.equals(pattern));
    }
}
