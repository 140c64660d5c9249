package io.chimera.app.scene.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.chimera.app.scene.browser.Lab.ANA;
import static io.chimera.app.scene.browser.Lab.BRUNO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.app.fault.Sky;
import io.chimera.lab.api.LabWeather;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two people, two browsers: what one writes the other sees, whatever the switch, the page and the program do meanwhile. */
class LiveIT {

    @RegisterExtension
    static final Lab LAB = Lab.shared();

    private static final int SAMPLES = 5;
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    @BeforeEach
    void near() {
        LAB.rest(BRUNO).lan(true);
        LAB.awaitNear();
    }

    @Test
    void whatAnaWritesStandsOnBrunosPageAtOnceAndOnBothDisks() throws SQLException {
        var ana = LAB.signIn(ANA);
        var bruno = LAB.signIn(BRUNO);
        ana.open(BRUNO);
        bruno.open(ANA);

        var took = new ArrayList<Duration>();
        for (int i = 0; i < SAMPLES; i++) {
            var words = "Chego às nove, amostra " + i;
            ana.page().locator("#text").fill(words);
            long before = System.nanoTime();
            ana.page().keyboard().press("Enter");
            assertThat(bruno.message(words)).isVisible();
            took.add(Duration.ofNanos(System.nanoTime() - before));
        }
        took.sort(Duration::compareTo);
        System.out.println("from Enter to the other page, sorted: " + took);

        assertThat(took.get(SAMPLES / 2)).isLessThan(AT_ONCE);
        assertThat(bruno.message("amostra 4").locator(".why summary")).containsText("Direct");
        assertThat(ana.message("amostra 4").locator(".why summary")).containsText("Direct");
        assertThat(rows(ANA, "Chego às nove, amostra 4")).isEqualTo(1);
        assertThat(rows(BRUNO, "Chego às nove, amostra 4")).isEqualTo(1);
    }

    /** How often a text stands in an account's own database. */
    private static int rows(long account, String text) throws SQLException {
        var file = LAB.node()
                .home()
                .resolve("accounts")
                .resolve(Long.toString(account))
                .resolve("account.db");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:file:" + file + "?mode=ro");
                var count = connection.prepareStatement("SELECT count(*) FROM message WHERE text = ?")) {
            count.setString(1, text);
            try (var found = count.executeQuery()) {
                return found.next() ? found.getInt(1) : 0;
            }
        }
    }

    @Test
    void withBrunosSwitchOffTheCloudCarriesAndSaysWhyAndAfterwardsTheNetworkDoesAgain() throws Exception {
        var ana = LAB.signIn(ANA);
        var bruno = LAB.signIn(BRUNO);
        ana.open(BRUNO);

        bruno.goTo("/neighbours");
        bruno.page().getByText("Switch off").click();
        assertThat(bruno.page().locator("#lan-state")).containsText("You take no part");
        bruno.open(ANA);
        await().until(() -> !LAB.rest(ANA).sees(BRUNO));
        var file = Files.writeString(LAB.folder().resolve("pela-nuvem.txt"), "Pela nuvem.");
        ana.write("Isto vai pela nuvem");
        ana.attach(file);

        for (var words : List.of("Isto vai pela nuvem", "pela-nuvem")) {
            assertThat(bruno.message(words).locator(".why summary")).containsText("Cloud");
            var badge = ana.message(words).locator(".why");
            assertThat(badge.locator("summary")).containsText("Cloud");
            badge.locator("summary").click();
            assertThat(badge.locator(".pop")).containsText("was not on this network");
        }

        bruno.goTo("/neighbours");
        bruno.page().getByText("Switch on").click();
        LAB.awaitNear();
        bruno.open(ANA);
        ana.write("E isto vai direto");
        assertThat(bruno.message("E isto vai direto").locator(".why summary")).containsText("Direct");
    }

    @Test
    void anOpenBadgeStaysOpenWhileItsMessageTravels() {
        var ana = LAB.signIn(ANA);
        ana.open(BRUNO);
        ana.write("Direto, antes da tempestade");
        assertThat(ana.message("antes da tempestade").locator(".why summary")).containsText("Direct");
        LAB.rest(BRUNO).lan(false);
        await().until(() -> !LAB.rest(ANA).sees(BRUNO));

        try (var sky = Sky.over(LAB.node(), LAB.folder())) {
            sky.make(ANA, LabWeather.fair().withOutage(true));
            ana.write("Espera pela bonança");
            var message = ana.message("Espera pela bonança");
            message.locator(".why summary").click();
            assertThat(message.locator(".pop")).isVisible();

            sky.make(ANA, LabWeather.fair());

            assertThat(message.locator(".why summary")).containsText("Cloud");
            assertThat(message.locator(".line time")).isVisible();
            assertThat(message.locator(".pop")).isVisible();
        }
    }

    @Test
    void aReloadKeepsThePlaceAndTheWordsNotSentYet() {
        var ana = LAB.signIn(ANA);
        ana.open(BRUNO);
        ana.page().locator("#text").fill("Ainda não terminei");
        assertThat(ana.page().locator(".row[aria-current]")).containsText("Ainda não terminei");

        ana.page().reload();

        assertThat(ana.page()).hasURL(LAB.node().address() + "/c/" + BRUNO);
        assertThat(ana.page().locator("#text")).hasValue("Ainda não terminei");
        ana.page().locator("#text").fill("");
    }

    @Test
    void afterARestartOfTheProgramBothPagesGoOnByThemselvesAndShowWhatTheyMissed() {
        var ana = LAB.signIn(ANA);
        var bruno = LAB.signIn(BRUNO);
        for (var person : List.of(ana, bruno))
            person.expects("WebSocket connection|net::ERR_|\\[object (Progress)?Event]|htmx:");
        ana.open(BRUNO);
        bruno.open(ANA);

        LAB.restart();
        LAB.awaitNear();
        LAB.rest(ANA).send(BRUNO, "Escrito enquanto as páginas dormiam").ok();

        assertThat(bruno.message("Escrito enquanto as páginas dormiam")).isVisible();
        assertThat(ana.message("Escrito enquanto as páginas dormiam")).isVisible();
        ana.write("E agora de novo da página");
        assertThat(bruno.message("E agora de novo da página")).isVisible();
    }

    @Test
    void twoTabsOfAnaAreEqual() {
        var ana = LAB.signIn(ANA);
        var second = ana.tab();
        ana.open(BRUNO);
        second.navigate(LAB.node().address() + "/c/" + BRUNO);
        Person.awaitLive(second);

        ana.write("Da primeira aba");
        second.locator("#text").fill("Da segunda aba");
        second.locator("#text").press("Enter");
        LAB.rest(BRUNO).send(ANA, "De Bruno às duas").ok();

        for (var tab : List.of(ana.page(), second)) {
            for (var words : List.of("Da primeira aba", "Da segunda aba", "De Bruno às duas"))
                assertThat(Person.message(tab, words)).hasCount(1);
        }
        await().untilAsserted(() -> assertThat(shown(second)).isEqualTo(shown(ana.page())));
    }

    private static List<String> shown(com.microsoft.playwright.Page tab) {
        return tab.locator(".entry .text").allInnerTexts();
    }
}
