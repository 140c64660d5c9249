package io.chimera.app.scene.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.chimera.app.scene.browser.Lab.ANA;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.app.scene.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Janus as a person uses it. */
class JanusPageIT {

    @RegisterExtension
    static final Lab LAB = Lab.shared();

    private static final String SECRET = "velvet anchor thursday gravel";

    /** What WCAG 2.2 AA asks for and a program can check. */
    private static final String CHECK = """
        async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
          .filter(one => one.impact === 'serious' || one.impact === 'critical')
          .map(one => one.id + ': ' + one.help + ' ' + one.nodes.map(node => node.target.join(' ')).join(' | '))\
        """;

    static List<Look> looks() {
        var english = Look.usual();
        var portuguese = english.in("pt-BR");
        return List.of(
                english, english.darkened(), portuguese, portuguese.darkened().onPhone());
    }

    private static void unlock(Person person) {
        person.goTo("/janus");
        if (person.page().locator("#lock").isVisible())
            person.page().locator("#lock").click();
        person.page().locator("input[name=profile][required]").fill("anna");
        person.page().locator("input[name=secret]").fill(SECRET);
        person.page().locator("input[name=domain]").fill("anna.example");
        person.page().locator("input[name=secret]").press("Enter");
        assertThat(person.page().locator("#words li")).hasCount(4);
    }

    @Test
    void unlockedItShowsASitesValuesCountsAndLocks() {
        var ana = LAB.signIn(ANA);
        var page = ana.page();
        unlock(ana);
        var words = page.locator("#words").innerText();
        page.locator("input[name=site]").fill("https://shop.example.com/sign-up");
        page.locator("#show").click();

        assertThat(page.locator("#there")).hasText("example.com");
        assertThat(page.locator("#why")).containsText("shop.example.com is below example.com");
        var user = page.locator("#user").innerText();
        assertThat(page.locator("#address")).containsText("@anna.example");
        assertThat(page.locator("#password")).isHidden();
        page.locator(".shown.grow > summary").click();
        assertThat(page.locator("#password")).isVisible();
        var password = page.locator("#password").innerText();
        assertThat(password).hasSize(22);
        assertThat(page.url()).doesNotContain("shop").doesNotContain(password);

        page.locator("button[name=step][value='1']").click();
        assertThat(page.locator("#counter")).hasText("2");
        assertThat(page.locator("#user")).not().hasText(user);
        page.locator("button[name=step][value='-1']").click();
        assertThat(page.locator("#counter")).hasText("1");
        assertThat(page.locator("#user")).hasText(user);
        page.locator("textarea[name=rules]").fill("maxlength: 6; required: digit");
        page.locator("#apply").click();
        assertThat(page.locator("#bits")).containsText("Only 20 bits");

        ana.goTo("/janus/find");
        page.locator("input[name=value]").fill(user);
        page.locator("main form[action='/janus/find'] button").click();
        assertThat(page.locator("#answer")).containsText("Your user name at example.com, counter 1");

        page.locator("#lock").click();
        assertThat(page.locator("input[name=secret]")).isVisible();
        unlock(ana);
        assertThat(page.locator("#words").innerText()).isEqualTo(words);
        page.locator("#lock").click();
        assertThat(page.locator("input[name=secret]")).isVisible();
    }

    @Test
    void aRememberedProfileTellsAMistypedSecretAndKeepsWhatASiteTook() {
        var ana = LAB.signIn(ANA);
        var page = ana.page();
        ana.expects("status of 409");
        unlock(ana);
        page.locator("#remember-now").click();
        assertThat(page.locator("#memory-card summary")).containsText("Forget anna");
        page.locator("input[name=site]").fill("https://bank.example.com/");
        page.locator("#show").click();
        var first = page.locator("#user").innerText();
        page.locator("button[name=step][value='1']").click();
        assertThat(page.locator("#counter")).hasText("2");
        page.locator("#keep-it").click();
        assertThat(page.locator("#kept")).containsText("on its card");
        assertThat(page.locator("#keep-it")).hasCount(0);

        page.locator("#lock").click();
        page.locator("input[name=profile][required]").fill("anna");
        page.locator("input[name=secret]").fill(SECRET + "s");
        page.locator("input[name=secret]").press("Enter");
        assertThat(page.locator("#problem")).containsText("not the secret this computer knows");
        assertThat(page.locator("input[name=other]")).isVisible();
        unlock(ana);
        ana.goTo("/janus/sites");
        assertThat(page.locator("#sites li")).hasCount(1);
        assertThat(page.locator("#sites")).containsText("counter 2");
        page.locator("#sites a").click();
        assertThat(page.locator("#site-name")).hasText("example.com");
        assertThat(page.url()).doesNotContain("example.com");
        page.locator("input[name=note]").fill("since 2019");
        page.locator("#save").click();
        assertThat(page.locator("input[name=note]")).hasValue("since 2019");

        ana.goTo("/janus/find");
        page.locator("input[name=value]").fill(first);
        page.locator("main form[action='/janus/find'] button").click();
        assertThat(page.locator("#answer")).containsText("Your user name at example.com, counter 1");
        ana.goTo("/janus");
        forget(ana);
        assertThat(page.locator("#remember-now")).isVisible();
        page.locator("#lock").click();
        assertThat(page.locator("input[name=secret]")).isVisible();
    }

