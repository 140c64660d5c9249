package io.chimera.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.CertificateFiles;
import io.chimera.core.identity.CertificateFiles.Given.Pems;
import io.chimera.core.identity.CertificateFiles.Given.Sealed;
import io.chimera.core.identity.Credential;
import io.chimera.core.identity.CredentialRenewed;
import io.chimera.core.identity.Enrolment;
import io.chimera.core.identity.EnrolmentFailed;
import io.chimera.core.identity.EnrolmentFailed.Cause;
import io.chimera.core.identity.RevocationReason;
import io.chimera.core.testing.RecordedEvents;
import io.chimera.pki.step.RootFingerprint;
import io.chimera.pki.testing.Requests;
import io.chimera.pki.testing.Team;
import io.chimera.pki.x509.Keys;
import io.chimera.pki.x509.Pem;
import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A certificate is put in place by hand, where there is no identity provider, and copied under a password. */
class HandedCertificatesTest {

    private static final AccountId ANA = new AccountId(1001);
    private static final AccountId BRUNO = new AccountId(1002);
    private static final String PASSWORD = "twelve horses";
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    private Path home;

    private final Team team = new Team("Team", CLOCK.instant());
    private final KeyPair key = Keys.make();
    private final RecordedEvents events = new RecordedEvents();
    private KeyVaults vaults;
    private CertificateFiles files;

    @BeforeEach
    void withoutAuthority() throws Exception {
        trusting(Optional.empty());
    }

    private void trusting(Optional<RootFingerprint> pinned) throws Exception {
        vaults = KeyVaults.in(home, pinned, _ -> Optional.empty());
        files = new HandedCertificates(vaults, events, CLOCK);
    }

    private Pems pems(X509Certificate certificate, String keyText) {
        return new Pems(
                Pem.of(certificate) + Pem.of(team.intermediate),
                keyText,
                Pem.of(List.of(team.intermediate, team.root)));
    }

    private Pems pems(X509Certificate certificate) {
        return pems(certificate, Pem.of(key.getPrivate()));
    }

    private Optional<Credential> present(AccountId account) {
        return new StoredCredentials(vaults.of(account), CLOCK).current();
    }

    private void isRefused(CertificateFiles.Given given, String... words) {
        assertThatThrownBy(() -> files.put(ANA, given))
                .isInstanceOfSatisfying(
                        EnrolmentFailed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(Cause.UNUSABLE_FILES))
                .hasMessageContainingAll(words);
        assertThat(present(ANA)).isEmpty();
    }

    @Test
    void aTeamsFilesBecomeTheAccountsCertificate() throws Exception {
        var own = team.of(ANA, key).issue();

        var certified = files.put(ANA, pems(own));

        assertThat(certified.certificate().serial())
                .isEqualTo(own.getSerialNumber().toString(16));
        var used = present(ANA).orElseThrow();
        assertThat(used.chain()).containsExactly(own, team.intermediate);
        assertThat(used.anchors()).containsExactly(team.root);
        assertThat(events.of(CredentialRenewed.class))
                .extracting(CredentialRenewed::account)
                .containsExactly(ANA);
        assertThat(new NoAuthority(vaults, CLOCK).state(ANA)).isInstanceOf(Enrolment.Certified.class);
        assertThat(present(BRUNO)).isEmpty();
    }

