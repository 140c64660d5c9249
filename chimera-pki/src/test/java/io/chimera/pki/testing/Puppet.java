package io.chimera.pki.testing;

import io.chimera.pki.https.Answer;
import io.chimera.pki.https.Body;
import io.chimera.pki.https.Call;
import io.chimera.pki.https.Handler;
import io.chimera.pki.https.SecureServer;
import io.chimera.pki.https.SecureServer.Facing;
import io.chimera.pki.https.ShownCertificate;
import io.chimera.pki.step.RootFingerprint;
import io.chimera.pki.x509.KeyAndChain;
import io.chimera.pki.x509.Pem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/** An authority and an identity provider in one server that proves itself well and says whatever a test wants. */
public final class Puppet implements AutoCloseable {

    private final Map<String, Supplier<Answer>> answers = new ConcurrentHashMap<>();
    private final KeyAndChain root;
    private final KeyAndChain intermediate;
    private final SecureServer server;

    private Puppet(
            KeyAndChain root, KeyAndChain intermediate, SecureServer server, Map<String, Supplier<Answer>> answers) {
        this.root = root;
        this.intermediate = intermediate;
        this.server = server;
        this.answers.putAll(answers);
    }

    /** One whose root ends after a time. */
    public static Puppet start(Duration rootLife) throws IOException {
        var now = Instant.now();
        var root = Authorities.root("Puppet Root", now, rootLife);
        var intermediate = Authorities.intermediate(root, "Puppet CA", now, Duration.ofDays(3650));
        var names = new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
        var leaf = Authorities.leaf(
                intermediate, "puppet", names, KeyPurposeId.id_kp_serverAuth, now, Duration.ofDays(3650));
        var answers = new ConcurrentHashMap<String, Supplier<Answer>>();
        var at = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var tls = new ShownCertificate(() -> leaf).context();
        var puppet = new Puppet[1];
        var server = SecureServer.start(new Facing("puppet", at, tls, false, 64 * 1024), new Handler() {
            @Override
            public Answer answer(Call call) {
                var said = puppet[0].answers.get(call.path());
                return said == null ? Answer.json(404, Map.of("status", 404, "message", "no such page")) : said.get();
            }

            @Override
            public Answer trouble(int status) {
                return Answer.json(status, Map.of());
            }
        });
        puppet[0] = new Puppet(root, intermediate, server, answers);
        puppet[0].says("/root/" + puppet[0].fingerprint(), Answer.json(200, Map.of("ca", Pem.of(root.certificate()))));
        puppet[0].says("/1.0/health", Answer.json(200, Map.of("status", "ok")));
        puppet[0].says("/1.0/version", Answer.json(200, Map.of("version", "0.30.2")));
        puppet[0].says(
                "/1.0/intermediates", Answer.json(201, Map.of("crts", List.of(Pem.of(intermediate.certificate())))));
        return puppet[0];
    }

    public void says(String path, Answer answer) {
        answers.put(path, () -> answer);
    }

    public void says(String path, Supplier<Answer> answer) {
        answers.put(path, answer);
    }

    /** Its revocation list, whatever it is. */
    public void lists(byte[] der) {
        says("/1.0/crl", new Answer(200, "application/pkix-crl", Body.of(der), Map.of()));
    }

    public URI url() {
        return URI.create("https://127.0.0.1:" + server.port());
    }

    public RootFingerprint fingerprint() {
        return RootFingerprint.of(root.certificate());
    }

    public KeyAndChain root() {
        return root;
    }

    public KeyAndChain intermediate() {
        return intermediate;
    }

    /** A person's certificate under its intermediate. */
    public KeyAndChain person(String id) {
        var names = new GeneralNames(new GeneralName(GeneralName.dNSName, id));
        return Authorities.leaf(
                intermediate, id, names, KeyPurposeId.id_kp_clientAuth, Instant.now(), Duration.ofDays(10));
    }

    @Override
    public void close() {
        server.close();
    }
}
