package io.chimera.web.janus;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.event.Events;
import io.chimera.core.janus.Found.Value;
import io.chimera.core.janus.Pseudonyms;
import io.chimera.core.janus.SiteCards;
import io.chimera.core.janus.Traffic;
import io.chimera.core.janus.TrafficBook;
import io.chimera.core.janus.Wanted;
import io.chimera.core.testing.People;
import io.chimera.web.testing.Served;
import io.chimera.web.testing.Visitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is remembered, without script. */
@Served
class CardPagesTest {

    private static final String SECRET = "velvet anchor thursday gravel";

    @LocalServerPort
    private int port;

    @Autowired
    private Pseudonyms pseudonyms;

    @Autowired
    private SiteCards cards;

    @Autowired
    private Events events;

    @Autowired
    private TrafficBook traffic;

    private Visitor ana;

    @BeforeEach
    void locked() {
        pseudonyms.state(People.ANA).ifPresent(open -> traffic.forget(open.tag()));
        pseudonyms.lock(People.ANA);
        cards.remembered().forEach(cards::forget);
        ana = Visitor.signedIn(port, People.ANA);
    }

    @AfterEach
    void nothingIsLeft() {
        pseudonyms.state(People.ANA).ifPresent(open -> traffic.forget(open.tag()));
    }

    private HttpResponse<String> unlock(Map<String, String> more) {
        var fields = new HashMap<>(Map.of("profile", "anna", "secret", SECRET, "domain", "anna.example"));
        fields.putAll(more);
        return ana.post("/janus/unlock", fields);
    }

    @Test
    void nothingIsRememberedUnlessItIsWanted() {
        assertThat(ana.get("/janus").body())
                .contains("name=\"remember\"")
                .doesNotContain("checked=\"checked\"><span><span>Remember");
        unlock(Map.of());
        assertThat(cards.remembered()).isEmpty();
        assertThat(ana.get("/janus/sites").body()).contains("Nothing is remembered of this profile");
        ana.post("/janus/remember", Map.of());
        assertThat(cards.remembered()).containsExactly("anna");
        assertThat(ana.get("/janus/sites").body()).contains("None yet");
    }

    @Test
    void aMistypedSecretIsToldAndSomebodyElseIsLetIn() {
        unlock(Map.of("remember", "true"));
        ana.post("/janus/lock", Map.of());
        var mistyped = unlock(Map.of("secret", SECRET + "s"));

        assertThat(mistyped.statusCode()).isEqualTo(409);
        assertThat(mistyped.body())
                .contains("not the secret this computer knows", "name=\"other\"")
                .doesNotContain(SECRET);
        assertThat(unlock(Map.of("secret", SECRET + "s", "other", "true")).statusCode())
                .isEqualTo(302);
        assertThat(ana.speaking("pt-BR").get("/janus").body()).contains("Lembrar");
    }

    @Test
    void itIsForgottenByTwoClicksEvenWhileItIsLocked() {
        unlock(Map.of("remember", "true"));
        assertThat(ana.get("/janus").body()).contains("Yes, forget anna and its cards");
        ana.post("/janus/lock", Map.of());
        assertThat(ana.get("/janus").body()).contains("Remembered on this computer", "Forget anna");
        ana.post("/janus/forget", Map.of("profile", "anna"));
        assertThat(ana.get("/janus").body()).doesNotContain("Forget anna");
    }

