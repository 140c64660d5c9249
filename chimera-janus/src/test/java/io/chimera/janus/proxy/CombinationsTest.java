package io.chimera.janus.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.account.AccountId;
import io.chimera.core.janus.ProfileKey;
import io.chimera.core.janus.Pseudonym;
import io.chimera.core.janus.Wanted;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Name, password and address are asked for one by one or together, in a body and in a query. */
class CombinationsTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    private static ProxyHouse house;
    private static TestSite site;
    private static Pseudonym anna;

    @BeforeAll
    static void open() throws Exception {
        site = TestSite.friendly();
        var plain = List.of("127.0.0.1:" + site.port());
        house = ProxyHouse.open(ProxyHouse.settings(List.of("127.0.0.0/8"), plain, ""), Limits.usual());
        var account = new AccountId(1);
        try (var key = ProfileKey.of("anna", ProxyHouse.SECRET.toCharArray()).withMailDomain("anna.example")) {
            house.desk.unlock(account, key);
        }
        anna = house.desk.at(account, Wanted.at(site.url("/")));
    }

    @AfterAll
    static void close() {
        house.close();
        site.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"u", "p", "@", "up", "u@", "p@", "up@"})
    void whatIsAskedForIsFilledInAndTheOtherFieldsStay(String asked) {
        var typed = fields(
                asked.contains("u") ? "%5Cu" : "me",
                asked.contains("p") ? "%5Cp" : "mine",
                asked.contains("@") ? "%5C%40" : "me%40home.example");
        var wanted = fields(
                asked.contains("u") ? anna.user() : "me",
                asked.contains("p") ? anna.password() : "mine",
                asked.contains("@") ? anna.address().replace("@", "%40") : "me%40home.example");
        try (var client = house.client()) {
            assertThat(client.post(site.url("/in"), FORM, typed).status()).isEqualTo(200);
            assertThat(site.last().body()).isEqualTo(wanted);
            assertThat(client.get(site.url("/in?" + typed)).status()).isEqualTo(200);
            assertThat(site.last().target()).isEqualTo("/in?" + wanted);
        }
    }

    private static String fields(String user, String password, String mail) {
        return "user=" + user + "&password=" + password + "&mail=" + mail + "&go=1";
    }
}
