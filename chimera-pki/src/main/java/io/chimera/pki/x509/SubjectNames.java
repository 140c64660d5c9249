package io.chimera.pki.x509;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/**
 * The subject alternative names of a certificate or a request for one, by kind, in their order (RFC 5280 §4.2.1.6).
 *
 * @param others how many names there are of kinds nobody here uses (directory names, registered ids…)
 */
public record SubjectNames(List<String> dns, List<String> emails, List<String> ips, List<String> uris, int others) {

    /** No names at all. */
    public static final SubjectNames NONE = new SubjectNames(List.of(), List.of(), List.of(), List.of(), 0);

    private static final Pattern IP =
            Pattern.compile("(\\d{1,3}\\.){3}\\d{1,3}|[0-9A-Fa-f]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");
    private static final Pattern URI_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.+");

    public SubjectNames {
        dns = List.copyOf(dns);
        emails = List.copyOf(emails);
        ips = List.copyOf(ips);
        uris = List.copyOf(uris);
    }

    /**
     * Sorts names into kinds as step-ca does: an IP literal, then what has a URI's scheme, then what has an at sign; the
     * rest is DNS, whatever it looks like. So {@code "1836713877"} is a DNS name.
     */
    public static SubjectNames sorted(Collection<String> names) {
        var sorted = new Sorting();
        for (var name : names) {
            if (IP.matcher(name).matches()) sorted.ips.add(name);
            else if (URI_SCHEME.matcher(name).matches()) sorted.uris.add(name);
            else if (name.contains("@")) sorted.emails.add(name);
            else sorted.dns.add(name);
        }
        return sorted.names();
    }

    /** The names in a certificate. */
    public static SubjectNames of(X509Certificate certificate) throws CertificateParsingException {
        var names = certificate.getSubjectAlternativeNames();
        if (names == null) return NONE;
        var sorted = new Sorting();
        for (var name : names) sorted.add((Integer) name.getFirst(), String.valueOf(name.getLast()));
        return sorted.names();
    }

    static SubjectNames of(GeneralNames names) {
        var sorted = new Sorting();
        for (var name : names.getNames()) sorted.add(name.getTagNo(), text(name));
        return sorted.names();
    }

    /** Those of every kind that has a type here. */
    public List<String> all() {
        return Stream.of(dns, emails, ips, uris).flatMap(List::stream).toList();
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return equals(NONE);
    }

    /** As an extension's value: DNS, e-mail, IP, URI, in this order, which is step-ca's. */
    public GeneralNames encoded() {
        var names = new ArrayList<GeneralName>();
        for (var name : dns) names.add(new GeneralName(GeneralName.dNSName, name));
        for (var name : emails) names.add(new GeneralName(GeneralName.rfc822Name, name));
        for (var name : ips) names.add(new GeneralName(GeneralName.iPAddress, name));
        for (var name : uris) names.add(new GeneralName(GeneralName.uniformResourceIdentifier, name));
        return new GeneralNames(names.toArray(GeneralName[]::new));
    }

    private static String text(GeneralName name) {
        if (name.getTagNo() != GeneralName.iPAddress) return String.valueOf(name.getName());
        return literal(ASN1OctetString.getInstance(name.getName()).getOctets());
    }

    private static String literal(byte[] address) {
        try {
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an IP address of " + address.length + " bytes", e);
        }
    }

    private static final class Sorting {
        private final List<String> dns = new ArrayList<>();
        private final List<String> emails = new ArrayList<>();
        private final List<String> ips = new ArrayList<>();
        private final List<String> uris = new ArrayList<>();
        private int others;

        void add(int tag, String name) {
            switch (tag) {
                case GeneralName.dNSName -> dns.add(name);
                case GeneralName.rfc822Name -> emails.add(name);
                case GeneralName.iPAddress -> ips.add(name);
                case GeneralName.uniformResourceIdentifier -> uris.add(name);
                default -> others++;
            }
        }

        SubjectNames names() {
            return new SubjectNames(dns, emails, ips, uris, others);
        }
    }
}
