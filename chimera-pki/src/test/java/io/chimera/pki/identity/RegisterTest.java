package io.chimera.pki.identity;

import static io.chimera.pki.identity.ProviderScene.ANA;
import static io.chimera.pki.identity.ProviderScene.BRUNO;
import static io.chimera.pki.identity.ProviderScene.key;
import static io.chimera.pki.identity.ProviderScene.read;
import static io.chimera.pki.identity.ProviderScene.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.identity.RevocationReason;
import io.chimera.core.provider.Register;
import io.chimera.pki.https.NoReply;
import io.chimera.pki.identity.ProviderScene.Person;
import io.chimera.pki.step.AuthorityFailed;
import io.chimera.pki.x509.KeyAndChain;
import io.chimera.pki.x509.Keys;
import io.chimera.pki.x509.Pem;
import io.chimera.pki.x509.SigningRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a provider knows of certificates, over HTTPS, with an authority that revokes. */
class RegisterTest {

    @TempDir
    private Path folder;

    private ProviderScene scene;
    private IdentityProvider provider;
    private Person person;

    @BeforeEach
    void start() throws Exception {
        scene = new ProviderScene(folder);
        provider = scene.start("identity", UnaryOperator.identity());
        person = scene.person(provider);
    }

    @AfterEach
    void stop() throws Exception {
        scene.close();
    }

    @Test
    void aCertificateIsKnownWhenItWasShown() throws Exception {
        var laptop = person.enrol(ANA, "Laptop");

        assertThat(person.show(laptop).status()).isEqualTo(204);
        assertThat(person.show(laptop).status()).isEqualTo(204);

        var issuance = provider.register().find(ANA, key(laptop)).orElseThrow();
        assertThat(issuance.device()).isEqualTo("Laptop");
        assertThat(issuance.asker()).isEqualTo("127.0.0.1");
        assertThat(issuance.serials()).containsExactly(serial(laptop));
        assertThat(issuance.until()).contains(laptop.certificate().getNotAfter().toInstant());
        assertThat(events()).containsExactly("CERTIFIED", "PROVEN", "ASKED");
    }

    @Test
    void aRenewedCertificateBelongsToTheSameKey() throws Exception {
        var laptop = person.enrol(ANA, "Laptop");
        person.show(laptop);
        scene.clock.advance(Duration.ofHours(1));
        var renewed = new KeyAndChain(laptop.key(), scene.ca.renew(laptop));
        person.show(renewed);

        assertThat(provider.register().issued(Optional.of(ANA), Instant.MAX, 10))
                .singleElement()
                .satisfies(issuance -> assertThat(issuance.serials()).containsExactly(serial(renewed), serial(laptop)));
    }

    @Test
    void onlyCertificatesOfThisAuthorityAndOfKeysProvenHereAreTaken() throws Exception {
        var laptop = person.enrol(ANA, "Laptop");
        var rekeyedTo = Keys.make();
        var rekeyed =
                new KeyAndChain(rekeyedTo.getPrivate(), scene.ca.rekey(laptop, SigningRequest.make(rekeyedTo, "1001")));
        assertThat(person.show(rekeyed).status()).isEqualTo(404);

        var root = Map.of("chain", Pem.of(scene.ca.root()));
        assertThat(person.post("/v1/certificates", root).status()).isEqualTo(404);

        try (var other = new ProviderScene(folder.resolve("other"))) {
            var there = other.person(other.start("identity", UnaryOperator.identity()));
            assertThat(person.show(there.enrol(ANA, "Laptop")).status()).isEqualTo(400);
        }
        for (var chain : List.of("", "x", Pem.of(laptop.certificate()).repeat(12))) {
            assertThat(person.post("/v1/certificates", Map.of("chain", chain)).status())
                    .as(chain)
                    .isEqualTo(400);
        }
        scene.clock.advance(Duration.ofDays(11));
        assertThat(person.show(laptop).status()).isEqualTo(400);
    }

    @Test
    void aPersonSeesTheirOwnComputersNewestFirst() throws Exception {
        var laptop = person.enrol(ANA, "Laptop");
        var tower = person.enrol(ANA, "Tower");
        person.enrol(BRUNO, "Phone");

        var reply = person.getAs(laptop, "/v1/me/computers");

        assertThat(reply.status()).isEqualTo(200);
        var computers = (List<?>) read(reply).get("computers");
        assertThat(computers).hasSize(2);
        assertThat(computers.toString())
                .containsSubsequence(key(tower).hex(), "Tower", key(laptop).hex(), "Laptop")
                .doesNotContain("Phone");
    }

