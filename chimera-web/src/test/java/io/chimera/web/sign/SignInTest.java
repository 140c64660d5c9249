package io.chimera.web.sign;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.testing.People;
import io.chimera.web.testing.Served;
import io.chimera.web.testing.TestNode;
import io.chimera.web.testing.Visitor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@Served
class SignInTest {

    @LocalServerPort
    private int port;

    @Test
    void theAccountsOfThisComputerAreOffered() {
        assertThat(new Visitor(port).get("/sign-in").body())
                .contains("Ana Figueira")
                .contains("Bruno Tavares");
    }

    @Test
    void aPageIsClosedToWhoeverIsNotSignedIn() {
        var answer = new Visitor(port).get("/c/1002");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(there -> assertThat(there).endsWith("/sign-in"));
    }

    @Test
    void aPieceOfAPageSendsTheWholePageToTheDoor() {
        var answer = new Visitor(port).postPiece("/c/1002/messages", Map.of("text", "hello"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("HX-Redirect")).hasValue("/sign-in");
    }

    @Test
    void theCookieIsForThisPortAndNoScript() {
        var cookie = new Visitor(port)
                .post("/sign-in", Map.of("account", "1001"))
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();

        assertThat(cookie)
                .startsWith("chimera-" + port + "=1001.")
                .contains("HttpOnly")
                .contains("SameSite=Strict")
                .contains("Path=/");
    }

    @Test
    void twoBrowsersAreTwoPeople() {
        var ana = Visitor.signedIn(port, People.ANA);
        var bruno = Visitor.signedIn(port, TestNode.BRUNO);

        assertThat(ana.get("/settings").body()).contains("Ana Figueira");
        assertThat(bruno.get("/settings").body()).contains("Bruno Tavares").doesNotContain("Ana Figueira");
    }

    @Test
    void signingOutTakesTheCookieBack() {
        var cookie = Visitor.signedIn(port, People.ANA)
                .post("/sign-out", Map.of())
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();

        assertThat(cookie).startsWith("chimera-" + port + "=;").contains("Expires=Thu, 01 Jan 1970");
    }

    /** As in the lab, whose people are there already. */
    @Test
    void whereThereIsNoCloudToSignInToNobodyIsOfferedTo() {
        var visitor = new Visitor(port);

        assertThat(visitor.get("/sign-in").body()).doesNotContain("Add an account");
        for (var answer : List.of(
                visitor.get("/sign-in/new"),
                visitor.post("/sign-in/new/begin", Map.of()),
                visitor.post("/sign-in/new/cancel", Map.of()),
                visitor.post("/sign-in/new", Map.of("answer", "SCAN")))) {
            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(answer.headers().firstValue("Location"))
                    .hasValueSatisfying(there -> assertThat(there).endsWith("/sign-in"));
        }
    }
}
