package io.chimera.pki.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chimera.core.identity.RevocationReason;
import io.chimera.pki.step.AuthorityFailed;
import io.chimera.pki.step.OneTimeToken;
import io.chimera.pki.step.StepCa;
import io.chimera.pki.x509.KeyAndChain;
import io.chimera.pki.x509.Keys;
import io.chimera.pki.x509.SigningRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fixture keeps its promises: the same authority with the same memory, wherever it listens next. */
class RealStepCaTest {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    @Test
    void whatItHasIssuedAndTakenBackSurvivesARestartOnOtherPorts() throws Exception {
        var first = RealStepCa.start(RealStepCa.Plan.usual(folder.resolve("ca")));
        try (var ca = StepCa.bootstrap(first.url(), first.fingerprint(), CLOCK, PATIENCE)) {
            var kept = issued(ca, first);
            var revoked = issued(ca, first);
            ca.revoke(revoked, RevocationReason.SUPERSEDED, "");

            try (var second = first.restarted(RealStepCa.Plan.usual(folder.resolve("ca")));
                    var again = StepCa.bootstrap(second.url(), first.fingerprint(), CLOCK, PATIENCE)) {
                assertThat(second.url()).isNotEqualTo(first.url());
                assertThat(again.renew(kept)).hasSize(2);
                assertThatThrownBy(() -> again.renew(revoked)).isInstanceOf(AuthorityFailed.class);
                assertThat(second.log()).contains("Serving HTTPS on");
            }
        } finally {
            first.close();
        }
    }

    private static KeyAndChain issued(StepCa ca, RealStepCa real) throws Exception {
        var pair = Keys.make();
        var request = SigningRequest.make(pair, "1001");
        var grant = new OneTimeToken.Grant(
                ca.signAudience(), real.fingerprint(), "1001", List.of("1001"), request.digest());
        var token = OneTimeToken.mint(real.secrets().people(), grant, CLOCK.instant(), Duration.ofMinutes(1));
        return new KeyAndChain(pair.getPrivate(), ca.sign(request, token.jwt()));
    }
}
