package io.chimera.web.dialog;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.chimera.core.arrival.Arrival.NewMessage;
import io.chimera.core.arrival.Origin;
import io.chimera.core.contact.Contact;
import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Markup;
import io.chimera.core.dialog.Message;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.core.messenger.Messenger;
import io.chimera.core.messenger.Messengers;
import io.chimera.core.testing.People;
import io.chimera.web.testing.House;
import io.chimera.web.testing.Served;
import io.chimera.web.testing.Window;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Talking as somebody at a browser does it: with looks, with answers, with an eye on who is writing. */
@Served
class TalkInBrowserTest {

    private static final AtomicLong NEXT = new AtomicLong(22_000);

    @RegisterExtension
    static final Window window = Window.quiet();

    @LocalServerPort
    private int port;

    @Autowired
    private House house;

    @Autowired
    private Messengers messengers;

    @Autowired
    private Clock clock;

    private final ContactId friend = new ContactId(NEXT.incrementAndGet());
    private final DialogId dialog = DialogId.with(friend);
    private Messenger ana;
    private Page page;

    @BeforeEach
    void aFriend() {
        house.knows(People.ANA, new Contact(friend, "Clara Menezes", Optional.empty()));
        house.cloudOf(People.ANA).online(true);
        ana = messengers.find(People.ANA).orElseThrow();
        open(new Browser.NewContextOptions().setLocale("en-US").setViewportSize(1280, 800));
    }

    private void open(Browser.NewContextOptions options) {
        page = window.open(options);
        page.navigate("http://localhost:" + port + "/sign-in");
        page.locator("button.primary").first().click();
        page.waitForURL("http://localhost:" + port + "/");
    }

    private void show() {
        page.navigate("http://localhost:" + port + "/c/" + friend);
    }

    private MessageId friendWrites(String written) {
        house.writes(People.ANA, friend, clock.instant(), Markup.read(written));
        return newest().id();
    }

    private Message newest() {
        return ana.read(view -> view.dialogs().page(dialog, Optional.empty(), 1))
                .messages()
                .getFirst();
    }

    private Locator composer() {
        return page.locator("#text");
    }

    private Locator entry(MessageId id) {
        return page.locator("#m-" + id);
    }

    private Locator last() {
        return page.locator(".entry").last();
    }

    private void choose(int from, int to) {
        composer().evaluate("(text, range) => text.setSelectionRange(range[0], range[1])", List.of(from, to));
    }

    private boolean isTyping() {
        return house.cloudOf(People.ANA).typing().contains(dialog);
    }

    @Test
    void whatIsTypedWithMarksIsSentWithLooks() {
        show();
        composer().fill("a **bold** word and `code`");
        page.keyboard().press("Enter");

        assertThat(last().locator(".text strong")).hasText("bold");
        assertThat(last().locator(".text code")).hasText("code");
        assertThat(composer()).hasValue("");
    }

    @Test
    void keysPutMarksAroundWhatIsChosenAndTakeThemAway() {
        show();
        composer().fill("one two three");
        choose(4, 7);
        page.keyboard().press("Control+b");
        assertThat(composer()).hasValue("one **two** three");
        page.keyboard().press("Control+i");
        assertThat(composer()).hasValue("one **__two__** three");
        page.keyboard().press("Control+i");
        page.keyboard().press("Control+b");
        assertThat(composer()).hasValue("one two three");
        page.keyboard().press("Control+Shift+X");
        assertThat(composer()).hasValue("one ~~two~~ three");
        page.keyboard().press("Control+z");
        assertThat(composer()).hasValue("one two three");
        choose(4, 8);
        page.keyboard().press("Control+Shift+M");
        assertThat(composer()).hasValue("one `two` three");
        choose(10, 15);
        page.keyboard().press("Control+k");
        page.keyboard().type("https://a.example");
        assertThat(composer()).hasValue("one `two` [three](https://a.example)");

        page.keyboard().press("Enter");
        assertThat(last().locator(".text a")).hasAttribute("href", "https://a.example");
    }

    @Test
    void anAnswerByMouse() {
        var question = friendWrites("who brings the key?");
        friendWrites("and the lamp?");
        show();
        composer().fill("I do");
        entry(question).hover();
        entry(question).locator("a.more").click();
        assertThat(page.locator("#answering .quote")).containsText("who brings the key?");
        assertThat(composer()).isFocused();
        assertThat(composer()).hasValue("I do");

        page.keyboard().press("Enter");

        assertThat(last().locator(".quote")).containsText("who brings the key?");
        assertThat(page.locator("#answering .strip")).hasCount(0);
        assertThat(newest().answers()).isPresent();
    }

    @Test
    void anAnswerByKeyboardAndNone() {
        var question = friendWrites("who brings the key?");
        show();
        entry(question).locator("details.why > summary").focus();
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.locator("#answering .quote")).containsText("Clara Menezes");
        assertThat(composer()).isFocused();

