package io.chimera.pki.testing;

import io.chimera.pki.x509.KeyAndChain;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A revocation list of a test's own making, good or bad.
 *
 * @param number none if negative
 * @param onlyAuthorities whether it says that it covers certificates of authorities only
 * @param riddle whether it has a critical part nobody knows
 */
public record Lists(
        KeyAndChain issuer,
        long number,
        Instant made,
        Instant until,
        List<BigInteger> serials,
        boolean onlyAuthorities,
        boolean riddle) {

    public Lists {
        serials = List.copyOf(serials);
    }

    public static Lists of(KeyAndChain issuer, long number, Instant made, BigInteger... serials) {
        return new Lists(issuer, number, made, made.plusSeconds(3600), List.of(serials), false, false);
    }

    public Lists until(Instant other) {
        return new Lists(issuer, number, made, other, serials, onlyAuthorities, riddle);
    }

    public Lists forAuthoritiesOnly() {
        return new Lists(issuer, number, made, until, serials, true, riddle);
    }

    public Lists withRiddle() {
        return new Lists(issuer, number, made, until, serials, onlyAuthorities, true);
    }

    /** The list in DER. */
    public byte[] der() {
        try {
            var list = new JcaX509v2CRLBuilder(issuer.certificate().getSubjectX500Principal(), Date.from(made));
            list.setNextUpdate(Date.from(until));
            for (var serial : serials) list.addCRLEntry(serial, Date.from(made), 1);
            if (number >= 0) list.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
            if (riddle) list.addExtension(Extension.deltaCRLIndicator, true, new CRLNumber(BigInteger.ONE));
            list.addExtension(
                    Extension.issuingDistributionPoint,
                    true,
                    new IssuingDistributionPoint(null, !onlyAuthorities, onlyAuthorities, null, false, false));
            return list.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.key()))
                    .getEncoded();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
