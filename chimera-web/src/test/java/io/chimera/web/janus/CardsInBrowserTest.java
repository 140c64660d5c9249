package io.chimera.web.janus;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.chimera.core.event.Events;
import io.chimera.core.janus.Found.Value;
import io.chimera.core.janus.ProfileTag;
import io.chimera.core.janus.Pseudonyms;
import io.chimera.core.janus.SiteCards;
import io.chimera.core.janus.Traffic;
import io.chimera.core.janus.TrafficBook;
import io.chimera.core.janus.Wanted;
import io.chimera.core.testing.People;
import io.chimera.web.testing.Photographer;
import io.chimera.web.testing.Served;
import io.chimera.web.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is remembered and what the proxy did, as somebody at a browser sees it. */
@Served
class CardsInBrowserTest {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final double PATIENCE = 15_000;
    private static final String SECRET = "velvet anchor thursday gravel";

    /** What WCAG 2.2 AA asks for and a program can check. */
    private static final String CHECK = """
            async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
              .filter(one => one.impact === 'serious' || one.impact === 'critical')
              .map(one => one.id + ': ' + one.help + ' ' + one.nodes.map(node => node.target.join(' ')).join(' | '))\
            """;

    private static Playwright playwright;
    private static Browser browser;

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

    @Autowired
    private Clock clock;

    private final List<String> complaints = new ArrayList<>();
    private @Nullable ProfileTag tag;
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void aBrowser() {
        Tools.require("chimera.test.chromium");
        Tools.require("chimera.test.node");
        playwright = Photographer.playwright();
        browser = Photographer.browser(playwright);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    }

    @AfterAll
    static void noBrowser() {
        if (playwright != null) playwright.close();
    }

    @BeforeEach
    void locked() {
        pseudonyms.state(People.ANA).ifPresent(open -> traffic.forget(open.tag()));
        pseudonyms.lock(People.ANA);
        cards.remembered().forEach(cards::forget);
    }

    private void open(Browser.NewContextOptions options) {
        context = browser.newContext(options);
        page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("status of 409"))
                complaints.add(message.text());
        });
        page.navigate(address("/sign-in"));
        page.locator("button.primary").first().click();
        page.waitForURL(address("/"));
    }

    @AfterEach
    void nothingComplained() {
        if (tag != null) traffic.forget(tag);
        context.close();
        assertThat(complaints).isEmpty();
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }

    private ProfileTag unlock(boolean remember) {
        page.navigate(address("/janus"));
        page.locator("input[name=profile][required]").fill("anna");
        page.locator("input[name=secret]").fill(SECRET);
        if (remember) page.locator("input[name=remember]").check();
        page.locator("input[name=secret]").press("Enter");
        assertThat(page.locator("#words li")).hasCount(4);
        tag = pseudonyms.state(People.ANA).orElseThrow().tag();
        return tag;
    }

    private void happens(ProfileTag tag) {
        var now = clock.instant();
        var pass = new Traffic.Field(Traffic.Part.FORM, "user[password_confirmation]", Value.PASSWORD);
        var mail = new Traffic.Field(Traffic.Part.JSON, "account.contact.e-mail", Value.ADDRESS);
        events.publish(new Traffic.Filled(tag, now, "shop.example.com", "example.com", List.of(pass, mail)));
        events.publish(new Traffic.Refused(tag, now, "www.plain.example:8080", Traffic.Why.PLAIN_HTTP, List.of(pass)));
        events.publish(new Traffic.Refused(tag, now, "files.example", Traffic.Why.TOO_LONG, List.of()));
    }

    @Test
    void whatTheProxyDoesAppearsByItselfAndIsAllowedByOneClick() throws Exception {
        open(new Browser.NewContextOptions().setLocale("en-US").setViewportSize(1280, 800));
        var open = unlock(true);
        page.navigate(address("/janus/traffic"));
        assertThat(page.locator("#traffic")).containsText("Nothing has passed yet");
        happens(open);
        assertThat(page.locator("#lines li")).hasCount(3);
        assertThat(page.locator("#lines")).containsText("Password: user[password_confirmation]");
        page.locator("form[action='/janus/traffic/allow'] button").click();
        assertThat(page).hasURL(address("/janus/traffic"));
        assertThat(page.locator("#lines")).containsText("Forbid plain HTTP");
        assertThat(cards.all(People.ANA))
                .anySatisfy(card -> assertThat(card.plainHttp()).isTrue());
    }

    @ParameterizedTest
    @CsvSource({"en-US, LIGHT, 1280, 800", "en-US, DARK, 390, 844", "pt-BR, DARK, 1280, 800", "pt-BR, LIGHT, 390, 844"})
    void everyPageIsWholeAndCanBeUsedByEverybody(String language, ColorScheme colours, int width, int height)
            throws Exception {
        var look = language + "-" + colours.name().toLowerCase(Locale.ROOT) + "-" + width + "-";
        open(new Browser.NewContextOptions()
                .setLocale(language)
                .setColorScheme(colours)
                .setViewportSize(width, height));
        inspect("/janus/sites", look + "janus-sites-locked");
        var open = unlock(false);
        inspect("/janus/sites", look + "janus-sites-none");
        inspect("/janus/traffic", look + "janus-traffic-none");
        happens(open);
        inspect("/janus/traffic", look + "janus-traffic-not-remembered");
        cards.remember(People.ANA);
        inspect("/janus/sites", look + "janus-sites-empty");
        pseudonyms.at(People.ANA, Wanted.at("https://shop.example.com/"));
        cards.keep(
                People.ANA, new Wanted("prefeitura.sp.gov.example", "trabalho", 3, "maxlength: 16; required: digit"));
        cards.note(
                People.ANA, "prefeitura.sp.gov.example", "since 2019, the second one; ask Clara about the first one");
        var label = cards.allowPlainHttp(People.ANA, "prefeitura.sp.gov.example", true)
                .label();
        inspect("/janus/sites", look + "janus-sites");
        inspect("/janus/sites/" + label, look + "janus-card");
        inspect("/janus/traffic", look + "janus-traffic");
        page.navigate(address("/janus"));
        page.locator("input[name=site]:not([type=hidden])").fill("shop.example.com");
        page.locator("#show").click();
        page.locator("button[name=step][value='1']").click();
        assertThat(page.locator("#keep-it")).isVisible();
        inspect("", look + "janus-keep");
        page.locator("#lock").click();
        page.locator("input[name=profile][required]").fill("anna");
        page.locator("input[name=secret]").fill(SECRET + "s");
        page.locator("input[name=secret]").press("Enter");
        assertThat(page.locator("input[name=other]")).isVisible();
        inspect("", look + "janus-not-as-known");
    }

    private void inspect(String path, String name) throws IOException {
        if (!path.isEmpty()) page.navigate(address(path));
        page.evaluate("() => document.querySelectorAll('#main details').forEach(one => one.open = true)");
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve(name + ".png")));
        var sideways = (Number) page.evaluate("() => document.documentElement.scrollWidth - innerWidth");
        assertThat(sideways.doubleValue())
                .as("how far %s can be pushed sideways", name)
                .isLessThanOrEqualTo(0);
        page.evaluate(Files.readString(Path.of(Tools.require("chimera.test.axe"))));
        assertThat((List<?>) page.evaluate(CHECK))
                .as("what keeps somebody from using %s", name)
                .isEmpty();
    }
}