        page.keyboard().press("Escape");
        assertThat(page.locator("#answering .strip")).hasCount(0);
        page.keyboard().type("nobody in particular");
        page.keyboard().press("Enter");
        assertThat(last()).containsText("nobody in particular");
        assertThat(last().locator(".quote")).hasCount(0);
    }

    @Test
    void anAnswerByTwoClicksBesideTheWordsStaysWhileThePageLives() {
        var question = friendWrites("who brings the key?");
        show();
        entry(question).dblclick(new Locator.DblclickOptions().setPosition(600, 20));
        assertThat(page.locator("#answering .quote")).containsText("who brings the key?");

        friendWrites("hello?");
        assertThat(last()).containsText("hello?");
        assertThat(page.locator("#answering .quote")).containsText("who brings the key?");

        page.locator("#files")
                .setInputFiles(new FilePayload("plan.txt", "text/plain", "walls".getBytes(StandardCharsets.UTF_8)));
        assertThat(last()).containsText("plan.txt");
        assertThat(last().locator(".quote")).containsText("who brings the key?");
        assertThat(page.locator("#answering .strip")).hasCount(0);
    }

    @Test
    void aQuoteLeadsToWhatItAnswersOnThisPageAndBeyond() {
        var question = friendWrites("the first of many");
        for (int i = 0; i < 20; i++) friendWrites("between\n\n\n\n" + i);
        var answer = ana.correspondence()
                .send(dialog, new Body.Text("to the first"), Optional.of(question))
                .id();
        show();
        entry(answer).locator("a.quote").click();
        assertThat(page.locator(".entry.found")).hasId("m-" + question);
        assertThat(entry(question)).isInViewport();
        assertThat(entry(question)).isFocused();

        for (int i = 0; i < 60; i++) friendWrites("more " + i);
        var again = ana.correspondence()
                .send(dialog, new Body.Text("to the first, again"), Optional.of(question))
                .id();
        show();
        assertThat(entry(question)).hasCount(0);
        entry(again).locator("a.quote").click();
        page.waitForURL(url -> url.contains("?m=" + question));
        assertThat(page.locator(".entry.found")).hasId("m-" + question);
        assertThat(entry(question)).isInViewport();
    }

    @Test
    void whatIsHiddenIsShownToWhoWantsToSeeIt() {
        var hidden = friendWrites("in the end ||he dies||");
        show();
        var words = entry(hidden).locator(".spoiler > span");
        assertThat(words).not().isVisible();

        entry(hidden).locator(".spoiler > summary").click();
        assertThat(words).isVisible();
        entry(hidden).locator(".spoiler > summary").press("Enter");
        assertThat(words).not().isVisible();
        page.keyboard().press("Space");
        assertThat(words).isVisible();
        assertThat(page.locator("#d-" + friend)).containsText("in the end ▒▒▒");
    }

    @Test
    void whatIsHiddenIsShownWithoutScriptToo() {
        var hidden = friendWrites("in the end ||he dies||");
        open(new Browser.NewContextOptions().setJavaScriptEnabled(false));
        show();
        entry(hidden).locator(".spoiler > summary").click();
        assertThat(entry(hidden).locator(".spoiler > span")).isVisible();
        entry(hidden).locator("details.why > summary").click();
        entry(hidden).locator(".acts a[data-answer]").click();
        assertThat(page.locator("#answering .quote")).containsText("in the end ▒▒▒");
        composer().fill("**no**");
        page.locator("#write button.send").click();
        assertThat(last().locator(".text strong")).hasText("no");
        assertThat(last().locator(".quote")).containsText("in the end ▒▒▒");
    }

    @Test
    void whoIsWritingIsSeenAndVanishes() {
        var arrivals = house.of(People.ANA).arrivals();
        friendWrites("hello");
        show();
        assertThat(page.locator("#head .route")).isVisible();

        arrivals.types(dialog, new Author.Them(friend), true);
        assertThat(page.locator("#head .typing")).hasText("typing…");
        assertThat(page.locator("#y-" + friend)).hasText("typing…");
        assertThat(page.locator("#d-" + friend + " .l2 > .cut")).not().isVisible();

        assertThat(page.locator("#head .typing")).hasCount(0);
        assertThat(page.locator("#y-" + friend)).isEmpty();
        assertThat(page.locator("#d-" + friend + " .l2 > .cut")).isVisible();
    }

    @Test
    void theOthersAreToldWhileSomethingIsTyped() {
        show();
        composer().pressSequentially("hello");
        await().until(this::isTyping);
        composer().fill("");
        await().until(() -> !isTyping());

        composer().pressSequentially("hello");
        await().until(this::isTyping);
        page.keyboard().press("Enter");
        await().until(() -> !isTyping());
    }

    @Test
    void newsOvertakeTheAnswerToWhatWasSentAndStay() {
        var held = new ArrayBlockingQueue<Runnable>(1);
        show();
        page.route("**/c/" + friend + "/messages", route -> {
            var answer = route.fetch();
            held.add(() -> route.fulfill(new Route.FulfillOptions().setResponse(answer)));
        });
        house.cloudOf(People.ANA).online(false);
        composer().fill("hello");
        page.keyboard().press("Enter");
        page.waitForCondition(() -> !held.isEmpty());
        assertThat(last().locator(".tick[data-s=queued]")).isAttached();

        house.cloudOf(People.ANA).online(true);
        assertThat(last().locator(".tick[data-s=sent]")).isAttached();
        held.remove().run();

        assertThat(composer()).hasValue("");
        assertThat(last().locator(".tick[data-s=sent]")).isAttached();
        assertThat(last().locator(".acts a[hx-get*='edit=']")).isAttached();
        assertThat(page.locator(".entry")).hasCount(1);
    }

    @Test
    void whatCameLateStandsWhereItsCopyStood() {
        var arrivals = house.of(People.ANA).arrivals();
        var late = MessageId.next(clock, new Random(NEXT.get()));
        var firstTried = clock.instant();
        show();
        arrivals.arrived(from(new Origin.Cloud(new CloudMessageId(7)), "first"));
        arrivals.arrived(from(new Origin.Cloud(new CloudMessageId(8)), "second"));
        arrivals.arrived(from(new Origin.Lan(late), "first"));
        assertThat(page.locator(".entry .text")).hasText(new String[] {"first", "second", "first"});

        arrivals.arrived(from(new Origin.Lan(late), "first").perhapsInCloud(firstTried));
        assertThat(page.locator(".entry .text")).hasText(new String[] {"first", "second"});
        assertThat(page.locator(".entry").first()).hasId("m-" + late);
    }

    private NewMessage from(Origin origin, String words) {
        return new NewMessage(origin, dialog, new Author.Them(friend), clock.instant(), new Body.Text(words));
    }

    @Test
    void anEditKeepsTheLooks() {
        show();
        composer().fill("**bold** and __slanted__");
        page.keyboard().press("Enter");
        assertThat(last().locator(".text em")).hasText("slanted");
        await().until(() -> newest().cloudId().isPresent());
        last().locator("details.why > summary").click();
        last().locator(".acts a[hx-get*='edit=']").click();
        assertThat(composer()).hasValue("**bold** and __slanted__");
        assertThat(composer()).isFocused();

        page.keyboard().press("End");
        page.keyboard().type(" words");
        page.keyboard().press("Enter");

        assertThat(last().locator(".text")).hasText("bold and slanted words");
        assertThat(last().locator(".text strong")).hasText("bold");
        assertThat(last().locator(".text em")).hasText("slanted");
    }

    @ParameterizedTest
    @CsvSource({"en-US, LIGHT, 1280, 900", "pt-BR, DARK, 1280, 900", "pt-BR, LIGHT, 390, 844", "en-US, DARK, 390, 844"})
    void everyLookCanBeSeenByEverybody(String language, ColorScheme colours, int width, int height) throws IOException {
        aTalk();
        open(new Browser.NewContextOptions()
                .setLocale(language)
                .setColorScheme(colours)
                .setViewportSize(width, height));
        show();
        house.of(People.ANA).arrivals().types(dialog, new Author.Them(friend), true);
        assertThat(page.locator("#head .typing")).isVisible();
        page.locator(".spoiler > summary").last().click();
        page.locator("details.why > summary").nth(3).click();
        page.locator(".entry").nth(3).locator(".acts a[data-answer]").click();
        assertThat(page.locator("#answering .strip")).isVisible();
        window.look("talk-" + language + "-" + colours.name().toLowerCase(Locale.ROOT) + "-" + width);
        page.navigate("http://localhost:" + port + "/new");
        window.look("new-" + language + "-" + colours.name().toLowerCase(Locale.ROOT) + "-" + width);
    }

    private void aTalk() {
        var plan = friendWrites(
                "The plan is **out of review**, __finally__. ~~Tomorrow~~ ++Today++ at three: https://a.example/plan");
        ana.correspondence().send(dialog, Markup.read("Great! Which **three**?"), Optional.of(plan));
        friendWrites(
                "> Which three?\nThe afternoon, of course. See [the list](https://a.example/list), or run `make plan`:");
        friendWrites("```java\nif (three.isAfternoon()) {\n    return \"come\";\n}\n```\nThat is all.");
        var secret = friendWrites("The surprise is ||a cake with ten candles||, do not tell.");
        ana.correspondence().send(dialog, Markup.read("I will not ||tell anybody||."), Optional.of(secret));
        var gone = friendWrites("oops");
        ana.correspondence().send(dialog, Markup.read("> oops\nwhat?"), Optional.of(gone));
        ana.correspondence().delete(gone);
    }
}
