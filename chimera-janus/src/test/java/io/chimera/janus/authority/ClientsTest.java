package io.chimera.janus.authority;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.chimera.janus.proxy.Interception.Credentials;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that trust the certificate believe it of its sites, and of nobody else. */
class ClientsTest {

    private static final char[] NO_PASSWORD = {};

    @TempDir
    private Path folder;

    private final Roots roots = new Roots(new SecureRandom());
    private final Instant now = Instant.now();
    private final List<AutoCloseable> open = new ArrayList<>();
    private KeyPair key;
    private X509Certificate root;
    private Path file;

    @BeforeEach
    void anAuthority() throws Exception {
        key = roots.key();
        root = roots.root(roots.name(), key, List.of("example.com", "loja.com.br"), now);
        file = write("root.crt", root);
    }

    @AfterEach
    void close() throws Exception {
        for (var one : open) one.close();
    }

    private Path write(String name, X509Certificate certificate) throws Exception {
        return Files.writeString(folder.resolve(name), Pem.of(Pem.CERTIFICATE, certificate.getEncoded()));
    }

    /** A server that proves to be a host by a certificate of the authority's key, whether that may speak for it or not. */
    private int server(String host) throws Exception {
        return server(new Leaves(roots, root, key.getPrivate(), roots.key()).of(host, now));
    }

    private int server(Credentials credentials) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        store.setKeyEntry(
                "leaf", credentials.key(), NO_PASSWORD, credentials.chain().toArray(Certificate[]::new));
        var keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, NO_PASSWORD);
        var tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        var socket = (SSLServerSocket)
                tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
        return socket.getLocalPort();
    }

    private static void serve(SSLServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                Thread.ofVirtual().start(() -> {
                    try (client) {
                        var head = new StringBuilder();
                        while (head.indexOf("\r\n\r\n") < 0) {
                            int one = client.getInputStream().read();
                            if (one < 0) return;
                            head.append((char) one);
                        }
                        var page =
                                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 24\r\nConnection: close"
                                        + "\r\n\r\n<p>It was believed.</p>\n";
                        client.getOutputStream().write(page.getBytes(ISO_8859_1));
                        client.getOutputStream().flush();
                    } catch (IOException _) {
                        // a client that does not believe hangs up
                    }
                });
            } catch (IOException _) {
                return;
            }
        }
    }

    private String curl(String host, int port, Path trusted) throws Exception {
        return run(
                folder,
                "curl",
                "-sS",
                "--max-time",
                "20",
                "--noproxy",
                "*",
                "--cacert",
                trusted.toString(),
                "--resolve",
                host + ":" + port + ":127.0.0.1",
                "https://" + host + ":" + port + "/");
    }

    private String chromium(String host, int port) throws Exception {
        return run(
                folder,
                System.getProperty("chimera.test.chromium", ""),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-proxy-server",
                "--virtual-time-budget=4000",
                "--user-data-dir=" + folder.resolve("profile"),
                "--host-resolver-rules=MAP * 127.0.0.1",
                "--dump-dom",
                "https://" + host + ":" + port + "/");
    }

    private static String run(Path home, String... command) throws Exception {
        var program = new ProcessBuilder(command).redirectErrorStream(true);
        program.environment().put("HOME", home.toString());
        var running = program.start();
        running.getOutputStream().close();
        var said = new String(running.getInputStream().readAllBytes(), UTF_8);
        assertThat(running.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    private static void require(String program) {
        var found = List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        assumeThat(found).as("%s is here", program).isTrue();
    }

    @Test
    void curlBelievesItOfItsSitesOnly() throws Exception {
        require("curl");
        assertThat(curl("www.example.com", server("www.example.com"), file)).contains("It was believed");
        assertThat(curl("bank.example", server("bank.example"), file))
                .contains("permitted subtree")
                .doesNotContain("believed");
    }

    @Test
    void chromiumBelievesItOfItsSitesOnlyAndTheNewOneBesideTheOld() throws Exception {
        require("certutil");
        assumeThat(System.getProperty("chimera.test.chromium", "")).isNotEmpty();
        var store = Files.createDirectories(folder.resolve(".pki/nssdb"));
        run(folder, "certutil", "-d", "sql:" + store, "-N", "--empty-password");
        trust(store, "old", file);
        assertThat(chromium("www.example.com", server("www.example.com"))).contains("It was believed");
        assertThat(chromium("bank.example", server("bank.example"))).doesNotContain("It was believed");

        root = roots.root(root.getSubjectX500Principal(), key, List.of("example.com", "bank.example"), now);
        trust(store, "new", write("new.crt", root));
        assertThat(chromium("bank.example", server("bank.example"))).contains("It was believed");
        assertThat(chromium("www.example.com", server("www.example.com"))).contains("It was believed");
        assertThat(chromium("other.example", server("other.example"))).doesNotContain("It was believed");
    }

    private void trust(Path store, String name, Path certificate) throws Exception {
        assertThat(run(
                        folder,
                        "certutil",
                        "-d",
                        "sql:" + store,
                        "-A",
                        "-t",
                        "C,,",
                        "-n",
                        name,
                        "-i",
                        certificate.toString()))
                .isEmpty();
    }
}
