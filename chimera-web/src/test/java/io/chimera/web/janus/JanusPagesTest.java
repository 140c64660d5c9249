package io.chimera.web.janus;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.janus.Pseudonyms;
import io.chimera.core.janus.ScriptedPseudonyms;
import io.chimera.core.janus.SiteCards;
import io.chimera.core.janus.Wanted;
import io.chimera.core.testing.People;
import io.chimera.web.testing.Served;
import io.chimera.web.testing.Visitor;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Everything without script, as plain forms. */
@Served
class JanusPagesTest {

    private static final String SECRET = "velvet anchor thursday gravel";

    @LocalServerPort
    private int port;

    @Autowired
    private Pseudonyms pseudonyms;

    @Autowired
    private SiteCards cards;

    private Visitor ana;

    @BeforeEach
    void locked() {
        pseudonyms.lock(People.ANA);
        cards.remembered().forEach(cards::forget);
        ana = Visitor.signedIn(port, People.ANA);
    }

    private HttpResponse<String> unlock(Map<String, String> more) {
        var fields = new HashMap<>(Map.of("profile", "anna", "secret", SECRET, "domain", "anna.example"));
        fields.putAll(more);
        return ana.post("/janus/unlock", fields);
    }

    @Test
    void itIsInTheRailAndItsFieldsAreWhatBrowsersTakeThemFor() {
        var page = ana.get("/janus").body();

        assertThat(ana.get("/").body()).contains("href=\"/janus\"");
        assertThat(page)
                .contains("autocomplete=\"current-password\"", "autocomplete=\"username\"", "Unlock a profile")
                .doesNotContain("id=\"lock\"");
        assertThat(ana.speaking("pt-BR").get("/janus").body()).contains("Abrir um perfil");
    }

    @Test
    void anUnlockedProfileShowsItsWordsInTheReadersLanguage() {
        assertThat(unlock(Map.of()).headers().firstValue("Location").orElse("")).endsWith("/janus");

        var english = ana.get("/janus").body();
        var portuguese = ana.speaking("pt-BR").get("/janus").body();
        assertThat(english)
                .contains("anna, open", "janus1:std:anna", "Check words")
                .doesNotContain(SECRET);
        var words = english.substring(english.indexOf("id=\"words\""), english.indexOf("</ul>"));
        assertThat(words.split("<li>")).hasSize(5);
        assertThat(portuguese).contains("Palavras de conferência").doesNotContain(words);
    }