    @Test
    void whoShowsNoCertificateIsNobody() throws Exception {
        var laptop = person.enrol(ANA, "Laptop");

        assertThat(person.get("/v1/me/computers").status()).isEqualTo(401);
        assertThat(person.post("/v1/me/computers/" + key(laptop) + "/revocation", Map.of("reason", "x", "note", ""))
                        .status())
                .isEqualTo(401);
        try (var other = new ProviderScene(folder.resolve("other"))) {
            var there = other.person(other.start("identity", UnaryOperator.identity()));
            var forged = there.enrol(ANA, "Laptop");
            assertThatThrownBy(() -> person.getAs(forged, "/v1/me/computers")).isInstanceOf(NoReply.class);
        }
    }

    @Test
    void aDisownedComputerIsTakenBackEverywhere() throws Exception {
        var stolen = person.enrol(ANA, "Laptop");
        person.show(stolen);
        var tower = person.enrol(ANA, "Tower");

        assertThat(person.disownAs(tower, stolen, "KEY_COMPROMISE").status()).isEqualTo(204);

        assertThatThrownBy(() -> scene.ca.renew(stolen)).isInstanceOf(AuthorityFailed.class);
        assertThat(standing()).isEqualTo(Map.of("1001", List.of(key(tower).hex())));
        assertThat(person.getAs(stolen, "/v1/me/computers").status()).isEqualTo(403);
        assertThat(text(person.getAs(tower, "/v1/me/computers"))).contains("\"disowned\":\"20");
        await().until(() ->
                scene.mailbox.notices(ANA).stream().anyMatch(text -> text.contains("Laptop” foi revogado")));
        assertThat(events()).startsWith("REVOKED");
    }

    @Test
    void aThiefCannotLockTheOwnerOut() throws Exception {
        var stolen = person.enrol(ANA, "Laptop");
        var tower = person.enrol(ANA, "Tower"); // the owner's, by a code the thief does not get

        assertThat(person.disownAs(stolen, tower, "KEY_COMPROMISE").status()).isEqualTo(403);
        assertThat(person.disownAs(tower, stolen, "KEY_COMPROMISE").status()).isEqualTo(204);
        assertThat(standing()).isEqualTo(Map.of("1001", List.of(key(tower).hex())));
    }

    @Test
    void nobodyDisownsAnothersComputer() throws Exception {
        var anas = person.enrol(ANA, "Laptop");
        var brunos = person.enrol(BRUNO, "Phone");

        assertThat(person.disownAs(brunos, anas, "KEY_COMPROMISE").status()).isEqualTo(404);
        assertThat(standing()).isEmpty();
    }

    @Test
    void aReasonIsOneOfThoseAPersonCanKnow() throws Exception {
        var laptop = person.enrol(ANA, "Laptop");

        for (var reason : List.of("", "CERTIFICATE_HOLD", "REMOVE_FROM_CRL", "CA_COMPROMISE", "keyCompromise")) {
            assertThat(person.disownAs(laptop, laptop, reason).status())
                    .as(reason)
                    .isEqualTo(400);
        }
        assertThat(person.disownAs(laptop, laptop, "SUPERSEDED").status()).isEqualTo(204);
    }

    @Test
    void whoRenewedAStolenCertificateInTimeIsCaughtByTheKey() throws Exception {
        var stolen = person.enrol(ANA, "Laptop");
        person.show(stolen);
        var renewed = new KeyAndChain(stolen.key(), scene.ca.renew(stolen)); // by the thief, who shows it to nobody
        var tower = person.enrol(ANA, "Tower");
        person.disownAs(tower, stolen, "KEY_COMPROMISE");

        assertThat(standing().get("1001")).isEqualTo(List.of(key(tower).hex()));

        // And once somebody shows it, the authority hears of it as well.
        assertThat(person.show(renewed).status()).isEqualTo(204);
        provider.register().revoke(ANA, key(stolen), RevocationReason.KEY_COMPROMISE, "");
        assertThatThrownBy(() -> scene.ca.renew(renewed)).isInstanceOf(AuthorityFailed.class);
    }

