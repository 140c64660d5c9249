package io.chimera.pki.identity;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/** Whom to count requests for: an IPv4 address, or the /64 network of an IPv6 address, which one computer has whole. */
final class Asker {

    private static final int NETWORK_BYTES = 8;

    private Asker() {}

    static String of(InetAddress address) {
        if (!(address instanceof Inet6Address six) || six.isLoopbackAddress()) return address.getHostAddress();
        return HexFormat.of().formatHex(six.getAddress(), 0, NETWORK_BYTES).replaceAll("(.{4})(?=.)", "$1:") + "::/64";
    }
}
