package io.chimera.web.trust;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.chimera.core.contact.Contact;
import io.chimera.core.contact.ContactId;
import io.chimera.core.identity.Computers.Computer;
import io.chimera.core.identity.Enrolment;
import io.chimera.core.identity.EnrolmentFailed;
import io.chimera.core.identity.EnrolmentFailed.Cause;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.identity.Revocations.Knowledge;
import io.chimera.core.identity.Revocations.Verdict;
import io.chimera.core.identity.ScriptedRevocations;
import io.chimera.core.neighbour.Refusal;
import io.chimera.core.testing.People;
import io.chimera.web.testing.House;
import io.chimera.web.testing.ScriptedComputers;
import io.chimera.web.testing.ScriptedEnroller;
import io.chimera.web.testing.Served;
import io.chimera.web.testing.Window;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Comparing keys and disowning computers, as somebody at a browser does it. */
@Served
class SafetyInBrowserTest {

    private static final AtomicLong NEXT = new AtomicLong(35_000);
    private static final KeyFingerprint FIRST = new KeyFingerprint("1a".repeat(32));
    private static final KeyFingerprint SECOND = new KeyFingerprint("2b".repeat(32));
    private static final KeyFingerprint OLD = new KeyFingerprint("0d".repeat(32));
    private static final Instant SINCE = Instant.parse("2026-09-01T10:00:00Z");

    @RegisterExtension
    static final Window window = Window.withAnswersOf(409);

    @LocalServerPort
    private int port;

    @Autowired
    private House house;

    @Autowired
    private ScriptedComputers computers;

    @Autowired
    private ScriptedRevocations revocations;

    @Autowired
    private ScriptedEnroller enroller;

    @Autowired
    private Clock clock;

    private final ContactId friend = new ContactId(NEXT.incrementAndGet());
    private Page page;

    @BeforeEach
    void aFriendWhoHasProvenThemselves() {
        house.knows(People.ANA, new Contact(friend, "Clara Menezes de Albuquerque e Souza", Optional.empty()));
        var own = KeyFingerprint.of(house.certify(People.ANA).certificate().getPublicKey());
        enroller.is(People.ANA, new Enrolment.Certified(enroller.facts(Duration.ofDays(4), Duration.ofDays(6))));
        house.proves(People.ANA, friend, FIRST);
        computers.are(
                new Computer(own, "Notebook", clock.instant().minusSeconds(60), true, Optional.empty()),
                new Computer(
                        OLD, "A desktop with quite a long name that somebody gave it", SINCE, false, Optional.empty()),
                new Computer(SECOND, "", SINCE.minusSeconds(900), false, Optional.of(SINCE)));
        open(new Browser.NewContextOptions().setLocale("en-US").setViewportSize(1280, 800));
    }

    private void open(Browser.NewContextOptions options) {
        page = window.open(options);
        page.navigate(address("/sign-in"));
        page.locator("button.primary").first().click();
        page.waitForURL(address("/"));
    }

    @AfterEach
    void nothingIsLeftOfIt() {
        revocations.say(house.certify(People.ANA).certificate(), new Verdict.Good());
        revocations.know(new Knowledge(Optional.of(SINCE), Optional.empty()));
        house.of(People.ANA).lan().refusesNobody();
    }

    @Test
    void aNewKeyAppearsAboveAnOpenConversationAndIsComparedFromThere() {
        page.navigate(address("/c/" + friend));
        assertThat(page.locator("#keynews .banner")).hasCount(0);
        house.proves(People.ANA, friend, SECOND);
        assertThat(page.locator("#keynews")).containsText("uses a new key since");
        page.locator("#keynews a.primary").click();
        var card = page.locator("#k-" + SECOND);
        assertThat(card).containsText("New, not compared");
        card.locator(".btn.primary").click();
        assertThat(card).containsText("Compared and equal");
        page.navigate(address("/c/" + friend));
        assertThat(page.locator("#keynews .banner")).hasCount(0);
    }

