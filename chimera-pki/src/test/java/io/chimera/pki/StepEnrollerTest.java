package io.chimera.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.chimera.core.disk.TooOpen;
import io.chimera.core.identity.CodeSender;
import io.chimera.core.identity.CredentialRenewed;
import io.chimera.core.identity.Enrolment;
import io.chimera.core.identity.EnrolmentFailed;
import io.chimera.core.identity.EnrolmentFailed.Cause;
import io.chimera.core.identity.RevocationReason;
import io.chimera.core.identity.RevocationsChanged;
import io.chimera.pki.identity.Limits;
import io.chimera.pki.lab.LabPki;
import io.chimera.pki.step.StepCa;
import io.chimera.pki.x509.Keys;
import io.chimera.pki.x509.SubjectNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From nothing to a certificate, its renewals and its end: our client, a lab authority and provider, real HTTPS. */
class StepEnrollerTest extends EnrolmentFixture {

    @TempDir
    private static Path labFolder;

    /** Every test's letters go through here to its own mailbox. */
    private static final AtomicReference<CodeSender> MAIL = new AtomicReference<>();

    private static LabPki lab;

    @BeforeAll
    static void startLab() throws Exception {
        CodeSender forwarded = (to, text) -> MAIL.get().send(to, text);
        lab = LabPki.start(plan(labFolder, WIDE), forwarded, Clock.systemUTC());
    }

    @AfterAll
    static void stopLab() {
        lab.close();
    }

    @BeforeEach
    void start() throws Exception {
        MAIL.set(mailbox);
        started(lab.settings());
    }

    @Override
    Clock clock() {
        return Clock.systemUTC();
    }

    @Test
    void aPersonObtainsACertificateInTwoSteps() throws Exception {
        assertThat(node.enroller.state(ANA)).isInstanceOf(Enrolment.Unknown.class);
        assertThat(node.credentials(ANA).current()).isEmpty();

        var challenged = node.enroller.ask(ANA, "Notebook da Ana");

        assertThat(challenged.expiresAt())
                .isBetween(clock().instant().plusSeconds(290), clock().instant().plusSeconds(300));
        assertThat(node.enroller.state(ANA)).isEqualTo(challenged);
        assertThat(mailbox.code(ANA, 1)).hasSize(8);
        assertThat(mailbox.letters(ANA).getFirst()).contains("Notebook da Ana");

        var certified = node.enroller.prove(ANA, mailbox.code(ANA, 1));

        assertThat(node.enroller.state(ANA)).isEqualTo(certified);
        assertThat(node.events.of(CredentialRenewed.class))
                .singleElement()
                .extracting(CredentialRenewed::account)
                .isEqualTo(ANA);
        var credential = node.credentials(ANA).current().orElseThrow();
        assertThat(SubjectNames.of(credential.certificate()).dns()).containsExactly("1001");
        assertThat(credential.chain()).hasSize(2);
        assertThat(credential.anchors()).hasSize(1);
        assertThat(Keys.belongTogether(
                        credential.key(), credential.certificate().getPublicKey()))
                .isTrue();
        var facts = certified.certificate();
        assertThat(facts.serial())
                .isEqualTo(credential.certificate().getSerialNumber().toString(16));
        assertThat(facts.issuer()).isEqualTo("Chimera Lab CA 1");
        assertThat(facts.algorithm()).isEqualTo("EC P-256");
        assertThat(facts.fingerprint())
                .isEqualTo(Keys.fingerprint(credential.certificate().getPublicKey()));
        assertThat(facts.notAfter()).isEqualTo(credential.notAfter());
    }

    @Test
    void codesAreTakenAsPeopleTypeThem() throws Exception {
        node.enroller.ask(ANA, "Laptop");
        var code = mailbox.code(ANA, 1);

        node.enroller.prove(ANA, " " + code.substring(0, 4) + "-" + code.substring(4) + "\t");

        assertThat(node.enroller.state(ANA)).isInstanceOf(Enrolment.Certified.class);
    }

    @Test
    void aComputersOddNameIsNoHindrance() throws Exception {
        node.enroller.ask(ANA, "ana@MacBook-Pro.local <3 🦁 " + "x".repeat(100));
        mailbox.code(ANA, 1);

        assertThat(mailbox.letters(ANA).getFirst()).contains("ana MacBook-Pro local 3");
        assertThat(IdentityClient.harmless("…")).isEqualTo("Chimera");
    }

    @Test
    void accountsHaveNothingInCommon() throws Exception {
        certify(node, ANA);
        certify(node, BRUNO);

        var ana = node.credentials(ANA).current().orElseThrow();
        var bruno = node.credentials(BRUNO).current().orElseThrow();
        assertThat(ana.certificate().getPublicKey())
                .isNotEqualTo(bruno.certificate().getPublicKey());
        assertThat(SubjectNames.of(bruno.certificate()).dns()).containsExactly("7000000001");
        assertThat(folder.resolve("home/accounts/1001/keys")).isDirectory();
        assertThat(folder.resolve("home/accounts/7000000001/keys")).isDirectory();
    }

