package io.chimera.p2p.transfer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * How one account takes part.
 *
 * @param bind the only local address to take connections in at, or empty for all
 * @param port where to take them in; 0 for any that is free
 * @param first whether it answers first Chimeras as well
 */
public record Terms(Optional<InetAddress> bind, int port, boolean first, Timing timing) {

    InetSocketAddress address() {
        return bind.map(address -> new InetSocketAddress(address, port)).orElseGet(() -> new InetSocketAddress(port));
    }
}