    @Test
    void whatWasSaidInOneWindowVanishesFromTheOther() {
        house.proves(People.ANA, friend, SECOND);
        page.navigate(address("/c/" + friend));
        assertThat(page.locator("#keynews .banner")).hasCount(1);
        var other = window.anotherTab();
        other.navigate(address("/c/" + friend));
        other.locator("#keynews form button").click();
        assertThat(page.locator("#keynews .banner")).hasCount(0);
    }

    @Test
    void theKeysAreReachedFromTheHeadOfTheConversationAndOneThatIsNotEqualIsBlocked() {
        page.navigate(address("/c/" + friend));
        page.locator("#head a[href$='/safety']").click();
        page.locator("#k-" + FIRST + " .btn.risk").click();
        assertThat(page.locator("#k-" + FIRST + " h2")).hasText("Blocked");
        page.locator("#k-" + FIRST + " .btn").click();
        assertThat(page.locator("#k-" + FIRST + " h2")).hasText("Not compared");
    }

    @Test
    void threeClicksDisownAStolenComputer() {
        page.navigate(address("/certificate"));
        page.locator("a[href='/certificate/computers']").click();
        page.locator("#c-" + OLD + " .btn.risk").click();
        page.locator("main .btn.primary").click();
        assertThat(page.locator("#c-" + OLD)).containsText("Taken back");
        assertThat(computers.told()).singleElement().asString().contains("KEY_COMPROMISE");
    }

    @ParameterizedTest
    @CsvSource({"en-US, LIGHT, 1280, 800", "en-US, DARK, 390, 844", "pt-BR, DARK, 1280, 800", "pt-BR, LIGHT, 390, 844"})
    void everyPageIsWholeAndCanBeUsedByEverybody(String language, ColorScheme colours, int width, int height)
            throws IOException {
        open(new Browser.NewContextOptions()
                .setLocale(language)
                .setColorScheme(colours)
                .setViewportSize(width, height));
        var name = language + "-" + colours.name().toLowerCase(Locale.ROOT) + "-" + width;
        house.proves(People.ANA, friend, SECOND);
        look("/c/" + friend, "new-key", name);
        look("/c/" + friend + "/safety", "safety", name);
        page.locator("#k-" + FIRST + " .btn.risk").click();
        page.locator("#k-" + SECOND + " .btn.primary").click();
        look("/c/" + friend + "/safety", "safety-said", name);
        var unknown = new ContactId(NEXT.incrementAndGet());
        house.knows(People.ANA, new Contact(unknown, "Davi Okada", Optional.empty()));
        look("/c/" + unknown + "/safety", "safety-none", name);
        look("/certificate", "certificate", name);
        look("/certificate/computers", "computers", name);
        look("/certificate/computers/" + OLD, "disown", name);
        computers.fails(new EnrolmentFailed(Cause.PROVIDER_UNREACHABLE, "no route to the provider"));
        look("/certificate/computers", "computers-trouble", name);
        revocations.say(house.certify(People.ANA).certificate(), new Verdict.Revoked("serial 4c19 was taken back"));
        revocations.know(new Knowledge(
                Optional.of(SINCE), Optional.of("The authority has not answered since 20 November: ask who runs it")));
        look("/certificate", "certificate-taken-back", name);
        house.comes(friend, 77, false);
        house.of(People.ANA)
                .lan()
                .refuses(friend, new Refusal(Refusal.Kind.REVOKED, "serial 4c19 was taken back", SINCE));
        look("/neighbours", "refused", name);
        assertThat(page.locator("#n-" + friend)).containsText("serial 4c19 was taken back");
        house.goes(friend, 77);
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }

    private void look(String path, String what, String name) throws IOException {
        page.navigate(address(path));
        window.look("trust-" + what + "-" + name);
    }
}
