package io.chimera.p2p.secure;

import io.chimera.core.contact.ContactId;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.identity.PeerIdentity;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/**
 * Who a certificate says its holder is. Its chain has been verified against the account's own roots before; what is
 * checked here is that it names exactly one person, in the way our authority names persons, and that it is not ours.
 * Nothing but the certificate is believed: docs/protocol/threats.md.
 */
final class PeerCheck {

    private static final String PERSON_URI = "chimera://peer.chimera.internal/telegram/";
    private static final Pattern PERSON = Pattern.compile("[1-9][0-9]{0,15}");
    private static final int DNS_NAME = 2;
    private static final int URI = 6;

    /** As {@link X509Certificate#getBasicConstraints} says it. */
    private static final int NO_AUTHORITY = -1;

    /** The bit digitalSignature of the key's usage (RFC 5280 §4.2.1.3). */
    private static final int SIGNING = 0;

    /** The leaf, two intermediates and a root somebody sends along. */
    private static final int LONGEST_CHAIN = 4;

    private PeerCheck() {}

    /** In which role the other end took part in the handshake, with the use its certificate must be for. */
    enum Role {
        SERVER("1.3.6.1.5.5.7.3.1"),
        CLIENT("1.3.6.1.5.5.7.3.2");

        private final String use;

        Role(String use) {
            this.use = use;
        }
    }

    /**
     * @param chain as the handshake left it, the other end's own certificate first
     * @param own our key, which nobody else can have
     * @throws NotProven unless it names exactly one person
     */
    static PeerIdentity identify(List<X509Certificate> chain, Role role, PublicKey own, Instant now) throws NotProven {
        if (chain.size() > LONGEST_CHAIN) throw new NotProven("its chain has " + chain.size() + " certificates");
        var leaf = chain.getFirst();
        try {
            checkUse(leaf, role, own, now);
            var name = onlyName(leaf);
            checkOtherNames(leaf, name);
            return new PeerIdentity(
                    new ContactId(Long.parseLong(name)),
                    KeyFingerprint.of(leaf.getPublicKey()),
                    leaf.getNotAfter().toInstant());
        } catch (CertificateException | InvalidNameException unreadable) {
            throw new NotProven("its certificate cannot be read", unreadable);
        }
    }

    private static void checkUse(X509Certificate leaf, Role role, PublicKey own, Instant now)
            throws NotProven, CertificateParsingException {
        var uses = leaf.getExtendedKeyUsage();
        if (uses == null || !uses.contains(role.use))
            throw new NotProven("its certificate is not for the " + role + " of a TLS connection");
        if (leaf.getBasicConstraints() != NO_AUTHORITY) throw new NotProven("its certificate is an authority's");
        var ways = leaf.getKeyUsage();
        if (ways != null && !ways[SIGNING]) throw new NotProven("its key is not for signing");
        // A resumed session skips the chain's verification, so time is looked at again.
        if (now.isBefore(leaf.getNotBefore().toInstant())) throw new NotProven("its certificate is not good yet");
        if (now.isAfter(leaf.getNotAfter().toInstant())) throw new NotProven("its certificate has ended");
        if (leaf.getPublicKey().equals(own)) throw new NotProven("it shows our own key");
    }

    private static String onlyName(X509Certificate leaf) throws NotProven, CertificateParsingException {
        var names = names(leaf, DNS_NAME);
        if (names.size() != 1) throw new NotProven("its certificate has " + names.size() + " names, not one");
        if (!PERSON.matcher(names.getFirst()).matches()) throw new NotProven("its certificate names no person");
        return names.getFirst();
    }

    private static void checkOtherNames(X509Certificate leaf, String name)
            throws NotProven, CertificateParsingException, InvalidNameException {
        var commonNames = new LdapName(leaf.getSubjectX500Principal().getName())
                .getRdns().stream()
                        .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                        .map(rdn -> rdn.getValue().toString())
                        .toList();
        if (!commonNames.equals(List.of(name))) throw new NotProven("its certificate's names are not the same");
        if (names(leaf, URI).size() + 1 != count(leaf))
            throw new NotProven("its certificate names something beside a person, as a service's does");
        for (var uri : names(leaf, URI))
            if (!uri.equals(PERSON_URI + name)) throw new NotProven("its certificate's names are not the same");
    }

    private static int count(X509Certificate leaf) throws CertificateParsingException {
        var all = leaf.getSubjectAlternativeNames();
        return all == null ? 0 : all.size();
    }

    private static List<String> names(X509Certificate leaf, int type) throws CertificateParsingException {
        var all = leaf.getSubjectAlternativeNames();
        if (all == null) return List.of();
        return all.stream()
                .filter(name -> Objects.equals(name.get(0), type))
                .map(name -> String.valueOf(name.get(1)))
                .toList();
    }
}
