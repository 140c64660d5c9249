package io.chimera.app.scene.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Somebody at a browser. */
final class Person implements AutoCloseable {

    /** htmx's own words for a draft that was overtaken by its message, and is therefore not stored any more. */
    private static final String DRAFT_OVERTAKEN = "^htmx:(sendAbort|afterRequest), \\[object HTMLTextAreaElement]";

    private static final Path PICTURES = Path.of("target", "screenshots");

    private final BrowserContext context;
    private final String address;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private final List<Pattern> expected = new ArrayList<>();

    Person(BrowserContext context, String address) {
        this.context = context;
        this.address = address;
        this.page = tab();
        expects(DRAFT_OVERTAKEN);
    }

    /** The first tab. */
    Page page() {
        return page;
    }

    /** A further tab. */
    Page tab() {
        var tab = context.newPage();
        tab.onConsoleMessage(this::listen);
        tab.onPageError(complaints::add);
        return tab;
    }

    private void listen(ConsoleMessage message) {
        var grave = message.type().equals("error") || message.type().equals("warning");
        if (grave
                && expected.stream()
                        .noneMatch(one -> one.matcher(message.text()).find()))
            complaints.add(message.text() + " at " + message.location());
    }

    /** The browser itself will say this in the console, and it is no fault of the page. */
    void expects(String regex) {
        expected.add(Pattern.compile(regex));
    }

    List<String> complaints() {
        return complaints;
    }

    void signIn(long account) {
        goTo("/");
        page.locator("input[name=account][value='" + account + "']").check();
        page.locator("form[action='/sign-in'] button").click();
        assertThat(page.locator("nav.rail")).isVisible();
    }

    void goTo(String path) {
        page.navigate(address + path);
    }

    /** Opens a dialog and waits until its page hears news. */
    void open(long dialog) {
        goTo("/c/" + dialog);
        awaitLive(page);
    }

    /** Waits until a page has told the server what it shows. */
    static void awaitLive(Page page) {
        page.waitForFunction(
                "() => window.htmx?.find('[ws-connect]')?.['htmx-internal-data']?.webSocket?.socket?.readyState === 1");
    }

    void write(String text) {
        page.locator("#text").fill(text);
        page.locator("#text").press("Enter");
    }

    /** The messages that hold these words. */
    Locator message(String words) {
        return message(page, words);
    }

    static Locator message(Page page, String words) {
        return page.locator(".entry", new Page.LocatorOptions().setHasText(words));
    }

    /** Picks files as with the dialog of the operating system. */
    void attach(Path... files) {
        page.locator("#files").setInputFiles(files);
    }

    /** Keeps a picture of the page where it can be looked at after the tests. */
    Path picture(String name) {
        var file = PICTURES.resolve(name + ".png");
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(file)
                .setAnimations(com.microsoft.playwright.options.ScreenshotAnimations.DISABLED));
        return file;
    }

    @Override
    public void close() {
        context.close();
    }
}
