package io.chimera.app.scene.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.chimera.app.scene.browser.Lab.ANA;
import static io.chimera.app.scene.browser.Lab.BRUNO;
import static io.chimera.app.scene.browser.Lab.CHANNEL;
import static io.chimera.app.scene.browser.Lab.ELISA;
import static io.chimera.app.scene.browser.Lab.GROUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.options.RequestOptions;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Groups and channels, as Ana and Bruno have them on their pages. */
class GroupsIT {

    @RegisterExtension
    static final Lab LAB = Lab.untouched();

    @Test
    void inAGroupEverybodyHasTheirNameAndWordsArriveAtOnce() {
        var ana = LAB.signIn(ANA);
        var bruno = LAB.signIn(BRUNO);
        ana.open(GROUP);
        bruno.open(GROUP);
        bruno.write("Cheguei na obra!");

        var arrived = ana.message("Cheguei na obra!");
        assertThat(arrived.locator(".who")).hasText("Bruno Tavares");
        assertThat(bruno.message("O contrato da obra").locator(".who")).hasText("Fábio Guimarães");
        var sent = bruno.message("Cheguei na obra!");
        assertThat(sent.locator(".why summary.cloud")).isVisible();
        sent.locator(".why summary").click();
        assertThat(sent.locator(".about")).containsText("several people");
        assertThat(sent.locator(".tick[data-s=read]")).isVisible();
    }

    @Test
    void whatIsChangedInAGroupChangesForAll() {
        var ana = LAB.signIn(ANA);
        var bruno = LAB.signIn(BRUNO);
        ana.open(GROUP);
        bruno.open(GROUP);
        bruno.write("Vou as 9");
        assertThat(ana.message("Vou as 9")).isVisible();
        var sent = bruno.message("Vou as 9");
        assertThat(sent.locator(".why summary.cloud")).isVisible();
        sent.locator(".why summary").click();
        sent.locator("a[href*=edit]").click();
        assertThat(bruno.page().locator("#stop-editing")).isVisible();
        bruno.write("Vou às 9 h em ponto");

        assertThat(ana.message("Vou às 9 h em ponto")).isVisible();
    }

    @Test
    void aFileGoesIntoAGroup() throws IOException {
        var ana = LAB.signIn(ANA);
        var bruno = LAB.signIn(BRUNO);
        ana.open(GROUP);
        bruno.open(GROUP);
        bruno.attach(Files.writeString(LAB.folder().resolve("chaves.txt"), "304, 305"));

        assertThat(ana.message("chaves.txt")).isVisible();
    }

    @Test
    void aChannelIsReadOnly() {
        var ana = LAB.signIn(ANA);
        ana.open(CHANNEL);

        assertThat(ana.message("Bem-vindos ao boletim")).isVisible();
        assertThat(ana.page().locator("#composer")).containsText("Only its owner writes here");
        assertThat(ana.page().locator("#text")).hasCount(0);
        assertThat(ana.page().locator("#head .route")).containsText("Channel");
        assertThat(ana.page().locator(".entry .who")).hasCount(0);
        assertThat(LAB.rest(ANA).send(CHANNEL, "posso?").status()).isEqualTo(409);
    }

    @Test
    void aSponsoredMessageStandsBelowTheLastAndIsToldOfWhatBecomesOfIt() {
        int before = LAB.table().sponsored(ANA, CHANNEL, "seen");
        var ana = LAB.signIn(ANA);
        ana.open(CHANNEL);
        var shown = ana.page().locator("#sponsored");
        assertThat(shown).containsText("Sponsored");
        assertThat(shown).containsText("Pão de queijo");
        await().until(() -> LAB.table().sponsored(ANA, CHANNEL, "seen") == before + 1);

        assertThat(shown.locator("a.btn")).hasAttribute("target", "_blank");
        var link = ana.page()
                .request()
                .get(
                        shown.locator("a.btn").evaluate("link => link.href").toString(),
                        RequestOptions.create().setMaxRedirects(0));
        assertThat(link.headers().get("location")).isEqualTo("https://cafe.example/cardapio");
        await().until(() -> LAB.table().sponsored(ANA, CHANNEL, "clicked") == 1);

        shown.locator("form[action$=report] button").click();
        shown.getByText("It is boring").click();
        assertThat(shown).containsText("it was reported");
        assertThat(LAB.table().sponsored(ANA, CHANNEL, "reported")).isEqualTo(1);
        assertThat(LAB.rest(ANA).messages(CHANNEL, 10).toString()).doesNotContain("Pão de queijo");
    }

    @Test
    void whoIsTakenOutSeesThatTheChannelIsGone() {
        var bruno = LAB.signIn(BRUNO);
        bruno.open(CHANNEL);
        assertThat(bruno.message("Bem-vindos ao boletim")).isVisible();
        LAB.table().removes(ELISA, CHANNEL, BRUNO);

        assertThat(bruno.page().locator("main")).containsText("This chat is no more");
        assertThat(bruno.page().locator("#d-" + CHANNEL)).hasCount(0);
        LAB.table().takesIn(ELISA, CHANNEL, BRUNO);
        assertThat(bruno.page().locator("#d-" + CHANNEL)).hasCount(1);
        await().until(() -> LAB.rest(BRUNO).messages(CHANNEL, 10).isEmpty());
    }
}
