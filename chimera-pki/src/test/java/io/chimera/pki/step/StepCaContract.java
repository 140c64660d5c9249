package io.chimera.pki.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jwt.JWTClaimsSet;
import io.chimera.core.identity.RevocationReason;
import io.chimera.pki.https.Json;
import io.chimera.pki.https.PinnedTrust;
import io.chimera.pki.https.Reply;
import io.chimera.pki.https.SecureClient;
import io.chimera.pki.https.ShownCertificate;
import io.chimera.pki.step.AuthorityFailed.Kind;
import io.chimera.pki.testing.Authorities;
import io.chimera.pki.testing.Requests;
import io.chimera.pki.testing.Token;
import io.chimera.pki.x509.KeyAndChain;
import io.chimera.pki.x509.Keys;
import io.chimera.pki.x509.Pem;
import io.chimera.pki.x509.SigningRequest;
import io.chimera.pki.x509.SubjectNames;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What any step-ca does, and so what our client may rely on. It is told of nothing but its address, its root's
 * fingerprint, a provisioner key and an X5C provisioner's root, and must have the claims of the usual lives (5 minutes, 264 and 240 hours), an hour
 * of backdate, a revocation list and the template for people.
 */
public abstract class StepCaContract {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String PERSON = "1836713877";

    protected StepCa ca;
    private SecureClient plain;

    /** Where it is. */
    protected abstract URI url();

    protected abstract RootFingerprint fingerprint();

    /** The provisioner that may name people. */
    protected abstract ProvisionerKey people();

    /** Under which the provisioner {@code idp} may name people. */
    protected abstract KeyAndChain idpRoot();

    protected abstract Clock clock();

    @BeforeEach
    void meet() throws Exception {
        ca = StepCa.bootstrap(url(), fingerprint(), clock(), PATIENCE);
        plain = new SecureClient(url(), new PinnedTrust(ca.root(), clock()).context(), clock(), PATIENCE);
    }

    @AfterEach
    void leave() {
        plain.close();
        ca.close();
    }

    @Test
    void itIsKnownByItsRootsFingerprint() throws Exception {
        assertThat(fingerprint().matches(ca.root())).isTrue();
        assertThat(ca.roots()).contains(ca.root());
        ca.health();
        assertThat(ca.version()).isNotBlank();
    }

