package io.chimera.web.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.delivery.ScriptedSponsor;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.sponsor.SponsoredMessage;
import io.chimera.core.sponsor.SponsoredMessages;
import io.chimera.core.testing.People;
import io.chimera.web.testing.House;
import io.chimera.web.testing.Served;
import io.chimera.web.testing.Visitor;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A channel somebody else writes in, and what is sponsored there. */
@Served
class ChannelPageTest {

    private static final DialogId NEWS = new DialogId(-1_000_000_004_711L);
    private static final String PAGE = "/c/" + NEWS;

    @LocalServerPort
    private int port;

    @Autowired
    private House house;

    private Visitor visitor;

    @BeforeEach
    void aChannel() {
        house.of(People.ANA).arrivals().found(new Dialog.Channel(NEWS, "Notícias & mais"));
        visitor = Visitor.signedIn(port, People.ANA);
    }

    @AfterEach
    void nobodyPays() {
        house.cloudOf(People.ANA).sponsors(SponsoredMessages.none());
        house.of(People.ANA).arrivals().vanished(NEWS);
    }

    private ScriptedSponsor sponsor(String link) {
        var sponsor = new ScriptedSponsor(
                NEWS, new SponsoredMessage(7, false, "<b>Shoes</b>", "Buy & run", "Look", link, "Ana pays", true));
        house.cloudOf(People.ANA).sponsors(sponsor);
        return sponsor;
    }

    @Test
    void whereOnlySomebodyElseWritesThereIsNoComposer() {
        assertThat(visitor.get(PAGE).body()).contains("Notícias &amp; mais").doesNotContain("<textarea");
    }

    @Test
    void whatIsSponsoredIsMarkedAndItsWordsAreText() {
        sponsor("https://example.org/shoes");

        assertThat(visitor.get(PAGE + "/sponsored").body())
                .contains("&lt;b&gt;Shoes&lt;/b&gt;", "Buy &amp; run", "Ana pays", PAGE + "/sponsored/7/link")
                .doesNotContain("<b>Shoes", "https://example.org");
    }

    @Test
    void whereNobodyPaysNothingIsShown() {
        assertThat(visitor.get(PAGE + "/sponsored").body()).doesNotContain("data-seen");
    }

    @Test
    void followingTheLinkIsToldFirstAndLeadsToTheWebOnly() {
        var sponsor = sponsor("https://example.org/shoes");
        var answer = visitor.get(PAGE + "/sponsored/7/link");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).contains("https://example.org/shoes");
        assertThat(sponsor.timesClicked()).isEqualTo(1);

        assertThat(visitor.get(PAGE + "/sponsored/8/link").statusCode()).isEqualTo(404);
        var odd = sponsor("javascript:alert(1)");
        assertThat(visitor.get(PAGE + "/sponsored/7/link").statusCode()).isEqualTo(404);
        assertThat(odd.timesClicked()).isZero();
    }

    @Test
    void aComplaintIsAskedForItsReason() {
        var sponsor = sponsor("https://example.org/shoes");

        assertThat(visitor.post(PAGE + "/sponsored/7/report", Map.of()).body()).contains("Why?", "It is boring");
        assertThat(sponsor.timesReported()).isZero();
        visitor.post(PAGE + "/sponsored/7/report", Map.of("option", "boring"));
        assertThat(sponsor.timesReported()).isEqualTo(1);
    }
}