    @Test
    void theIntermediateMayStandInEitherFile() throws Exception {
        var own = team.of(ANA, key).issue();

        files.put(ANA, new Pems(Pem.of(own), Pem.of(key.getPrivate()), Pem.of(List.of(team.root, team.intermediate))));
        assertThat(present(ANA).orElseThrow().chain()).hasSize(2);

        files.put(ANA, new Pems(Pem.of(own) + Pem.of(team.intermediate), Pem.of(key.getPrivate()), Pem.of(team.root)));
        assertThat(present(ANA).orElseThrow().chain()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA2048", "secp384r1", "Ed25519"})
    void keysOfOtherKindsAreTakenAndReadAgain(String kind) throws Exception {
        var pair = Requests.pair(kind);

        files.put(ANA, pems(team.of(ANA, pair).issue(), Pem.of(pair.getPrivate())));

        trusting(Optional.empty()); // as after a restart
        var used = present(ANA).orElseThrow();
        assertThat(Keys.belongTogether(used.key(), used.certificate().getPublicKey()))
                .isTrue();
    }

    @Test
    void keysInOpenSslsOwnFormsAreTaken() throws Exception {
        var rsa = Requests.pair("RSA2048");
        var pkcs1 = PrivateKeyInfo.getInstance(rsa.getPrivate().getEncoded()).parsePrivateKey();

        files.put(ANA, pems(team.of(ANA, rsa).issue(), armoured("RSA PRIVATE KEY", pkcs1)));
        assertThat(Keys.belongTogether(present(ANA).orElseThrow().key(), rsa.getPublic()))
                .isTrue();

        var curve = SECObjectIdentifiers.secp256r1;
        var sec1 = new ECPrivateKey(256, ((java.security.interfaces.ECPrivateKey) key.getPrivate()).getS(), curve);
        var text = armoured("EC PARAMETERS", curve) + armoured("EC PRIVATE KEY", sec1); // as ecparam -genkey writes
        files.put(ANA, pems(team.of(ANA, key).issue(), text));
        assertThat(Keys.belongTogether(present(ANA).orElseThrow().key(), key.getPublic()))
                .isTrue();
    }

    private static String armoured(String label, ASN1Encodable value) throws Exception {
        var text = new StringWriter();
        try (var writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(label, value.toASN1Primitive().getEncoded()));
        }
        return text.toString();
    }

    @Test
    void wordsAroundTheBlocksDoNoHarm() throws Exception {
        var own = team.of(ANA, key).issue();
        var pems = pems(own);

        files.put(ANA, new Pems("Certificate:\n    Data: …\n" + pems.certificate(), pems.key(), pems.authorities()));

        assertThat(present(ANA)).isPresent();
    }

    @Test
    void filesThatWereMixedUpAreNamed() {
        var good = pems(team.of(ANA, key).issue());

        isRefused(new Pems(good.key(), good.certificate(), good.authorities()), "1001_crt.pem", "mixed up");
        isRefused(new Pems(good.certificate(), good.authorities(), good.key()), "ca_bundle.pem", "no certificate");
        isRefused(new Pems("", good.key(), good.authorities()), "1001_crt.pem", "no certificate");
        isRefused(new Pems(good.certificate(), "", good.authorities()), "1001.pem", "one private key");
        isRefused(new Pems(good.certificate(), good.key() + good.key(), good.authorities()), "1001.pem", "2 things");
        isRefused(
                new Pems(good.certificate().substring(0, 200), good.key(), good.authorities()),
                "1001_crt.pem",
                "damaged");
        isRefused(new Pems("x".repeat(70_000), good.key(), good.authorities()), "longer than 64 KB");
    }

    @Test
    void aKeyUnderAPasswordIsSentToOpenSsl() throws Exception {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(
                    key.getPrivate(),
                    new JcePEMEncryptorBuilder("AES-128-CBC")
                            .setProvider(new BouncyCastleProvider())
                            .build("secret".toCharArray()));
        }

        isRefused(pems(team.of(ANA, key).issue(), text.toString()), "1001.pem is under a password", "openssl pkey");
    }

