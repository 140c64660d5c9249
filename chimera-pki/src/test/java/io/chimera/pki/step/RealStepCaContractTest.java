package io.chimera.pki.step;

import io.chimera.pki.testing.RealStepCa;
import io.chimera.pki.x509.KeyAndChain;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The real step-ca does what our client relies on. */
class RealStepCaContractTest extends StepCaContract {

    @TempDir
    private static Path folder;

    private static RealStepCa real;

    @BeforeAll
    static void start() throws Exception {
        real = RealStepCa.start(RealStepCa.Plan.usual(folder.resolve("ca")));
    }

    @AfterAll
    static void stop() {
        if (real != null) real.close();
    }

    @Override
    protected URI url() {
        return real.url();
    }

    @Override
    protected RootFingerprint fingerprint() {
        return real.fingerprint();
    }

    @Override
    protected ProvisionerKey people() {
        return real.secrets().people();
    }

    @Override
    protected KeyAndChain idpRoot() {
        return real.secrets().idpRoot();
    }

    @Override
    protected Clock clock() {
        return Clock.systemUTC();
    }
}
