package io.chimera.pki.identity;

import static io.chimera.pki.identity.ProviderScene.ANA;
import static io.chimera.pki.identity.ProviderScene.NOBODY;
import static io.chimera.pki.identity.ProviderScene.read;
import static io.chimera.pki.identity.ProviderScene.text;
import static io.chimera.pki.identity.ProviderScene.wrong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import io.chimera.core.provider.Register.Event;
import io.chimera.pki.https.Reply;
import io.chimera.pki.identity.ProviderScene.Person;
import io.chimera.pki.testing.Requests;
import io.chimera.pki.x509.SigningRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program of the first Chimera enrols, in its own words. */
class FirstChimeraTest {

    @TempDir
    private Path folder;

    private ProviderScene scene;
    private IdentityProvider provider;
    private Person old;

    @BeforeEach
    void start() throws Exception {
        scene = new ProviderScene(folder);
        provider = scene.start("identity", ProviderSettings::servingTheFirstChimera);
        old = scene.person(provider);
    }

    @AfterEach
    void stop() throws Exception {
        scene.close();
    }

    @Test
    void itRegistersGetsATokenAndACertificate() throws Exception {
        var answer = register("1001");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(text(answer)).isEqualTo("1111");

        var told = token("1001", scene.mailbox.code(ANA, 1));
        assertThat(told.status()).isEqualTo(200);
        var token = String.valueOf(read(told).get("msg"));
        assertThat(token).endsWith("\n");
        var claims = SignedJWT.parse(token.strip()).getJWTClaimsSet();
        assertThat(claims.getStringListClaim("sans")).containsExactly("1001");
        assertThat(claims.getClaim("cnf")).isNull();
        assertThat(Duration.between(
                        scene.clock.instant(), claims.getExpirationTime().toInstant()))
                .isBetween(Duration.ofSeconds(55), Duration.ofSeconds(60));

        var subject = "C=BR,ST=RJ,L=Niteroi,O=UFF,OU=TCC,CN=1001";
        var request = SigningRequest.parse(Requests.pem(Requests.pair("RSA4096"), subject));
        var chain = scene.ca.sign(request, token.strip());
        assertThat(chain.getFirst().getSubjectX500Principal().getName()).contains("CN=1001");
        await().until(() -> scene.mailbox.notices(ANA).size() == 1);
        assertThat(provider.register().audit(Optional.of(ANA), Long.MAX_VALUE, 10))
                .extracting(entry -> entry.what())
                .containsExactly(Event.PROVEN, Event.ASKED);
    }

    @Test
    void aCodeWorksOnceAndAWrongOneNot() throws Exception {
        register("1001");
        var code = scene.mailbox.code(ANA, 1);

        assertThat(said(token("1001", wrong(code)))).isEqualTo("Error, wrong Telegram token");
        assertThat(said(token("1001", code))).startsWith("ey");
        assertThat(said(token("1001", code))).isEqualTo("Error, wrong Telegram token");
    }

    @Test
    void fiveWrongCodesAreTheLast() throws Exception {
        register("1001");
        var code = scene.mailbox.code(ANA, 1);
        for (var i = 0; i < 5; i++) token("1001", wrong(code));

        assertThat(said(token("1001", code))).isEqualTo("Error, wrong Telegram token");
    }

    @Test
    void theNewestCodeCounts() throws Exception {
        register("1001");
        scene.clock.advance(Duration.ofSeconds(1));
        var first = scene.mailbox.code(ANA, 1);
        register("1001");
        var second = scene.mailbox.code(ANA, 2);

        assertThat(said(token("1001", first))).isEqualTo("Error, wrong Telegram token");
        assertThat(said(token("1001", second))).startsWith("ey");
    }

    @Test
    void aCodeOfAModernProgramIsNoGoodHere() throws Exception {
        old.enrol(ANA, "Laptop");
        var challenge = old.opened(ANA, SigningRequest.make(io.chimera.pki.x509.Keys.make(), "1001"));
        var code = scene.mailbox.code(ANA, 2);

        assertThat(said(token("1001", code))).isEqualTo("Error, wrong Telegram token");
        assertThat(old.verify(challenge, code).status()).isEqualTo(200);
    }

    @Test
    void whoIsUnknownIsAnsweredAlike() throws Exception {
        assertThat(text(register(NOBODY.toString()))).isEqualTo("1111");
        assertThat(said(token(NOBODY.toString(), "12345678"))).isEqualTo("Error, wrong Telegram token");
    }

    @Test
    void idsAreDigitsAndNothingElse() throws Exception {
        for (var id :
                List.of("", "0", "²", "½", "1001; rm -rf /", "1001' or '1'='1", "12345678901234567", "-1", " 1001")) {
            assertThat(text(register(id))).as(id).isEqualTo("Error, invalid number");
            assertThat(said(token(id, "12345678"))).as(id).isEqualTo("Error, invalid number or Telegram token");
        }
        assertThat(text(old.post("/registration", List.of()))).isEqualTo("Error, invalid number");
    }

    @Test
    void itMeetsTheSameLimits() throws Exception {
        provider.close();
        var usual = scene.start(
                "identity", settings -> settings.servingTheFirstChimera().with(Limits.USUAL));
        old = scene.person(usual);

        assertThat(text(register("1001"))).isEqualTo("1111");
        assertThat(text(register("1001"))).isEqualTo("Error, multiple token requests");
    }

    @Test
    void withoutTheSettingNothingOfItIsThere() throws Exception {
        var modern = scene.person(scene.start("modern", UnaryOperator.identity()));

        assertThat(modern.post("/registration", Map.of("number", "1001")).status())
                .isEqualTo(404);
        assertThat(modern.post("/send_token", Map.of("number", "1001", "token", "12345678"))
                        .status())
                .isEqualTo(404);
    }

    private Reply register(String number) throws Exception {
        return old.post("/registration", Map.of("number", number));
    }

    private Reply token(String number, String code) throws Exception {
        return old.post("/send_token", Map.of("number", number, "token", code));
    }

    private static String said(Reply reply) throws Exception {
        return String.valueOf(read(reply).get("msg"));
    }
}
