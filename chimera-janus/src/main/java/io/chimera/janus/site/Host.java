package io.chimera.janus.site;

import com.ibm.icu.text.IDNA;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a connection goes, in the one way it is written here.
 *
 * @param name A-labels in lower case without a trailing dot, or an IP literal (IPv6 in the form of RFC 5952, in brackets)
 * @param port 0 where it is the scheme's own
 */
public record Host(String name, int port) {

    private static final int LONGEST_NAME = 253;
    private static final int LONGEST_INPUT = 2_048;
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern PORT = Pattern.compile("(.*?):([0-9]{0,5})");
    private static final Pattern LABEL = Pattern.compile("(?!-)[a-z0-9_-]{1,63}(?<!-)");

    /** What resolvers read as an IPv4 address though it is written otherwise: 2130706433, 0x7f.1, 127.1, 010.0.0.1. */
    private static final Pattern NUMBER = Pattern.compile("0x[0-9a-f]*|[0-9]+");

    private static final Pattern DOTTED =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");

    /** UTS 46, non-transitional, as browsers have it: {@code straße.de} is not {@code strasse.de}. */
    private static final IDNA UTS46 =
            IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);

    /**
     * Reads what somebody typed or a browser sent: a URL, a host, a host and a port.
     *
     * @throws InvalidHost if there is no host in it that could be a site's
     */
    public static Host of(String typed) throws InvalidHost {
        if (typed.length() > LONGEST_INPUT) throw new InvalidHost("That is longer than an address can be.");
        var stripped = typed.strip();
        var scheme = "";
        var rest = stripped;
        int after = stripped.indexOf("://");
        if (after >= 0) {
            scheme = stripped.substring(0, after).toLowerCase(Locale.ROOT);
            rest = stripped.substring(after + 3);
        }
        var authority = rest.split("[/?#\\\\]", 2)[0];
        int user = authority.lastIndexOf('@');
        return ofAuthority(authority.substring(user + 1), scheme);
    }

    /** From the authority of a request's target (RFC 3986 §3.2), and the scheme that says which port is its own. */
    static Host ofAuthority(String authority, String scheme) throws InvalidHost {
        if (authority.startsWith("[")) return ofIpv6(authority, scheme);
        var split = PORT.matcher(authority);
        var name = split.matches() ? split.group(1) : authority;
        int port = split.matches() ? port(split.group(2), scheme) : 0;
        return new Host(canonical(name), port);
    }

    private static Host ofIpv6(String authority, String scheme) throws InvalidHost {
        int end = authority.indexOf(']');
        if (end < 0) throw new InvalidHost("An IPv6 address begins there and does not end.");
        var after = authority.substring(end + 1);
        if (!after.isEmpty() && !after.startsWith(":")) throw new InvalidHost("There is something after the address.");
        return new Host(
                Ipv6.canonical(authority.substring(1, end)), after.isEmpty() ? 0 : port(after.substring(1), scheme));
    }

    private static int port(String digits, String scheme) throws InvalidHost {
        if (digits.isEmpty()) return 0;
        if (!digits.matches("[0-9]{1,5}") || Integer.parseInt(digits) > HIGHEST_PORT)
            throw new InvalidHost("«" + digits + "» is no port.");
        int port = Integer.parseInt(digits);
        boolean usual = switch (scheme) {
            case "http" -> port == 80;
            case "https" -> port == 443;
            default -> port == 443 || port == 80;
        };
        return usual ? 0 : port;
    }

    private static String canonical(String typed) throws InvalidHost {
        var name = typed.endsWith(".") ? typed.substring(0, typed.length() - 1) : typed;
        if (name.isEmpty()) throw new InvalidHost("There is no host in it.");
        var info = new IDNA.Info();
        var ascii =
                UTS46.nameToASCII(name, new StringBuilder(), info).toString().toLowerCase(Locale.ROOT);
        if (info.hasErrors() && !onlyHyphens(info))
            throw new InvalidHost("«" + name + "» is no host name that a browser would accept.");
        if (ascii.length() > LONGEST_NAME) throw new InvalidHost("The host name is longer than 253 characters.");
        var labels = ascii.split("\\.", -1);
        for (var label : labels) {
            if (!LABEL.matcher(label).matches()) throw new InvalidHost("«" + name + "» is no host name.");
        }
        if (DOTTED.matcher(ascii).matches()) return ascii;
        if (NUMBER.matcher(labels[labels.length - 1]).matches())
            throw new InvalidHost(
                    "«" + name + "» is a number in the form of an address. Write it as four decimal numbers.");
        return ascii;
    }

    /** Hyphens in the third and fourth place are common in names of machines, and no harm. */
    private static boolean onlyHyphens(IDNA.Info info) {
        return info.getErrors().stream().allMatch(error -> error == IDNA.Error.HYPHEN_3_4);
    }

    /** Whether it is an address and not a name. */
    public boolean isAddress() {
        return name.startsWith("[") || DOTTED.matcher(name).matches();
    }

    /** The labels from left to right; one for an address. */
    String[] labels() {
        return isAddress() ? new String[] {name} : name.split("\\.");
    }

    @Override
    public String toString() {
        return port == 0 ? name : name + ":" + port;
    }
}
