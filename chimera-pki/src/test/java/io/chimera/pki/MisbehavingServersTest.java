package io.chimera.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.chimera.core.identity.EnrolmentFailed.Cause;
import io.chimera.pki.https.Answer;
import io.chimera.pki.https.Call;
import io.chimera.pki.https.Handler;
import io.chimera.pki.https.SecureServer;
import io.chimera.pki.https.SecureServer.Facing;
import io.chimera.pki.lab.LabPki;
import io.chimera.pki.step.AuthorityFailed;
import io.chimera.pki.step.AuthorityFailed.Kind;
import io.chimera.pki.step.StepCa;
import io.chimera.pki.x509.Keys;
import io.chimera.pki.x509.Pem;
import io.chimera.pki.x509.SigningRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Servers with a good certificate that do not say what they should: what our clients believe, and what not. */
class MisbehavingServersTest extends EnrolmentFixture {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, Answer> answers = new HashMap<>();
    private LabPki lab;
    private SecureServer server;

    @BeforeEach
    void start() throws Exception {
        lab = lab("lab", WIDE);
        started(lab.settings());
        server = serving(lab);
        answers.put("/root/" + lab.settings().caFingerprint(), Answer.json(200, Map.of("ca", Pem.of(root(lab)))));
        answers.put("/1.0/health", Answer.json(200, Map.of("status", "ok")));
        answers.put("/1.0/version", Answer.json(200, Map.of("version", "0.28.0")));
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Override
    Clock clock() {
        return Clock.systemUTC();
    }

    @Test
    void aRootThatDoesNotHaveTheFingerprintIsNotBelieved() throws Exception {
        // Somebody in between who has an authority of their own, and all that goes with it.
        var other = lab("other", WIDE);
        answers.put("/root/" + lab.settings().caFingerprint(), Answer.json(200, Map.of("ca", Pem.of(root(other)))));
        try (var between = serving(other)) {
            var url = URI.create("https://127.0.0.1:" + between.port());

            assertThat(kind(() -> bootstrap(url))).isEqualTo(Kind.NOT_ITSELF);
        }
    }

    @Test
    void gibberishIsNoAuthority() {
        for (var nonsense : List.of("", "{", "[]", "{}", "{\"ca\":\"x\"}", "{\"ca\":null}")) {
            answers.put("/root/" + lab.settings().caFingerprint(), Answer.text(200, "application/json", nonsense));
            assertThat(kind(this::bootstrap)).as(nonsense).isEqualTo(Kind.NOT_ITSELF);
        }
    }

    @Test
    void anAuthorityThatIsNotWellIsNotAsked() {
        answers.put("/1.0/health", Answer.json(200, Map.of("status", "unwell")));
        assertThat(kind(this::bootstrap)).isEqualTo(Kind.TROUBLED);
        answers.put("/1.0/health", Answer.json(503, Map.of("status", 503, "message", "no database")));
        assertThat(kind(this::bootstrap)).isEqualTo(Kind.TROUBLED);
        answers.put("/1.0/health", Answer.text(302, "text/plain", "").with("Location", "/root"));
        assertThat(kind(this::bootstrap)).isEqualTo(Kind.TROUBLED);
    }

    @Test
    void whatAnAuthoritySaysOfAFailureIsOneShortLine() {
        answers.put("/1.0/health", Answer.json(400, Map.of("message", "a\nb\u001b[31m" + "c".repeat(1_000))));

        assertThatThrownBy(this::bootstrap).hasMessageMatching("a b \\[31mc{100,300}…");
    }

    @Test
    void aCertificateOfAnotherRootIsNotKept() throws Exception {
        var other = started(lab("other", WIDE).settings());
        certify(other, ANA);
        var foreign = other.credentials(ANA).current().orElseThrow().chain();
        started(settings());

        issues(foreign);

        assertThat(node.credentials(ANA).current()).isEmpty();
    }

    @Test
    void aCertificateForSomebodyElseIsNotKept() throws Exception {
        certify(node, BRUNO);
        var brunos = node.credentials(BRUNO).current().orElseThrow().chain();
        started(settings());

        issues(brunos);

        assertThat(node.credentials(ANA).current()).isEmpty();
    }

    @Test
    void aCertificateForAnotherKeyIsNotKept() throws Exception {
        certify(node, ANA);
        var ofOldKey = node.credentials(ANA).current().orElseThrow().chain();
        started(settings());

        issues(ofOldKey);

        assertThat(node.credentials(ANA).current().orElseThrow().chain()).isEqualTo(ofOldKey);
    }

    @Test
    void aCertificateThatEndsBeforeThePresentOneIsNoRenewal() throws Exception {
        certify(node, ANA);
        var first = node.credentials(ANA).current().orElseThrow();
        // Dates are whole seconds.
        await().until(() -> {
            node.enroller.renew(ANA);
            return node.credentials(ANA).current().orElseThrow().notAfter().isAfter(first.notAfter());
        });
        var second = node.credentials(ANA).current().orElseThrow();
        started(settings());
        var texts = first.chain().stream().map(Pem::of).toList();
        answers.put("/1.0/renew", Answer.json(201, Map.of("certChain", texts)));

        assertThat(failure(() -> node.enroller.renew(ANA))).isEqualTo(Cause.REFUSED);

        assertThat(node.credentials(ANA).current()).contains(second);
    }

    @Test
    void aChainWithNothingInItIsNoChain() throws Exception {
        started(settings());
        proven();
        answers.put("/1.0/sign", Answer.json(201, Map.of("certChain", List.of())));

        assertThat(failure(() -> node.enroller.prove(ANA, "12345678"))).isEqualTo(Cause.AUTHORITY_UNREACHABLE);
    }

    @Test
    void aProviderOfAnotherAuthorityIsNotBelieved() throws Exception {
        started(new PkiSettings(lab.settings().caUrl(), lab.settings().caFingerprint(), url(), PATIENCE));
        var until = Instant.now().plusSeconds(300);
        answers.put("/v1/challenges", Answer.json(202, Map.of("challengeId", "abc", "expiresAt", until)));
        node.enroller.ask(ANA, "Laptop");
        var proof = Map.of("ott", "a.b.c", "rootFingerprint", "00".repeat(32), "expiresAt", until);
        answers.put("/v1/challenges/abc/verify", Answer.json(200, proof));

        assertThat(failure(() -> node.enroller.prove(ANA, "12345678"))).isEqualTo(Cause.REFUSED);
    }

    @Test
    void aProvidersStrangeAnswersAreNotTakenForGoodOnes() throws Exception {
        started(new PkiSettings(lab.settings().caUrl(), lab.settings().caFingerprint(), url(), PATIENCE));
        var until = Instant.now().plusSeconds(300);
        var strange = List.of(
                Answer.text(202, "application/json", "{"),
                Answer.json(202, Map.of()),
                Answer.json(202, Map.of("challengeId", "../../revoke", "expiresAt", until)),
                Answer.json(202, Map.of("challengeId", "abc", "expiresAt", "soon")),
                Answer.json(500, Map.of("detail", "broken")));

        for (var answer : strange) {
            answers.put("/v1/challenges", answer);
            assertThat(failure(() -> node.enroller.ask(ANA, "Laptop"))).isEqualTo(Cause.PROVIDER_UNREACHABLE);
        }
    }

    /** The authority answers with these certificates, which must be refused. */
    private void issues(List<X509Certificate> chain) throws Exception {
        proven();
        var texts = chain.stream().map(Pem::of).toList();
        answers.put("/1.0/sign", Answer.json(201, Map.of("certChain", texts)));

        assertThat(failure(() -> node.enroller.prove(ANA, "12345678")))
                .isIn(Cause.REFUSED, Cause.AUTHORITY_UNREACHABLE);
    }

    /** Ana's enrolment is where only the authority is to be asked. */
    private void proven() throws Exception {
        var pair = Keys.make();
        var wanted = new Pending.Wanted(pair.getPrivate(), SigningRequest.make(pair, "1001"));

        node.vaults
                .of(ANA)
                .keep(new Pending.Proven(wanted, "a.b.c", Instant.now().plusSeconds(60)));
    }

    /** A server with a certificate of a lab's authority, which answers what the test says. */
    private SecureServer serving(LabPki lab) throws IOException {
        var at = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var facing = new Facing("misbehaving", at, lab.serverTls().context(), false, 64 * 1024);
        return SecureServer.start(facing, new Handler() {
            @Override
            public Answer answer(Call call) {
                return answers.getOrDefault(call.path(), Answer.json(404, Map.of("status", 404)));
            }

            @Override
            public Answer trouble(int status) {
                return Answer.json(status, Map.of());
            }
        });
    }

    private X509Certificate root(LabPki lab) throws AuthorityFailed {
        var settings = lab.settings();
        try (var ca = StepCa.bootstrap(settings.caUrl(), settings.caFingerprint(), clock(), PATIENCE)) {
            return ca.root();
        }
    }

    private void bootstrap() throws AuthorityFailed {
        bootstrap(url());
    }

    private void bootstrap(URI url) throws AuthorityFailed {
        StepCa.bootstrap(url, lab.settings().caFingerprint(), clock(), PATIENCE).close();
    }

    private PkiSettings settings() {
        return new PkiSettings(
                url(), lab.settings().caFingerprint(), lab.settings().identityUrl(), PATIENCE);
    }

    private URI url() {
        return URI.create("https://127.0.0.1:" + server.port());
    }

    private static Kind kind(ThrowingCallable step) {
        return catchThrowableOfType(AuthorityFailed.class, step).kind();
    }
}
