package io.chimera.web.setting;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.testing.People;
import io.chimera.web.testing.ScriptedSignOuts;
import io.chimera.web.testing.ServedWithCloud;
import io.chimera.web.testing.Visitor;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServedWithCloud
class LeavingTest {

    @LocalServerPort
    private int port;

    @Autowired
    private ScriptedSignOuts cloud;

    private Visitor ana;

    @BeforeEach
    void anaIsHere() {
        cloud.done();
        ana = Visitor.signedIn(port, People.ANA);
    }

    @AfterEach
    void theCloudIsBack() {
        cloud.isAway(false);
    }

    @Test
    void theSettingsLeadThere() {
        assertThat(ana.get("/settings").body()).contains("href=\"/leave\"");
    }

    @Test
    void whoSignsOutOfTheCloudIsAtTheDoor() {
        var answer = ana.post("/leave", Map.of());

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(there -> assertThat(there).endsWith("/sign-in"));
        assertThat(cloud.done()).containsExactly("signed out 1001");
    }

    @Test
    void whoWantsToBeForgottenMustSaySo() {
        ana.post("/leave", Map.of("everything", "true"));

        assertThat(cloud.done()).containsExactly("forgot 1001");
    }

    @Test
    void whenTheCloudIsAwayItIsSaidAndThePersonStays() {
        cloud.isAway(true);
        var answer = ana.speaking("en").post("/leave", Map.of());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("role=\"alert\"").contains("still signed in");
        assertThat(ana.get("/settings").statusCode()).isEqualTo(200);
        assertThat(cloud.done()).isEmpty();
    }

    @Test
    void nobodyLeavesForSomebodyElse() {
        assertThat(new Visitor(port).post("/leave", Map.of()).statusCode()).isEqualTo(302);
        assertThat(cloud.done()).isEmpty();
    }
}
