package io.chimera.web.sign;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.contact.PhoneNumber;
import io.chimera.core.signin.ScriptedSignIns;
import io.chimera.core.signin.SignInProblem;
import io.chimera.core.signin.SignInStep.CodeWay;
import io.chimera.core.testing.People;
import io.chimera.web.testing.House;
import io.chimera.web.testing.ServedWithCloud;
import io.chimera.web.testing.Speech;
import io.chimera.web.testing.TestNode;
import io.chimera.web.testing.Visitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.util.HtmlUtils;

@ServedWithCloud
class StepPagesTest {

    private static final String PAGE = "/sign-in/new";
    private static final String CLARAS = "+5521990001003";
    private static final Pattern SEEN = Pattern.compile("data-seen=\"([A-Z_]+-[0-9a-f]+)\"");

    @LocalServerPort
    private int port;

    @Autowired
    private ScriptedSignIns cloud;

    @Autowired
    private House house;

    @Autowired
    private Clock clock;

    private ScriptedSignIns.Person clara;
    private Visitor visitor;

    @BeforeEach
    void aVisitor() {
        cloud.anew();
        clara = cloud.person(new PhoneNumber(CLARAS), "Clara <b>Menezes</b>");
        visitor = new Visitor(port);
    }

    private String page() {
        var answer = visitor.get(PAGE);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> answer(String kind, String field, String typed) {
        return visitor.post(PAGE, Map.of("answer", kind, field, typed));
    }

    private HttpResponse<String> answer(String kind) {
        return visitor.post(PAGE, Map.of("answer", kind));
    }

    private void assertMovesOn(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(there -> assertThat(there).endsWith(PAGE));
    }

    private void assertAskedAgain(HttpResponse<String> answer, SignInProblem.Kind kind) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body())
                .contains(Speech.english().of(kind), Speech.english().of(kind, "next"), "role=\"alert\"");
    }

    private void begin() {
        assertMovesOn(visitor.post(PAGE + "/begin", Map.of()));
    }

    private void toPhone() {
        begin();
        assertMovesOn(visitor.post(
                PAGE,
                Map.of(
                        "answer", "APPLICATION",
                        "id", " " + ScriptedSignIns.APPLICATION.id(),
                        "hash", ScriptedSignIns.APPLICATION.hash() + " ")));
    }

    private void toCode() {
        toPhone();
        assertMovesOn(answer("PHONE", "phone", "55 (21) 99000-1003"));
    }

    private void assertIn() {
        var last = visitor.get(PAGE);
        assertThat(last.statusCode()).isEqualTo(302);
        assertThat(last.headers().firstValue("Location"))
                .hasValueSatisfying(there -> assertThat(there).isEqualTo("http://localhost:" + port + "/"));
        assertThat(visitor.cookie())
                .contains("chimera-" + port + "=" + clara.id())
                .doesNotContain("sign-in");
        assertThat(visitor.get("/settings").body()).contains("Clara &lt;b&gt;Menezes");
    }

    @Test
    void theDoorOffersToAddAnAccount() {
        assertThat(visitor.get("/sign-in").body()).contains("Ana Figueira", "Add an account", PAGE + "/begin");
    }

    @Test
    void whereNobodyIsKnownTheDoorLeadsStraightThere() {
        house.all().forEach(known -> house.forget(known.id()));
        try {
            assertMovesOn(visitor.get("/sign-in"));
            assertThat(page())
                    .contains("Sign in to Telegram", "Chimera makes no new accounts")
                    .doesNotContain("Back to");
        } finally {
            house.save(People.ana());
            house.save(TestNode.bruno());
        }
    }

    @Test
    void fromNothingToTheChats() {
        begin();
        assertThat(page()).contains("my.telegram.org", "stay here", "name=\"hash\"");
        toPhone();
        assertThat(page()).contains("type=\"tel\"", "autocomplete=\"tel\"", "Scan a QR code", "Sign in a bot");
        assertMovesOn(answer("PHONE", "phone", CLARAS));
        assertThat(page())
                .contains("as a message in the app", CLARAS, "It has 5 digits", "one-time-code", "Send it by SMS");
        assertMovesOn(answer("CODE", "code", clara.code()));
        assertIn();
    }

    @Test
    void thePasswordIsAskedForWithItsHint() {
        clara.withPassword("sal", "na <i>cozinha</i>");
        toCode();
        assertMovesOn(answer("CODE", "code", clara.code()));
        assertThat(page()).contains("Your hint: na &lt;i&gt;cozinha", "current-password");

        var wrong = answer("PASSWORD", "password", "geheim-und-falsch");
        assertAskedAgain(wrong, SignInProblem.Kind.WRONG_PASSWORD);
        assertThat(wrong.body()).doesNotContain("geheim-und-falsch");

        assertMovesOn(answer("PASSWORD", "password", "sal"));
        assertIn();
    }

    @Test
    void anEmailIsGivenAndItsCode() {
        clara.whoMustGiveAnEmail();
        toCode();
        var wrong = answer("EMAIL", "email", "clara@");
        assertAskedAgain(wrong, SignInProblem.Kind.WRONG_EMAIL);
        assertThat(wrong.body()).contains("value=\"clara@\"");

        assertMovesOn(answer("EMAIL", "email", "clara@example.org"));
        assertThat(page()).contains("c***@example.org", "autocomplete=\"one-time-code\"");
        assertMovesOn(answer("CODE", "code", clara.code()));
        assertIn();
    }

    @Test
    void aBotComesInByItsToken() {
        toPhone();
        var wrong = answer("BOT_TOKEN", "token", "5002:not-this-one");
        assertAskedAgain(wrong, SignInProblem.Kind.WRONG_BOT_TOKEN);
        assertThat(wrong.body()).doesNotContain("not-this-one").contains("open=\"open\"");

        assertMovesOn(answer("BOT_TOKEN", "token", cloud.bot("Portaria")));
        assertThat(visitor.get(PAGE).headers().firstValue("Set-Cookie")).isPresent();
    }

    @Test
    void whatIsScannedIsAPictureAndNoWords() {
        toPhone();
        assertMovesOn(answer("SCAN"));

        assertThat(page())
                .contains("<svg", "role=\"img\"", "Link Desktop Device", "http-equiv=\"refresh\"")
                .doesNotContain("tg://", "token=");
        clara.scans();
        assertIn();
    }

    @Test
    void anOpenPageHearsThatThereIsAnotherStep() throws Exception {
        toPhone();
        answer("SCAN");
        var seen = seen(page());

        try (var lane = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = lane.submit(() -> visitor.get(PAGE + "/step?seen=" + seen));
            cloud.linksChange();
            var fresh = waiting.get();
            assertThat(fresh.statusCode()).isEqualTo(200);
            assertThat(fresh.body()).startsWith("<svg").contains("<path").doesNotContain("tg://", "<html");
            assertThat(seen(fresh.body())).isNotEqualTo(seen);

            clara.scans();
            assertThat(visitor.get(PAGE + "/step?seen=" + seen(fresh.body())).statusCode())
                    .isEqualTo(205);
        }
        assertIn();
    }

    @Test
    void anOpenPageAsksAgainWhenNothingHasChanged() {
        toPhone();

        assertThat(visitor.get(PAGE + "/step?seen=" + seen(page())).statusCode())
                .isEqualTo(204);
        assertThat(visitor.get(PAGE + "/step?seen=%3Cscript%3E").statusCode()).isEqualTo(205);
        assertThat(new Visitor(port).get(PAGE + "/step?seen=0").statusCode()).isEqualTo(205);
    }

    private static String seen(String html) {
        var seen = SEEN.matcher(html);
        assertThat(seen.find()).as(html).isTrue();
        return seen.group(1);
    }

    @Test
    void aCodeThatDidNotComeIsSentAnotherWay() {
        clara.withCodes(CodeWay.SMS, CodeWay.CALL, Duration.ZERO);
        toCode();
        assertThat(page()).contains("by SMS", "Let a voice say it").doesNotContain("data-left");

        assertMovesOn(answer("ANOTHER_CODE"));
        assertThat(page()).contains("a voice says it.").doesNotContain("It does not come?");
    }

    @Test
    void beforeItsTimeAnotherCodeIsCountedDownTo() {
        clara.withCodes(CodeWay.SMS, CodeWay.CALL, Duration.ofMinutes(2));
        toCode();
        assertThat(page()).contains("Possible from ").containsPattern("data-left=\"1[0-9]{5}\"");

        var early = answer("ANOTHER_CODE");
        assertAskedAgain(early, SignInProblem.Kind.TOO_OFTEN);
        assertThat(early.body()).contains("Possible again from ");
    }

    @Test
    void anHourIsSaidByTheClock() {
        toPhone();
        cloud.refusesFor(Duration.ofHours(30));

        var answer = answer("PHONE", "phone", CLARAS);

        assertAskedAgain(answer, SignInProblem.Kind.TOO_OFTEN);
        var until = clock.instant().plus(Duration.ofHours(30));
        assertThat(answer.body())
                .contains(Speech.english().moments().date(until, clock.instant()))
                .contains("value=\"" + CLARAS + "\"");
    }

    @ParameterizedTest
    @EnumSource
    void everyProblemSaysWhatHappenedAndWhatToDo(SignInProblem.Kind kind) {
        begin();
        cloud.endAll(new SignInProblem(kind, Optional.empty(), "said <exactly> so"));

        for (var words : List.of(Speech.english(), Speech.portuguese())) {
            visitor.speaking(words.language().tag());
            assertThat(HtmlUtils.htmlUnescape(page()))
                    .contains(
                            words.of(kind), words.of(kind, "next"), "said <exactly> so", words.say("step.again.begin"));
            assertThat(page()).contains("said &lt;exactly&gt; so");
        }
    }

    @Test
    void afterOneThatCameToNothingAnotherBegins() {
        begin();
        cloud.endAll(SignInProblem.of(SignInProblem.Kind.COMPUTER));
        assertThat(page()).contains("Not signed in");

        begin();
        assertThat(page()).contains("Which application is this?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    APPLICATION | id       | 7                       | WRONG_APPLICATION
                    APPLICATION | id       | 99999999999999999999    | WRONG_APPLICATION
                    APPLICATION | hash     | <script>alert(1)</script> | WRONG_APPLICATION
                    PHONE       | phone    | 12                      | WRONG_PHONE
                    PHONE       | phone    | <script>alert(1)</script> | WRONG_PHONE
                    PHONE       | other    | x                       | WRONG_PHONE
                    EMAIL       | email    | ''                      | WRONG_EMAIL
                    CODE        | code     | ''                      | WRONG_CODE
                    PASSWORD    | password | ''                      | WRONG_PASSWORD
                    BOT_TOKEN   | token    | ' '                     | WRONG_BOT_TOKEN
                    CODE        | code     | 12345                   | NOT_WANTED
                    SCAN        | x        | y                       | NOT_WANTED
                    """)
    void whatCannotBeMeantIsAskedAgainAndShownAsText(
            String kind, String field, String typed, SignInProblem.Kind problem) {
        begin();

        var answer = answer(kind, field, typed);

        assertAskedAgain(answer, problem);
        assertThat(answer.body()).doesNotContain("<script>alert");
        assertThat(page()).contains("Which application is this?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"code", "phone", "email", "password", "token", "id"})
    void whatIsHugeIsNoAnswer(String field) {
        toCode();
        for (var kind : AnswerKind.values()) {
            if (kind == AnswerKind.START_OVER || kind == AnswerKind.ANOTHER_CODE) continue;
            var answer = answer(kind.name(), field, "9".repeat(100_000));
            assertThat(answer.statusCode()).isEqualTo(422);
        }
        assertThat(answer("CODE", "code", "9".repeat(5_000_000)).statusCode()).isEqualTo(413);
        assertMovesOn(answer("CODE", "code", clara.code()));
    }

    @Test
    void whatIsNoAnswerAtAllIsRefused() {
        toCode();

        assertThat(answer("OPEN_SESAME").statusCode()).isBetween(400, 499);
        assertThat(visitor.post(PAGE, Map.of()).statusCode()).isBetween(400, 499);
        assertThat(visitor.post(PAGE, "application/json", BodyPublishers.ofString("{}"))
                        .statusCode())
                .isBetween(400, 499);
        assertThat(page()).contains("The code");
    }

    @Test
    void aNumberThatIsWrongStandsInItsFieldAgain() {
        toPhone();

        assertThat(answer("PHONE", "phone", "+55 21 12\"><b>").body())
                .contains("value=\"+55 21 12&quot;&gt;&lt;b&gt;\"", "aria-invalid=\"true\"");
        assertThat(answer("CODE", "code", "77777").body()).doesNotContain("77777");
    }

    @Test
    void twoTabsAreOneSignInAndTheOlderPageIsTold() {
        toCode();
        begin(); // in the other tab
        assertThat(page()).contains(CLARAS);
        assertMovesOn(answer("START_OVER"));

        var late = answer("CODE", "code", clara.code());
        assertAskedAgain(late, SignInProblem.Kind.NOT_WANTED);
        assertThat(late.body()).contains("Your number");
    }

    @Test
    void everyStepCanBeLoadedAgain() {
        clara.withPassword("sal", "");
        begin();
        assertThat(page()).isEqualTo(page());
        toPhone();
        assertThat(page()).isEqualTo(page());
        answer("PHONE", "phone", CLARAS);
        assertThat(page()).contains("The code");
        answer("CODE", "code", "1");
        assertThat(page()).contains("The code is not right.").isEqualTo(page());
        answer("CODE", "code", clara.code());
        assertThat(page()).contains("Your password").isEqualTo(page());
    }

    @Test
    void fromEveryStepThereIsAWayBackAndAWayOut() {
        toCode();
        assertMovesOn(answer("START_OVER"));
        assertThat(page()).contains("Your number");

        var out = visitor.post(PAGE + "/cancel", Map.of());
        assertThat(out.headers().firstValue("Location"))
                .hasValueSatisfying(there -> assertThat(there).endsWith("/sign-in"));
        assertThat(visitor.cookie()).isEmpty();
        assertThat(page()).contains("Sign in to Telegram").doesNotContain("role=\"alert\"");
    }

    @Test
    void whoLostTheCookieBeginsAnew() {
        toCode();
        visitor.forgetCookie("chimera-sign-in");

        assertThat(page()).contains("Sign in to Telegram", "Begin").doesNotContain("role=\"alert\"");
        var answer = answer("CODE", "code", clara.code());
        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(answer.body()).contains("The sign-in is not there any more.");
    }

    @Test
    void whoComesTooLateIsToldSo() {
        toCode();
        cloud.forgetAll();

        assertThat(page()).contains("The sign-in is not there any more.", "Begin");
        assertThat(visitor.cookie()).isEmpty();
        assertThat(page()).doesNotContain("not there any more");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "00000000-0000-4000-8000-000000000000",
                "00000000-0000-4000-8000-000000000000.x",
                ".",
                "1001.1.0.0"
            })
    void aCookieNobodyHereHasSealedIsNone(String value) {
        toCode();
        visitor.changeCookie("chimera-sign-in", value);

        assertThat(page()).contains("Sign in to Telegram");
    }

    @Test
    void theIdIsInASealedCookieOnly() {
        var begun = visitor.post(PAGE + "/begin", Map.of());
        var cookie = begun.headers().firstValue("Set-Cookie").orElseThrow();
        var id = cookie.replaceAll("^[^=]+=([^.]+)\\..*$", "$1");

        assertThat(cookie)
                .startsWith("chimera-sign-in-" + port + "=")
                .contains("HttpOnly", "SameSite=Strict", "Path=/sign-in")
                .doesNotContain("Expires");
        assertThat(begun.headers().firstValue("Location").orElseThrow()).doesNotContain(id);
        assertThat(page()).doesNotContain(id);
        assertThat(visitor.get(PAGE).headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/begin", "/cancel", ""})
    void anotherSiteSignsNobodyIn(String path) {
        toCode();
        for (var from : List.of("cross-site", "same-site")) {
            var answer = visitor.send(visitor.from(PAGE + path)
                    .header("Sec-Fetch-Site", from)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("answer=START_OVER")));
            assertThat(answer.statusCode()).isEqualTo(403);
        }
        assertThat(page()).contains("The code");
    }

    @Test
    void noStepHoldsScriptOrStyle() {
        toCode();
        assertThat(page())
                .contains("</html>")
                .doesNotContainPattern("<script(?! src=)")
                .doesNotContain("<style", " style=", " onclick=", " onload=");
    }

    @Test
    void untilItIsKnownWhatIsWantedThePageSaysSo() {
        cloud.slow(true);
        begin();

        assertThat(page()).contains("One moment", "goes on by itself", "http-equiv=\"refresh\"");
        cloud.slow(false);
        assertThat(page()).contains("Which application is this?").doesNotContain("http-equiv=\"refresh\"");
    }
}