    @Test
    void whatNeighboursWouldNotAcceptIsNotTaken() {
        var now = CLOCK.instant();
        isRefused(pems(team.of(BRUNO, key).issue()), "1002", "not for account 1001");
        isRefused(pems(team.of(ANA, key).named("ca.lan").issue()), "ca.lan");
        isRefused(pems(team.of(ANA, key).withEmail("ana@example.com").issue()), "ana@example.com", "alone");
        isRefused(pems(team.of(ANA, key).alsoNamed("1002").issue()), "1002", "not for account 1001 alone");
        isRefused(
                pems(team.of(ANA, key).issue(), Pem.of(Keys.make().getPrivate())),
                "private key is not the one of this");
        isRefused(
                pems(team.of(ANA, key)
                        .between(now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(1)))
                        .issue()),
                "ended at");
        isRefused(
                pems(team.of(ANA, key)
                        .between(now.plus(Duration.ofDays(1)), now.plus(Duration.ofDays(9)))
                        .issue()),
                "good from",
                "clock");
        isRefused(pems(team.of(ANA, key).onlyFor(KeyPurposeId.id_kp_clientAuth).issue()), "serverAuth and clientAuth");
        var weak = Requests.pair("RSA1024");
        isRefused(pems(team.of(ANA, weak).issue(), Pem.of(weak.getPrivate())), "not strong enough", "2048");
    }

    @Test
    void aCertificateThatWasTakenBackIsNotPutInThePlaceOfAGoodOne() throws Exception {
        var stolen = team.of(ANA, key).issue();
        vaults = KeyVaults.in(
                home,
                Optional.empty(),
                certificate ->
                        certificate.equals(stolen) ? Optional.of(RevocationReason.KEY_COMPROMISE) : Optional.empty());
        files = new HandedCertificates(vaults, events, CLOCK);

        isRefused(pems(stolen), "taken back", "KEY_COMPROMISE");
    }

    @Test
    void aChainWithAHoleIsToldSo() {
        var own = team.of(ANA, key).issue();
        var ownKey = Pem.of(key.getPrivate());

        isRefused(new Pems(Pem.of(own), ownKey, Pem.of(team.root)), "intermediate is missing");
        isRefused(new Pems(Pem.of(own), ownKey, Pem.of(team.intermediate)), "no root certificate");
        isRefused(
                new Pems(Pem.of(own), ownKey, Pem.of(new Team("Team", CLOCK.instant()).root)),
                "does not lead to the root");
    }

    @Test
    void whereAnAuthorityIsSetNoOtherIsTaken() throws Exception {
        var own = team.of(ANA, key).issue();
        trusting(Optional.of(RootFingerprint.of(new Team("Other", CLOCK.instant()).root)));
        isRefused(pems(own), "chimera.pki.ca-fingerprint", "not among the files");

        trusting(Optional.of(RootFingerprint.of(team.root)));
        files.put(ANA, pems(own));

        assertThat(present(ANA)).isPresent();
    }

    @Test
    void aRefusalLeavesThePresentCertificate() throws Exception {
        var own = team.of(ANA, key).issue();
        files.put(ANA, pems(own));

        assertThatThrownBy(() -> files.put(ANA, pems(team.of(BRUNO, key).issue())))
                .isInstanceOf(EnrolmentFailed.class);

        assertThat(present(ANA).orElseThrow().certificate()).isEqualTo(own);
    }

    @Test
    void aCopyUnderAPasswordMovesACertificateToAnotherComputer() throws Exception {
        var own = team.of(ANA, key).issue();
        files.put(ANA, pems(own));

        var copy = files.sealed(ANA, PASSWORD);

        var elsewhere = KeyVaults.in(home.resolve("elsewhere"), Optional.empty(), _ -> Optional.empty());
        new HandedCertificates(elsewhere, events, CLOCK).put(ANA, new Sealed(copy, PASSWORD));
        var there = new StoredCredentials(elsewhere.of(ANA), CLOCK).current().orElseThrow();
        assertThat(there.chain()).isEqualTo(present(ANA).orElseThrow().chain());
        assertThat(there.key()).isEqualTo(key.getPrivate());
        assertThat(there.anchors()).containsExactly(team.root);
    }

    @Test
    void aCopyIsSealedWithSixHundredThousandRounds() throws Exception {
        files.put(ANA, pems(team.of(ANA, key).issue()));

        var copy = files.sealed(ANA, PASSWORD);

        var sixHundredThousand = "02030927c0"; // as a DER INTEGER: of the seal, of the certificates, of the key
        assertThat(HexFormat.of().formatHex(copy).split(sixHundredThousand, -1)).hasSize(4);
        var read = KeyStore.getInstance("PKCS12");
        read.load(new ByteArrayInputStream(copy), PASSWORD.toCharArray());
        assertThat(read.containsAlias("Chimera 1001")).isTrue();
    }

    @Test
    void aCopyOpensWithItsPasswordOnly() throws Exception {
        files.put(ANA, pems(team.of(ANA, key).issue()));
        var copy = files.sealed(ANA, PASSWORD);
        vaults.of(ANA).retire(new KeyVault.Revocation(present(ANA).orElseThrow().certificate(), "UNSPECIFIED"));

        isRefused(new Sealed(copy, "twelve houses"), "cannot be opened with this password");
        isRefused(new Sealed("no such file".getBytes(StandardCharsets.UTF_8), PASSWORD), "cannot be opened");
        isRefused(new Sealed(new byte[300_000], PASSWORD), "larger than 256 KB");
    }

    @Test
    void aShortPasswordProtectsNothing() throws Exception {
        files.put(ANA, pems(team.of(ANA, key).issue()));

        assertThatThrownBy(() -> files.sealed(ANA, "12345678901")).hasMessageContaining("at least 12 characters");
        assertThatThrownBy(() -> files.sealed(BRUNO, PASSWORD)).hasMessageContaining("no certificate");
    }
}
