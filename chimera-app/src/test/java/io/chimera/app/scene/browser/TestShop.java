package io.chimera.app.scene.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chimera.app.scene.Tools;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A shop over HTTPS in a process of its own (node), with a certificate from an authority of its own. */
final class TestShop implements AutoCloseable {

    private static final String AUTHORITY = "Shops Authority";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path root;
    private final Process process;
    private final int port;
    private final List<JsonNode> told = new CopyOnWriteArrayList<>();

    private TestShop(Path root, Process process, int port) {
        this.root = root;
        this.process = process;
        this.port = port;
    }

    /**
     * Opens it.
     *
     * @param folder for its certificates
     * @param names what its certificate is for
     */
    static TestShop open(Path folder, String... names) throws Exception {
        var node = Tools.require("chimera.test.node");
        var rootKey = newKey();
        var root = certificate(AUTHORITY, rootKey, rootKey);
        var key = newKey();
        var own = certificate("Shop", key, rootKey, names);
        var rootFile = pem(folder.resolve("shops-authority.pem"), root);
        var script = folder.resolve("shop.mjs");
        try (var text = TestShop.class.getResourceAsStream("shop.mjs")) {
            Files.copy(text, script);
        }
        var process = new ProcessBuilder(
                        node,
                        script.toString(),
                        pem(folder.resolve("shop.pem"), own).toString(),
                        pem(folder.resolve("shop.key"), new JcaPKCS8Generator(key.getPrivate(), null))
                                .toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var lines = new BufferedReader(process.inputReader(UTF_8));
        var shop = new TestShop(rootFile, process, Integer.parseInt(lines.readLine()));
        Thread.ofVirtual().start(() -> shop.listen(lines));
        return shop;
    }

    private void listen(BufferedReader lines) {
        try (lines) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) told.add(JSON.readTree(line));
        } catch (IOException over) {
            // it was closed
        }
    }

    private static X509Certificate certificate(String name, KeyPair key, KeyPair issuer, String... names)
            throws Exception {
        var now = Instant.now();
        var builder = new JcaX509v3CertificateBuilder(
                new X500Name("CN=" + AUTHORITY),
                new BigInteger(100, RANDOM).add(BigInteger.ONE),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(Duration.ofDays(2))),
                new X500Name("CN=" + name),
                key.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(names.length == 0));
        if (names.length > 0)
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(Arrays.stream(names)
                            .map(one -> new GeneralName(GeneralName.dNSName, one))
                            .toArray(GeneralName[]::new)));
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    private static KeyPair newKey() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static Path pem(Path file, Object what) throws IOException {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(what);
        }
        return Files.writeString(file, text.toString());
    }

    /** The certificate of its authority, as PEM. */
    Path root() {
        return root;
    }

    /** How its authority is called. */
    static String authority() {
        return AUTHORITY;
    }

    int port() {
        return port;
    }

    /** An account that was opened there. */
    record Account(String user, String password, String mail) {}

    /** The newest account. */
    Optional<Account> newest() {
        return told.reversed().stream()
                .filter(one -> one.has("joined"))
                .findFirst()
                .map(one -> new Account(
                        one.path("joined").asString(),
                        one.path("password").asString(),
                        one.path("mail").asString("")));
    }

    /** What it was asked for at a path: the versions of HTTP. */
    List<String> versions(String path) {
        return told.stream()
                .filter(one -> one.path("path").asString("").equals(path))
                .map(one -> one.path("version").asString())
                .toList();
    }

    /** Whether it ever saw somebody's sign-in at the proxy. */
    boolean sawSignIn() {
        return told.stream().anyMatch(one -> one.path("signIn").asBoolean());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(stopped));
        }
    }
}