    @Test
    void aRootWithAnotherFingerprintIsNotBelieved() {
        var other = new RootFingerprint("00".repeat(32));

        assertThatThrownBy(() -> StepCa.bootstrap(url(), other, clock(), PATIENCE))
                .isInstanceOfSatisfying(
                        AuthorityFailed.class,
                        failed -> assertThat(failed.kind()).isEqualTo(Kind.NOT_ITSELF));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/1.0"})
    void everyPageIsThereWithAndWithoutTheVersion(String version) throws Exception {
        assertThat(plain.get(version + "/health").status()).isEqualTo(200);
        assertThat(plain.get(version + "/version").status()).isEqualTo(200);
        assertThat(plain.get(version + "/roots").status()).isEqualTo(201);
        assertThat(plain.get(version + "/federation").status()).isEqualTo(201);
        assertThat(plain.get(version + "/intermediates").status()).isEqualTo(201);
        assertThat(Pem.certificates(text(plain.get(version + "/roots.pem")))).contains(ca.root());
        assertThat(plain.get(version + "/intermediates.pem").status()).isEqualTo(200);
        assertThat(plain.get(version + "/provisioners").status()).isEqualTo(200);
        assertThat(plain.get(version + "/crl").status()).isEqualTo(200);
        assertThat(plain.get(version + "/root/" + fingerprint()).status()).isEqualTo(200);
        assertThat(plain.get(version + "/root/abcd").status()).isEqualTo(404);
        assertThat(plain.get(version + "/nothing").status()).isEqualTo(404);
    }

    @Test
    void aRootIsFoundByItsFingerprintHoweverItIsWritten() throws Exception {
        var upper = fingerprint().hex().toUpperCase().replaceAll("(..)(?=.)", "$1-");

        var told = Json.read(plain.get("/root/" + upper).body(), Map.class).get("ca");

        assertThat(Pem.certificate(String.valueOf(told))).isEqualTo(ca.root());
    }

    @Test
    void provisionersAreListedInPagesAndTheirPrivateKeysAreNot() throws Exception {
        var names = new ArrayList<Object>();
        var cursor = "";
        do {
            var page = Json.read(
                    plain.get("/provisioners?limit=1&cursor=" + cursor).body(), Map.class);
            assertThat((List<?>) page.get("provisioners")).hasSize(1);
            ((List<?>) page.get("provisioners")).forEach(one -> names.add(((Map<?, ?>) one).get("name")));
            cursor = String.valueOf(page.get("nextCursor"));
        } while (!cursor.isEmpty());

        assertThat(names).contains(people().provisioner()).doesNotHaveDuplicates();
        assertThat(text(plain.get("/provisioners"))).doesNotContain("\"d\"").doesNotContain("encryptedKey");
        assertThat(plain.get("/provisioners?limit=x").status()).isEqualTo(400);
        assertThat(plain.get("/provisioners/" + people().key().getKeyID() + "/encrypted-key")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aCertificateNamesItsPersonAndNobodyElse() throws Exception {
        var pair = Keys.make();
        var now = clock().instant();

        var chain = ca.sign(SigningRequest.make(pair, PERSON), token());

        assertThat(chain).hasSize(2).doesNotContain(ca.root());
        var leaf = chain.getFirst();
        assertThat(leaf.getPublicKey()).isEqualTo(pair.getPublic());
        assertThat(leaf.getSubjectX500Principal().getName()).isEqualTo("CN=" + PERSON);
        assertThat(leaf.getSubjectAlternativeNames())
                .extracting(name -> name.getFirst() + "=" + name.getLast())
                .containsExactly(
                        GeneralName.dNSName + "=" + PERSON,
                        GeneralName.uniformResourceIdentifier + "=chimera://peer.chimera.internal/telegram/" + PERSON);
        assertThat(leaf.getExtendedKeyUsage()).containsExactlyInAnyOrder("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
        assertThat(leaf.getKeyUsage()).startsWith(true).endsWith(false, false, false, false);
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
        assertThat(leaf.getSerialNumber().signum()).isPositive();
        assertThat(leaf.getSerialNumber().bitLength()).isBetween(100, 128);
        assertThat(leaf.getExtensionValue("1.3.6.1.4.1.37476.9000.64.1"))
                .asString(StandardCharsets.ISO_8859_1)
                .contains(people().provisioner(), people().key().getKeyID());
        assertThat(leaf.getNotBefore().toInstant())
                .isBetween(now.minus(Duration.ofMinutes(61)), now.minus(Duration.ofMinutes(59)));
        assertThat(leaf.getNotAfter().toInstant())
                .isBetween(now.plus(Duration.ofMinutes(240 * 60 - 1)), now.plus(Duration.ofMinutes(240 * 60 + 1)));
    }

    @Test
    void aTokenIsGoodForOneCertificate() throws Exception {
        var body = Map.of("csr", SigningRequest.make(Keys.make(), PERSON).pem(), "ott", token());

        assertThat(plain.post("/sign", body).status()).isEqualTo(201);

        var again = plain.post("/1.0/sign", body);
        assertThat(again.status()).isEqualTo(401);
        assertThat(text(again)).contains("\"status\":401").contains("lacked necessary authorization");
    }

    @Test
    void aTokenIsGoodForOneCertificateHoweverManyAskAtOnce() throws Exception {
        var body = Map.of("csr", SigningRequest.make(Keys.make(), PERSON).pem(), "ott", token());
        Callable<Integer> ask = () -> plain.post("/sign", body).status();

        try (var askers = Executors.newVirtualThreadPerTaskExecutor()) {
            var statuses = new ArrayList<Integer>();
            for (var answer : askers.invokeAll(List.of(ask, ask, ask, ask))) statuses.add(answer.get());
            assertThat(statuses).containsExactlyInAnyOrder(201, 401, 401, 401);
        }
    }

    @Test
    void aTokenIsSpentByAFailedTry() throws Exception {
        var pair = Keys.make();
        var token = token();

        var wrong = plain.post("/sign", Map.of("csr", Requests.pem(pair, "CN=999"), "ott", token));
        var right = plain.post("/sign", Map.of("csr", Requests.pem(pair, "CN=" + PERSON), "ott", token));

        assertThat(wrong.status()).isEqualTo(403);
        assertThat(text(wrong)).contains("forbidden by the certificate authority");
        assertThat(right.status()).isEqualTo(401);
    }

    @Test
    void aTokenForOneRequestIsNoGoodForAnother() throws Exception {
        var bound = SigningRequest.make(Keys.make(), PERSON);
        var grant = new OneTimeToken.Grant(ca.signAudience(), fingerprint(), PERSON, List.of(PERSON), bound.digest());
        var token = OneTimeToken.mint(people(), grant, clock().instant(), Duration.ofSeconds(60));

        assertThatThrownBy(() -> ca.sign(SigningRequest.make(Keys.make(), PERSON), token.jwt()))
                .isInstanceOfSatisfying(
                        AuthorityFailed.class,
                        failed -> assertThat(failed.kind()).isEqualTo(Kind.REFUSED));
    }

    @Test
    void aTokenOfOurOwnMakingIsAccepted() throws Exception {
        var bound = SigningRequest.make(Keys.make(), PERSON);
        var names = List.of(PERSON, "chimera://peer.chimera.internal/telegram/" + PERSON);
        var grant = new OneTimeToken.Grant(ca.signAudience(), fingerprint(), PERSON, names, bound.digest());
        var token = OneTimeToken.mint(people(), grant, clock().instant(), Duration.ofSeconds(60));

        assertThat(ca.sign(bound, token.jwt())).hasSize(2);
        assertThatThrownBy(() -> ca.sign(bound, token.jwt()))
                .isInstanceOfSatisfying(
                        AuthorityFailed.class,
                        failed -> assertThat(failed.kind()).isEqualTo(Kind.NOT_AUTHORIZED));
    }

    @Test
    void requestsThatDoNotFitTheTokenAreForbidden() throws Exception {
        var pair = Keys.make();

        assertThat(sign(Requests.pem(pair, "CN=" + PERSON, dns("evil.example"))))
                .isEqualTo(403);
        assertThat(sign(Requests.pem(pair, "CN=" + PERSON, dns(PERSON), dns("evil.example"))))
                .isEqualTo(403);
        assertThat(sign(Requests.pem(pair, "CN=" + PERSON, new GeneralName(GeneralName.iPAddress, "10.0.0.1"))))
                .isEqualTo(403);
        assertThat(sign(Requests.pem(pair, "CN=" + PERSON, dns(PERSON)))).isEqualTo(201);
        assertThat(sign(Requests.pem(pair, "C=BR,O=UFF,CN=" + PERSON))).isEqualTo(201);
        assertThat(sign(Requests.pem(pair, "O=UFF"))).isEqualTo(201);
    }

    @Test
    void whoIsNotANumberIsNotAPerson() throws Exception {
        for (var name : List.of("ca.lan", "0123", "12345678901234567", "12a", "-1")) {
            var token = token(name, claims -> claims);
            var reply = plain.post("/sign", Map.of("csr", Requests.pem(Keys.make(), "CN=" + name), "ott", token));
            assertThat(reply.status()).as(name).isEqualTo(400);
        }
    }

    @Test
    void tokensThatAreNotOursAreRefusedInTheSameWords() throws Exception {
        var csr = Requests.pem(Keys.make(), "CN=" + PERSON);
        var now = clock().instant();
        var stranger = ProvisionerKey.make(people().provisioner());
        var claims = new JWTClaimsSet.Builder()
                .issuer(people().provisioner())
                .subject(PERSON)
                .audience(url() + "/1.0/sign")
                .issueTime(Date.from(now))
                .build();
        var forged = Token.signed(stranger, people().key().getKeyID(), claims);
        var refused = List.of(
                "x",
                "a.b.c",
                Token.signed(stranger, stranger.key().getKeyID(), claims),
                forged,
                token(PERSON, c -> c.issuer("somebody")),
                token(PERSON, c -> c.audience("https://other.example/1.0/sign")),
                token(PERSON, c -> c.audience(url() + "/1.0/revoke")),
                token(PERSON, c -> c.audience(url() + "/1.0/sign#x5c/idp")),
                token("", c -> c),
                token(PERSON, c -> c.notBeforeTime(date(now.plusSeconds(90)))),
                token(PERSON, c -> c.issueTime(date(now.minus(Duration.ofDays(400))))),
                token(PERSON, c -> c.expirationTime(date(now.minusSeconds(90)))));

        for (var token : refused) {
            var reply = plain.post("/sign", Map.of("csr", csr, "ott", token));
            assertThat(reply.status()).as(token).isEqualTo(401);
            assertThat(text(reply)).contains("lacked necessary authorization").doesNotContain(PERSON);
        }
    }

    @Test
    void theAudiencesPortIsNotCompared() throws Exception {
        var token = token(PERSON, claims -> claims.audience("https://" + url().getHost() + "/sign"));

        assertThat(sign(Requests.pem(Keys.make(), "CN=" + PERSON), token)).isEqualTo(201);
    }

    @Test
    void clocksMayDifferByAMinute() throws Exception {
        var now = clock().instant();

        assertThat(sign(
                        Requests.pem(Keys.make(), "CN=" + PERSON),
                        token(PERSON, claims -> claims.notBeforeTime(date(now.plusSeconds(45))))))
                .isEqualTo(201);
        assertThat(sign(
                        Requests.pem(Keys.make(), "CN=" + PERSON),
                        token(PERSON, claims -> claims.expirationTime(date(now.minusSeconds(45))))))
                .isEqualTo(201);
    }

    @Test
    void whatIsNotARequestIsToldSo() throws Exception {
        var csr = SigningRequest.make(Keys.make(), PERSON).pem();
        var forged = csr.substring(0, 200) + (csr.charAt(200) == 'A' ? 'B' : 'A') + csr.substring(201);

        assertThat(plain.post("/sign", "{").status()).isEqualTo(400);
        assertThat(plain.post("/sign", Map.of("ott", "x")).status()).isEqualTo(400);
        assertThat(plain.post("/sign", Map.of("csr", csr)).status()).isEqualTo(400);
        assertThat(plain.post("/sign", Map.of("csr", "x", "ott", token())).status())
                .isEqualTo(400);
        assertThat(plain.post("/sign", Map.of("csr", forged, "ott", token())).status())
                .isEqualTo(400);
        assertThat(text(plain.post("/sign", Map.of("ott", "x"))))
                .contains("\"status\":400")
                .contains("The request could not be completed: ");
    }

    @Test
    void weakKeysAreForbiddenAndStrongOnesOfOtherKindsAreNot() throws Exception {
        assertThat(sign(Requests.pem(Requests.pair("RSA1024"), "CN=" + PERSON))).isEqualTo(403);
        assertThat(sign(Requests.pem(Requests.pair("RSA2048"), "CN=" + PERSON))).isEqualTo(201);
        assertThat(sign(Requests.pem(Requests.pair("secp384r1"), "CN=" + PERSON)))
                .isEqualTo(201);
        assertThat(sign(Requests.pem(Requests.pair("Ed25519"), "CN=" + PERSON))).isEqualTo(201);
    }

    @Test
    void aLifeMayBeAskedForWithinBounds() throws Exception {
        assertThat(signFor("1000h").status()).isEqualTo(403);
        assertThat(signFor("-1h").status()).isEqualTo(400);
        assertThat(signFor("soon").status()).isEqualTo(400);

        var asked = clock().instant();
        var leaf = leaf(signFor("24h"));
        assertThat(leaf.getNotAfter().toInstant())
                .isBetween(asked.plus(Duration.ofMinutes(24 * 60 - 1)), asked.plus(Duration.ofMinutes(24 * 60 + 1)));

        var day = asked.plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
        assertThat(leaf(signFor(day.toString())).getNotAfter().toInstant()).isEqualTo(day);
    }

    @Test
    void aCertificateIsRenewedForTheSameKeyAndTheSameLength() throws Exception {
        var present = issued();

        var chain = ca.renew(present);

        var renewed = chain.getFirst();
        assertThat(chain).hasSize(2);
        assertThat(renewed.getPublicKey()).isEqualTo(present.certificate().getPublicKey());
        assertThat(renewed.getSerialNumber()).isNotEqualTo(present.certificate().getSerialNumber());
        assertThat(renewed.getSubjectX500Principal())
                .isEqualTo(present.certificate().getSubjectX500Principal());
        assertThat(SubjectNames.of(renewed)).isEqualTo(SubjectNames.of(present.certificate()));
        assertThat(life(renewed)).isEqualTo(life(present.certificate()));
        ca.renew(present); // the old one stays good
        ca.renew(new KeyAndChain(present.key(), chain));
    }

    @Test
    void aCallerMayLeaveOutTheIntermediate() throws Exception {
        var present = issued();

        assertThat(ca.renew(new KeyAndChain(present.key(), List.of(present.certificate()))))
                .hasSize(2);
    }

    @Test
    void nothingIsRenewedOrRevokedForNobody() throws Exception {
        assertThat(plain.post("/renew", null).status()).isEqualTo(400);
        assertThat(plain.post("/rekey", Map.of("csr", Requests.pem(Keys.make(), "CN=1")))
                        .status())
                .isEqualTo(400);
        assertThat(plain.post("/revoke", revocation("123", 1)).status()).isEqualTo(400);
    }

    @Test
    void aKeyIsReplacedWhileTheNamesStay() throws Exception {
        var present = issued();
        var next = Keys.make();

        var rekeyed = ca.rekey(present, SigningRequest.make(next, "whatever")).getFirst();

        assertThat(rekeyed.getPublicKey()).isEqualTo(next.getPublic());
        assertThat(rekeyed.getSubjectX500Principal())
                .isEqualTo(present.certificate().getSubjectX500Principal());
        assertThat(SubjectNames.of(rekeyed)).isEqualTo(SubjectNames.of(present.certificate()));
    }

    @Test
    void aRevokedCertificateIsNotRenewedAndOnesRenewedFromItBeforeAre() throws Exception {
        var present = issued();
        var next = new KeyAndChain(present.key(), ca.renew(present));

        ca.revoke(present, RevocationReason.KEY_COMPROMISE, "lost");

        assertThatThrownBy(() -> ca.renew(present))
                .isInstanceOfSatisfying(
                        AuthorityFailed.class,
                        failed -> assertThat(failed.kind()).isEqualTo(Kind.NOT_AUTHORIZED));
        assertThatThrownBy(() -> ca.revoke(present, RevocationReason.KEY_COMPROMISE, "lost"))
                .isInstanceOfSatisfying(
                        AuthorityFailed.class,
                        failed -> assertThat(failed.kind()).isEqualTo(Kind.ALREADY_REVOKED));
        assertThat(ca.renew(next)).hasSize(2);
    }

    @Test
    void aRevokedCertificateIsOnTheSignedListWhoseNumberGrows() throws Exception {
        var before = list();
        var present = issued();
        assertThat(before.getRevokedCertificate(present.certificate())).isNull();

        ca.revoke(present, RevocationReason.SUPERSEDED, "");

        var after = list();
        after.verify(present.chain().get(1).getPublicKey());
        assertThat(after.getIssuerX500Principal())
                .isEqualTo(present.certificate().getIssuerX500Principal());
        assertThat(after.getRevokedCertificate(present.certificate())).isNotNull();
        assertThat(number(after)).isGreaterThan(number(before));
        assertThat(after.getNextUpdate().toInstant()).isAfter(clock().instant());
    }

    @Test
    void onlyTheOwnSerialIsRevokedByACertificate() throws Exception {
        var present = issued();
        var other = issued();
        try (var shown = showing(present)) {
            var serial = other.certificate().getSerialNumber().toString();
            assertThat(shown.post("/revoke", revocation(serial, 1)).status()).isEqualTo(403);
            assertThat(shown.post("/revoke", revocation("no number", 1)).status())
                    .isEqualTo(400);
            var own = present.certificate().getSerialNumber();
            assertThat(shown.post("/revoke", revocation(own.toString(), 11)).status())
                    .isEqualTo(400);
            var active = new HashMap<>(revocation(own.toString(), 1));
            active.put("passive", false);
            assertThat(shown.post("/revoke", active).status()).isEqualTo(501);
            assertThat(shown.post("/revoke", revocation("0x" + own.toString(16), 1))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(ca.renew(other)).hasSize(2);
    }

    @Test
    void aTokenRevokesTheSerialItNamesAndNoOther() throws Exception {
        var present = issued();
        var serial = present.certificate().getSerialNumber().toString();
        UnaryOperator<JWTClaimsSet.Builder> toRevoke = claims -> claims.audience(url() + "/1.0/revoke");
        var body = new HashMap<>(revocation(serial, 1));

        body.put("ott", token(PERSON, toRevoke));
        assertThat(plain.post("/revoke", body).status()).isEqualTo(403);
        body.put("ott", token(serial, claims -> claims));
        assertThat(plain.post("/revoke", body).status()).isEqualTo(401);
        body.put("ott", token(serial, toRevoke));
        assertThat(plain.post("/revoke", body).status()).isEqualTo(200);

        assertThatThrownBy(() -> ca.renew(present)).isInstanceOf(AuthorityFailed.class);
    }

    @Test
    void aTokenOfOurOwnMakingRevokesACertificateThatCannotBeShown() throws Exception {
        for (var minter : List.of(people(), idp(Duration.ofDays(30)))) {
            var present = issued();
            var other = issued();
            var serial = present.certificate().getSerialNumber();

            assertThatThrownBy(() -> ca.revoke(
                            other.certificate().getSerialNumber(),
                            toRevoke(minter, serial),
                            RevocationReason.KEY_COMPROMISE,
                            ""))
                    .isInstanceOfSatisfying(
                            AuthorityFailed.class,
                            failed -> assertThat(failed.kind()).isEqualTo(Kind.REFUSED));
            ca.revoke(serial, toRevoke(minter, serial), RevocationReason.KEY_COMPROMISE, "stolen");

            assertThat(list().getRevokedCertificate(serial)).isNotNull();
            assertThat(ca.renew(other)).hasSize(2);
            assertThatThrownBy(() ->
                            ca.revoke(serial, toRevoke(minter, serial), RevocationReason.KEY_COMPROMISE, "stolen"))
                    .isInstanceOfSatisfying(
                            AuthorityFailed.class,
                            failed -> assertThat(failed.kind()).isEqualTo(Kind.ALREADY_REVOKED));
        }
    }

    @Test
    void aCertificateItNeverIssuedCanBeRevokedAsWell() throws Exception {
        var serial = new BigInteger("123456789012345678901234567890");

        ca.revoke(serial, toRevoke(people(), serial), RevocationReason.KEY_COMPROMISE, "");

        assertThat(list().getRevokedCertificate(serial)).isNotNull();
    }

    @Test
    void aTokenSignedByACertificateIsAsGoodAsOneSignedByAKey() throws Exception {
        var request = SigningRequest.make(Keys.make(), PERSON);

        var leaf = ca.sign(request, minted(idp(Duration.ofDays(30)), PERSON, request))
                .getFirst();

        assertThat(SubjectNames.of(leaf).dns()).containsExactly(PERSON);
        assertThat(leaf.getExtensionValue("1.3.6.1.4.1.37476.9000.64.1"))
                .asString(StandardCharsets.ISO_8859_1)
                .contains("idp");
        assertThat(leaf.getNotAfter().toInstant()).isAfter(clock().instant().plus(Duration.ofMinutes(240 * 60 - 1)));
    }

    @Test
    void aCertificateDoesNotOutliveTheOneThatLetItBeIssued() throws Exception {
        var request = SigningRequest.make(Keys.make(), PERSON);
        var brief = idp(Duration.ofDays(2));

        var leaf = ca.sign(request, minted(brief, PERSON, request)).getFirst();

        assertThat(leaf.getNotAfter()).isEqualTo(brief.proof().certificate().getNotAfter());
        var reply = plain.post(
                "/sign", Map.of("csr", request.pem(), "ott", minted(brief, PERSON, request), "notAfter", "240h"));
        assertThat(reply.status()).isEqualTo(403);
    }

    @Test
    void aCertificateNamesNobodyUnlessItIsTheProviders() throws Exception {
        var request = SigningRequest.make(Keys.make(), PERSON);
        var ended = Authorities.idp(idpRoot(), clock().instant(), Duration.ofMinutes(-30));
        var stranger = Authorities.root("Test Identity Root", clock().instant(), Duration.ofDays(1));
        for (var proof : List.of(issued(), ended, Authorities.idp(stranger, clock().instant(), Duration.ofDays(1)))) {
            var token = minted(new ProvisionerChain("idp", proof), PERSON, request);
            assertThat(sign(request.pem(), token)).isEqualTo(401);
        }
        var grant = new OneTimeToken.Grant(
                ca.signAudience() + "/nowhere", fingerprint(), PERSON, List.of(PERSON), request.digest());
        var elsewhere = OneTimeToken.mint(idp(Duration.ofDays(30)), grant, clock().instant(), Duration.ofSeconds(60));
        assertThat(sign(request.pem(), elsewhere.jwt())).isEqualTo(401);
        var number = SigningRequest.make(Keys.make(), "ca.lan");
        assertThat(sign(number.pem(), minted(idp(Duration.ofDays(30)), "ca.lan", number)))
                .isEqualTo(400);
    }

    @Test
    void whyATokenWasRefusedIsFoundOutOnOurSide() throws Exception {
        var request = SigningRequest.make(Keys.make(), PERSON);
        var now = clock().instant();
        var used = token();
        ca.sign(SigningRequest.make(Keys.make(), PERSON), used);
        var stranger = ProvisionerKey.make(people().provisioner());

        assertThat(refusal(request, used)).contains("it was used before", "Ask for a new code");
        assertThat(refusal(request, token(PERSON, claims -> claims.audience("https://other.example/1.0/sign"))))
                .contains("https://other.example/1.0/sign", "by the same name");
        assertThat(refusal(request, token(PERSON, claims -> claims.expirationTime(date(now.minusSeconds(90))))))
                .contains("it was good until");
        assertThat(refusal(request, minted(stranger, PERSON, request)))
                .contains("does not know the provisioner people", stranger.key().getKeyID());
        assertThat(refusal(request, "a.b.c")).contains("it is not a token");
    }

    @Test
    void whoseTokensItAcceptsIsTold() throws Exception {
        assertThat(ca.provisioners())
                .contains(
                        new StepCa.Provisioner("JWK", "people", people().key().getKeyID()),
                        new StepCa.Provisioner("X5C", "idp", ""));
    }

    @Test
    void itsIntermediatesSignItsList() throws Exception {
        var issuer = issued().chain().get(1);

        assertThat(ca.intermediates()).contains(issuer);
        assertThat(ca.revocationList().bytes()).isEqualTo(list().getEncoded());
        assertThat(list().getCriticalExtensionOIDs()).isSubsetOf("2.5.29.28");
    }

    private String refusal(SigningRequest request, String token) {
        var failed = catchThrowableOfType(AuthorityFailed.class, () -> ca.sign(request, token));
        assertThat(failed.kind()).isEqualTo(Kind.NOT_AUTHORIZED);
        return failed.what();
    }

    private ProvisionerChain idp(Duration life) {
        return new ProvisionerChain("idp", Authorities.idp(idpRoot(), clock().instant(), life));
    }

    private String minted(Minter by, String person, SigningRequest request) {
        var grant = new OneTimeToken.Grant(ca.signAudience(), fingerprint(), person, List.of(person), request.digest());
        return OneTimeToken.mint(by, grant, clock().instant(), Duration.ofSeconds(60))
                .jwt();
    }

    private OneTimeToken toRevoke(Minter by, BigInteger serial) {
        return OneTimeToken.toRevoke(by, ca.revokeAudience(), serial, clock().instant(), Duration.ofSeconds(60));
    }

    private X509CRL list() throws Exception {
        var der = plain.get("/1.0/crl").body().bytes();
        return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
    }

    private static int number(X509CRL list) {
        var value = list.getExtensionValue("2.5.29.20");
        return new BigInteger(Arrays.copyOfRange(value, 4, value.length)).intValue();
    }

    private KeyAndChain issued() throws Exception {
        var pair = Keys.make();
        return new KeyAndChain(pair.getPrivate(), ca.sign(SigningRequest.make(pair, PERSON), token()));
    }

    protected final SecureClient showing(KeyAndChain own) {
        var context = new PinnedTrust(ca.root(), clock()).context(new ShownCertificate(() -> own));
        return new SecureClient(url(), context, clock(), PATIENCE);
    }

    protected final String token() {
        return token(PERSON, claims -> claims);
    }

    protected final String token(String subject, UnaryOperator<JWTClaimsSet.Builder> altered) {
        return Token.of(people(), url() + "/1.0/sign", subject, clock().instant(), altered);
    }

    private int sign(String csr) throws Exception {
        return sign(csr, token());
    }

    private int sign(String csr, String token) throws Exception {
        return plain.post("/sign", Map.of("csr", csr, "ott", token)).status();
    }

    private Reply signFor(String notAfter) throws Exception {
        KeyPair pair = Keys.make();
        return plain.post(
                "/sign", Map.of("csr", Requests.pem(pair, "CN=" + PERSON), "ott", token(), "notAfter", notAfter));
    }

    private static X509Certificate leaf(Reply reply) throws Exception {
        return Pem.certificate(String.valueOf(Json.read(reply.body(), Map.class).get("crt")));
    }

    private static Duration life(X509Certificate certificate) {
        return Duration.between(
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    private static Map<String, Object> revocation(String serial, int reason) {
        return Map.of("serial", serial, "reasonCode", reason, "reason", "", "passive", true);
    }

    private static GeneralName dns(String name) {
        return new GeneralName(GeneralName.dNSName, name);
    }

    private static Date date(Instant instant) {
        return Date.from(instant);
    }

    private static String text(Reply reply) {
        return new String(reply.body().bytes(), StandardCharsets.UTF_8);
    }
}
