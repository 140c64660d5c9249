package io.chimera.web.sign;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.chimera.core.contact.PhoneNumber;
import io.chimera.core.signin.ScriptedSignIns;
import io.chimera.core.signin.SignInProblem;
import io.chimera.core.signin.SignInStep.CodeWay;
import io.chimera.web.testing.ServedWithCloud;
import io.chimera.web.testing.Window;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Signing in as somebody at a browser does it. */
@ServedWithCloud
class StepsInBrowserTest {

    private static final String CLARAS = "+5521990001003";

    @RegisterExtension
    static final Window window = Window.withAnswersOf(422);

    @LocalServerPort
    private int port;

    @Autowired
    private ScriptedSignIns cloud;

    private ScriptedSignIns.Person clara;
    private Page page;

    @BeforeEach
    void aPage() {
        cloud.anew();
        clara = cloud.person(new PhoneNumber(CLARAS), "Clara Menezes");
        open(new Browser.NewContextOptions().setLocale("en-US").setViewportSize(1280, 800));
    }

    private void open(Browser.NewContextOptions options) {
        page = window.open(options);
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
        var other = window.anotherTab();
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
        var look = new Look(language + "-" + colours.name().toLowerCase(Locale.ROOT) + "-" + width);
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

    /** How the page looks to one reader. */
    private record Look(String name) {

        void at(String step) throws IOException {
            window.look("sign-in-" + step + "-" + name);
        }
    }
}
