package io.chimera.web.janus;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.janus.HttpsSites.Reach;
import io.chimera.core.janus.ScriptedHttpsSites;
import io.chimera.core.testing.People;
import io.chimera.web.testing.Served;
import io.chimera.web.testing.Visitor;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The choice of sites, without script. */
@Served
class HttpsPagesTest {

    @LocalServerPort
    private int port;

    @Autowired
    private ScriptedHttpsSites https;

    private Visitor ana;

    @BeforeEach
    void asOnTheFirstDay() {
        https.forget();
        ana = Visitor.signedIn(port, People.ANA);
    }

    private String page() {
        return ana.get("/janus/https").body();
    }

    private Reach reach() {
        return https.state().sites().getFirst().reach();
    }

    @Test
    void aSiteIsChosenTheCertificateMadeAndGiven() {
        assertThat(ana.get("/janus").body()).contains("href=\"/janus/https\"");
        assertThat(page())
                .contains("None: all HTTPS goes through unseen", "There is none yet")
                .doesNotContain("id=\"given\"");
        assertThat(ana.get("/janus/https/certificate").statusCode()).isEqualTo(302);

        assertThat(ana.post("/janus/https/add", Map.of("site", "https://example.com/login"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(page())
                .contains("Your browsers are still to be given", "id=\"issue\"")
                .doesNotContain("id=\"given\"");
        ana.post("/janus/https/issue", Map.of());
        assertThat(page())
                .contains("id=\"given\"", "id=\"download\"", "Chimera Janus")
                .doesNotContain("id=\"issue\"");
        assertThat(reach()).isEqualTo(Reach.WAITS);

        var file = ana.get("/janus/https/certificate");
        assertThat(file.headers().firstValue("Content-Type")).contains("application/x-x509-ca-cert");
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .matches("inline; filename=\"chimera-janus-[0-9a-f]{8}\\.crt\"");
        assertThat(file.body()).startsWith("-----BEGIN CERTIFICATE-----");

        ana.post("/janus/https/given", Map.of());
        assertThat(reach()).isEqualTo(Reach.LOOKED_INTO);
        assertThat(page()).contains("Looked into").doesNotContain("id=\"given\"", "id=\"waiting\"");
    }

    @Test
    void sitesAreSwitchedRemovedAndWantedOnlyForNow() {
        ana.post("/janus/https/add", Map.of("site", "example.com"));
        ana.post("/janus/https/off", Map.of("site", "example.com"));
        assertThat(reach()).isEqualTo(Reach.OFF);
        ana.post("/janus/https/add", Map.of("site", "example.com", "now", "true"));
        assertThat(https.state().sites().getFirst().on()).isFalse();
        assertThat(page()).contains("only until Chimera ends", "Switch off: example.com");
        ana.post("/janus/https/on", Map.of("site", "example.com"));
        assertThat(https.state().sites().getFirst().on()).isTrue();

        ana.post("/janus/https/never", Map.of("host", "bank.example.com"));
        assertThat(page()).contains("Remove: bank.example.com");
        ana.post("/janus/https/remove", Map.of("site", "bank.example.com"));
        ana.post("/janus/https/remove", Map.of("site", "example.com"));
        assertThat(https.state().sites()).isEmpty();
        assertThat(https.state().never()).isEmpty();
    }

    @Test
    void whatIsRefusedIsToldAndKeptInTheField() {
        var refused = ana.post("/janus/https/add", Map.of("site", "www.example.com\"><script>"));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body())
                .contains("That is not the name of a site")
                .doesNotContain("<script>\"", "\"><script>");
        var part = ana.post("/janus/https/add", Map.of("site", "www.example.com"));
        assertThat(part.body()).contains("only a part of a site", "value=\"www.example.com\"", "Add example.com.");
        assertThat(ana.post("/janus/https/on", Map.of("site", "example.com")).body())
                .contains("not in the list");
        assertThat(ana.post("/janus/https/issue", Map.of()).statusCode()).isEqualTo(409);
        assertThat(ana.get("/janus/https/add").headers().firstValue("Location").orElseThrow())
                .endsWith("/janus/https");
    }

    @Test
    void everythingIsTurnedOff() {
        ana.post("/janus/https/add", Map.of("site", "example.com"));
        ana.post("/janus/https/issue", Map.of());
        ana.post("/janus/https/given", Map.of());
        ana.post("/janus/https/delete", Map.of());
        assertThat(reach()).isEqualTo(Reach.OFF);
        assertThat(page()).contains("There is none yet", "Switch on: example.com");
    }

    @Test
    void aKeyThatCannotBeUsedIsTold() {
        https.trouble("The file can be read by others. chmod 600.");
        assertThat(page()).contains("The key of the certificate cannot be used", "chmod 600");
    }

    @Test
    void whoIsNotSignedInOrComesFromAnotherSiteChangesNothing() {
        var stranger = new Visitor(port);
        assertThat(stranger.send(stranger.from("/janus/https").GET()).body()).doesNotContain("https-sites");
        var foreign = ana.send(ana.from("/janus/https/add")
                .header("Origin", "https://evil.example")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("site=example.com")));
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(https.state().sites()).isEmpty();
    }
}
