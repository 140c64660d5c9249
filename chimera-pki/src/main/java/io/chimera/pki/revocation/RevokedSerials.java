package io.chimera.pki.revocation;

import io.chimera.core.identity.RevocationReason;
import io.chimera.pki.x509.Issuers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/**
 * An authority's revocation list (RFC 5280 §5) after it was verified.
 *
 * <p>step-ca marks its issuing distribution point critical and puts none into its certificates, so the JDK's own checker
 * cannot use the list (it finds it is not for this certificate); the rules are applied here instead.
 *
 * @param number grows from list to list
 * @param madeAt its thisUpdate
 * @param until its nextUpdate
 * @param entries by serial number; those are 128 random bits, so they tell certificates of all of an authority's
 *     intermediates apart
 */
record RevokedSerials(BigInteger number, Instant madeAt, Instant until, Map<BigInteger, Entry> entries) {

    /** A clock that is so far behind still lets certificates begin before now, since they are dated back by an hour. */
    private static final Duration AHEAD = Duration.ofHours(2);

    RevokedSerials {
        entries = Map.copyOf(entries);
    }

    /** One certificate that was taken back. */
    record Entry(RevocationReason reason, Instant at) {}

    /**
     * Verifies a list.
     *
     * @param issuers intermediates under the pinned root, one of which must have signed it
     */
    static RevokedSerials verified(byte[] der, Collection<X509Certificate> issuers, Instant now) throws ListRefused {
        var list = parsed(der);
        if (issuers.stream().noneMatch(issuer -> signed(issuer, list))) {
            throw new ListRefused(
                    "The revocation list is not signed by the certificate authority. Somebody has changed it,"
                            + " or it is another authority's; ask who runs the authority.");
        }
        var made = list.getThisUpdate().toInstant();
        var until = list.getNextUpdate();
        if (until == null || !until.toInstant().isAfter(made)) {
            throw new ListRefused("The revocation list does not say until when it is good.");
        }
        if (made.isAfter(now.plus(AHEAD))) {
            throw new ListRefused("The revocation list is of " + made + ", and by this computer's clock it is " + now
                    + ". Is the clock right?");
        }
        checkScope(list);
        return new RevokedSerials(number(list), made, until.toInstant(), entries(list));
    }

    private static X509CRL parsed(byte[] der) throws ListRefused {
        try {
            return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException | ClassCastException e) {
            throw new ListRefused("What came is not a revocation list. Check chimera.pki.ca-url.", e);
        }
    }

    private static boolean signed(X509Certificate issuer, X509CRL list) {
        try {
            list.verify(issuer.getPublicKey());
            return Issuers.maySignLists(issuer)
                    && list.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** A list that covers only some certificates or reasons would leave others looking good. */
    private static void checkScope(X509CRL list) throws ListRefused {
        var critical = list.getCriticalExtensionOIDs();
        var known = Set.of(Extension.issuingDistributionPoint.getId());
        if (critical != null && !known.containsAll(critical)) {
            throw new ListRefused("The revocation list has critical parts that are not understood: " + critical + ".");
        }
        try {
            var value = list.getExtensionValue(Extension.issuingDistributionPoint.getId());
            if (value == null) return;
            var scope = IssuingDistributionPoint.getInstance(JcaX509ExtensionUtils.parseExtensionValue(value));
            if (scope.onlyContainsCACerts()
                    || scope.onlyContainsAttributeCerts()
                    || scope.isIndirectCRL()
                    || scope.getOnlySomeReasons() != null) {
                throw new ListRefused("The revocation list does not cover every certificate and reason.");
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new ListRefused("The revocation list does not say clearly what it covers.", e);
        }
    }

    private static BigInteger number(X509CRL list) throws ListRefused {
        try {
            var value = list.getExtensionValue(Extension.cRLNumber.getId());
            if (value == null) throw new ListRefused("The revocation list has no number.");
            return ASN1Integer.getInstance(JcaX509ExtensionUtils.parseExtensionValue(value))
                    .getValue();
        } catch (IOException | IllegalArgumentException e) {
            throw new ListRefused("The revocation list has no number.", e);
        }
    }

    private static Map<BigInteger, Entry> entries(X509CRL list) {
        var all = list.getRevokedCertificates();
        var entries = new HashMap<BigInteger, Entry>();
        if (all == null) return entries;
        for (var one : all) {
            entries.put(
                    one.getSerialNumber(),
                    new Entry(reason(one), one.getRevocationDate().toInstant()));
        }
        return entries;
    }

    private static RevocationReason reason(X509CRLEntry entry) {
        var told = entry.getRevocationReason();
        if (told == null) return RevocationReason.UNSPECIFIED;
        return Arrays.stream(RevocationReason.values())
                .filter(reason -> reason.name().equals(told.name())) // the JDK's names are RFC 5280's too
                .findFirst()
                .orElse(RevocationReason.UNSPECIFIED);
    }
}
