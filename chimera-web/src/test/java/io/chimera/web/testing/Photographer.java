package io.chimera.web.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Takes pictures of the pages of a {@link Demo} that runs, to look at: both colours, both languages, both widths. */
public final class Photographer {

    private static final List<String> FLAGS = List.of(
            "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-quic");

    private final Browser browser;
    private final String address;
    private final Path album;

    private Photographer(Browser browser, String address, Path album) {
        this.browser = browser;
        this.address = address;
        this.album = album;
    }

    /** A browser as the tests use it: the system's Chromium, found through {@code chimera.test.chromium}. */
    public static Browser browser(Playwright playwright) {
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(System.getProperty("chimera.test.chromium")))
                        .setChromiumSandbox(false)
                        .setArgs(FLAGS));
    }

    /** Playwright with the system's Node.js, found through {@code chimera.test.node}. */
    public static Playwright playwright() {
        return Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of(
                        "PLAYWRIGHT_NODEJS_PATH",
                        System.getProperty("chimera.test.node"),
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                        "1")));
    }

    /** Arguments: the address of the demo, the folder for the pictures, and the names of pages (all when there are none). */
    public static void main(String[] args) {
        try (var playwright = playwright();
                var browser = browser(playwright)) {
            var photographer = new Photographer(browser, args[0], Path.of(args[1]));
            var wanted = List.of(args).subList(2, args.length);
            for (var page : PAGES.entrySet()) {
                if (wanted.isEmpty() || wanted.contains(page.getKey()))
                    photographer.take(page.getKey(), page.getValue());
            }
        }
    }

    private static final Map<String, String> PAGES = Map.ofEntries(
            Map.entry("sign-in", "/sign-in"),
            Map.entry("list", "/"),
            Map.entry("chat", "/c/1002"),
            Map.entry("group", "/c/-100"),
            Map.entry("rtl", "/c/1013"),
            Map.entry("long", "/c/1015"),
            Map.entry("hostile", "/c/1017"),
            Map.entry("empty", "/c/1011"),
            Map.entry("search", "/?q=planta"),
            Map.entry("nothing", "/?q=zzzz"),
            Map.entry("new", "/new"),
            Map.entry("neighbours", "/neighbours"),
            Map.entry("transfers", "/transfers"),
            Map.entry("certificate", "/certificate"),
            Map.entry("safety", "/c/1002/safety"),
            Map.entry("computers", "/certificate/computers"),
            Map.entry("disown", "/certificate/computers/" + "c4".repeat(32)),
            Map.entry("settings", "/settings"),
            Map.entry("missing", "/c/424242"));

    private void take(String name, String path) {
        photograph(name + "-light-pt", path, "pt-BR", ColorScheme.LIGHT, 1280, 800);
        photograph(name + "-dark-en", path, "en", ColorScheme.DARK, 1280, 800);
        photograph(name + "-phone", path, "pt-BR", ColorScheme.LIGHT, 390, 844);
    }

    private void photograph(String name, String path, String language, ColorScheme colours, int width, int height) {
        var context = browser.newContext(new Browser.NewContextOptions()
                .setLocale(language)
                .setColorScheme(colours)
                .setViewportSize(width, height));
        var page = context.newPage();
        page.onConsoleMessage(message -> System.out.println(name + ": " + message.type() + " " + message.text()));
        if (!path.equals("/sign-in")) signIn(page);
        page.navigate(address + path);
        page.waitForTimeout(900);
        page.screenshot(new Page.ScreenshotOptions().setPath(album.resolve(name + ".png")));
        context.close();
    }

    private void signIn(Page page) {
        page.navigate(address + "/sign-in");
        page.locator("button.primary").click();
        page.waitForURL(address + "/");
    }
}
