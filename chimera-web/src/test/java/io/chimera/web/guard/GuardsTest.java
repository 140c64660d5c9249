package io.chimera.web.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.testing.People;
import io.chimera.web.testing.Served;
import io.chimera.web.testing.TestNode;
import io.chimera.web.testing.Visitor;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@Served
class GuardsTest {

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(strings = {"/sign-in", "/c/424242", "/chimera.css", "/api/v1/accounts", "/nowhere"})
    void everyAnswerForbidsWhatPagesDoNotNeed(String path) {
        var headers = new Visitor(port).get(path).headers();

        assertThat(headers.firstValue("Content-Security-Policy"))
                .hasValue(
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self';"
                                + " font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
        assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).hasValue("same-origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example:PORT",
                "127.0.0.2:PORT",
                "localhost",
                "localhost:1",
                "[::2]:PORT"
            })
    void aNameThatIsNotOursIsAnsweredByNothing(String host) throws IOException {
        assertThat(statusFor(host.replace("PORT", Integer.toString(port)))).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:PORT", "LOCALHOST:PORT", "127.0.0.1:PORT", "[::1]:PORT", "chimera.example:8443"})
    void ourOwnNamesAndThoseOfTheSettingsAreAnswered(String host) throws IOException {
        assertThat(statusFor(host.replace("PORT", Integer.toString(port)))).isEqualTo(200);
    }

    private int statusFor(String host) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(("GET /sign-in HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ")[1]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void aFormOnAnotherSiteOrPortCannotWriteForAnybody(String site) {
        var ana = Visitor.signedIn(port, People.ANA);

        var answer = ana.send(ana.from("/c/1002/messages")
                .header("Sec-Fetch-Site", site)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("text=stolen")));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(ana.get("/c/1002").body()).doesNotContain("stolen");
    }

    @Test
    void anImageOnAnotherPortOfThisComputerGetsNoFile() {
        var ana = Visitor.signedIn(port, People.ANA);

        var answer = ana.send(ana.from("/")
                .header("Sec-Fetch-Site", "same-site")
                .header("Sec-Fetch-Mode", "no-cors")
                .header("Sec-Fetch-Dest", "image")
                .GET());

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void aLinkOnAnotherSiteMayBeFollowed() {
        var visitor = new Visitor(port);

        var answer = visitor.send(visitor.from("/sign-in")
                .header("Sec-Fetch-Site", "cross-site")
                .header("Sec-Fetch-Mode", "navigate")
                .header("Sec-Fetch-Dest", "document")
                .GET());

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void aFormWhoseOriginIsOursIsTakenFromABrowserThatSaysNothingElse() {
        var visitor = new Visitor(port);
        var form = visitor.from("/sign-in")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("account=1001"));

        assertThat(visitor.send(form.copy().header("Origin", "http://localhost:" + port))
                        .statusCode())
                .isEqualTo(302);
        assertThat(visitor.send(form.copy().header("Origin", "http://localhost:1"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(visitor.send(form.copy().header("Origin", "null")).statusCode())
                .isEqualTo(403);
        assertThat(visitor.send(form).statusCode()).isEqualTo(403);
    }

    @Test
    void aBrowserThatHidesTheOriginOfOurOwnFormIsTaken() {
        var visitor = new Visitor(port);

        var answer = visitor.send(visitor.from("/sign-in")
                .header("Sec-Fetch-Site", "same-origin")
                .header("Origin", "null")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("account=1001")));

        assertThat(answer.statusCode()).isEqualTo(302);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Bearer ", "Bearer wrong", "Basic dGVzdA==", "Bearer test-token-test-token-test-token-tesT"})
    void theApiIsClosedWithoutItsToken(String authorization) {
        var visitor = new Visitor(port);
        var request = visitor.from("/api/v1/accounts");

        var answer = visitor.send(authorization.isEmpty() ? request : request.header("Authorization", authorization));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.body()).contains("urn:chimera:problem:unauthorized").contains("./chimera token");
    }

    @Test
    void aBrowsersSessionDoesNotOpenTheApi() {
        assertThat(Visitor.signedIn(port, People.ANA).get("/api/v1/accounts").statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%61pi/v1/accounts",
                "/api;x=1/v1/accounts",
                "//api/v1/accounts",
                "/x/../api/v1/accounts",
                "/./api/v1/accounts"
            })
    void theApiCannotBeReachedByAnotherSpelling(String path) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer.split(" ")[1]).isIn("401", "400", "404");
            assertThat(answer).doesNotContain("Ana Figueira");
        }
    }

    @Test
    void aTokenOpensTheApiAndNoPage() {
        var program = new Visitor(port);

        assertThat(program.send(program.from("/api/v1/accounts").header("Authorization", "Bearer " + TestNode.TOKEN))
                        .statusCode())
                .isEqualTo(200);
        assertThat(program.send(program.from("/c/1002").header("Authorization", "Bearer " + TestNode.TOKEN))
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(there -> assertThat(there).endsWith("/sign-in"));
    }

    @Test
    void somethingMissingIsTheSameForWhoeverAsks() {
        var page = new Visitor(port).post("/sign-in", Map.of("account", "77"));

        assertThat(page.statusCode()).isEqualTo(302);
        assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
    }
}
