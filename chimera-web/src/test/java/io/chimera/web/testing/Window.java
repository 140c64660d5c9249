package io.chimera.web.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A browser for the tests of a class, with a fresh window for each. Behind each test nothing may have complained in the
 * browser's console. For a static field with {@code @RegisterExtension}.
 */
public final class Window implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final double PATIENCE_MILLIS = 30_000;
    private static final String FITS = "() => document.documentElement.scrollWidth <= document.body.clientWidth";

    /** What WCAG 2.2 AA asks for and a program can check. */
    private static final String CHECK = """
            async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
              .map(one => one.id + ': ' + one.help + ' ' + one.nodes.map(node => node.target.join(' ')).join(' | '))\
            """;

    private final String expected;
    private final List<String> complaints = new ArrayList<>();
    private @Nullable Playwright playwright;
    private @Nullable Browser browser;
    private @Nullable BrowserContext context;
    private @Nullable Page page;

    /**
     * @param expected complaints with this in them are none: the browser has its own words for an answer that was refused,
     *     which is how a page shows a problem; empty if nothing is expected
     */
    private Window(String expected) {
        this.expected = expected;
    }

    /** Where nothing may complain. */
    public static Window quiet() {
        return new Window("");
    }

    /** Where answers of this status belong to the story. */
    public static Window withAnswersOf(int status) {
        return new Window("status of " + status);
    }

    @Override
    public void beforeAll(ExtensionContext test) {
        Tools.require("chimera.test.chromium");
        Tools.require("chimera.test.node");
        playwright = Photographer.playwright();
        browser = Photographer.browser(playwright);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    }

    /** Opens a fresh window, in the place of the one that was. */
    public Page open(Browser.NewContextOptions options) {
        close();
        context = Objects.requireNonNull(browser).newContext(options);
        page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !isExpected(message.text())) complaints.add(message.text());
        });
        return page;
    }

    private boolean isExpected(String complaint) {
        return !expected.isEmpty() && complaint.contains(expected);
    }

    /** Another tab of the same window. */
    public Page anotherTab() {
        return Objects.requireNonNull(context).newPage();
    }

    /** Keeps a picture of the whole page; nothing may stick out of it, and everybody must be able to use it. */
    public void look(String name) throws IOException {
        var here = Objects.requireNonNull(page);
        Files.createDirectories(PICTURES);
        here.waitForLoadState();
        here.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
        assertThat((Boolean) here.evaluate(FITS))
                .as("nothing sticks out of " + name)
                .isTrue();
        here.evaluate(Files.readString(Path.of(Tools.require("chimera.test.axe"))));
        assertThat(((List<?>) here.evaluate(CHECK))
                        .stream().map(Object::toString).collect(Collectors.joining("\n")))
                .as("what keeps somebody from using " + name)
                .isEmpty();
    }

    private void close() {
        if (context != null) context.close();
        context = null;
    }

    @Override
    public void afterEach(ExtensionContext test) {
        close();
        var heard = List.copyOf(complaints);
        complaints.clear();
        assertThat(heard).isEmpty();
    }

    @Override
    public void afterAll(ExtensionContext test) {
        if (playwright != null) playwright.close();
    }
}
