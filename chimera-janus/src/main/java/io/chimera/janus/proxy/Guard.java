package io.chimera.janus.proxy;

import io.chimera.janus.site.Host;
import io.chimera.janus.site.InvalidHost;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * Where requests may go. A name is looked up once, every address it has must be allowed, and the connection goes to one that
 * was looked at: who answers otherwise the second time gains nothing.
 */
final class Guard {

    private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");

    private final Lookup lookup;
    private final List<Network> networks;
    private final List<String> names;
    private final IntPredicate ownPort;

    /** Names to addresses; may take a while. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] all(String name) throws UnknownHostException;
    }

    /**
     * @param allowed hosts, addresses and networks that may be reached though they are of this computer or its network
     * @param ownPort which ports on this computer are Chimera's own
     * @throws IllegalArgumentException if something in {@code allowed} is none of these
     */
    Guard(Lookup lookup, List<String> allowed, IntPredicate ownPort) {
        this.lookup = lookup;
        this.networks =
                allowed.stream().filter(Guard::isNetwork).map(Network::of).toList();
        this.names = allowed.stream()
                .filter(entry -> !isNetwork(entry))
                .map(Guard::name)
                .toList();
        this.ownPort = ownPort;
    }

    private static boolean isNetwork(String entry) {
        return entry.contains("/")
                || entry.contains(":")
                || NUMBERS.matcher(entry).matches();
    }

    private static String name(String entry) {
        try {
            return Host.of(entry).name();
        } catch (InvalidHost e) {
            throw new IllegalArgumentException("chimera.janus.proxy.allow: " + e.getMessage(), e);
        }
    }

    /**
     * Looks a host up and at it. Blocks for as long as the look-up takes.
     *
     * @return at least one address
     */
    List<InetSocketAddress> check(Host host, int port) throws Refused {
        var addresses = addresses(host);
        for (var address : addresses) check(host, address, port);
        return Arrays.stream(addresses)
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    /** Looks at a host that somebody else looks up: as far as its name tells. */
    void checkUnseen(Host host, int port) throws Refused {
        if (host.isAddress()) check(host, port);
        else if ((host.name().equals("localhost") || host.name().endsWith(".localhost"))
                && !names.contains(host.name())) throw new Refused(Refusal.ADDRESS, host.toString());
    }

    /** An address of the proxy that was set: it may be anywhere, but is not this one. */
    InetSocketAddress find(Host proxy, int port) throws Refused {
        var address = addresses(proxy)[0];
        if (ownPort.test(port) && isHere(address)) throw new Refused(Refusal.LOOP, proxy.toString());
        return new InetSocketAddress(address, port);
    }

    private InetAddress[] addresses(Host host) throws Refused {
        try {
            if (host.isAddress()) return new InetAddress[] {InetAddress.ofLiteral(bare(host.name()))};
            var found = lookup.all(host.name());
            if (found.length > 0) return found;
        } catch (UnknownHostException _) {
            // said below
        }
        throw new Refused(Refusal.UNKNOWN_HOST, host.name());
    }

    private static String bare(String literal) {
        return literal.startsWith("[") ? literal.substring(1, literal.length() - 1) : literal;
    }

    private void check(Host host, InetAddress address, int port) throws Refused {
        if (ownPort.test(port) && isHere(address)) throw new Refused(Refusal.LOOP, host.toString());
        boolean local = Network.isReserved(address) || isHere(address);
        if (!local || names.contains(host.name())) return;
        if (networks.stream().noneMatch(network -> network.holds(address)))
            throw new Refused(Refusal.ADDRESS, host.toString());
    }

    /** Whether an address is this computer's. */
    static boolean isHere(InetAddress address) {
        try {
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return true; // who cannot tell does not go there
        }
    }
}
