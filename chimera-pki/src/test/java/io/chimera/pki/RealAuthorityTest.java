package io.chimera.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chimera.core.account.AccountId;
import io.chimera.core.disk.PrivateFolder;
import io.chimera.core.identity.Enrolment;
import io.chimera.core.identity.EnrolmentFailed;
import io.chimera.core.identity.EnrolmentFailed.Cause;
import io.chimera.core.identity.RevocationReason;
import io.chimera.core.testing.SteppingClock;
import io.chimera.pki.acme.AcmeChallenge;
import io.chimera.pki.acme.AcmeOrder;
import io.chimera.pki.identity.IdentityProvider;
import io.chimera.pki.identity.ProviderSettings;
import io.chimera.pki.identity.ServiceProof;
import io.chimera.pki.step.Minter;
import io.chimera.pki.step.ProvisionerChain;
import io.chimera.pki.step.RootFingerprint;
import io.chimera.pki.testing.Mailbox;
import io.chimera.pki.testing.Puppet;
import io.chimera.pki.testing.RealStepCa;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One computer, an identity provider and the real step-ca: the way through, and what can be in it. */
class RealAuthorityTest {

    private static final AccountId ANA = EnrolmentFixture.ANA;
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private final Mailbox mailbox = new Mailbox(ANA);
    private RealStepCa real;
    private IdentityProvider provider;
    private Node node;

    @BeforeEach
    void start() throws Exception {
        real = RealStepCa.start(RealStepCa.Plan.usual(folder.resolve("ca")));
    }

    @AfterEach
    void stop() {
        if (node != null) node.close();
        if (provider != null) provider.close();
        if (real != null) real.close();
    }

    @Test
    void aPersonObtainsRenewsAndRevokesACertificate() throws Exception {
        provides(real.secrets().people());
        node = node(CLOCK);

        certify();
        var first = node.credentials(ANA).current().orElseThrow();
        node.enroller.renew(ANA);
        var second = node.credentials(ANA).current().orElseThrow();
        assertThat(second.key()).isEqualTo(first.key());
        assertThat(second.certificate().getSerialNumber())
                .isNotEqualTo(first.certificate().getSerialNumber());
        node.enroller.revoke(ANA, RevocationReason.CESSATION_OF_OPERATION, "");

        assertThat(node.credentials(ANA).current()).isEmpty();
    }

