package io.chimera.app.scene.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import io.chimera.app.fault.OwnNetwork;
import io.chimera.app.scene.Node;
import io.chimera.app.scene.Rest;
import io.chimera.app.scene.SigningIn;
import io.chimera.telegram.fake.FakeTelegram;
import io.chimera.telegram.fake.PatchedTdLibrary;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From Telegram's server to the page: the genuine TDLib in the node, Chromium in front of it. */
@Timeout(300)
class TelegramPageIT {

    private static final int APPLICATION = 17;
    private static final String HASH = "fedcba9876543210fedcba9876543210";
    private static final String ANAS = "+5521990001001";
    private static final int WARM_UP = 20;
    private static final int SAMPLES = 60;

    /** Far more than it takes; how long it does take is printed. */
    private static final Duration SOON = Duration.ofSeconds(1);

    /** Notes when a text appears, by the clock that this process has as well. */
    private static final String WATCH = """
            () => {
              window.seenAt = {}
              const look = () => {
                for (const text of document.querySelectorAll('#flow .entry .text'))
                  seenAt[text.textContent] ??= performance.timeOrigin + performance.now()
              }
              new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true })
            }""";

    @TempDir
    Path folder;

    @Test
    void whatTelegramBringsStandsOnThePageAtOnce() throws Exception {
        var library = PatchedTdLibrary.get();
        try (var telegram = FakeTelegram.start(library);
                var chromium = Chromium.launch()) {
            telegram.giveApplication(APPLICATION, HASH);
            var ana = telegram.addPerson(1001, ANAS, "Ana Figueira");
            var bruno = telegram.addPerson(1002, "+5521990001002", "Bruno Tavares");
            try (var node = node(library, telegram);
                    var context = chromium.browser().newContext(new Browser.NewContextOptions().setLocale("en"))) {
                new SigningIn(telegram, new Rest(node, 0)).with(ANAS);
                SigningIn.opened(new Rest(node, 1001), "+5521990001002");
                var person = new Person(context, node.address());
                person.signIn(1001);
                person.open(1002);
                person.page().evaluate(WATCH);

                var took = new ArrayList<Double>();
                for (int i = 0; i < WARM_UP + SAMPLES; i++) {
                    var words = "amostra " + i;
                    var written = Instant.now();
                    bruno.writes(ana, words);
                    assertThat(person.message(words).last()).isVisible();
                    if (i >= WARM_UP) took.add(millisFrom(written, person, words));
                }
                took.sort(null);
                System.out.printf(
                        "from Telegram's write to the page, %d texts: median %.1f ms, ninth tenth %.1f ms, longest %.1f ms%n",
                        SAMPLES, took.get(SAMPLES / 2), took.get(SAMPLES * 9 / 10), took.getLast());
                assertThat(took.get(SAMPLES / 2)).isLessThan(SOON.toMillis());
                assertThat(person.complaints()).isEmpty();
            }
        }
    }

    private static double millisFrom(Instant written, Person person, String words) {
        var seen = ((Number) person.page().evaluate("text => seenAt[text]", words)).doubleValue();
        return seen - ChronoUnit.MICROS.between(Instant.EPOCH, written) / 1_000.0;
    }

    private Node node(PatchedTdLibrary library, FakeTelegram telegram) {
        return Node.start(
                "ana",
                folder.resolve("ana"),
                List.of(),
                OwnNetwork.any()
                        .settings(
                                "--spring.profiles.active=production",
                                "--chimera.lan.bind-address=127.0.0.1",
                                "--chimera.telegram.library="
                                        + library.library().file(),
                                "--chimera.telegram.proxy=127.0.0.1:" + telegram.port(),
                                "--chimera.telegram.api-id=" + APPLICATION,
                                "--chimera.telegram.api-hash=" + HASH));
    }
}
