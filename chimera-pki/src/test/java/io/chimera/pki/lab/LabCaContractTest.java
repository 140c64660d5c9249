package io.chimera.pki.lab;

import io.chimera.pki.step.ProvisionerKey;
import io.chimera.pki.step.RootFingerprint;
import io.chimera.pki.step.StepCaContract;
import io.chimera.pki.testing.Authorities;
import io.chimera.pki.x509.KeyAndChain;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The lab's authority does what any step-ca does. */
class LabCaContractTest extends StepCaContract {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final ProvisionerKey PEOPLE = ProvisionerKey.make("people");
    private static final ProvisionerKey SERVICES = ProvisionerKey.make("services");
    private static final KeyAndChain IDP =
            Authorities.root("Test Identity Root", CLOCK.instant(), Duration.ofDays(365));

    @TempDir
    private static Path folder;

    private static LabCa lab;

    @BeforeAll
    static void start() throws Exception {
        lab = LabCa.start(
                LabCaSettings.onLoopback(folder.resolve("ca"), 0),
                new LabCa.Provisioners(
                        "people",
                        PEOPLE.publicKey(),
                        "services",
                        SERVICES.publicKey(),
                        Optional.of(new LabCa.ChainRoot("idp", IDP.certificate()))),
                CLOCK);
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @Override
    protected URI url() {
        return lab.url();
    }

    @Override
    protected RootFingerprint fingerprint() {
        return lab.fingerprint();
    }

    @Override
    protected ProvisionerKey people() {
        return PEOPLE;
    }

    @Override
    protected KeyAndChain idpRoot() {
        return IDP;
    }

    @Override
    protected Clock clock() {
        return CLOCK;
    }
}
