package io.chimera.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.janus.HttpsRefused;
import io.chimera.core.janus.ScriptedHttpsSites;
import io.chimera.core.testing.SteppingClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** What is said of HTTPS in the component {@code janus}. */
class ProxyHealthTest {

    private final SteppingClock clock = new SteppingClock();
    private final ScriptedHttpsSites https = new ScriptedHttpsSites(clock);

    private Health health() {
        return ProxyHealth.withHttps(Health.up(), https, clock).build();
    }

    private void oneSite() throws HttpsRefused {
        https.add("example.com", false);
        https.issue();
        https.given();
    }

    @Test
    void withoutAnySiteAllIsWell() {
        assertThat(health().getStatus()).isEqualTo(Status.UP);
        assertThat(health().getDetails()).containsEntry("httpsSites", 0L).doesNotContainKey("certificateDays");
        assertThat(ProxyHealth.daysLeft(https, clock)).isNaN();
    }

    @Test
    void thirtyDaysBeforeTheCertificateEndsSomebodyShouldLook() throws HttpsRefused {
        oneSite();
        clock.advance(Duration.ofDays(700));
        assertThat(health().getStatus()).isEqualTo(Status.UP);
        assertThat(health().getDetails()).containsEntry("certificateDays", 30L).containsEntry("httpsSites", 1L);
        clock.advance(Duration.ofDays(1));
        assertThat(health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health().getDetails().get("https").toString()).contains("ends in 29 days", "make a new one");

        https.change("example.com", false);
        assertThat(health().getStatus()).as("nobody uses it").isEqualTo(Status.UP);
    }

    @Test
    void aKeyThatCannotBeUsedIsTold() {
        https.trouble("The file can be read by others. chmod 600.");
        assertThat(health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health().getDetails().get("https").toString()).contains("chmod 600");
    }
}
