package io.chimera.web.provider;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.chimera.core.provider.Register.Event;
import io.chimera.core.testing.SteppingClock;
import io.chimera.web.testing.Window;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The operator at a browser, which runs no script: the pages have none. */
@ServedProvider
class OperatorInBrowserTest {

    @RegisterExtension
    static final Window window = Window.quiet();

    @LocalServerPort
    private int port;

    @Autowired
    private ScriptedRegister register;

    @Autowired
    private SteppingClock clock;

    private Page page;
    private String stolen = "";

    @BeforeEach
    void somethingHasHappened() {
        clock.advance(Duration.ofDays(1));
        register.anew();
        for (int i = 0; i < 14; i++)
            register.issue(
                    1001 + i % 5,
                    List.of("Notebook da Ana", "Mesa 12", "Laboratório", "MacBook de Íris")
                            .get(i % 4),
                    Duration.ofHours(7L * i + 1),
                    Duration.ofDays(i < 10 ? 10 : 1));
        register.issue(1003, "Sala 305", Duration.ofMinutes(3), Duration.ZERO);
        stolen = register.issue(1002, "Notebook perdido", Duration.ofMinutes(40), Duration.ofDays(10))
                .hex();
        register.tell(Event.ASKED, 1001, clock.instant().minusSeconds(600), "Notebook da Ana");
        register.tell(Event.WRONG_CODE, 1001, clock.instant().minusSeconds(400), "");
        register.tell(Event.UNDELIVERABLE, 1004, clock.instant().minusSeconds(300), "");
        for (int i = 0; i < 3; i++)
            register.tell(Event.LIMITED, 1004, clock.instant().minusSeconds(200 - i), "a minute apart");
    }

    private void open(Browser.NewContextOptions options) {
        page = window.open(options);
        page.navigate(address("/"));
    }

    private void enter() {
        page.locator("input[name=key]").fill(TestProvider.KEY);
        page.locator("button.primary").click();
        page.waitForURL(address("/"));
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }

    @Test
    void aStolenComputerIsFoundAndTakenBackWithoutAnyScript() {
        open(new Browser.NewContextOptions().setLocale("en-US").setJavaScriptEnabled(false));
        enter();
        page.locator(".rail a[href='/issued']").click();
        page.locator("input[name=person]").fill("1002");
        page.keyboard().press("Enter");
        page.locator("a[href*='" + stolen + "']").click();
        assertThat(page.locator("h1")).hasText("A computer of 1002");
        page.locator("a.btn.risk").click();
        page.locator("select[name=reason]").selectOption("1");
        page.locator("input[name=note]").fill("left in a bus");
        page.locator("button.primary").click();
        assertThat(page.locator("#state")).hasText("Taken back");
        assertThat(page.locator(".facts")).containsText("left in a bus");
        page.locator("text=Sign out").click();
        page.navigate(address("/issued"));
        assertThat(page).hasURL(address("/sign-in"));
    }

    @ParameterizedTest
    @CsvSource({"light,pt-BR,1280", "dark,en-US,1280", "light,pt-BR,390", "dark,pt-BR,390"})
    void everybodyCanUseEveryPage(String colours, String language, int width) throws IOException {
        register.isTroubledBy(
                "Telegram asked for a pause until 14:30; codes are not sent before. Nothing needs to be done.");
        open(new Browser.NewContextOptions()
                .setLocale(language)
                .setBypassCSP(true) // for the checker alone; the pages bring no script
                .setColorScheme(colours.equals("dark") ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setViewportSize(width, 844));
        var name = colours + "-" + width;
        window.look("provider-door-" + name);
        enter();
        var pages = Map.of(
                "overview", "/",
                "issued", "/issued",
                "issuance", "/issued/1002/" + stolen,
                "revocation", "/issued/1002/" + stolen + "/revocation",
                "audit", "/audit",
                "limits", "/limits");
        for (var one : pages.entrySet()) {
            page.navigate(address(one.getValue()));
            window.look("provider-" + one.getKey() + "-" + name);
        }
    }
}
