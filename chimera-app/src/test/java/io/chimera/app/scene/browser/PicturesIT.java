package io.chimera.app.scene.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.chimera.app.scene.browser.Lab.ANA;
import static io.chimera.app.scene.browser.Lab.BRUNO;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/**
 * The pictures of the README, taken from the program as it is. They are kept in {@code target/screenshots/readme}; with
 * {@code -Dchimera.test.screenshots=docs} they take the place of those in {@code docs/images}:
 *
 * <pre>{@code
 * mvn verify -pl chimera-app -am -Dit.test=PicturesIT -Dchimera.test.screenshots=docs $(.ci/tools)
 * }</pre>
 */
class PicturesIT {

    @RegisterExtension
    static final Lab LAB = Lab.untouched();

    private static final long LARGEST = 200_000;
    private static final Path FOLDER =
            System.getProperty("chimera.test.screenshots", "").equals("docs")
                    ? Path.of("..", "docs", "images")
                    : Path.of("target", "screenshots", "readme");

    @BeforeAll
    static void anAfternoonAtTheBuildingSite() throws IOException {
        LAB.awaitNear();
        var list = Files.writeString(
                LAB.folder().resolve("Lista de materiais rev C.pdf"), "%PDF-1.7\n" + "x".repeat(84_000), UTF_8);
        say(BRUNO, ANA, "Já estou na obra, e agora pela rede daqui. O sinal do celular sumiu de vez.");
        say(ANA, BRUNO, "Estou no escritório do térreo. Manda que chega.");
        LAB.rest(BRUNO).sendFile(ANA, list, "Lista de materiais rev C.pdf").ok();
        await().until(() -> newest(ANA, BRUNO).has("file"));
        say(BRUNO, ANA, "A lista com os disjuntores que faltavam.");
        say(ANA, BRUNO, "Recebi. Peço hoje e chega na quinta.");
        say(ANA, BRUNO, "Sobe aqui depois, tem café.");
    }

    /** The next one speaks when this one was heard. */
    private static void say(long from, long to, String words) {
        LAB.rest(from).send(to, words).ok();
        await().until(() -> newest(to, from).path("text").asString("").equals(words));
    }

    private static JsonNode newest(long account, long dialog) {
        return LAB.rest(account).messages(dialog, 1).getFirst();
    }

    @Test
    void aConversationByDay() throws IOException {
        conversation(Look.usual().in("pt-BR"));
    }

    @Test
    void aConversationByNightAndWhyAMessageWentItsWay() throws IOException {
        conversation(Look.usual().in("pt-BR").darkened());
    }

    private static void conversation(Look look) throws IOException {
        var ana = LAB.signIn(ANA, look);
        ana.open(BRUNO);
        var newest = ana.message("tem café");
        assertThat(newest).isVisible();
        if (look.dark()) newest.locator(".why summary").click();
        keep(ana, look.dark() ? "conversation-dark" : "conversation-light");
    }

    @Test
    void theNeighbours() throws IOException {
        page("neighbours-light", "/neighbours", Look.usual());
    }

    @Test
    void theCertificate() throws IOException {
        page("certificate-light", "/certificate", Look.usual());
    }

    @Test
    void aPhone() throws IOException {
        page("phone-light", "/c/" + BRUNO, Look.usual().in("pt-BR").onPhone());
    }

    private static void page(String name, String path, Look look) throws IOException {
        var ana = LAB.signIn(ANA, look);
        ana.goTo(path);
        assertThat(ana.page().locator("main")).isVisible();
        keep(ana, name);
    }

    private static void keep(Person person, String name) throws IOException {
        var file = FOLDER.resolve(name + ".png");
        person.page().evaluate("() => document.fonts.ready.then(() => true)");
        person.page()
                .screenshot(new Page.ScreenshotOptions().setPath(file).setAnimations(ScreenshotAnimations.DISABLED));
        assertThat(Files.size(file)).as(file.toString()).isBetween(1L, LARGEST);
    }
}