    @Test
    void aWrongCodeIsToldAndTheRightOneStillWorks() throws Exception {
        node.enroller.ask(ANA, "Laptop");
        var code = mailbox.code(ANA, 1);

        assertThat(failure(() -> node.enroller.prove(ANA, wrong(code)))).isEqualTo(Cause.WRONG_CODE);
        for (var text : List.of("", "1234567", "123456789", "abcdefgh", "²²²²²²²²")) {
            assertThat(failure(() -> node.enroller.prove(ANA, text))).isEqualTo(Cause.WRONG_CODE);
        }

        node.enroller.prove(ANA, code);
    }

    @Test
    void fiveWrongCodesEndTheChallengeAndANewOneHelps() throws Exception {
        node.enroller.ask(ANA, "Laptop");
        var code = mailbox.code(ANA, 1);
        for (var i = 0; i < 5; i++) failure(() -> node.enroller.prove(ANA, wrong(code)));

        assertThat(failure(() -> node.enroller.prove(ANA, code))).isEqualTo(Cause.WRONG_CODE);

        node.enroller.ask(ANA, "Laptop");
        node.enroller.prove(ANA, mailbox.code(ANA, 2));
        assertThat(node.enroller.state(ANA)).isInstanceOf(Enrolment.Certified.class);
    }

    @Test
    void tooManyRequestsSayHowLongToWaitAndTheOpenChallengeStays() throws Exception {
        started(lab("strict", Limits.USUAL).settings());
        node.enroller.ask(ANA, "Laptop");

        var refused = catchThrowableOfType(EnrolmentFailed.class, () -> node.enroller.ask(ANA, "Laptop"));

        assertThat(refused.reason()).isEqualTo(Cause.RATE_LIMITED);
        assertThat(refused.retryAfter()).contains(Duration.ofMinutes(1));
        node.enroller.prove(ANA, mailbox.code(ANA, 1));
    }

    @Test
    void anEnrolmentGoesOnAfterACrashBetweenItsSteps() throws Exception {
        node.enroller.ask(ANA, "Laptop");

        started(lab.settings());

        assertThat(node.enroller.state(ANA)).isInstanceOf(Enrolment.Challenged.class);
        node.enroller.prove(ANA, mailbox.code(ANA, 1));

        started(lab.settings());

        assertThat(node.enroller.state(ANA)).isInstanceOf(Enrolment.Certified.class);
        assertThat(node.credentials(ANA).current()).isPresent();
        assertThat(keys()).doesNotContain("pending.json");
    }

    @Test
    void aProofThatWasNotHandedInYetIsHandedInAfterACrash() throws Exception {
        node.enroller.ask(ANA, "Laptop");
        var code = mailbox.code(ANA, 1);
        var vault = node.vaults.of(ANA);
        var challenged = (Pending.Challenged) vault.pending().orElseThrow();
        // What the first half of prove leaves behind: the code is used up, the token is on disk.
        var proof = new IdentityClient(lab.settings(), new Authority(lab.settings(), clock()), clock())
                .prove(challenged.challenge(), code);
        vault.keep(new Pending.Proven(challenged.wanted(), proof.token(), proof.expiresAt()));

        started(lab.settings());

        node.enroller.prove(ANA, code);
        assertThat(node.enroller.state(ANA)).isInstanceOf(Enrolment.Certified.class);
    }

    @Test
    void aProofThatIsTooOldIsForgotten() throws Exception {
        node.enroller.ask(ANA, "Laptop");
        var vault = node.vaults.of(ANA);
        var wanted = vault.pending().orElseThrow().wanted();
        vault.keep(new Pending.Proven(wanted, "a.b.c", clock().instant()));

        assertThat(failure(() -> node.enroller.prove(ANA, "12345678"))).isEqualTo(Cause.NO_CHALLENGE);

        assertThat(keys()).doesNotContain("pending.json");
    }

    @Test
    void aTokenIsNeverHandedInTwice() throws Exception {
        node.enroller.ask(ANA, "Laptop");
        var vault = node.vaults.of(ANA);
        var wanted = vault.pending().orElseThrow().wanted();
        vault.keep(new Pending.Proven(wanted, "a.b.c", clock().instant().plus(Duration.ofMinutes(1))));

        assertThat(failure(() -> node.enroller.prove(ANA, "12345678"))).isEqualTo(Cause.REFUSED);
        assertThat(failure(() -> node.enroller.prove(ANA, "12345678"))).isEqualTo(Cause.NO_CHALLENGE);
    }

