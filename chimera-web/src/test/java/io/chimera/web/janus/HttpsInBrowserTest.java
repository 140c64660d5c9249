package io.chimera.web.janus;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.chimera.core.janus.HttpsSites.Reach;
import io.chimera.core.janus.ScriptedHttpsSites;
import io.chimera.web.testing.Photographer;
import io.chimera.web.testing.Served;
import io.chimera.web.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The choice of sites, as somebody at a browser sees it. */
@Served
class HttpsInBrowserTest {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final double PATIENCE = 15_000;

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
    private ScriptedHttpsSites https;

    private final List<String> complaints = new ArrayList<>();
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
    void asOnTheFirstDay() {
        https.forget();
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
        context.close();
        assertThat(complaints).isEmpty();
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }

    /** By keys alone, without a script of ours. */
    @Test
    void aSiteIsChosenAndGivenByTheKeyboard() {
        open(new Browser.NewContextOptions().setLocale("en-US").setViewportSize(1280, 800));
        page.navigate(address("/janus/https"));
        page.locator("#site").focus();
        page.keyboard().type("example.com");
        page.keyboard().press("Enter");
        assertThat(page.locator("#waiting")).containsText("example.com");
        assertThat(https.state().sites().getFirst().on()).as("for good").isTrue();
        page.locator("#issue").press("Enter");
        assertThat(page.locator("#speaks")).hasText("example.com");
        page.locator("#given").press("Enter");
        assertThat(page.locator("#sites")).containsText("Looked into");
        assertThat(https.state().sites().getFirst().reach()).isEqualTo(Reach.LOOKED_INTO);

        page.locator("#site").fill("www.example.com");
        page.locator("button[name=now]").press("Enter");
        assertThat(page.locator("#problem")).containsText("only a part of a site");
        assertThat(page.locator("#site")).hasValue("www.example.com");
        page.locator("button[aria-label='Switch off: example.com']").press("Enter");
        assertThat(page.locator("#sites")).containsText("Switched off");
        page.locator("section[aria-labelledby=delete] summary").press("Enter");
        page.locator("#delete-yes").press("Enter");
        assertThat(page.locator("#certificate")).containsText("none yet");
    }

    @ParameterizedTest
    @CsvSource({"en-US, LIGHT, 1280, 800", "en-US, DARK, 390, 844", "pt-BR, DARK, 1280, 800", "pt-BR, LIGHT, 390, 844"})
    void thePageIsWholeAndCanBeUsedByEverybody(String language, ColorScheme colours, int width, int height)
            throws Exception {
        var look = language + "-" + colours.name().toLowerCase(Locale.ROOT) + "-" + width + "-";
        open(new Browser.NewContextOptions()
                .setLocale(language)
                .setColorScheme(colours)
                .setViewportSize(width, height));
        inspect("/janus/https", look + "janus-https-none");
        https.add("example.com", false);
        https.add("prefeitura-de-uma-cidade-com-um-nome-bem-comprido.example.org", true);
        https.add("loja.com.br", false);
        https.change("loja.com.br", false);
        https.never("bank.example.com");
        inspect("/janus/https", look + "janus-https-waiting");
        https.issue();
        inspect("/janus/https", look + "janus-https-made");
        https.given();
        https.add("later.example", false);
        inspect("/janus/https", look + "janus-https-more");
        https.trouble(
                "The key of the HTTPS certificate cannot be used: /home/anna/.chimera/janus can be opened by others.");
        inspect("/janus/https", look + "janus-https-trouble");
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
