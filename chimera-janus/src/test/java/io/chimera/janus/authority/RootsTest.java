package io.chimera.janus.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The authority's certificate, read by the JDK. */
class RootsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T14:09:00Z");

    private final Roots roots = new Roots(new SecureRandom());
    private final KeyPair key = roots.key();
    private final KeyPair leafKey = roots.key();
    private final X509Certificate root = roots.root(roots.name(), key, List.of("example.com", "loja.com.br"), NOW);

    RootsTest() throws GeneralSecurityException {}

    @Test
    void itSignsServersDirectlyForTwoYearsAndNothingElse() throws Exception {
        root.verify(key.getPublic());
        assertThat(root.getBasicConstraints()).as("nobody below signs").isZero();
        assertThat(root.getKeyUsage()).containsExactly(false, false, false, false, false, true, false, false, false);
        assertThat(root.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(root.getCriticalExtensionOIDs()).contains("2.5.29.30", "2.5.29.19", "2.5.29.15");
        assertThat(root.getNotBefore()).isEqualTo(Date.from(NOW.minus(Duration.ofHours(1))));
        assertThat(Duration.between(
                        root.getNotBefore().toInstant(), root.getNotAfter().toInstant()))
                .isEqualTo(Duration.ofDays(730));
        assertThat(root.getSubjectX500Principal().getName()).matches("CN=Chimera Janus [0-9a-f]{8}");
        assertThat(root.getSerialNumber().bitLength()).isEqualTo(159);
        assertThat(Roots.sites(root)).containsExactly("example.com", "loja.com.br");
    }

    @Test
    void twoComputersHaveTwoNames() {
        assertThat(roots.name()).isNotEqualTo(roots.name());
    }

    @Test
    void thereIsNoCertificateForNoSite() {
        assertThatThrownBy(() -> roots.root(roots.name(), key, List.of(), NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "www.example.com", "a.b.c.loja.com.br"})
    void itSpeaksForItsSitesAndWhatIsBelowThem(String host) throws Exception {
        var leaf = new Leaves(roots, root, key.getPrivate(), leafKey)
                .of(host, NOW)
                .chain()
                .getFirst();
        assertThatCode(() -> validate(leaf)).doesNotThrowAnyException();
        assertThat(leaf.getSubjectX500Principal().getName()).isEmpty();
        assertThat(leaf.getSubjectAlternativeNames()).containsExactly(List.of(2, host));
        assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
        assertThat(Duration.between(
                        leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant()))
                .isLessThanOrEqualTo(Duration.ofDays(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bank.example", "notexample.com", "example.com.evil.net", "com.br", "com"})
    void ofAnyOtherNameItSaysNothingThatCounts(String host) throws Exception {
        var leaf = new Leaves(roots, root, key.getPrivate(), leafKey)
                .of(host, NOW)
                .chain()
                .getFirst();
        refused(leaf);
    }

    @Test
    void itSpeaksForNoAddressNoMailboxAndNobodyBelow() throws Exception {
        refused(signed(new GeneralName(GeneralName.iPAddress, "192.0.2.7")));
        refused(signed(new GeneralName(GeneralName.iPAddress, "2001:db8::1")));
        refused(signed(new GeneralName(GeneralName.rfc822Name, "anna@example.com")));
        var below =
                builder(leafKey, "CN=below").addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        var middle = Roots.sign(below, key.getPrivate());
        var leaf = new Leaves(roots, middle, leafKey.getPrivate(), key)
                .of("example.com", NOW)
                .chain()
                .getFirst();
        assertThatExceptionOfType(CertPathValidatorException.class)
                .isThrownBy(() -> validate(leaf, middle))
                .withMessageContaining("basic constraints");
    }

    private X509Certificate signed(GeneralName name) throws Exception {
        return Roots.sign(
                builder(leafKey, "").addExtension(Extension.subjectAlternativeName, true, new GeneralNames(name)),
                key.getPrivate());
    }

    private JcaX509v3CertificateBuilder builder(KeyPair whose, String subject) {
        return new JcaX509v3CertificateBuilder(
                root.getSubjectX500Principal(),
                roots.serial(),
                Date.from(NOW),
                Date.from(NOW.plusSeconds(60)),
                new X500Principal(subject),
                whose.getPublic());
    }

    private void refused(X509Certificate leaf) {
        assertThatExceptionOfType(CertPathValidatorException.class)
                .isThrownBy(() -> validate(leaf))
                .withMessageContaining("name constraints");
    }

    /** The root stands in the path as well, because Java asks nothing of an anchor but its key. */
    private void validate(X509Certificate... path) throws GeneralSecurityException {
        var whole = new ArrayList<>(List.of(path));
        whole.add(root);
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(NOW.plusSeconds(1)));
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(whole), parameters);
    }
}
