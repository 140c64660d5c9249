package io.chimera.app.scene.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Proxy;
import com.microsoft.playwright.options.ScreenshotAnimations;
import io.chimera.app.scene.Node;
import io.chimera.app.scene.Program;
import io.chimera.app.scene.Rest;
import io.chimera.app.scene.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The pictures of docs/janus/README.md, taken while somebody has been at some sites through the proxy. They are kept in
 * {@code target/screenshots/readme}, and in every look in {@code target/screenshots}; with
 * {@code -Dchimera.test.screenshots=docs} they take the place of those in {@code docs/images}, as those of
 * {@link PicturesIT} do.
 */
@Timeout(300)
class JanusPicturesIT {

    private static final long ANA = 1001;
    private static final long LARGEST = 200_000;
    private static final String SECRET = "velvet anchor thursday gravel";
    private static final Path ALL = Path.of("target", "screenshots");
    private static final Path FOLDER =
            System.getProperty("chimera.test.screenshots", "").equals("docs")
                    ? Path.of("..", "docs", "images")
                    : ALL.resolve("readme");

    @TempDir
    static Path folder;

    private static TestShop shop;
    private static Crossroads crossroads;
    private static Chromium chromium;
    private static Node node;

    @BeforeAll
    static void anEveningAtSomeSites() throws Exception {
        shop = TestShop.open(folder, "shop.example.com");
        crossroads = new Crossroads(shop.port());
        node = Node.start(
                "lab",
                folder.resolve("lab"),
                List.of(),
                Program.ready()
                        .command(List.of(
                                "--chimera.home=" + folder.resolve("lab"),
                                "--server.port=0",
                                "--chimera.lan.enabled=false",
                                "--chimera.lab.people=" + ANA,
                                "--chimera.janus.proxy.port=0",
                                "--chimera.janus.proxy.upstream=http://127.0.0.1:" + crossroads.port(),
                                "--chimera.janus.proxy.trusted-roots=" + shop.root())));
        var rest = new Rest(node, ANA);
        rest.post(
                        "/janus/unlock",
                        Map.of("profile", "anna", "secret", SECRET, "mailDomain", "anna.example", "remember", true))
                .ok();
        rest.postTo("/api/v1/janus/https/sites", Map.of("site", "example.com")).ok();
        rest.postTo("/api/v1/janus/https/certificate", Map.of()).ok();
        rest.postTo("/api/v1/janus/https/certificate/given", Map.of()).ok();
        chromium = trusting(rest.getFrom("/api/v1/janus/https")
                .ok()
                .path("certificate")
                .path("pem")
                .asString());
        card(rest, Map.of("site", "prefeitura.sp.gov.br", "persona", "trabalho", "rules", "maxlength: 16"));
        card(rest, Map.of("site", "bank.example", "counter", 3, "note", "the third, after the letter of May"));
        card(rest, Map.of("site", "intranet.example.net", "note", "no encryption there", "plainHttp", true));
        card(rest, Map.of("site", "tex.example", "note", "\\p is a word there", "leftAlone", true));
        visit(rest);
    }

    /** A browser that was given this certificate. */
    private static Chromium trusting(String certificate) throws Exception {
        var certutil = Tools.require("chimera.test.certutil");
        var home = Files.createDirectories(folder.resolve("browser"));
        var database = "sql:" + Files.createDirectories(home.resolve(".pki/nssdb"));
        var file = Files.writeString(home.resolve("chimera.pem"), certificate).toString();
        run(certutil, "-N", "-d", database, "--empty-password");
        run(certutil, "-A", "-d", database, "-n", "chimera", "-t", "C,,", "-i", file);
        return Chromium.launch(Map.of("HOME", home.toString()), List.of());
    }

