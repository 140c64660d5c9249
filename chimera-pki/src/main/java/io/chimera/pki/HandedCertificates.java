package io.chimera.pki;

import io.chimera.core.account.AccountId;
import io.chimera.core.event.Events;
import io.chimera.core.identity.CertificateFiles;
import io.chimera.core.identity.Credential;
import io.chimera.core.identity.CredentialRenewed;
import io.chimera.core.identity.Enrolment;
import io.chimera.core.identity.EnrolmentFailed;
import io.chimera.core.identity.EnrolmentFailed.Cause;
import io.chimera.pki.handed.Handed;
import io.chimera.pki.handed.PemFiles;
import io.chimera.pki.handed.SealedCopy;
import io.chimera.pki.handed.Unusable;
import io.chimera.pki.https.PinnedTrust;
import io.chimera.pki.x509.Keys;
import io.chimera.pki.x509.Lifetime;
import io.chimera.pki.x509.PeerNames;
import io.chimera.pki.x509.SubjectNames;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Certificates that people hand over as files, and copies they take away. */
final class HandedCertificates implements CertificateFiles {

    private static final Logger log = LoggerFactory.getLogger(HandedCertificates.class);

    private final KeyVaults vaults;
    private final Events events;
    private final Clock clock;

    HandedCertificates(KeyVaults vaults, Events events, Clock clock) {
        this.vaults = vaults;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Enrolment.Certified put(AccountId account, Given files) throws EnrolmentFailed {
        try {
            var credential = credential(account, read(account, files));
            keep(vaults.of(account), credential);
            events.publish(new CredentialRenewed(account, clock.instant()));
            log.info("account={} A certificate was put in place by hand until={}", account, credential.notAfter());
            return new Enrolment.Certified(PeerCredential.facts(credential.certificate()));
        } catch (Unusable e) {
            throw Failures.because(new EnrolmentFailed(Cause.UNUSABLE_FILES, e.what()), e);
        } catch (IOException e) {
            throw Failures.storage(e);
        }
    }

    @Override
    public byte[] sealed(AccountId account, String password) throws EnrolmentFailed {
        if (password.length() < SHORTEST_PASSWORD)
            throw new EnrolmentFailed(
                    Cause.UNUSABLE_FILES,
                    "The password has to have at least " + SHORTEST_PASSWORD
                            + " characters: it is all that protects the copy.");
        try {
            var credential = vaults.of(account)
                    .credential()
                    .orElseThrow(() ->
                            new EnrolmentFailed(Cause.NOT_CERTIFIED, "There is no certificate to make a copy of."));
            return SealedCopy.of(credential, "Chimera " + account, password);
        } catch (IOException e) {
            throw Failures.storage(e);
        }
    }

    private static void keep(KeyVault vault, Credential credential) throws IOException {
        try (var _ = vault.turn()) {
            vault.replace(credential);
            vault.forgetPending();
        }
    }

    private static Handed read(AccountId account, Given files) throws Unusable {
        return switch (files) {
            case Given.Pems pems -> PemFiles.read(account, pems);
            case Given.Sealed sealed -> SealedCopy.open(sealed);
        };
    }

    /** What would make a neighbour close the door is found here, where it can be told to who can mend it. */
    private Credential credential(AccountId account, Handed handed) throws Unusable {
        var own = handed.certificate();
        checkName(account, own);
        checkNotTakenBack(own);
        if (!Keys.belongTogether(handed.key(), own.getPublicKey()))
            throw new Unusable("The private key is not the one of this certificate. Take both from the same folder.");
        var weakness = Keys.weakness(own.getPublicKey());
        if (weakness.isPresent())
            throw new Unusable("The key is not strong enough: " + weakness.get() + ". Ask for a new certificate.");
        checkDates(own);
        checkUse(own);
        var credential = path(handed);
        checkAcceptable(credential);
        return credential;
    }

    /** As a neighbour reads it: one name, the same wherever it stands, and no name of another kind. */
    private static void checkName(AccountId account, X509Certificate own) throws Unusable {
        try {
            var names = SubjectNames.of(own);
            var common = commonNames(own);
            var person = List.of(account.toString());
            if (names.dns().equals(person)
                    && common.equals(person)
                    && names.emails().isEmpty()
                    && names.ips().isEmpty()
                    && names.others() == 0
                    && PeerNames.of(account).containsAll(names.uris())) return;
            throw new Unusable("The certificate is for “" + String.join(", ", common) + "” with the names "
                    + names.all() + ", not for account " + account + " alone.");
        } catch (CertificateParsingException e) {
            throw new Unusable("The certificate's names cannot be read.", e);
        }
    }

    private static List<String> commonNames(X509Certificate own) {
        return Stream.of(X500Name.getInstance(own.getSubjectX500Principal().getEncoded())
                        .getRDNs(BCStyle.CN))
                .map(name -> IETFUtils.valueToString(name.getFirst().getValue()))
                .toList();
    }

    private void checkNotTakenBack(X509Certificate own) throws Unusable {
        var why = vaults.takenBack().why(own);
        if (why.isPresent())
            throw new Unusable("The certificate was taken back (" + why.get()
                    + "), and no neighbour accepts it. Ask for a new one.");
    }

    private void checkDates(X509Certificate own) throws Unusable {
        var life = Lifetime.of(own);
        var now = clock.instant();
        if (now.isAfter(life.notAfter()))
            throw new Unusable("The certificate ended at " + life.notAfter() + ". Ask for a new one.");
        if (now.isBefore(life.notBefore()))
            throw new Unusable("The certificate is good from " + life.notBefore()
                    + " on. Wait until then, or set this computer's clock.");
    }

    private static void checkUse(X509Certificate own) throws Unusable {
        try {
            var uses = own.getExtendedKeyUsage();
            if (uses == null
                    || !uses.contains(KeyPurposeId.id_kp_serverAuth.getId())
                    || !uses.contains(KeyPurposeId.id_kp_clientAuth.getId()))
                throw new Unusable(
                        "The certificate must be for both ends of a connection (extended key usage serverAuth and"
                                + " clientAuth). Ask for one with both.");
        } catch (CertificateParsingException e) {
            throw new Unusable("What the certificate may be used for cannot be read.", e);
        }
    }

    /** The way from the certificate to a root among the files, as the JDK finds it. */
    private Credential path(Handed handed) throws Unusable {
        var roots = handed.others().stream().filter(this::isRoot).collect(Collectors.toSet());
        if (roots.isEmpty())
            throw new Unusable(vaults.pinned()
                    .map(pinned -> "The root certificate " + pinned
                            + " (chimera.pki.ca-fingerprint) is not among the files. It belongs into ca_bundle.pem.")
                    .orElse("There is no root certificate among the files. It belongs into ca_bundle.pem."));
        try {
            var wanted = new X509CertSelector();
            wanted.setCertificate(handed.certificate());
            var parameters = new PKIXBuilderParameters(
                    roots.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet()), wanted);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(clock.instant()));
            var known = new ArrayList<>(handed.others());
            known.add(handed.certificate());
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(known)));
            var found = (PKIXCertPathBuilderResult)
                    CertPathBuilder.getInstance("PKIX").build(parameters);
            var chain = found.getCertPath().getCertificates().stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            return new Credential(
                    handed.key(), chain, List.of(found.getTrustAnchor().getTrustedCert()));
        } catch (GeneralSecurityException e) {
            throw new Unusable(
                    "The certificate does not lead to the root among the files: an intermediate is missing, or has"
                            + " ended. Ask for the whole chain.",
                    e);
        }
    }

    private boolean isRoot(X509Certificate certificate) {
        return certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal())
                && certificate.getBasicConstraints() >= 0
                && vaults.pinned().map(pinned -> pinned.matches(certificate)).orElse(true);
    }

    private void checkAcceptable(Credential credential) throws Unusable {
        try {
            var trust = new PinnedTrust(Set.copyOf(credential.anchors()), List.of(), clock);
            trust.checkServes(credential.chain());
            trust.checkCalls(credential.chain());
        } catch (CertificateException e) {
            throw new Unusable("Neighbours would not accept this certificate: " + e.getMessage(), e);
        }
    }
}
