package io.chimera.janus.site;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.regex.Pattern;

/** IPv6 literals in the one form of RFC 5952: lower case, no leading zeros, the longest run of zeros left out. */
final class Ipv6 {

    /** A literal by its characters, so that nothing is ever looked up. */
    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private static final int GROUPS = 8;

    private Ipv6() {}

    static String canonical(String literal) throws InvalidHost {
        if (!LITERAL.matcher(literal).matches() || literal.length() > 45)
            throw new InvalidHost("«" + literal + "» is no IPv6 address.");
        try {
            // An IPv4 address in the clothes of IPv6 comes back as the IPv4 address it is.
            var address = InetAddress.getByName("[" + literal + "]");
            return address instanceof Inet6Address ? "[" + text(address.getAddress()) + "]" : address.getHostAddress();
        } catch (UnknownHostException e) {
            throw new InvalidHost("«" + literal + "» is no IPv6 address.");
        }
    }

    private static String text(byte[] bytes) {
        var groups = new ArrayList<Integer>();
        for (int i = 0; i < bytes.length; i += 2) groups.add(((bytes[i] & 0xff) << 8) | (bytes[i + 1] & 0xff));
        int start = -1;
        int length = 1; // a single zero is written
        for (int from = 0; from < GROUPS; from++) {
            int to = from;
            while (to < GROUPS && groups.get(to) == 0) to++;
            if (to - from > length) {
                start = from;
                length = to - from;
            }
        }
        var text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == start) {
                text.append("::");
                i += length - 1;
                continue;
            }
            if (!text.isEmpty() && !text.toString().endsWith(":")) text.append(':');
            text.append(Integer.toHexString(groups.get(i)));
        }
        return text.toString();
    }
}