    @Test
    void aKeyThatWasTakenBackGetsNoCode() throws Exception {
        var pair = Keys.make();
        var request = SigningRequest.make(pair, "1001");
        var challenge = person.opened(ANA, request);
        var early = person.opened(ANA, request);
        assertThat(person.verify(challenge, scene.mailbox.code(ANA, 1)).status())
                .isEqualTo(200);
        provider.register().revoke(ANA, KeyFingerprint.of(pair.getPublic()), RevocationReason.KEY_COMPROMISE, "");

        assertThat(person.ask(ANA, request, "Laptop").status()).isEqualTo(403);
        assertThat(person.verify(early, scene.mailbox.code(ANA, 2)).status()).isEqualTo(401);
    }

    @Test
    void whatTheAuthorityCannotBeToldNowItIsToldLaterEvenAfterARestart() throws Exception {
        var stolen = person.enrol(ANA, "Laptop");
        person.show(stolen);
        scene.stopAuthority();

        var trouble = provider.register().revoke(ANA, key(stolen), RevocationReason.KEY_COMPROMISE, "stolen");

        assertThat(trouble).isPresent();
        assertThat(standing().containsKey("1001")).isTrue();
        assertThat(provider.register().condition().trouble()).anyMatch(line -> line.contains("revocation"));

        scene.startAuthorityAgain();
        provider.close();
        provider = scene.start("identity", UnaryOperator.identity());
        scene.clock.advance(Duration.ofMinutes(1));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> provider.register().condition().trouble().isEmpty());
        assertThatThrownBy(() -> scene.ca.renew(stolen)).isInstanceOf(AuthorityFailed.class);
        assertThat(provider.register().find(ANA, key(stolen)).orElseThrow().revoked())
                .hasValueSatisfying(why -> assertThat(why.note()).isEqualTo("stolen"));
    }

    @Test
    void theNumberOfTheStandingGrowsWithEachChange() throws Exception {
        var first = number();
        var laptop = person.enrol(ANA, "Laptop");
        assertThat(number()).isEqualTo(first);

        provider.register().revoke(ANA, key(laptop), RevocationReason.UNSPECIFIED, "");
        var second = number();
        person.enrol(BRUNO, "Phone");
        assertThat(number()).isEqualTo(second).isGreaterThan(first);

        var tower = person.enrol(ANA, "Tower");
        assertThat(number()).isGreaterThan(second);
        assertThat(standing()).isEqualTo(Map.of("1001", List.of(key(tower).hex())));
    }

    @Test
    void aPersonIsToldOfEveryCertificateInBothLanguages() throws Exception {
        person.enrol(ANA, "Notebook da Ana");

        await().until(() -> scene.mailbox.notices(ANA).size() == 1);
        assertThat(scene.mailbox.notices(ANA).getFirst())
                .contains("“Notebook da Ana” (127.0.0.1)", "Se não foi você", "If that was not you");
    }

    @Test
    void whoeverRunsItSeesFiguresAndCondition() throws Exception {
        var laptop = person.enrol(ANA, "Laptop");
        person.ask(ANA, SigningRequest.make(Keys.make(), "1001"), "Laptop");
        provider.register().revoke(ANA, key(laptop), RevocationReason.SUPERSEDED, "");

        var figures = provider.register().figures(Duration.ofHours(1));
        assertThat(figures).isEqualTo(new Register.Figures(2, 1, 0, 0, 0, 1));
        scene.clock.advance(Duration.ofHours(2));
        assertThat(provider.register().figures(Duration.ofHours(1)).asked()).isZero();

        var condition = provider.register().condition();
        assertThat(condition.trouble()).isEmpty();
        assertThat(condition.certificateUntil()).isAfter(scene.clock.instant());
        assertThatThrownBy(() -> provider.register().revoke(BRUNO, key(laptop), RevocationReason.SUPERSEDED, ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private List<String> events() {
        return provider.register().audit(Optional.empty(), Long.MAX_VALUE, 50).stream()
                .map(entry -> entry.what().name())
                .toList();
    }

    private Map<?, ?> standing() throws Exception {
        return (Map<?, ?>) read(person.get("/v1/standing")).get("people");
    }

    private long number() throws Exception {
        return ((Number) read(person.get("/v1/standing")).get("number")).longValue();
    }

    private static String serial(KeyAndChain certificate) {
        return certificate.certificate().getSerialNumber().toString(16);
    }
}