    @Test
    void whatAnInterruptedWriteLeftBehindIsIgnored() throws Exception {
        certify(node, ANA);
        var before = node.credentials(ANA).current().orElseThrow();
        Files.writeString(keyFolder().resolve("credential.pem.new"), "half a k");

        started(lab.settings());

        assertThat(node.credentials(ANA).current().orElseThrow().certificate()).isEqualTo(before.certificate());
        node.enroller.renew(ANA);
    }

    @Test
    void aDamagedCredentialGivesWayToTheOneBefore() throws Exception {
        certify(node, ANA);
        var first = node.credentials(ANA).current().orElseThrow().certificate();
        node.enroller.renew(ANA);
        Files.writeString(keyFolder().resolve("credential.pem"), "damaged");

        assertThat(node.credentials(ANA).current().orElseThrow().certificate()).isEqualTo(first);

        node.enroller.renew(ANA);
        assertThat(node.credentials(ANA).current().orElseThrow().certificate()).isNotEqualTo(first);
    }

    @Test
    void aDiskThatCannotBeWrittenKeepsTheCredentialOfBefore() throws Exception {
        certify(node, ANA);
        var before = node.credentials(ANA).current().orElseThrow();
        Files.createDirectories(keyFolder().resolve("credential.pem.new/in the way"));

        assertThat(failure(() -> node.enroller.renew(ANA))).isEqualTo(Cause.STORAGE);

        assertThat(node.credentials(ANA).current().orElseThrow().certificate()).isEqualTo(before.certificate());
        assertThat(node.events.of(CredentialRenewed.class)).hasSize(1);
        Files.delete(keyFolder().resolve("credential.pem.new/in the way"));
        Files.delete(keyFolder().resolve("credential.pem.new"));
        node.enroller.renew(ANA);
    }

