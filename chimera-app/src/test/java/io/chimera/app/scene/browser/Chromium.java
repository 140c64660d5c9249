package io.chimera.app.scene.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.chimera.app.scene.Tools;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The browser of this computer, without a window. */
final class Chromium implements AutoCloseable {

    private static final double PATIENCE = 20_000;
    private static final List<String> QUIET = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-quic");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts it; without it the test is skipped, or fails where nothing may be skipped. */
    static Chromium launch() {
        return launch(Map.of(), List.of());
    }

    /**
     * Starts it for somebody who set it up differently.
     *
     * @param environment such as {@code HOME}, below which it looks for whom to trust
     * @param options of its command line
     */
    static Chromium launch(Map<String, String> environment, List<String> options) {
        var executable = Path.of(Tools.require("chimera.test.chromium"));
        var node = Tools.require("chimera.test.node");
        Tools.require("playwright.cli.dir");
        var playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_NODEJS_PATH", node, "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        return new Chromium(
                playwright,
                playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(executable)
                                .setChromiumSandbox(false)
                                .setEnv(environment(environment))
                                .setArgs(Stream.concat(QUIET.stream(), options.stream())
                                        .toList())));
    }

    private static Map<String, String> environment(Map<String, String> further) {
        var all = new HashMap<>(System.getenv());
        all.putAll(further);
        return all;
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