    private static void forget(Person person) {
        var page = person.page();
        page.locator("details:has(form[action='/janus/forget']) > summary").click();
        page.locator("form[action='/janus/forget'] button").click();
    }

    @Test
    void theSheetOfAKitIsPrintedBlackOnWhiteOnOnePage() {
        var ana = LAB.signIn(ANA, Look.usual().darkened());
        var page = ana.page();
        ana.goTo("/janus");
        if (page.locator("#lock").isVisible()) page.locator("#lock").click();
        page.locator("form[action='/janus/kit'] button").click();
        assertThat(page.locator("#letters")).isVisible();
        page.emulateMedia(new com.microsoft.playwright.Page.EmulateMediaOptions()
                .setMedia(com.microsoft.playwright.options.Media.PRINT));
        page.screenshot(new com.microsoft.playwright.Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "screenshots", "print-janus-kit.png")));

        assertThat(page.locator(".rail")).isHidden();
        assertThat(page.locator("[data-print]")).isHidden();
        assertThat(page.locator("#letters")).hasCSS("color", "rgb(0, 0, 0)");
        assertThat(page.locator("body")).hasCSS("background-color", "rgb(255, 255, 255)");
        assertThat(page.locator(".qr")).isVisible();
        var height = (Number) page.evaluate("() => document.documentElement.scrollHeight");
        assertThat(height.doubleValue()).as("an A4 page has 1 123 of these").isLessThan(1_000);
    }

    @ParameterizedTest
    @MethodSource("looks")
    void everyPageIsWholeAndCanBeUsedByEverybody(Look look) throws IOException {
        var axe = Files.readString(Path.of(Tools.require("chimera.test.axe")));
        var ana = LAB.signIn(ANA, look);
        var page = ana.page();
        ana.expects("status of 409");
        ana.goTo("/janus");
        inspect(ana, "janus-locked", look, axe);
        page.locator("form[action='/janus/kit'] button").click();
        assertThat(page.locator("#letters")).isVisible();
        inspect(ana, "janus-kit", look, axe);
        unlock(ana);
        inspect(ana, "janus-open", look, axe);
        page.locator("input[name=site]").fill("https://shop.example.com/sign-up");
        page.locator("#show").click();
        for (var summary : page.locator(".shown > summary").all()) summary.click();
        inspect(ana, "janus-site", look, axe);
        page.locator("textarea[name=rules]").fill("minlength: many");
        page.locator("#apply").click();
        assertThat(page.locator("#problem")).isVisible();
        inspect(ana, "janus-problem", look, axe);
        ana.goTo("/janus/find");
        page.locator("input[name=value]").fill("nobody");
        page.locator("main form[action='/janus/find'] button").click();
        inspect(ana, "janus-find", look, axe);
        ana.goTo("/janus/museum");
        page.locator("main form[action='/janus/museum'] button").click();
        assertThat(page.locator("#old-user")).isVisible();
        inspect(ana, "janus-museum", look, axe);
        page.locator("#lock").click();
        assertThat(page.locator("input[name=secret]")).isVisible();
    }

    private static void inspect(Person person, String name, Look look, String axe) {
        person.page()
                .screenshot(new com.microsoft.playwright.Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of("target", "screenshots", look.name() + "-" + name + ".png")));
        var sideways = (Number) person.page().evaluate("() => document.documentElement.scrollWidth - innerWidth");
        assertThat(sideways.doubleValue())
                .as("how far %s can be pushed sideways", name)
                .isLessThanOrEqualTo(0);
        person.page().evaluate(axe);
        var violations = (List<?>) person.page().evaluate(CHECK);
        assertThat(violations.stream().map(Object::toString).collect(joining("\n")))
                .as("what keeps somebody from using %s, %s", name, look.name())
                .isEmpty();
    }
}
