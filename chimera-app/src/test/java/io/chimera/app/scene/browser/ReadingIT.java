package io.chimera.app.scene.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.chimera.app.scene.browser.Lab.ANA;
import static io.chimera.app.scene.browser.Lab.BRUNO;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reading, writing and finding one's way, with the mouse, with the keyboard alone, and on a telephone. */
class ReadingIT {

    @RegisterExtension
    static final Lab LAB = Lab.shared();

    private static final long CLARA = 1003;
    private static final int MANY = 300;
    private static final int MOST_TABS = 80;
    private static final double NO_JUMP = 64; // a day's line may come above it

    @BeforeEach
    void near() {
        LAB.awaitNear();
    }

    @Test
    void scriptInAMessageOrInAFileNameIsShownAndNeverRun() {
        var ana = LAB.signIn(ANA);
        var bruno = LAB.signIn(BRUNO);
        var ran = new ArrayList<String>();
        for (var person : new Person[] {ana, bruno}) {
            person.page().onDialog(dialog -> {
                ran.add(dialog.message());
                dialog.dismiss();
            });
        }
        ana.open(BRUNO);
        bruno.open(ANA);

        ana.write("<script>alert(1)</script><img src=x onerror=alert(2)>");
        ana.page()
                .locator("#files")
                .setInputFiles(new FilePayload("<img src=x onerror=alert(3)>.txt", "text/plain", "x".getBytes(UTF_8)));

        assertThat(bruno.message("<script>alert(1)</script><img src=x onerror=alert(2)>"))
                .isVisible();
        assertThat(bruno.message("onerror=alert(3)")).isVisible();
        assertThat(ana.message("onerror=alert(3)")).isVisible();
        for (var person : new Person[] {ana, bruno}) {
            assertThat(person.page().locator("img[src=x]")).hasCount(0);
            assertThat(person.page().locator("script:not([src])")).hasCount(0);
        }
        assertThat(ran).isEmpty();
    }

    @Test
    void scrollingUpLoadsOlderMessagesAndTheViewStaysWhereItIs() {
        for (int i = 1; i <= MANY; i++) LAB.rest(ANA).send(CLARA, "Linha " + i).ok();
        var ana = LAB.signIn(ANA);
        ana.open(CLARA);
        assertThat(ana.message("Linha " + MANY)).isVisible();

        int shown = ana.page().locator(".entry").count();
        assertThat(shown).isLessThanOrEqualTo(60);
        while (ana.page().locator("#older").count() > 0) {
            var first = ana.page().locator(".entry").first().getAttribute("id");
            ana.page().locator(".log").evaluate("log => { log.scrollTop = 1 - (log.scrollHeight - log.clientHeight) }");
            double before = top(ana.page(), first);
            ana.page().locator(".log").evaluate("log => { log.scrollTop -= 1 }");
            ana.page()
                    .waitForCondition(() -> ana.page().locator("#older").count() == 0
                            || !ana.page()
                                    .locator(".entry")
                                    .first()
                                    .getAttribute("id")
                                    .equals(first));
            assertThat(top(ana.page(), first)).as("the place of what was read").isCloseTo(before, within(NO_JUMP));
        }

        assertThat(ana.page().locator("#begins")).isVisible();
        assertThat(ana.page().locator(".entry", new Page.LocatorOptions().setHasText("Linha ")))
                .hasCount(MANY);
        assertThat(ana.message("Linha 1\n").or(ana.message("Linha 1")).first()).isAttached();
    }

    private static double top(Page page, String id) {
        return ((Number) page.evaluate("id => document.getElementById(id).getBoundingClientRect().top", id))
                .doubleValue();
    }

    @Test
    void everythingCanBeDoneWithTheKeyboardAlone() {
        var ana = LAB.arrive(Look.usual());
        var keys = ana.page().keyboard();
        ana.goTo("/");
        tabTo(ana, "input[name=account]");
        keys.press("Enter");
        assertThat(ana.page().locator("nav.rail")).isVisible();

        tabTo(ana, "#found .row");
        keys.press("Home");
        while (!focused(ana, "[href='/c/" + BRUNO + "']")) keys.press("ArrowDown");
        keys.press("Enter");
        assertThat(ana.page()).hasURL(LAB.node().address() + "/c/" + BRUNO);
        Person.awaitLive(ana.page());
        tabTo(ana, "#text");
        keys.type("Só com o teclado");
        keys.press("Enter");
        assertThat(ana.message("Só com o teclado")).isVisible();
        assertThat(ana.page().locator("#text")).hasValue("");

        while (!focused(ana, ".entry:last-of-type summary")) keys.press("Shift+Tab");
        keys.press("Enter");
        var badge = ana.message("Só com o teclado").locator(".pop");
        assertThat(badge).isVisible();
        keys.press("Escape");
        assertThat(badge).isHidden();

        keys.press("?");
        assertThat(ana.page().locator("#keys")).isVisible();
        keys.press("Escape");
        assertThat(ana.page().locator("#keys")).isHidden();
        keys.press("Control+k");
        assertThat(ana.page().locator("#search")).isFocused();
    }

    private static void tabTo(Person person, String selector) {
        for (int i = 0; i < MOST_TABS && !focused(person, selector); i++)
            person.page().keyboard().press("Tab");
        assertThat(focused(person, selector))
                .as("the tab key leads to " + selector)
                .isTrue();
    }

    private static boolean focused(Person person, String selector) {
        return (boolean) person.page().evaluate("one => document.activeElement.matches(one)", selector);
    }

    @Test
    void onAPhoneOnePaneFollowsTheOther() {
        var ana = LAB.signIn(ANA, Look.usual().onPhone());
        assertThat(ana.page().locator(".list")).isVisible();
        assertThat(ana.page().locator("#text")).hasCount(0);

        ana.page().locator("#found .row[href='/c/" + BRUNO + "']").click();
        assertThat(ana.page().locator("#text")).isVisible();
        assertThat(ana.page().locator(".list")).isHidden();
        assertThat(sideways(ana.page())).isLessThanOrEqualTo(0);

        ana.page().locator("header .ib.narrow").click();
        assertThat(ana.page().locator(".list")).isVisible();
        assertThat(sideways(ana.page())).isLessThanOrEqualTo(0);
    }

    /** How far a page can be pushed sideways. */
    private static double sideways(Page page) {
        return ((Number) page.evaluate("() => document.documentElement.scrollWidth - innerWidth")).doubleValue();
    }

    @Test
    void aDialogBeginsWithATelephoneNumber() {
        var bruno = LAB.signIn(BRUNO);
        bruno.expects("status of 422");

        bruno.goTo("/new");
        ask(bruno, "12");
        assertThat(bruno.page().locator("[role=alert]")).containsText("not an international telephone number");
        ask(bruno, "+55 21 90000 0000");
        assertThat(bruno.page().locator("[role=alert]")).containsText("Nobody who can be written to");
        ask(bruno, "+55 21 99000 1002");
        assertThat(bruno.page().locator("[role=alert]")).containsText("your own number");
        ask(bruno, "+55 (21) 99000-1007");
        assertThat(bruno.page()).hasURL(LAB.node().address() + "/c/1007");
        assertThat(bruno.page().locator("#head")).containsText("Fábio Guimarães");
    }

    private static void ask(Person person, String number) {
        person.page().locator("input[name=phone]").fill(number);
        person.page().locator("input[name=phone]").press("Enter");
    }
}
