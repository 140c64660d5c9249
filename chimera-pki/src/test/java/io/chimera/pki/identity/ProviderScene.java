package io.chimera.pki.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.account.AccountId;
import io.chimera.core.disk.PrivateFolder;
import io.chimera.core.identity.CodeSender;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.testing.SteppingClock;
import io.chimera.pki.https.Json;
import io.chimera.pki.https.PinnedTrust;
import io.chimera.pki.https.Reply;
import io.chimera.pki.https.SecureClient;
import io.chimera.pki.https.ShownCertificate;
import io.chimera.pki.identity.Limits.Rate;
import io.chimera.pki.lab.LabCa;
import io.chimera.pki.lab.LabCaSettings;
import io.chimera.pki.step.ProvisionerKey;
import io.chimera.pki.step.StepCa;
import io.chimera.pki.testing.Mailbox;
import io.chimera.pki.testing.RealPostgres;
import io.chimera.pki.x509.KeyAndChain;
import io.chimera.pki.x509.Keys;
import io.chimera.pki.x509.Pem;
import io.chimera.pki.x509.SigningRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** An authority, identity providers beside it, and people who enrol. */
final class ProviderScene implements AutoCloseable {

    static final AccountId ANA = new AccountId(1001);
    static final AccountId BRUNO = new AccountId(1002);
    static final AccountId NOBODY = new AccountId(4711);

    /** So wide that only the limit a test is about is met. */
    static final Limits WIDE = new Limits(
            5,
            10_000,
            10_000,
            10_000,
            Duration.ZERO,
            new Rate(100_000, Duration.ofMillis(1)),
            new Rate(100_000, Duration.ofMillis(1)));

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    final SteppingClock clock = new SteppingClock(Instant.now());
    final Mailbox mailbox = new Mailbox(ANA, BRUNO);
    private final Path folder;
    private final ProvisionerKey people = ProvisionerKey.make("people");
    private final ProvisionerKey services = ProvisionerKey.make("services");
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private LabCa lab;
    final StepCa ca;

    ProviderScene(Path folder) throws Exception {
        this.folder = folder;
        this.lab = LabCa.start(LabCaSettings.onLoopback(folder.resolve("ca"), 0), provisioners(), clock);
        this.ca = StepCa.bootstrap(lab.url(), lab.fingerprint(), clock, PATIENCE);
        opened.push(ca);
    }

    private LabCa.Provisioners provisioners() {
        return new LabCa.Provisioners("people", people.publicKey(), "services", services.publicKey());
    }

    IdentityProvider start(String home, UnaryOperator<ProviderSettings> altered) throws Exception {
        return start(settings(home, altered));
    }

    IdentityProvider start(ProviderSettings settings) throws Exception {
        return startWith(mailbox, settings);
    }

    IdentityProvider startWith(CodeSender sender, ProviderSettings settings) throws Exception {
        var provider =
                IdentityProvider.start(settings, new IdentityProvider.Provisioners(people, services), sender, clock);
        opened.push(provider);
        return provider;
    }

    ProviderSettings settings(String home, UnaryOperator<ProviderSettings> altered) {
        var at = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var names = List.of("127.0.0.1", "localhost");
        return altered.apply(ProviderSettings.usual(folder.resolve(home), at, names, lab.url(), lab.fingerprint())
                .with(WIDE));
    }

    /** A new, empty PostgreSQL, and the files an instance needs to use it. */
    Keeping.Postgres postgres() throws Exception {
        var secrets = PrivateFolder.open(folder.resolve("secrets"));
        secrets.write("password", RealPostgres.PASSWORD + "\n");
        secrets.write("codes.key", "5a".repeat(32) + "\n");
        return new Keeping.Postgres(
                RealPostgres.shared().database(),
                RealPostgres.USER,
                secrets.path().resolve("password"),
                secrets.path().resolve("codes.key"),
                4);
    }

    /** What makes the provider's tokens. */
    ProvisionerKey provisioner() {
        return people;
    }

    void stopAuthority() {
        lab.close();
    }

