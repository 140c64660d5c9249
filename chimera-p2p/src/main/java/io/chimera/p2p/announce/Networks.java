package io.chimera.p2p.announce;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The networks this computer is on at a moment, as far as announcing goes. */
record Networks(List<NetworkInterface> interfaces) {

    private static final Networks NONE = new Networks(List.of());

    /** Those that are up now and not ignored. The loopback is none: what stays here is not announced to the world. */
    static Networks now(Reach reach) {
        if (reach.staysHere() || !reach.targets().isEmpty()) return NONE;
        try {
            return new Networks(NetworkInterface.networkInterfaces()
                    .filter(candidate -> isUsable(candidate, reach))
                    .toList());
        } catch (SocketException _) {
            return NONE; // as when there is none: the next look may find more
        }
    }

    private static boolean isUsable(NetworkInterface candidate, Reach reach) {
        try {
            return candidate.isUp() && !candidate.isLoopback() && !reach.ignores(candidate.getName());
        } catch (SocketException _) {
            return false; // it went away while we looked
        }
    }

    /** The directed broadcast address of every IPv4 network, with this port. */
    Set<InetSocketAddress> broadcasts(int port) {
        return interfaces.stream()
                .flatMap(network -> network.getInterfaceAddresses().stream())
                .map(InterfaceAddress::getBroadcast)
                .filter(Objects::nonNull)
                .map(address -> new InetSocketAddress(address, port))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Those a group can be joined on in this family. */
    List<NetworkInterface> multicasting(Class<? extends InetAddress> family) {
        return interfaces.stream()
                .filter(Networks::supportsMulticast)
                .filter(network -> network.inetAddresses().anyMatch(family::isInstance))
                .toList();
    }

    /** What tells whether the networks have changed: every interface with its addresses. */
    Set<String> fingerprint() {
        return interfaces.stream()
                .map(network -> network.getName()
                        + network.inetAddresses()
                                .map(InetAddress::getHostAddress)
                                .sorted()
                                .toList())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean supportsMulticast(NetworkInterface network) {
        try {
            return network.supportsMulticast();
        } catch (SocketException _) {
            return false;
        }
    }
}