    @Test
    void keysAreReadableByTheirOwnerOnlyAndFromTheStart() throws Exception {
        node.enroller.ask(ANA, "Laptop");
        assertThat(modes()).containsOnly("rw-------");

        node.enroller.prove(ANA, mailbox.code(ANA, 1));
        node.enroller.renew(ANA);

        assertThat(keys()).contains("credential.pem", "credential.previous.pem");
        assertThat(modes()).containsOnly("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFolder())))
                .isEqualTo("rwx------");
    }

    @Test
    void nothingStartsWhereOthersCanReadKeys() throws Exception {
        certify(node, ANA);
        Files.setPosixFilePermissions(keyFolder(), PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(node.credentials(BRUNO).current()).isEmpty();
        assertThatThrownBy(() -> new Node(lab.settings(), folder.resolve("home"), clock()))
                .isInstanceOf(TooOpen.class)
                .hasMessageContaining("chmod 700");
    }

    @Test
    void anotherAccountsCredentialIsNotUsed() throws Exception {
        certify(node, BRUNO);
        var brunos = folder.resolve("home/accounts/7000000001/keys/credential.pem");
        node.enroller.ask(ANA, "Laptop");
        node.vaults.of(ANA).forgetPending();
        Files.copy(brunos, keyFolder().resolve("credential.pem"));

        assertThat(node.credentials(ANA).current()).isEmpty();
        assertThat(node.enroller.state(ANA)).isInstanceOf(Enrolment.Unknown.class);
    }

    @Test
    void aCredentialOfAnotherAuthorityIsNotUsedAndCanBeReplaced() throws Exception {
        certify(node, ANA);
        started(lab("another", WIDE).settings());

        assertThat(node.enroller.state(ANA)).isInstanceOf(Enrolment.Unknown.class);

        certify(node, ANA);
        assertThat(node.enroller.state(ANA)).isInstanceOf(Enrolment.Certified.class);
    }

    @Test
    void aCredentialThatChangesOnDiskIsReadAgain() throws Exception {
        certify(node, ANA);
        var credentials = node.credentials(ANA);
        var before = credentials.current().orElseThrow();
        assertThat(credentials.current().orElseThrow()).isSameAs(before);

        try (var other = new Node(lab.settings(), folder.resolve("home"), clock())) {
            other.enroller.renew(ANA);
        }

        assertThat(credentials.current().orElseThrow().certificate()).isNotEqualTo(before.certificate());
    }

    @Test
    void aRevokedCertificateIsGoneForGood() throws Exception {
        certify(node, ANA);
        node.enroller.renew(ANA);
        var current = node.credentials(ANA).current().orElseThrow();
        var previous = node.vaults.of(ANA).previous().orElseThrow();

        var revoked = node.enroller.revoke(ANA, RevocationReason.KEY_COMPROMISE, "lost on the bus");

        assertThat(revoked.reason()).isEqualTo("KEY_COMPROMISE");
        assertThat(node.enroller.state(ANA)).isEqualTo(revoked);
        assertThat(node.credentials(ANA).current()).isEmpty();
        assertThat(keys()).doesNotContain("credential.pem", "credential.previous.pem");
        assertThat(failure(() -> node.enroller.renew(ANA))).isEqualTo(Cause.NOT_CERTIFIED);
        var settings = lab.settings();
        try (var thief =
                StepCa.bootstrap(settings.caUrl(), settings.caFingerprint(), clock(), Duration.ofSeconds(10))) {
            assertThatThrownBy(() -> thief.renew(PeerCredential.shown(current)))
                    .hasMessageContaining("lacked necessary authorization");
            assertThatThrownBy(() -> thief.renew(PeerCredential.shown(previous)))
                    .hasMessageContaining("lacked necessary authorization");
        }

        certify(node, ANA);
        assertThat(node.enroller.state(ANA)).isInstanceOf(Enrolment.Certified.class);
    }

    @Test
    void aCertificateThatSomebodyElseTookBackIsNoLongerUsed() throws Exception {
        certify(node, ANA);
        var current = node.credentials(ANA).current().orElseThrow();
        var settings = lab.settings();
        try (var other =
                StepCa.bootstrap(settings.caUrl(), settings.caFingerprint(), clock(), Duration.ofSeconds(10))) {
            other.revoke(PeerCredential.shown(current), RevocationReason.KEY_COMPROMISE, "stolen");
        }

        node.revocations.start();

        await().until(() -> node.credentials(ANA).current().isEmpty());
        assertThat(node.enroller.state(ANA))
                .isInstanceOfSatisfying(
                        Enrolment.Revoked.class,
                        revoked -> assertThat(revoked.reason()).isEqualTo("KEY_COMPROMISE"));
        assertThat(failure(() -> node.enroller.renew(ANA))).isEqualTo(Cause.NOT_CERTIFIED);
        await().until(() -> node.events.of(RevocationsChanged.class).size() == 1);

        certify(node, ANA);
        assertThat(node.enroller.state(ANA)).isInstanceOf(Enrolment.Certified.class);
        assertThat(node.credentials(ANA).current()).isPresent();
    }

    @Test
    void aRevocationThatDidNotComeThroughChangesNothing() throws Exception {
        var away = lab("away", WIDE);
        started(away.settings());
        certify(node, ANA);
        away.close();

        assertThat(failure(() -> node.enroller.revoke(ANA, RevocationReason.SUPERSEDED, "")))
                .isEqualTo(Cause.PROVIDER_UNREACHABLE);

        assertThat(node.credentials(ANA).current()).isPresent();
    }

    @Test
    void aKeyThatLeavesTheDiskWhileItIsGoodIsGivenBack() throws Exception {
        certify(node, ANA);
        var first = node.credentials(ANA).current().orElseThrow();
        node.enroller.renew(ANA);
        node.enroller.renew(ANA);

        var settings = lab.settings();
        try (var thief =
                StepCa.bootstrap(settings.caUrl(), settings.caFingerprint(), clock(), Duration.ofSeconds(10))) {
            assertThatThrownBy(() -> thief.renew(PeerCredential.shown(first)))
                    .hasMessageContaining("lacked necessary authorization");
        }
    }

    @Test
    void nobodyThereIsToldApartFromSomebodyElse() throws Exception {
        var settings = lab.settings();
        var nowhere = URI.create("https://127.0.0.1:1");
        var away = new PkiSettings(nowhere, settings.caFingerprint(), settings.identityUrl(), settings.patience());
        var providerAway = new PkiSettings(settings.caUrl(), settings.caFingerprint(), nowhere, settings.patience());
        var swapped =
                new PkiSettings(settings.caUrl(), settings.caFingerprint(), settings.caUrl(), settings.patience());

        assertThat(failure(() -> started(away).enroller.ask(ANA, "Laptop"))).isEqualTo(Cause.AUTHORITY_UNREACHABLE);
        assertThat(failure(() -> started(providerAway).enroller.ask(ANA, "Laptop")))
                .isEqualTo(Cause.PROVIDER_UNREACHABLE);
        assertThat(failure(() -> started(swapped).enroller.ask(ANA, "Laptop"))).isEqualTo(Cause.REFUSED);
    }

    @Test
    void anotherServerOfTheLabCanProveItselfToo() throws Exception {
        var tls = lab.serverTls();

        assertThat(tls.context().createSSLEngine().getSupportedProtocols()).contains("TLSv1.3");
        assertThat(tls.authority().getBasicConstraints()).isNotNegative();
    }

    private Path keyFolder() {
        return folder.resolve("home/accounts/1001/keys");
    }

    private Collection<String> keys() throws IOException {
        try (var files = Files.list(keyFolder())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private Collection<String> modes() throws IOException {
        try (var files = Files.list(keyFolder())) {
            return files.map(StepEnrollerTest::mode).toList();
        }
    }

    private static String mode(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