    @Test
    void aProviderMayHaveCertificatesInPlaceOfKeys() throws Exception {
        var at = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), real.plan().acmeHttpPort());
        var order = new AcmeOrder("acme", new AcmeChallenge.Http01(at), PrivateFolder.open(folder.resolve("identity")));
        provides(new IdentityProvider.Provisioners(
                new ProvisionerChain("idp", real.secrets().idp()), new ServiceProof.Acme(order)));
        node = node(CLOCK);

        certify();

        assertThat(node.enroller.state(ANA)).isInstanceOf(Enrolment.Certified.class);
    }

    @Test
    void anAuthorityThatWasStartedAgainRefusesTokensOfBeforeAndSaysWhatToDo() throws Exception {
        provides(real.secrets().people());
        node = node(CLOCK);
        node.enroller.ask(ANA, "Laptop");
        var vault = node.vaults.of(ANA);
        var challenged = (Pending.Challenged) vault.pending().orElseThrow();
        var proof = new IdentityClient(settings(), new Authority(settings(), CLOCK), CLOCK)
                .prove(challenged.challenge(), mailbox.code(ANA, 1));
        vault.keep(new Pending.Proven(challenged.wanted(), proof.token(), proof.expiresAt()));
        real.close();
        // The authority compares whole seconds.
        var made = Instant.now();
        while (Instant.now().getEpochSecond() == made.getEpochSecond()) Thread.onSpinWait();
        real = real.restarted();

        var failed = failure(() -> node.enroller.prove(ANA, "12345678"));

        assertThat(failed.reason()).isEqualTo(Cause.REFUSED);
        assertThat(failed).hasMessageContaining("started again").hasMessageContaining("Ask for a new code");
        certify();
    }

    @Test
    void anAuthorityOrAProviderThatIsAwayCostsNothing() throws Exception {
        provides(real.secrets().people());
        node = node(CLOCK);
        certify();
        var before = node.credentials(ANA).current().orElseThrow();
        provider.close();
        var noProvider = failure(() -> node.enroller.ask(ANA, "Laptop"));
        assertThat(noProvider.reason()).isEqualTo(Cause.PROVIDER_UNREACHABLE);
        assertThat(noProvider).hasMessageContaining("The identity provider could not be asked");
        real.close();

        var noAuthority = failure(() -> node.enroller.renew(ANA));

        assertThat(noAuthority.reason()).isEqualTo(Cause.AUTHORITY_UNREACHABLE);
        assertThat(noAuthority).hasMessageContaining("The certificate authority could not be asked");
        assertThat(node.credentials(ANA).current()).contains(before);
        real = real.restarted();
        node.enroller.renew(ANA);
    }

    @Test
    void aClockThatIsAnHourAheadIsNoHindrance() throws Exception {
        provides(real.secrets().people());
        node = node(Clock.offset(CLOCK, Duration.ofHours(1)));

        certify();

        assertThat(node.credentials(ANA).current()).isPresent();
        node.enroller.renew(ANA);
    }

    /** The authority has just begun, and its own certificate with it: there is no hour before that. */
    @ParameterizedTest
    @CsvSource({"-1, (59|60) min behind", "-8760, 36[45] days behind", "8760, 36[45] days ahead of"})
    void aClockThatIsWrongIsNamedAndNothingIsLost(long hours, String words) throws Exception {
        provides(real.secrets().people());
        var clock = new SteppingClock(Instant.now());
        node = node(clock);
        certify();
        var before = node.credentials(ANA).current().orElseThrow();
        clock.advance(Duration.ofHours(hours));

        var failed = failure(() -> node.enroller.renew(ANA));
        assertThat(failed.reason()).isIn(Cause.CLOCK_DIFFERS, Cause.NOT_CERTIFIED);
        node.close();
        node = node(clock);
        failed = failure(() -> node.enroller.ask(ANA, "Laptop"));
        assertThat(failed.reason()).isEqualTo(Cause.CLOCK_DIFFERS);
        assertThat(failed)
                .hasMessageFindingMatch("This computer's clock is " + words)
                .hasMessageContaining("Set the clock");

        clock.advance(Duration.ofHours(-hours));
        assertThat(node.credentials(ANA).current()).contains(before);
        node.enroller.renew(ANA);
    }

    @Test
    void anotherAuthorityIsNotTakenForTheOneThatIsPinned() throws Exception {
        provides(real.secrets().people());
        var wrong = new RootFingerprint("ab".repeat(32));
        node = new Node(new PkiSettings(real.url(), wrong, provider.url(), PATIENCE), folder.resolve("home"), CLOCK);

        var failed = failure(() -> node.enroller.ask(ANA, "Laptop"));

        assertThat(failed.reason()).isEqualTo(Cause.AUTHORITY_UNREACHABLE);
        assertThat(failed)
                .hasMessageContaining("is not the certificate authority with the root " + wrong)
                .hasMessageContaining("Check the address and the fingerprint");
    }

    @Test
    void aRootThatHasEndedIsNamed() throws Exception {
        try (var ended = Puppet.start(Duration.ofMinutes(-30))) {
            var settings = new PkiSettings(ended.url(), ended.fingerprint(), ended.url(), PATIENCE);
            node = new Node(settings, folder.resolve("home"), CLOCK);

            var failed = failure(() -> node.enroller.ask(ANA, "Laptop"));

            assertThat(failed.reason()).isEqualTo(Cause.AUTHORITY_UNREACHABLE);
            assertThat(failed)
                    .hasMessageContaining("The root of the certificate authority is good from")
                    .hasMessageContaining("new root's fingerprint");
        }
    }

    private void certify() throws EnrolmentFailed {
        var letters = mailbox.letters(ANA).size();
        node.enroller.ask(ANA, "Laptop");
        node.enroller.prove(ANA, mailbox.code(ANA, letters + 1));
    }

    private Node node(Clock clock) throws Exception {
        return new Node(settings(), folder.resolve("home"), clock);
    }

    private PkiSettings settings() {
        return new PkiSettings(real.url(), real.fingerprint(), provider.url(), PATIENCE);
    }

    private void provides(Minter people) throws Exception {
        provides(new IdentityProvider.Provisioners(people, real.secrets().services()));
    }

    private void provides(IdentityProvider.Provisioners by) throws Exception {
        var at = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var settings = ProviderSettings.usual(
                        folder.resolve("identity"), at, List.of("127.0.0.1"), real.url(), real.fingerprint())
                .with(EnrolmentFixture.WIDE);
        provider = IdentityProvider.start(settings, by, mailbox, CLOCK);
    }

    private static EnrolmentFailed failure(ThrowingCallable step) {
        return catchThrowableOfType(EnrolmentFailed.class, step);
    }
}
