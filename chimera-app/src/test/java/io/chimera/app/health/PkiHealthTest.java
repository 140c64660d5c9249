package io.chimera.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.app.health.AccountsHealth.Condition;
import io.chimera.core.identity.Enrolment;
import io.chimera.core.identity.Enrolment.CertificateFacts;
import io.chimera.core.identity.Revocations.Knowledge;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class PkiHealthTest {

    private static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");

    @Test
    void aCertificateThatRenewsItselfIsWellUntilItsLastDay() {
        var life = Duration.ofDays(10);
        assertThat(certified(life, Duration.ofDays(9)).status()).isEqualTo(Status.UP);
        assertThat(certified(life, Duration.ofHours(25)).status()).isEqualTo(Status.UP);
        assertThat(certified(life, Duration.ofHours(23)).status()).isEqualTo(Status.DOWN);
        assertThat(certified(life, Duration.ofHours(23)).words()).contains("was not renewed");
    }

    @Test
    void aCertificateThatNeverLivesLongIsNoAlarmWhileItIsYoung() {
        var life = Duration.ofHours(20);
        assertThat(certified(life, Duration.ofHours(19)).status()).isEqualTo(Status.UP);
        assertThat(certified(life, Duration.ofHours(6)).status()).isEqualTo(Status.UP);
        assertThat(certified(life, Duration.ofHours(4)).status()).isEqualTo(Status.DOWN);
    }

    @Test
    void whatCouldNotBeRenewedIsAnAlarm() {
        var told =
                PkiHealth.of(new Enrolment.Expiring(facts(Duration.ofDays(10), Duration.ofDays(3)), "no answer"), NOW);
        assertThat(told.status()).isEqualTo(Status.DOWN);
        assertThat(told.words()).contains("no answer");
    }

    @Test
    void aListThatIsOlderThanItShouldBeIsAnAlarm() {
        assertThat(PkiHealth.of(new Knowledge(Optional.of(NOW), Optional.empty())))
                .isEqualTo(Condition.up("the list in use was made " + NOW));
        assertThat(PkiHealth.of(new Knowledge(Optional.empty(), Optional.of("it was never fetched")))
                        .status())
                .isEqualTo(Status.DOWN);
    }

    private static Condition certified(Duration life, Duration left) {
        return PkiHealth.of(new Enrolment.Certified(facts(life, left)), NOW);
    }

    private static CertificateFacts facts(Duration life, Duration left) {
        var end = NOW.plus(left);
        return new CertificateFacts("ab", "CA", end.minus(life), end, "EC P-256", "00".repeat(32));
    }
}
