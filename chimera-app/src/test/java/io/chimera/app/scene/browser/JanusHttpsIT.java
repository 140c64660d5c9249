package io.chimera.app.scene.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import io.chimera.app.scene.Node;
import io.chimera.app.scene.Program;
import io.chimera.app.scene.Rest;
import io.chimera.app.scene.Tools;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A browser that was told where the proxy's configuration is, and to trust the proxy's authority; a shop over HTTPS whose
 * site is looked into, and another site of the same server that is not.
 */
@Timeout(300)
class JanusHttpsIT {

    private static final String SECRET = "velvet anchor thursday gravel";

    @TempDir
    static Path folder;

    private static TestShop shop;
    private static Node node;
    private static int proxy;

    @BeforeAll
    static void open() throws Exception {
        Tools.require("chimera.test.certutil");
        shop = TestShop.open(folder, "shop.example.com", "quiet.example.org");
        var hosts = Files.writeString(
                folder.resolve("hosts"), "127.0.0.1 localhost\n127.0.0.1 shop.example.com quiet.example.org\n");
        proxy = freePort();
        node = Node.start(
                "lab",
                folder.resolve("lab"),
                List.of(),
                Program.ready()
                        .command(
                                List.of("-Djdk.net.hosts.file=" + hosts),
                                List.of(
                                        "--chimera.home=" + folder.resolve("lab"),
                                        "--server.port=0",
                                        "--chimera.lan.enabled=false",
                                        "--chimera.lab.people=1001",
                                        "--chimera.janus.proxy.port=" + proxy,
                                        "--chimera.janus.proxy.allow=127.0.0.1",
                                        "--chimera.janus.proxy.tunnel-ports=" + shop.port(),
                                        "--chimera.janus.proxy.trusted-roots=" + shop.root())));
        var rest = new Rest(node, 1001);
        rest.postTo("/api/v1/janus/https/sites", Map.of("site", "example.com")).ok();
        rest.postTo("/api/v1/janus/https/certificate", Map.of()).ok();
        rest.postTo("/api/v1/janus/https/certificate/given", Map.of()).ok();
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    @AfterAll
    static void close() {
        if (node != null) node.close();
        if (shop != null) shop.close();
    }

    /** A browser that nobody used before, as its owner set it up. */
    private record Visitor(Chromium chromium, BrowserContext context, Page page) implements AutoCloseable {

        static Visitor arrive() throws Exception {
            return arrive(authority());
        }

        /** @param authority the certificate of the proxy's authority that its owner gave it */
        static Visitor arrive(String authority) throws Exception {
            var home = Files.createTempDirectory(folder, "home");
            var database = Files.createDirectories(home.resolve(".pki/nssdb"));
            var certutil = Tools.require("chimera.test.certutil");
            run(certutil, "-N", "-d", "sql:" + database, "--empty-password");
            trust(certutil, database, "shops", shop.root());
            trust(certutil, database, "chimera", Files.writeString(home.resolve("chimera.pem"), authority));
            var chromium = Chromium.launch(
                    Map.of("HOME", home.toString()),
                    List.of(
                            "--proxy-pac-url=http://127.0.0.1:" + proxy + "/proxy.pac",
                            "--host-resolver-rules=MAP *.example.org 127.0.0.1"));
            var context = chromium.browser()
                    .newContext(new Browser.NewContextOptions().setHttpCredentials("anna@anna.example", SECRET));
            return new Visitor(chromium, context, context.newPage());
        }

        private static void trust(String certutil, Path database, String name, Path certificate) throws Exception {
            run(certutil, "-A", "-d", "sql:" + database, "-n", name, "-t", "C,,", "-i", certificate.toString());
        }

        Response goTo(String host, String path) {
            return page.navigate("https://" + host + ":" + shop.port() + path);
        }

        /** Fills the shop's form in with commands; what the shop says. */
        String submit(String path, String mail) {
            goTo("shop.example.com", path);
            page.locator("input[name=user]").fill("\\u");
            page.locator("input[name=password]").fill("\\p");
            page.locator("input[name=mail]").fill(mail);
            page.locator("button").click();
            assertThat(page.locator("h1")).not().hasText("Shop");
            return page.locator("h1").innerText();
        }

        @Override
        public void close() {
            context.close();
            chromium.close();
        }
    }

    private static void run(String... command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    /** As the page gives it to browsers. */
    private static String authority() {
        return new Rest(node, 1001)
                .getFrom("/api/v1/janus/https")
                .ok()
                .path("certificate")
                .path("pem")
                .asString();
    }

    @Test
    void anAccountIsOpenedByTypingCommandsAndUsedInANewBrowserAfterARestart() throws Exception {
        try (var visitor = Visitor.arrive()) {
            assertThat(visitor.submit("/join", "\\@")).isEqualTo("Welcome");
        }
        var account = shop.newest().orElseThrow();
        assertThat(account.user()).matches("[a-z]{10}[0-9]{2}");
        assertThat(account.password()).matches("[A-Za-z0-9]{22}");
        assertThat(account.mail()).endsWith("@anna.example");

        node.stop();
        node.startAgain();
        try (var visitor = Visitor.arrive()) {
            assertThat(visitor.submit("/enter", "")).isEqualTo("Welcome back");
            assertThat(visitor.page.evaluate("performance.getEntriesByType('navigation')[0].nextHopProtocol"))
                    .isEqualTo("h2");
        }
        assertThat(shop.versions("/enter")).containsOnly("2.0");
        assertThat(shop.sawSignIn()).isFalse();
        assertThat(node.output()).doesNotContain(SECRET, account.password(), account.user());
        nothingOnTheDiskHas(SECRET, account.password());
    }

    private static void nothingOnTheDiskHas(String... secrets) throws IOException {
        try (var files = Files.walk(node.home())) {
            for (var file : files.filter(Files::isRegularFile).toList())
                assertThat(new String(Files.readAllBytes(file), UTF_8))
                        .as("%s", file)
                        .doesNotContain(secrets);
        }
    }

    @Test
    void programsOfThePageAndHttpsOwnSignInAreFilledInAndWebSocketsAreNot() throws Exception {
        try (var visitor = Visitor.arrive()) {
            visitor.submit("/join", "");
            visitor.goTo("shop.example.com", "/program");
            visitor.page.locator("#user").fill("\\u");
            visitor.page.locator("#password").fill("\\p");
            visitor.page.locator("#go").click();
            assertThat(visitor.page.locator("#said")).hasText("Welcome back");
            assertThat(visitor.page.locator("#echo")).hasText("over \\p and on");
            assertThat(visitor.page.evaluate("""
                            async () => (await fetch('/basic',
                                { headers: { Authorization: 'Basic ' + btoa('\\\\u:\\\\p') } })).text()""")).asString().contains("Welcome back");
        }
    }

    @Test
    void aFileGoesThroughAsItIsBesideAFieldThatIsFilledIn() throws Exception {
        var bytes = new byte[3_000_000];
        new SecureRandom().nextBytes(bytes);
        System.arraycopy("\\p".getBytes(UTF_8), 0, bytes, 1_000, 2);
        var picture = Files.write(folder.resolve("picture.png"), bytes);
        try (var visitor = Visitor.arrive()) {
            visitor.submit("/join", "");
            visitor.goTo("shop.example.com", "/picture");
            visitor.page.locator("input[name=user]").fill("\\u");
            visitor.page.locator("input[type=file]").setInputFiles(picture);
            visitor.page.locator("button").click();
            assertThat(visitor.page.locator("h1")).hasText("Thank you");
            var hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            assertThat(visitor.page.locator("#hash")).hasText(hash);
        }
    }

    @Test
    void aSiteThatWasNotChosenShowsItsOwnCertificateAndAChosenOneTheProxys() throws Exception {
        try (var visitor = Visitor.arrive()) {
            assertThat(visitor.goTo("quiet.example.org", "/").securityDetails().issuer)
                    .isEqualTo(TestShop.authority());
            assertThat(visitor.goTo("shop.example.com", "/").securityDetails().issuer)
                    .startsWith("Chimera")
                    .isNotEqualTo(TestShop.authority());
        }
    }

    /** The browser itself holds the authority to its word: it speaks for the sites it was made for, and for no other. */
    @Test
    void aSiteTheBrowsersCertificateDoesNotNameIsRefusedByTheBrowser() throws Exception {
        var rest = new Rest(node, 1001);
        var old = authority();
        try {
            rest.postTo("/api/v1/janus/https/sites", Map.of("site", "example.org"))
                    .ok();
            try (var visitor = Visitor.arrive(old)) {
                assertThat(visitor.goTo("quiet.example.org", "/").securityDetails().issuer)
                        .as("a certificate for it was not made yet, so it goes through unseen")
                        .isEqualTo(TestShop.authority());
            }
            rest.postTo("/api/v1/janus/https/certificate", Map.of()).ok();
            rest.postTo("/api/v1/janus/https/certificate/given", Map.of()).ok(); // which is not true of the next one
            try (var visitor = Visitor.arrive(old)) {
                assertThatThrownBy(() -> visitor.goTo("quiet.example.org", "/")).hasMessageContaining("ERR_CERT");
            }
            try (var visitor = Visitor.arrive(old)) {
                assertThat(visitor.submit("/join", ""))
                        .as("of the same authority")
                        .isEqualTo("Welcome");
            }
            try (var visitor = Visitor.arrive()) {
                assertThat(visitor.goTo("quiet.example.org", "/").securityDetails().issuer)
                        .isNotEqualTo(TestShop.authority());
            }
        } finally {
            rest.deleteFrom("/api/v1/janus/https/sites/example.org");
        }
    }
}