    @Test
    void whatASiteTookIsKeptAndIsTheUsualFromThenOn() throws Exception {
        unlock(Map.of("remember", "true"));
        assertThat(ana.post("/janus/site", Map.of("site", "https://shop.example.com/x"))
                        .body())
                .contains("What is kept of this site")
                .doesNotContain("Keep these");
        var counted = ana.post(
                "/janus/site",
                Map.of("site", "example.com", "persona", "", "counter", "1", "step", "1", "rules", "maxlength: 16"));
        assertThat(counted.body()).contains("Keep these");
        ana.post("/janus/keep", Map.of("site", "example.com", "persona", "", "counter", "2", "rules", "maxlength: 16"));

        var second = pseudonyms.at(People.ANA, new Wanted("example.com", "", 2, "maxlength: 16"));
        assertThat(ana.post("/janus/site", Map.of("site", "www.example.com")).body())
                .contains(second.password())
                .doesNotContain("Keep these");
        assertThat(ana.post("/janus/keep", Map.of("site", "example.com", "persona", "", "counter", "0", "rules", ""))
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void sitesAreListedSoughtChangedAndRemovedAndNoneStandsInAnAddress() throws Exception {
        unlock(Map.of("remember", "true"));
        cards.note(People.ANA, "forum.example", "since 2019");
        var label = cards.note(People.ANA, "<b>.example", "").label();
        var list = ana.get("/janus/sites").body();
        assertThat(list)
                .contains("forum.example", "since 2019", "href=\"/janus/sites/" + label, "&lt;b&gt;.example")
                .doesNotContain("<b>.example");
        assertThat(ana.post("/janus/sites", Map.of("sought", "2019")).body())
                .contains("forum.example")
                .doesNotContain("&lt;b&gt;.example");

        var change = Map.of("persona", "work", "counter", "3", "rules", "", "note", "hello", "plainHttp", "true");
        ana.post("/janus/sites/" + label, change);
        var card = cards.get(People.ANA, label);
        assertThat(card.usual()).isEqualTo(new Wanted("<b>.example", "work", 3, ""));
        assertThat(card.note()).isEqualTo("hello");
        assertThat(card.plainHttp()).isTrue();
        assertThat(ana.get("/janus/sites/" + label).body()).contains("Before that", "value=\"hello\"");
        var unusable = new HashMap<>(change);
        unusable.put("rules", "minlength: many");
        assertThat(ana.post("/janus/sites/" + label, unusable).body()).contains("These rules cannot be used");
        ana.post("/janus/sites/" + label + "/remove", Map.of());
        assertThat(ana.get("/janus/sites/" + label).body()).contains("There is no such site here");
    }

    @Test
    void cardsAreTakenAlongAsAFileAndBroughtIn() throws Exception {
        unlock(Map.of("remember", "true"));
        cards.note(People.ANA, "forum.example", "since 2019");
        var file = ana.post("/janus/sites/export", Map.of());
        assertThat(file.headers().firstValue("Content-Disposition").orElse("")).contains("janus-sites.cards");
        cards.remove(People.ANA, cards.all(People.ANA).getFirst().label());

        assertThat(bring(file.body()).body()).contains("1 cards were in the file", "forum.example");
        assertThat(bring("nothing").body()).contains("This file cannot be taken in", "forum.example");
    }

    private HttpResponse<String> bring(String file) {
        return ana.post(
                "/janus/sites/import",
                "multipart/form-data; boundary=b",
                BodyPublishers.ofString(
                        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.cards\"\r\n\r\n" + file
                                + "\r\n--b--\r\n"));
    }

    @Test
    void whatTheProxyDidIsToldAndPlainHttpAllowedByOneClick() throws Exception {
        assertThat(ana.get("/janus/traffic").body()).contains("The lines need the profile");
        unlock(Map.of());
        assertThat(ana.get("/janus/traffic").body()).contains("Nothing has passed yet", "docs/janus/proxy.md");
        var tag = pseudonyms.state(People.ANA).orElseThrow().tag();
        var fields = List.of(new Traffic.Field(Traffic.Part.FORM, "<i>pass", Value.PASSWORD));
        events.publish(new Traffic.Refused(tag, Instant.now(), "www.plain.example", Traffic.Why.PLAIN_HTTP, fields));
        events.publish(new Traffic.Filled(tag, Instant.now(), "a.example", "a.example", fields));

        assertThat(ana.get("/janus/traffic").body())
                .contains("www.plain.example", "in clear", "Password: &lt;i&gt;pass · form", "Values for a.example")
                .contains("have this profile remembered")
                .doesNotContain("/janus/traffic/allow");
        assertThat(ana.post("/janus/traffic/allow", Map.of("host", "www.plain.example"))
                        .body())
                .contains("This computer does not remember this profile");
        ana.post("/janus/remember", Map.of());
        assertThat(ana.get("/janus/traffic").body()).contains("Allow plain HTTP for www.plain.example");
        var allowed = ana.post("/janus/traffic/allow", Map.of("host", "www.plain.example"));
        assertThat(allowed.headers().firstValue("Location").orElse("")).endsWith("/janus/traffic");
        assertThat(cards.of(People.ANA, "plain.example").orElseThrow().plainHttp())
                .isTrue();
        assertThat(ana.get("/janus/traffic").body())
                .contains("Forbid plain HTTP for www.plain.example")
                .doesNotContain("Allow plain HTTP for");
        ana.post("/janus/traffic/allow", Map.of("host", "www.plain.example", "allowed", "false"));
        assertThat(cards.of(People.ANA, "plain.example").orElseThrow().plainHttp())
                .isFalse();
    }

    @Test
    void aSiteIsLeftAloneWithOneClickOnTrafficOrOnItsCard() throws Exception {
        unlock(Map.of("remember", "true"));
        var tag = pseudonyms.state(People.ANA).orElseThrow().tag();
        var fields = List.of(new Traffic.Field(Traffic.Part.FORM, "text", Value.USER));
        events.publish(new Traffic.Filled(tag, Instant.now(), "tex.example", "tex.example", fields));
        assertThat(ana.get("/janus/traffic").body()).contains("Leave alone: tex.example");

        ana.post("/janus/traffic/leave", Map.of("host", "tex.example", "alone", "true"));
        var card = cards.of(People.ANA, "tex.example").orElseThrow();
        assertThat(card.leftAlone()).isTrue();
        assertThat(ana.get("/janus/traffic").body()).contains("Fill in again at tex.example");
        assertThat(ana.get("/janus/sites").body()).contains("left alone");
        var page = ana.get("/janus/sites/" + card.label()).body();
        assertThat(page).contains("name=\"wasLeftAlone\" value=\"true\"", "Leave this site alone");

        var form = Map.of("persona", "", "counter", "1", "rules", "", "note", "", "wasLeftAlone", "true");
        ana.post("/janus/sites/" + card.label(), form);
        assertThat(cards.get(People.ANA, card.label()).leftAlone()).isFalse();
    }

    @Test
    void plainHttpIsSwitchedInTheListOfSitesToo() throws Exception {
        unlock(Map.of("remember", "true"));
        var label = cards.note(People.ANA, "plain.example", "mine").label();
        assertThat(ana.get("/janus/sites").body()).contains("Allow plain HTTP for plain.example");
        var switched = ana.post("/janus/sites/" + label + "/plain", Map.of("allowed", "true", "list", "true"));
        assertThat(switched.headers().firstValue("Location").orElse("")).endsWith("/janus/sites");
        assertThat(cards.get(People.ANA, label).plainHttp()).isTrue();
        assertThat(ana.get("/janus/sites").body()).contains("Forbid plain HTTP for plain.example");
        ana.post("/janus/sites/" + label + "/plain", Map.of("allowed", "false"));
        assertThat(cards.get(People.ANA, label).plainHttp()).isFalse();
        assertThat(cards.get(People.ANA, label).note()).isEqualTo("mine");
    }

    @Test
    void aPageLeftOpenUndoesNothingThatWasChangedSince() throws Exception {
        unlock(Map.of("remember", "true"));
        cards.keep(People.ANA, new Wanted("forum.example", "", 2, "maxlength: 16;\nrequired: digit"));
        cards.note(People.ANA, "forum.example", "old");
        var label = cards.allowPlainHttp(People.ANA, "forum.example", true).label();
        var sent = Map.of(
                "wasPersona", "",
                "wasCounter", "2",
                "wasRules", "maxlength: 16;\r\nrequired: digit",
                "wasNote", "old",
                "wasPlainHttp", "true",
                "persona", "",
                "counter", "2",
                "rules", "maxlength: 16;\r\nrequired: digit",
                "plainHttp", "true");
        assertThat(ana.get("/janus/sites/" + label).body())
                .contains("name=\"wasPlainHttp\" value=\"true\"", "name=\"wasNote\" value=\"old\"");
        cards.allowPlainHttp(People.ANA, "forum.example", false);
        cards.keep(People.ANA, new Wanted("forum.example", "work", 5, ""));

        var form = new HashMap<>(sent);
        form.put("note", "new");
        ana.post("/janus/sites/" + label, form);
        var card = cards.get(People.ANA, label);
        assertThat(card.note()).isEqualTo("new");
        assertThat(card.plainHttp()).isFalse();
        assertThat(card.usual()).isEqualTo(new Wanted("forum.example", "work", 5, ""));
    }
}
