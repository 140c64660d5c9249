package io.chimera.janus.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.core.janus.Traffic;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What another site's page wrote is not filled in: nobody typed it. */
class SenderTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String BROWSER = "Accept-Language: pt-BR\r\nUser-Agent: Mozilla/5.0\r\n";

    private ProxyHouse house;
    private TestSite site;
    private Client client;

    @BeforeEach
    void open() throws Exception {
        site = TestSite.friendly();
        var plain = List.of("127.0.0.1:" + site.port());
        house = ProxyHouse.open(ProxyHouse.settings(List.of("127.0.0.0/8"), plain, ""), Limits.usual());
        client = house.client();
    }

    @AfterEach
    void close() {
        client.close();
        house.close();
        site.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Referer: http://tracker.example/page\r\n",
                "Origin: http://tracker.example\r\n",
                "Origin: null\r\n",
                "Referer: nonsense\r\n",
                ""
            })
    void aPictureOfAnotherSiteLearnsNothing(String from) {
        assertThat(client.get(site.url("/p.gif?who=%5Cu"), BROWSER + from).status())
                .isEqualTo(403);
        assertThat(client.post(site.url("/in"), FORM, "comment=%5Cp", BROWSER + from)
                        .status())
                .isEqualTo(403);
        assertThat(site.seen).isEmpty();
        await().until(() -> house.traffic.size() == 2);
        assertThat(house.traffic)
                .allSatisfy(line -> assertThat(line)
                        .isInstanceOfSatisfying(
                                Traffic.Refused.class,
                                refused -> assertThat(refused.why()).isEqualTo(Traffic.Why.NOT_TYPED)));
    }

    @Test
    void aPageOfTheSiteItselfIsWherePeopleType() {
        assertThat(client.get(site.url("/q?u=%5Cu"), BROWSER + "Referer: " + site.url("/form") + "\r\n")
                        .status())
                .isEqualTo(200);
        var own = "Origin: http://127.0.0.1:" + site.port() + "\r\n";
        assertThat(client.post(site.url("/in"), FORM, "pass=%5Cp", BROWSER + own)
                        .status())
                .isEqualTo(200);
        assertThat(site.last().body()).doesNotContain("%5Cp");
    }

    @Test
    void whatIsTypedIntoTheBrowsersOwnDialogComesFromNoPage() {
        var typed = Base64.getEncoder().encodeToString("\\u:\\p".getBytes(UTF_8));
        var header = "Authorization: Basic " + typed + "\r\n";
        assertThat(client.get(site.url("/b"), BROWSER + header).status()).isEqualTo(200);
        assertThat(site.last().header("Authorization")).doesNotContain(typed);
        var foreign = "Referer: http://tracker.example/\r\n";
        assertThat(client.get(site.url("/b"), BROWSER + foreign + header).status())
                .isEqualTo(403);
    }

    @Test
    void whatHoldsNoCommandGoesWhereverItComesFrom() {
        var foreign = "Referer: http://tracker.example/\r\n";
        assertThat(client.get(site.url("/q?a=b"), BROWSER + foreign).status()).isEqualTo(200);
    }
}
