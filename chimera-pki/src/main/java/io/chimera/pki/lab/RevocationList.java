package io.chimera.pki.lab;

import io.chimera.pki.https.Body;
import io.chimera.pki.lab.CaLedger.SignedList;
import io.chimera.pki.x509.KeyAndChain;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The list of certificates taken back (RFC 5280 §5), signed by the intermediate: anew after each revocation and when
 * two thirds of an hour have passed, else the last one again.
 */
final class RevocationList {

    private static final Duration GOOD_FOR = Duration.ofHours(1);

    /** How long an entry stays after its certificate has ended. */
    private static final Duration KEPT = Duration.ofHours(1);

    private final KeyAndChain intermediate;
    private final Optional<URI> url;
    private final CaLedger ledger;
    private final Clock clock;

    RevocationList(KeyAndChain intermediate, Optional<URI> url, CaLedger ledger, Clock clock) {
        this.intermediate = intermediate;
        this.url = url;
        this.ledger = ledger;
        this.clock = clock;
    }

    SignedList current() {
        var now = clock.instant();
        return ledger.revocationList()
                .filter(last ->
                        now.isBefore(last.madeAt().plus(GOOD_FOR.multipliedBy(2).dividedBy(3))))
                .orElseGet(() -> ledger.replaceRevocationList(number -> sign(number, now)));
    }

    private SignedList sign(long number, Instant now) {
        var nextUpdate = now.plus(GOOD_FOR);
        try {
            var list = new JcaX509v2CRLBuilder(intermediate.certificate().getSubjectX500Principal(), Date.from(now));
            list.setNextUpdate(Date.from(nextUpdate));
            for (var revocation : ledger.revocations(now.minus(KEPT))) {
                list.addCRLEntry(revocation.serial(), Date.from(revocation.at()), revocation.reasonCode());
            }
            list.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
            list.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(intermediate.certificate()));
            if (url.isPresent()) {
                list.addExtension(Extension.issuingDistributionPoint, true, distribution(url.get()));
            }
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(intermediate.key());
            return new SignedList(
                    number, now, nextUpdate, Body.of(list.build(signer).getEncoded()));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("the revocation list could not be signed", e);
        }
    }

    private static IssuingDistributionPoint distribution(URI url) {
        var name = new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, url.toString()));
        return new IssuingDistributionPoint(new DistributionPointName(name), false, false);
    }
}