    void startAuthorityAgain() throws Exception {
        var before = lab.url().getPort();
        lab = LabCa.start(LabCaSettings.onLoopback(folder.resolve("ca"), before), provisioners(), clock);
    }

    Person person(URI provider) {
        return new Person(provider);
    }

    Person person(IdentityProvider provider) {
        return new Person(provider.url());
    }

    /** Somebody who asks an identity provider. */
    final class Person {
        private final URI url;
        private final SecureClient client;

        private Person(URI url) {
            this.url = url;
            this.client = new SecureClient(url, trust().context(), clock, PATIENCE);
            opened.push(client);
        }

        Reply get(String path) throws Exception {
            return client.get(path);
        }

        Reply post(String path, Object body) throws Exception {
            return client.post(path, body);
        }

        Reply ask(AccountId person, SigningRequest request, String device) throws Exception {
            return client.post(
                    "/v1/challenges",
                    Map.of("telegramId", person.toString(), "csr", request.pem(), "deviceName", device));
        }

        /** Asks in whoever's name, with a request that is good. */
        Reply ask(String id) throws Exception {
            var request = SigningRequest.make(Keys.make(), "1001");
            return client.post(
                    "/v1/challenges", Map.of("telegramId", id, "csr", request.pem(), "deviceName", "Laptop"));
        }

        String opened(AccountId person, SigningRequest request) throws Exception {
            var reply = ask(person, request, "Laptop");
            assertThat(reply.status()).as(text(reply)).isEqualTo(202);
            return String.valueOf(read(reply).get("challengeId"));
        }

        Reply verify(String challenge, String code) throws Exception {
            return client.post("/v1/challenges/" + challenge + "/verify", Map.of("code", code));
        }

        /** A certificate, obtained as a computer obtains it; not shown to the provider. */
        KeyAndChain enrol(AccountId person, String device) throws Exception {
            var pair = Keys.make();
            var request = SigningRequest.make(pair, person.toString());
            var letters = mailbox.letters(person).size();
            var reply = ask(person, request, device);
            assertThat(reply.status()).as(text(reply)).isEqualTo(202);
            var challenge = String.valueOf(read(reply).get("challengeId"));
            var proven = verify(challenge, mailbox.code(person, letters + 1));
            assertThat(proven.status()).as(text(proven)).isEqualTo(200);
            clock.advance(Duration.ofSeconds(1));
            return new KeyAndChain(
                    pair.getPrivate(),
                    ca.sign(request, String.valueOf(read(proven).get("ott"))));
        }

        Reply show(KeyAndChain certificate) throws Exception {
            return client.post("/v1/certificates", Map.of("chain", Pem.of(certificate.chain())));
        }

        /** The same, showing a certificate. */
        Reply getAs(KeyAndChain own, String path) throws Exception {
            try (var as = as(own)) {
                return as.get(path);
            }
        }

        Reply disownAs(KeyAndChain own, KeyAndChain other, String reason) throws Exception {
            try (var as = as(own)) {
                return as.post(
                        "/v1/me/computers/" + key(other) + "/revocation", Map.of("reason", reason, "note", "test"));
            }
        }

        private SecureClient as(KeyAndChain own) {
            return new SecureClient(url, trust().context(new ShownCertificate(() -> own)), clock, PATIENCE);
        }
    }

    PinnedTrust trust() {
        return new PinnedTrust(ca.root(), clock);
    }

    static KeyFingerprint key(KeyAndChain certificate) {
        return KeyFingerprint.of(certificate.certificate().getPublicKey());
    }

    static Map<?, ?> read(Reply reply) throws Exception {
        return Json.read(reply.body(), Map.class);
    }

    static String text(Reply reply) {
        return new String(reply.body().bytes(), StandardCharsets.UTF_8);
    }

    static String wrong(String code) {
        return (code.charAt(0) == '0' ? '1' : '0') + code.substring(1);
    }

    @Override
    public void close() throws Exception {
        while (!opened.isEmpty()) opened.pop().close();
        lab.close();
    }
}
