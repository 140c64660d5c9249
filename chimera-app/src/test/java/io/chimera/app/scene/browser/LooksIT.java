package io.chimera.app.scene.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.chimera.app.scene.browser.Lab.ANA;
import static io.chimera.app.scene.browser.Lab.BRUNO;
import static io.chimera.app.scene.browser.Lab.CHANNEL;
import static io.chimera.app.scene.browser.Lab.CHIMERA;
import static io.chimera.app.scene.browser.Lab.GROUP;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.chimera.app.scene.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How every page looks: a picture of each is kept, none can be pushed sideways, and everybody can use them. */
class LooksIT {

    @RegisterExtension
    static final Lab LAB = Lab.shared();

    private static final Map<String, String> PAGES = pages();

    /** What WCAG 2.2 AA asks for and a program can check. */
    private static final String CHECK = """
        async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
          .filter(one => one.impact === 'serious' || one.impact === 'critical')
          .map(one => one.id + ': ' + one.help + ' ' + one.nodes.map(node => node.target.join(' ')
            + ' (' + (node.any[0]?.message ?? '') + ')').join(' | '))\
        """;

    private static Map<String, String> pages() {
        var all = new LinkedHashMap<String, String>();
        all.put("list", "/");
        all.put("conversation", "/c/" + BRUNO);
        all.put("service", "/c/" + CHIMERA);
        all.put("group", "/c/" + GROUP);
        all.put("channel", "/c/" + CHANNEL);
        all.put("search", "/?q=planta");
        all.put("new", "/new");
        all.put("neighbours", "/neighbours");
        all.put("transfers", "/transfers");
        all.put("certificate", "/certificate");
        all.put("settings", "/settings");
        return all;
    }

    static List<Look> looks() {
        var english = Look.usual();
        var portuguese = english.in("pt-BR");
        return List.of(
                english, english.darkened(), portuguese, portuguese.darkened().onPhone());
    }

    @ParameterizedTest
    @MethodSource("looks")
    void everyPageIsWholeAndCanBeUsedByEverybody(Look look) throws IOException {
        var axe = Files.readString(Path.of(Tools.require("chimera.test.axe")));
        LAB.awaitNear();
        var ana = LAB.arrive(look);
        ana.goTo("/");
        inspect(ana, "sign-in", look, axe);
        ana.signIn(ANA);
        for (var page : PAGES.entrySet()) {
            ana.goTo(page.getValue());
            if (page.getKey().equals("channel"))
                assertThat(ana.page().locator("#sponsored .acts").first()).isVisible();
            inspect(ana, page.getKey(), look, axe);
        }
        ana.expects("status of 404");
        ana.goTo("/nothing-here");
        inspect(ana, "error", look, axe);
    }

    private static void inspect(Person person, String name, Look look, String axe) {
        var page = person.page();
        person.picture(look.name() + "-" + name);
        assertThat(sideways(page)).as("how far %s can be pushed sideways", name).isLessThanOrEqualTo(0);
        page.evaluate(axe);
        var violations = (List<?>) page.evaluate(CHECK);
        assertThat(violations.stream().map(Object::toString).collect(joining("\n")))
                .as("what keeps somebody from using %s, %s", name, look.name())
                .isEmpty();
    }

    private static double sideways(Page page) {
        return ((Number) page.evaluate("() => document.documentElement.scrollWidth - innerWidth")).doubleValue();
    }

    @Test
    void theBadgeOfAMessageIsWhole() {
        LAB.awaitNear();
        for (var look :
                List.of(Look.usual().in("pt-BR"), Look.usual().darkened().onPhone())) {
            var ana = LAB.signIn(ANA, look);
            ana.open(BRUNO);
            var words = "Confirmado para as nove, " + look.name();
            ana.write(words);
            var badge = ana.message(words).locator(".why");
            badge.locator("summary").click();
            assertThat(badge.locator(".pop")).isVisible();
            var box = badge.locator(".pop").boundingBox();
            ana.picture(look.name() + "-badge");

            assertThat(box.x).isNotNegative();
            assertThat(box.y).isNotNegative();
            assertThat(box.x + box.width).isLessThanOrEqualTo(look.width());
            assertThat(box.y + box.height).isLessThanOrEqualTo(look.height());
        }
    }
}
