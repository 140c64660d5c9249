package io.chimera.web.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.RevocationReason;
import io.chimera.core.provider.Register;
import io.chimera.core.provider.Register.Event;
import io.chimera.core.testing.SteppingClock;
import io.chimera.web.testing.Visitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServedProvider
class OperatorPagesTest {

    private static final Duration TEN_DAYS = Duration.ofDays(10);

    @LocalServerPort
    private int port;

    @Autowired
    private ScriptedRegister register;

    @Autowired
    private SteppingClock clock;

    private Visitor visitor;

    @BeforeEach
    void anew() {
        register.anew();
        clock.advance(Duration.ofDays(1)); // what was typed wrongly before is forgotten
        visitor = new Visitor(port);
    }

    private Visitor operator() {
        assertThat(enter(TestProvider.KEY).statusCode()).isEqualTo(302);
        return visitor;
    }

    private HttpResponse<String> enter(String key) {
        return visitor.post("/sign-in", Map.of("key", key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/issued", "/audit", "/limits", "/issued/1001/" + KEY, "/no-such-page", "/script/live.js"})
    void everyPageIsClosedUntilTheKeyWasGiven(String path) {
        var answer = visitor.get(path);
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/sign-in");
        assertThat(answer.body()).isEmpty();
    }

    private static final String KEY = "00000000000000000000000000000000000000000000000000000000000f4628";

    @Test
    void nothingIsTakenBackByWhoHasNoKey() {
        var key = register.issue(1001, "Laptop", Duration.ofHours(1), TEN_DAYS);
        var answer = visitor.post("/issued/1001/" + key + "/revocation", Map.of("reason", "1"));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(register.find(new AccountId(1001), key).orElseThrow().revoked())
                .isEmpty();
    }

    @Test
    void aWrongKeyOpensNothingAndSaysWhatTheRightOneIs() {
        var answer = enter("not-the-key");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body())
                .contains("This is not the key", "./chimera token")
                .doesNotContain("not-the-key");
        assertThat(visitor.get("/").statusCode()).isEqualTo(302);
    }

    @Test
    void afterManyWrongKeysNoneIsLookedAtForAWhile() {
        for (int i = 0; i < OperatorKey.WRONG_AT_ONCE; i++)
            assertThat(enter("wrong").statusCode()).isEqualTo(401);
        var answer = enter(TestProvider.KEY);
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 7L);
        clock.advance(OperatorKey.ONE_MORE_EVERY);
        assertThat(enter(TestProvider.KEY).statusCode()).isEqualTo(302);
    }

    @Test
    void whoSignsOutIsOutWithACopyOfTheCookieToo() {
        var operator = operator();
        var copy = operator.cookie();
        operator.post("/sign-out", Map.of());
        var answer =
                new Visitor(port).send(operator.from("/").header("Cookie", copy).GET());
        assertThat(answer.statusCode()).isEqualTo(302);
    }

    @Test
    void aSessionEndsByItself() {
        var operator = operator();
        assertThat(operator.get("/").statusCode()).isEqualTo(200);
        clock.advance(OperatorSessions.LIFETIME);
        assertThat(operator.get("/").statusCode()).isEqualTo(302);
    }

    @Test
    void otherSitesAndOtherNamesGetNothing() {
        var key = register.issue(1001, "Laptop", Duration.ofHours(1), TEN_DAYS);
        var operator = operator();
        var foreign = operator.send(operator.from("/issued/1001/" + key + "/revocation")
                .header("Origin", "http://evil.example")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("reason=1")));
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(register.find(new AccountId(1001), key).orElseThrow().revoked())
                .isEmpty();
        assertThat(operator.get("/")
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .contains("default-src 'none'");
    }

    @Test
    void theOverviewSaysWhatIsWrongAndWhatHappened() {
        register.tell(Event.ASKED, 1001, clock.instant(), "Laptop");
        register.tell(Event.ASKED, 1001, clock.instant().minus(Duration.ofDays(3)), "Laptop");
        register.isTroubledBy("The certificate authority does not answer. Look whether it runs.");
        var page = operator().get("/").body();
        assertThat(page).contains("Look whether it runs.", "Something needs you", "Telegram");
        assertThat(page).containsPattern("Codes asked for</th><td class=\"n\">1</td><td class=\"n\">2</td>");
        register.isTroubledBy();
        assertThat(visitor.speaking("pt-BR").get("/").body()).contains("Está tudo bem");
    }

    @Test
    void computersAreListedNewestFirstByPagesAndFoundByTheirPerson() {
        for (int i = 0; i < 30; i++) register.issue(1001, "Machine " + i, Duration.ofMinutes(i), TEN_DAYS);
        register.issue(1002, "Bruno’s", Duration.ofDays(20), TEN_DAYS);
        var first = operator().get("/issued").body();
        assertThat(first).contains("Machine 0", "Machine 24").doesNotContain("Machine 25");
        var older = link(first, "before=");
        assertThat(visitor.get(older).body()).contains("Machine 25", "Bruno’s").doesNotContain("Machine 24");
        assertThat(visitor.get("/issued?person=1002").body())
                .contains("Bruno’s", "Ended")
                .doesNotContain("Machine");
        assertThat(visitor.get("/issued?person=ana").body()).contains("There is nothing for ana");
    }

    @Test
    void whatPeopleCallTheirComputersIsTextAndNothingElse() {
        var key = register.issue(1001, "<script>alert(1)</script>", Duration.ofMinutes(1), TEN_DAYS);
        operator();
        for (var path :
                new String[] {"/issued", "/audit", "/issued/1001/" + key, "/issued/1001/" + key + "/revocation"})
            assertThat(visitor.get(path).body()).contains("&lt;script&gt;").doesNotContain("<script");
    }

    @Test
    void aComputerIsTakenBackForAReasonAndTheAuditTells() {
        var key = register.issue(1001, "Laptop", Duration.ofHours(1), TEN_DAYS);
        var other = register.issue(1001, "Desk", Duration.ofHours(2), TEN_DAYS);
        var path = "/issued/1001/" + key;
        assertThat(operator().get(path).body()).contains("2190 5e0b 8c2d 4f6a", "Good", path + "/revocation");
        var asked = visitor.get(path + "/revocation").body();
        for (var reason : RevocationReason.values())
            assertThat(asked.contains("value=\"" + reason.code() + "\""))
                    .as(reason.name())
                    .isEqualTo(reason.isForGood());

        assertThat(visitor.post(path + "/revocation", Map.of("reason", "7")).statusCode())
                .isEqualTo(400);
        var answer = visitor.post(path + "/revocation", Map.of("reason", "1", "note", "left in a bus"));
        assertThat(answer.statusCode()).isEqualTo(302);
        var taken = register.find(new AccountId(1001), key).orElseThrow().revoked();
        assertThat(taken.map(Register.Revoked::reason)).contains(RevocationReason.KEY_COMPROMISE);
        assertThat(visitor.get(path).body())
                .contains("Taken back", "left in a bus")
                .doesNotContain(path + "/revocation");
        assertThat(visitor.get("/audit?person=1001").body()).contains("KEY_COMPROMISE");
        assertThat(register.find(new AccountId(1001), other).orElseThrow().revoked())
                .isEmpty();
    }

    @Test
    void whatTheAuthorityWasNotToldIsSaid() {
        var key = register.issue(1001, "Laptop", Duration.ofHours(1), TEN_DAYS);
        register.hasNoAuthority();
        operator();
        var answer = visitor.post("/issued/1001/" + key + "/revocation", Map.of("reason", "4"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("taken back here", "The certificate authority does not answer.");
    }

    @Test
    void limitsThatWereMetAreShownApart() {
        register.tell(Event.LIMITED, 1001, clock.instant(), "a minute apart");
        register.tell(Event.ASKED, 1002, clock.instant(), "Desk");
        assertThat(operator().get("/limits").body())
                .contains("a minute apart", "Had to wait")
                .doesNotContain("Desk");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/issued/1001/" + KEY, "/issued/0/" + KEY, "/issued/1001/nonsense", "/c/1002", "/settings"})
    void whatIsNotThereIsNotFound(String path) {
        var answer = operator().get(path);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("There is nothing here");
    }

    private static String link(String page, String part) {
        var found = java.util.regex.Pattern.compile("href=\"([^\"]*" + part + "[^\"]*)\"")
                .matcher(page);
        assertThat(found.find()).isTrue();
        return found.group(1).replace("&amp;", "&");
    }
}
