package io.chimera.web.sign;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.chimera.core.contact.PhoneNumber;
import io.chimera.core.signin.ScriptedSignIns;
import io.chimera.core.signin.SignInProblem;
import io.chimera.core.signin.SignInStep.CodeWay;
import io.chimera.web.testing.Photographer;
import io.chimera.web.testing.ServedWithCloud;
import io.chimera.web.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Signing in as somebody at a browser does it. */
@ServedWithCloud
class StepsInBrowserTest {

    private static final String CLARAS = "+5521990001003";
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final double PATIENCE = 30_000;

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
    private ScriptedSignIns cloud;

    private final List<String> complaints = new ArrayList<>();
    private ScriptedSignIns.Person clara;
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
    void aPage() {
        cloud.anew();
        clara = cloud.person(new PhoneNumber(CLARAS), "Clara Menezes");
        open(new Browser.NewContextOptions().setLocale("en-US").setViewportSize(1280, 800));
    }

    private void open(Browser.NewContextOptions options) {
        if (context != null) context.close();
        context = browser.newContext(options);
        page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            // The browser's own words for an answer that was refused, which is how a page shows a problem.
            if (message.type().equals("error") && !message.text().contains("status of 422"))
                complaints.add(message.text());
        });
    }

    @AfterEach
    void nothingComplained() {
        context.close();
        assertThat(complaints).isEmpty();
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }

    private void press(String answer) {
        page.locator("button[value=" + answer + "]").click();
    }

    private void type(String field, String text) {
        page.locator("input[name=" + field + "]").fill(text);
    }

    private void begin() {
        page.navigate(address("/sign-in/new"));
        page.locator("form[action$='/begin'] button").first().click();
    }

    private void toPhone() {
        begin();
        nameTheApplication();
    }

    private void nameTheApplication() {
        type("id", String.valueOf(ScriptedSignIns.APPLICATION.id()));
        type("hash", ScriptedSignIns.APPLICATION.hash());
        press("APPLICATION");
        assertThat(page.locator("input[name=phone]")).isFocused();
    }

    private void toCode() {
        toPhone();
        type("phone", CLARAS);
        press("PHONE");
        assertThat(page.locator("input[name=code]")).isFocused();
    }

    private void assertIn() {
        page.waitForURL(address("/"));
        assertThat(page.locator("nav.rail")).isVisible();
    }

    @Test
    void withTheKeyboardAlone() {
        clara.withPassword("sal", "na cozinha");
        page.navigate(address("/sign-in/new"));
        assertThat(page.locator("form[action='/sign-in/new/begin'] button")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("input[name=id]")).isFocused();
        page.keyboard().type(String.valueOf(ScriptedSignIns.APPLICATION.id()));
        page.keyboard().press("Tab");
        page.keyboard().type(ScriptedSignIns.APPLICATION.hash());
        page.keyboard().press("Enter");
        assertThat(page.locator("input[name=phone]")).isFocused();
        page.keyboard().type(CLARAS);
        page.keyboard().press("Enter");
        assertThat(page.locator("input[name=code]")).isFocused();
        page.keyboard().type(clara.code());
        page.keyboard().press("Enter");
        assertThat(page.locator("input[name=password]")).isFocused();
        page.keyboard().type("sal");
        page.keyboard().press("Enter");
        assertIn();
    }

    @Test
    void thePageMovesOnByItselfWhenTheCodeIsScanned() {
        toPhone();
        press("SCAN");
        var first = page.locator("#qr path").getAttribute("d");
        assertThat(first).isNotEmpty();

        cloud.linksChange();
        assertThat(page.locator("#qr path")).not().hasAttribute("d", first);
        clara.scans();

        assertIn();
    }

    @Test
    void twoTabsGoTogether() {
        toPhone();
        var other = context.newPage();
        other.navigate(address("/sign-in/new"));
        other.locator("input[name=phone]").fill(CLARAS);
        other.locator("button[value=PHONE]").click();
        assertThat(other.locator("input[name=code]")).isVisible();

        page.bringToFront();
        assertThat(page.locator("input[name=code]")).isVisible();
    }

    @Test
    void loadingAgainSendsNothingTwice() {
        toCode();
        type("code", "1");
        press("CODE");
        assertThat(page.locator("#problem")).containsText("The code is not right.");
        assertThat(page.locator("input[name=code]")).isEmpty();
        press("START_OVER");
        assertThat(page.locator("input[name=phone]")).isVisible();

        page.reload();
        assertThat(page.locator("#problem")).hasCount(0);
        page.goBack();
        assertThat(page.locator("input[name=phone]")).isVisible();
        assertThat(page.locator("#problem")).hasCount(0);
    }

    @Test
    void anotherCodeIsCountedDownTo() {
        clara.withCodes(CodeWay.SMS, CodeWay.CALL, Duration.ofSeconds(3));
        toCode();
        assertThat(page.locator("#other-from")).containsText("(00:0");
        assertThat(page.locator("button[value=ANOTHER_CODE]")).isDisabled();

        assertThat(page.locator("button[value=ANOTHER_CODE]")).isEnabled();
        press("ANOTHER_CODE");
        assertThat(page.locator("#step")).containsText("a voice says it");
    }

    @Test
    void whatEndsMeanwhileIsTold() {
        toCode();
        cloud.endAll(SignInProblem.of(SignInProblem.Kind.CANCELLED));

        assertThat(page.locator("h1")).hasText("Not signed in");
        page.locator("form[action$='/begin'] button").first().click();
        assertThat(page.locator("input[name=phone]")).isVisible();
    }

    @Test
    void withoutScriptItWorksToo() {
        open(new Browser.NewContextOptions().setJavaScriptEnabled(false).setLocale("en-US"));
        toPhone();
        press("SCAN");
        assertThat(page.locator("#qr")).isVisible();
        press("START_OVER");
        type("phone", CLARAS);
        press("PHONE");
        type("code", "1");
        press("CODE");
        assertThat(page.locator("#problem")).containsText("The code is not right.");
        press("START_OVER");
        press("SCAN");
        clara.scans();

        assertIn();
    }

    @ParameterizedTest
    @CsvSource({"en-US, LIGHT, 1280, 800", "en-US, DARK, 390, 844", "pt-BR, DARK, 1280, 800", "pt-BR, LIGHT, 320, 640"})
    void everyStepIsWholeAndCanBeUsedByEverybody(String language, ColorScheme colours, int width, int height)
            throws IOException {
        open(new Browser.NewContextOptions()
                .setLocale(language)
                .setColorScheme(colours)
                .setViewportSize(width, height));
        var look = new Look(language + "-" + colours.name().toLowerCase(Locale.ROOT) + "-" + width, axe());
        clara.withCodes(CodeWay.APP, CodeWay.SMS, Duration.ofMinutes(2)).withPassword("sal", "o da cozinha");

        page.navigate(address("/sign-in"));
        look.at("door");
        page.navigate(address("/sign-in/new"));
        look.at("begin");
        cloud.slow(true);
        begin();
        look.at("preparing");
        cloud.slow(false);
        assertThat(page.locator("input[name=id]")).isVisible();
        look.at("application");
        type("id", "7");
        type("hash", "0".repeat(32));
        press("APPLICATION");
        look.at("application-wrong");
        nameTheApplication();
        look.at("phone");
        type("phone", "+99900000");
        press("PHONE");
        look.at("phone-wrong");
        page.locator("details summary").click();
        look.at("bot");
        type("phone", CLARAS);
        press("PHONE");
        look.at("code");
        type("code", "1");
        press("CODE");
        look.at("code-wrong");
        type("code", clara.code());
        press("CODE");
        look.at("password");
        type("password", "sa");
        press("PASSWORD");
        look.at("password-wrong");
        press("START_OVER");
        cloud.person(new PhoneNumber(CLARAS), "Clara Menezes").whoMustGiveAnEmail();
        type("phone", CLARAS);
        press("PHONE");
        look.at("email");
        type("email", "clara.menezes.da.silva.e.souza@correio.example.org");
        press("EMAIL");
        look.at("email-code");
        press("START_OVER");
        press("SCAN");
        look.at("scan");
        press("START_OVER");
        cloud.refusesFor(Duration.ofMinutes(70));
        type("phone", CLARAS);
        press("PHONE");
        look.at("too-often");
        cloud.endAll(new SignInProblem(
                SignInProblem.Kind.NO_ENGINE,
                Optional.empty(),
                "there is no TDLib for this computer, a Plan 9 on a toaster; set chimera.telegram.library"));
        assertThat(page.locator("form[action$='/begin']")).isVisible();
        look.at("ended");
    }

    private static String axe() throws IOException {
        return Files.readString(Path.of(Tools.require("chimera.test.axe")));
    }

    /** How the page looks to one reader, kept as a picture; and whether it can be used. */
    private final class Look {

        private final String name;
        private final String axe;

        Look(String name, String axe) {
            this.name = name;
            this.axe = axe;
        }

        void at(String step) {
            page.waitForLoadState();
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(PICTURES.resolve("sign-in-" + step + "-" + name + ".png"))
                    .setFullPage(true));
            var sideways =
                    (Number) page.evaluate("() => document.documentElement.scrollWidth - document.body.clientWidth");
            assertThat(sideways.doubleValue())
                    .as("how far %s can be pushed sideways", step)
                    .isLessThanOrEqualTo(0);
            page.evaluate(axe);
            var violations = (List<?>) page.evaluate(CHECK);
            assertThat(violations.stream().map(Object::toString).collect(Collectors.joining("\n")))
                    .as("what keeps somebody from using %s, %s", step, name)
                    .isEmpty();
        }
    }
}
