package io.chimera.janus.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.janus.command.Words;
import java.net.URLEncoder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words somebody chose, since a site that knew the usual ones could ask for them. */
class OwnWordsTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    @Test
    void theyAreFilledInAndTheUsualOnesAreNot() {
        var own = new WordSettings("somebody22", "Correct.horse.22", "").words();
        try (var house = ProxyHouse.knowing(own);
                var site = TestSite.friendly();
                var client = house.client()) {
            var usual = Words.USUAL.user() + "&mail=" + URLEncoder.encode(Words.USUAL.address(), UTF_8);
            client.post(site.url("/in"), FORM, "user=somebody22&other=" + usual);
            assertThat(site.last().body()).doesNotContain("somebody22").endsWith("&other=" + usual);
            assertThat(client.post(site.url("/in"), FORM, "pass=Correct.horse.22")
                            .status())
                    .as("a password in clear")
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "x, Correct.horse.22, me@here.invalid, user name",
        "somebody22, password, me@here.invalid, password",
        "somebody22, Correct.horse.22, me@here.example, address"
    })
    void whatCouldBeAnythingElseIsRefusedInASentenceThatDoesNotRepeatIt(
            String user, String password, String address, String what) {
        var settings = ProxyHouse.settings(List.of(), List.of(), "");
        var words = new WordSettings(user, password, address);
        var proxy = new JanusProxy(settings, (_, _) -> {
            throw new AssertionError("not reached with " + words.words());
        });
        proxy.start();
        assertThat(proxy.state())
                .isInstanceOfSatisfying(
                        ProxyState.Failed.class,
                        failed -> assertThat(failed.why())
                                .contains("because of its settings", "chimera.janus.words", "The word for", what)
                                .doesNotContain("horse", "somebody22", "here."));
        assertThat(words.toString()).doesNotContain(user, password, address);
    }
}