    @Test
    void aWeakSecretIsRefusedUntilItsOwnerInsists() {
        var refused = unlock(Map.of("secret", "short", "strong", "true"));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body())
                .contains("This secret could be guessed", "name=\"anyway\"", "value=\"anna\"", "value=\"anna.example\"")
                .doesNotContain("short");
        assertThat(unlock(Map.of("secret", "short", "anyway", "true")).statusCode())
                .isEqualTo(302);
    }

    @Test
    void aKitIsShownOnceAndGoesIntoTheForm() {
        var sheet = ana.post("/janus/kit", Map.of());
        assertThat(sheet.body()).contains(ScriptedPseudonyms.KIT, "class=\"qr\"", "data-print");
        assertThat(sheet.headers().firstValue("Cache-Control")).contains("no-store");

        var form = ana.post("/janus/begin", Map.of("kit", ScriptedPseudonyms.KIT));
        assertThat(form.body()).contains("value=\"" + ScriptedPseudonyms.KIT + "\"", "name=\"secret\"");
        assertThat(unlock(Map.of("kit", "wrong")).body()).contains("That is no kit");
        unlock(Map.of("kit", ScriptedPseudonyms.KIT, "secret", "short"));
        assertThat(ana.get("/janus").body()).contains("Given");
        assertThat(ana.get("/janus/kit").statusCode()).as("a reload").isEqualTo(302);
    }

    @Test
    void aSiteHasANameAPasswordAndAnAddressAndTheReasonIsTold() throws Exception {
        unlock(Map.of());
        var answer = ana.post("/janus/site", Map.of("site", "https://shop.example.com/sign-up"));
        var there = pseudonyms.at(People.ANA, Wanted.at("example.com"));

        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.body())
                .contains(there.user(), there.password(), there.address(), "131 bits")
                .contains("shop.example.com is below example.com")
                .contains("<details class=\"shown grow\">", "data-copy=\"" + there.password() + "\"")
                .doesNotContain("alert-text");
    }

    @Test
    void theCounterGoesUpAndDownAndNeverBelowOne() throws Exception {
        unlock(Map.of());
        var second = pseudonyms.at(People.ANA, new Wanted("example.com", "", 2, ""));
        var first = pseudonyms.at(People.ANA, Wanted.at("example.com"));

        assertThat(ana.post("/janus/site", Map.of("site", "example.com", "counter", "1", "step", "1"))
                        .body())
                .contains(second.user());
        assertThat(ana.post("/janus/site", Map.of("site", "example.com", "counter", "1", "step", "-1"))
                        .body())
                .contains(first.user());
        assertThat(ana.get("/janus").body()).contains("Since it was unlocked", "counter 1");
    }

    @Test
    void whatIsWrongWithRulesStandsBesideThemAndFewBitsAreRed() {
        unlock(Map.of());
        var wrong = ana.post("/janus/site", Map.of("site", "example.com", "rules", "minlength: many"));
        assertThat(wrong.statusCode()).isEqualTo(409);
        assertThat(wrong.body()).contains("These rules cannot be used", "many» is no number", "minlength: many");

        var weak = ana.post("/janus/site", Map.of("site", "example.com", "rules", "maxlength: 4"));
        assertThat(weak.body()).contains("alert-text", "Only 24 bits");
    }

    @Test
    void whereNoSiteIsTheSentenceSaysSo() {
        unlock(Map.of());
        assertThat(ana.post("/janus/site", Map.of("site", "no site")).body())
                .contains("There is no site in that", "value=\"no site\"");
    }

    @Test
    void aValueIsLookedUp() throws Exception {
        assertThat(ana.get("/janus/find").body()).contains("A look-up needs the profile");
        unlock(Map.of());
        var there = pseudonyms.at(People.ANA, new Wanted("shop.example.com", "", 3, ""));

        assertThat(ana.post("/janus/find", Map.of("value", there.password())).body())
                .contains("Your password at example.com, counter 3");
        assertThat(ana.post("/janus/find", Map.of("value", "x", "sites", "a.example\nb.example"))
                        .body())
                .contains("Not yours", "a.example\nb.example");
    }

    @Test
    void whoeverIsLockedMeanwhileIsAskedToUnlock() {
        var answer = ana.post("/janus/site", Map.of("site", "example.com"));
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("No profile is open", "name=\"secret\"");
        assertThat(ana.post("/janus/find", Map.of("value", "x")).body()).contains("name=\"secret\"");
    }

    @Test
    void lockingAndSigningOutBothLock() {
        unlock(Map.of());
        ana.post("/janus/lock", Map.of());
        assertThat(pseudonyms.state(People.ANA)).isEmpty();

        unlock(Map.of());
        assertThat(pseudonyms.state(People.ANA)).isPresent();
        ana.post("/sign-out", Map.of());
        assertThat(pseudonyms.state(People.ANA)).isEmpty();
    }

    @Test
    void theMuseumShowsBothAndExplainsThem() {
        assertThat(ana.get("/janus/museum").body())
                .contains("The algorithm of 2001")
                .doesNotContain("id=\"old-user\"");
        var both = ana.post("/janus/museum", Map.of("name", "anna", "password", "horse", "site", "shop.example.com"));
        assertThat(both.body()).contains("ponmlkji", "2³²", "80 characters before the at sign", "131 bits");
        assertThat(ana.post("/janus/museum", Map.of("name", "anna", "password", "horse", "site", " "))
                        .body())
                .contains("There is no site in that", "value=\"horse\"");
    }

    @Test
    void nobodyGetsInWithoutBeingSignedIn() {
        var stranger = new Visitor(port);
        assertThat(stranger.get("/janus").headers().firstValue("Location").orElse(""))
                .endsWith("/sign-in");
        assertThat(stranger.post("/janus/site", Map.of("site", "example.com")).body())
                .doesNotContain("example.com");
    }
}