    private static void run(String... command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static void card(Rest rest, Map<String, Object> card) {
        rest.put("/janus/sites", card).ok();
    }

    /** Types commands into the forms of sites, of which one has no encryption. */
    private static void visit(Rest rest) {
        var proxy = new Proxy("http://127.0.0.1:" + proxyPort(rest))
                .setUsername("anna")
                .setPassword(SECRET);
        var options = new Browser.NewContextOptions().setProxy(proxy);
        try (var visitor = chromium.browser().newContext(options)) {
            var page = visitor.newPage();
            submit(page, "https://shop.example.com/join", Map.of("user", "\\u", "password", "\\p", "mail", "\\@"));
            page.navigate("https://shop.example.com/program");
            page.locator("#user").fill("\\u");
            page.locator("#password").fill("\\p");
            page.locator("#go").click();
            assertThat(page.locator("#said")).hasText("Welcome back");
            submit(page, "http://library.example/", Map.of("member", "\\u", "passphrase", "1234"));
            submit(page, "http://forum.example.org/", Map.of("member", "\\u", "passphrase", "\\p"));
        }
        await().untilAsserted(() ->
                assertThat(rest.get("/janus/traffic").ok().path("lines")).hasSize(4));
    }

    private static int proxyPort(Rest rest) {
        return rest.health()
                .path("components")
                .path("janus")
                .path("details")
                .path("port")
                .asInt();
    }

    private static void submit(Page page, String url, Map<String, String> fields) {
        page.navigate(url);
        fields.forEach((name, value) -> page.locator("input[name=" + name + "]").fill(value));
        page.waitForResponse(
                response -> response.request().method().equals("POST"),
                () -> page.locator("button").click());
    }

    @AfterAll
    static void close() {
        if (node != null) node.close();
        if (chromium != null) chromium.close();
        if (crossroads != null) crossroads.close();
        if (shop != null) shop.close();
    }

    static List<Look> looks() {
        var english = Look.usual();
        var portuguese = english.in("pt-BR");
        return List.of(english, english.darkened().onPhone(), portuguese.darkened(), portuguese.onPhone());
    }

    @ParameterizedTest
    @MethodSource("looks")
    void whatSomebodyIsAtASiteWhichSitesThereAreAndWhatPassed(Look look) throws IOException {
        try (var context = context(look);
                var ana = new Person(context, node.address())) {
            ana.signIn(ANA);
            ana.goTo("/janus");
            ana.page().locator("input[name=site]:not([type=hidden])").fill("https://shop.example.com/join");
            ana.page().locator("#show").click();
            assertThat(ana.page().locator("#address")).containsText("@anna.example");
            keep(ana, look, "janus-pseudonyms");
            ana.goTo("/janus/sites");
            assertThat(ana.page().locator("#sites li").nth(4)).isVisible();
            keep(ana, look, "janus-sites");
            ana.goTo("/janus/traffic");
            assertThat(ana.page().locator("#lines li")).hasCount(4);
            keep(ana, look, "janus-traffic");
            ana.goTo("/janus/https");
            assertThat(ana.page().locator("#sites")).containsText("example.com");
            assertThat(ana.page().locator("#fingerprint")).isVisible();
            keep(ana, look, "janus-https");
            assertThat(ana.complaints()).isEmpty();
        }
    }

    private static BrowserContext context(Look look) {
        return chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setLocale(look.language())
                        .setTimezoneId("America/Sao_Paulo")
                        .setColorScheme(look.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
                        .setViewportSize(look.width(), look.height()));
    }

    private static void keep(Person person, Look look, String name) throws IOException {
        var page = person.page();
        page.evaluate("() => document.fonts.ready.then(() => true)");
        var sideways = (Number) page.evaluate("() => document.documentElement.scrollWidth - innerWidth");
        assertThat(sideways.doubleValue())
                .as("how far %s can be pushed sideways, %s", name, look.name())
                .isLessThanOrEqualTo(0);
        picture(page, ALL.resolve(look.name() + "-" + name + ".png"), true);
        if (!look.equals(Look.usual())) return;
        var file = FOLDER.resolve(name + ".png");
        picture(page, file, false);
        assertThat(Files.size(file)).as(file.toString()).isBetween(1L, LARGEST);
    }

    private static void picture(Page page, Path file, boolean whole) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(file)
                .setFullPage(whole)
                .setAnimations(ScreenshotAnimations.DISABLED));
    }
}
