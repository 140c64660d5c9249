package io.chimera.app.scene.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.chimera.app.scene.browser.Lab.ANA;
import static io.chimera.app.scene.browser.Lab.BRUNO;
import static io.chimera.app.scene.browser.Lab.GROUP;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Looks, answers and people who are writing, from one person's page to the other's, by both routes. */
class TalkIT {

    @RegisterExtension
    static final Lab LAB = Lab.untouched();

    private Person ana;
    private Person bruno;

    @BeforeEach
    void twoWhoTalk() {
        LAB.rest(BRUNO).lan(true);
        LAB.awaitNear();
        ana = LAB.signIn(ANA);
        bruno = LAB.signIn(BRUNO);
        ana.open(BRUNO);
        bruno.open(ANA);
    }

    @Test
    void looksArriveByBothRoutes() {
        ana.write("direto, **com ênfase**");
        assertThat(bruno.message("direto, com ênfase").locator("strong")).hasText("com ênfase");
        assertThat(bruno.message("direto, com ênfase").locator(".why summary")).containsText("Direct");

        LAB.rest(BRUNO).lan(false);
        ana.write("em segredo, ||às escondidas||");
        assertThat(bruno.message("em segredo").locator("details.spoiler")).hasCount(1);
        assertThat(bruno.message("em segredo").locator(".why summary.cloud")).isVisible();
    }

    @Test
    void anAnswerShowsWhatItAnswersWhicheverWayTheTwoWent() {
        answer(bruno, "Vai à obra hoje?", "direto, ao que veio pela nuvem");
        assertThat(quote(ana, "direto, ao que veio pela nuvem")).containsText("Vai à obra hoje?");

        answer(ana, "direto, ao que veio pela nuvem", "direto, ao que veio direto");
        assertThat(quote(bruno, "direto, ao que veio direto")).containsText("direto, ao que veio pela nuvem");

        LAB.rest(BRUNO).lan(false);
        answer(ana, "Cheguei. O quadro é menor", "pela nuvem, ao que veio pela nuvem");
        assertThat(quote(bruno, "pela nuvem, ao que veio pela nuvem")).containsText("Cheguei. O quadro é menor");
    }

    private static void answer(Person person, String answered, String words) {
        var entry = person.message(answered).first();
        entry.hover();
        entry.locator("a.more").click();
        assertThat(person.page().locator("#answering .quote")).containsText(answered);
        person.write(words);
    }

    private static Locator quote(Person person, String words) {
        return person.message(words).last().locator(".quote");
    }

    @Test
    void whoeverWritesIsSeenToWriteUntilItHasCome() {
        ana.page().locator("#text").pressSequentially("estou");
        assertThat(bruno.page().locator("#head")).containsText("typing");
        ana.page().locator("#text").press("Enter");
        assertThat(bruno.message("estou")).isVisible();
        assertThat(bruno.page().locator("#head")).not().containsText("typing");

        LAB.rest(BRUNO).lan(false);
        await().until(() -> !LAB.rest(ANA).sees(BRUNO));
        ana.page().locator("#text").pressSequentially("pela nuvem");
        assertThat(bruno.page().locator("#head")).containsText("typing");
        ana.page().locator("#text").fill("");
        assertThat(bruno.page().locator("#head")).not().containsText("typing");
    }

    @Test
    void inAGroupItIsSaidWhoWrites() {
        ana.open(GROUP);
        bruno.open(GROUP);
        ana.page().locator("#text").pressSequentially("pessoal");
        assertThat(bruno.page().locator("#head")).containsText("Ana is typing");
        ana.page().locator("#text").fill("");
    }
}
