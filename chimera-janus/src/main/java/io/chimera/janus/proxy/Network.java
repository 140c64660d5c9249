package io.chimera.janus.proxy;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** A part of the address space, such as {@code 10.0.0.0/8}. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Network(byte[] address, int bits) {

    /** What is no place of the Internet, or leads to one of these by another spelling (RFC 6890 and its registries). */
    private static final List<Network> OURS = List.of(
            of("0.0.0.0/8"),
            of("10.0.0.0/8"),
            of("100.64.0.0/10"),
            of("127.0.0.0/8"),
            of("169.254.0.0/16"),
            of("172.16.0.0/12"),
            of("192.0.0.0/24"),
            of("192.168.0.0/16"),
            of("198.18.0.0/15"),
            of("224.0.0.0/4"),
            of("240.0.0.0/4"),
            of("::/96"), // unspecified, loopback, and IPv4 in the first of its IPv6 clothes
            of("64:ff9b::/96"), // NAT64
            of("64:ff9b:1::/48"),
            of("100::/64"),
            of("2001::/32"), // Teredo
            of("2002::/16"), // 6to4
            of("fc00::/7"),
            of("fe80::/10"),
            of("fec0::/10"),
            of("ff00::/8"));

    /**
     * Reads an address or a network.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static Network of(String text) {
        var parts = text.split("/", 2);
        try {
            var bytes = InetAddress.ofLiteral(parts[0]).getAddress();
            int bits = parts.length == 1 ? bytes.length * 8 : Integer.parseInt(parts[1]);
            if (bits < 0 || bits > bytes.length * 8) throw new IllegalArgumentException("no network: " + text);
            return new Network(bytes, bits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("no network: " + text, e);
        }
    }

    /** Whether an address is of this computer, its network, or nobody's. IPv4 that is written as IPv6 is judged as IPv4. */
    static boolean isReserved(InetAddress address) {
        return OURS.stream().anyMatch(network -> network.holds(address));
    }

    boolean holds(InetAddress other) {
        var bytes = unmapped(other).getAddress();
        if (bytes.length != address.length) return false;
        for (int i = 0; i < bits; i++) {
            int mask = 0x80 >> (i % 8);
            if ((bytes[i / 8] & mask) != (address[i / 8] & mask)) return false;
        }
        return true;
    }

    /** The JDK gives IPv4 back where it reads a mapped literal; an address made of bytes otherwise may still be one. */
    private static InetAddress unmapped(InetAddress address) {
        var bytes = address.getAddress();
        if (address instanceof Inet4Address || bytes.length != 16) return address;
        for (int i = 0; i < 12; i++) {
            if (bytes[i] != (i < 10 ? 0 : (byte) 0xff)) return address;
        }
        try {
            return InetAddress.getByAddress(new byte[] {bytes[12], bytes[13], bytes[14], bytes[15]});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
