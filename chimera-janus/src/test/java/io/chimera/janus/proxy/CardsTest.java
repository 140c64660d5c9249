package io.chimera.janus.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.core.account.AccountId;
import io.chimera.core.janus.ProfileKey;
import io.chimera.core.janus.SiteCards;
import io.chimera.core.janus.Wanted;
import io.chimera.janus.desk.CardDesk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a remembered profile's cards say holds at the proxy as it does on the pages. */
class CardsTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final AccountId ACCOUNT = new AccountId(1);

    private final ProxyHouse house = ProxyHouse.open();
    private final SiteCards cards = new CardDesk(house.desk, house.books);
    private final Client client = house.client();
    private TestSite site;

    @BeforeEach
    void aRememberedProfile() throws Exception {
        site = TestSite.friendly();
        try (var key = ProfileKey.of("anna", ProxyHouse.SECRET.toCharArray()).withMailDomain("anna.example")) {
            house.desk.unlock(ACCOUNT, key);
        }
        cards.remember(ACCOUNT);
    }

    @AfterEach
    void close() {
        client.close();
        site.close();
        house.close();
    }

    @Test
    void aCommandThatSaysNothingElseAsksForWhoOneIsThere() throws Exception {
        var kept = new Wanted(site.url("/"), "work", 3, "");
        cards.keep(ACCOUNT, kept);
        client.post(site.url("/in"), FORM, "user=%5Cu&other=%5Cu5&usual=%5Cu~");
        assertThat(site.last().body())
                .isEqualTo("user=" + user(kept) + "&other=" + user(new Wanted(site.url("/"), "work", 5, "")) + "&usual="
                        + user(Wanted.at(site.url("/"))));
    }

    private String user(Wanted wanted) throws Exception {
        return house.desk.at(ACCOUNT, wanted).user();
    }

    @Test
    void aPasswordGoesInClearOnlyWhereACardAllowsIt() throws Exception {
        assertThat(client.post(site.url("/in"), FORM, "pass=%5Cp").status()).isEqualTo(403);
        assertThat(site.seen).isEmpty();
        cards.allowPlainHttp(ACCOUNT, site.url("/"), true);
        assertThat(client.post(site.url("/in"), FORM, "pass=%5Cp").status()).isEqualTo(200);
        assertThat(site.last().body())
                .isEqualTo("pass="
                        + house.desk.at(ACCOUNT, Wanted.at(site.url("/"))).password());
        cards.allowPlainHttp(ACCOUNT, site.url("/"), false);
        assertThat(client.post(site.url("/in"), FORM, "pass=%5Cp").status()).isEqualTo(403);
    }

    @Test
    void aSiteThatIsLeftAloneGetsEverythingAsItIs() throws Exception {
        cards.leaveAlone(ACCOUNT, site.url("/"), true);
        var body = "pass=%5Cp&user=%5Cu";
        assertThat(client.post(site.url("/in?q=%5Cu"), FORM, body).status()).isEqualTo(200);
        assertThat(site.last().body()).isEqualTo(body);
        assertThat(site.last().target()).isEqualTo("/in?q=%5Cu");
        assertThat(client.get(site.url("/"), "Authorization: Basic XHU6XHA=\r\n")
                        .status())
                .isEqualTo(200);
        assertThat(site.last().header("Authorization")).isEqualTo("Basic XHU6XHA=");

        cards.leaveAlone(ACCOUNT, site.url("/"), false);
        client.post(site.url("/in"), FORM, "user=%5Cu");
        assertThat(site.last().body()).isEqualTo("user=" + user(Wanted.at(site.url("/"))));
    }

    @Test
    void aSiteThatWasFilledInHasACard() throws Exception {
        client.get(site.url("/q?u=%5Cu"));
        await().untilAsserted(() -> assertThat(cards.of(ACCOUNT, site.url("/"))).isPresent());
        assertThat(cards.all(ACCOUNT)).hasSize(1);
        for (int i = 0; i < 10; i++) client.get(site.url("/q?u=%5Cu"));
        assertThat(house.notebook.written()).as("once an hour").isEqualTo(1);
    }

    @AfterEach
    void noEventLoopHadToDoWithTheDisk() {
        assertThat(house.notebook.onLoops()).isZero();
    }
}
