package io.chimera.app.scene.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import io.chimera.app.scene.Computer;
import io.chimera.app.scene.Node;
import io.chimera.app.scene.Rest;
import io.chimera.app.scene.Tools;
import io.chimera.pki.testing.RealStepCa;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole story of a certificate with the real step-ca, an identity provider as a program of its own, and Ana and Bruno
 * on two computers with a cable between them. The provider's own certificate comes by ACME on port 80; people's codes go
 * through the cloud of a lab.
 */
@Timeout(600)
class RealCertificatesIT {

    private static final long ANA = 1001;
    private static final long BRUNO = 1002;
    private static final long SERVICE = 777_000;
    private static final String ANAS_ADDRESS = "10.78.0.1";
    private static final String BRUNOS_ADDRESS = "10.78.0.2";
    private static final Pattern CODE = Pattern.compile("(?:código é|code is) ([0-9]{4} [0-9]{4})");
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final Duration A_MINUTE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static final List<AutoCloseable> running = new ArrayList<>();
    private static Computer anas;
    private static Computer brunos;
    private static RealStepCa authority;
    private static Node provider;
    private static Computer.Door providersDoor;
    private static Rest ana;
    private static Rest bruno;
    private static Computer.Door anasDoor;
    private static Computer.Door brunosDoor;

    @BeforeAll
    static void everybodyMovesIn() throws Exception {
        var ip = Tools.require("chimera.test.ip");
        Tools.require("chimera.test.stepca");
        Tools.require("root".equals(System.getProperty("user.name")), "the right to make networks (root)");
        var run = Long.toString(ProcessHandle.current().pid(), Character.MAX_RADIX);
        anas = opened(new Computer(ip, "chimera-c-" + run));
        brunos = opened(new Computer(ip, "chimera-d-" + run));
        Computer.join(anas, "wire-a", ANAS_ADDRESS, brunos, "wire-b", BRUNOS_ADDRESS);

        authority = opened(
                RealStepCa.start(RealStepCa.Plan.within(made(folder.resolve("ca")), anas.prefix(), ANAS_ADDRESS)));
        var cloud = start(
                "cloud",
                anas,
                anas.anotherDoor(),
                "--chimera.lab.people=",
                "--chimera.lab.address=" + ANAS_ADDRESS,
                "--chimera.lab.beyond-loopback=true",
                "--chimera.lan.enabled=false");
        var invitation = "--spring.config.import=file:" + cloud.home().resolve("lab/invitation.properties");
        providersDoor = anas.anotherDoor();
        provider = start("provider", anas, providersDoor, provider(invitation));
        var certificates = new String[] {
            "--chimera.pki.ca-url=" + authority.url(),
            "--chimera.pki.ca-fingerprint=" + authority.fingerprint(),
            "--chimera.pki.identity-url=https://" + ANAS_ADDRESS + ":8000"
        };
        anasDoor = anas.anotherDoor();
        brunosDoor = brunos.anotherDoor();
        ana = moved("ana", ANA, anas, anasDoor, ANAS_ADDRESS, invitation, certificates);
        bruno = moved("bruno", BRUNO, brunos, brunosDoor, BRUNOS_ADDRESS, invitation, certificates);
    }

    private static String[] provider(String invitation) throws Exception {
        var secrets = made(folder.resolve("secrets"));
        var password = secret(secrets, "password", "correct horse battery staple");
        return new String[] {
            invitation,
            "--spring.profiles.active=identity",
            "--chimera.pki.ca-url=" + authority.url(),
            "--chimera.pki.ca-fingerprint=" + authority.fingerprint(),
            "--chimera.identity.listen-address=" + ANAS_ADDRESS,
            "--chimera.identity.names=" + ANAS_ADDRESS,
            "--chimera.identity.delivery=lab",
            "--chimera.identity.people.provisioner=people",
            "--chimera.identity.people.key-file="
                    + secret(secrets, "token.key", authority.secrets().people().sealed("correct horse battery staple")),
            "--chimera.identity.people.password-file=" + password,
            "--chimera.identity.certificate.proof=acme-http-01",
            "--chimera.identity.certificate.provisioner=acme",
        };
    }

    private static Rest moved(
            String name,
            long person,
            Computer at,
            Computer.Door door,
            String address,
            String invitation,
            String... certificates) {
        var settings = Stream.concat(
                        Stream.of(
                                invitation,
                                "--chimera.lab.people=" + person,
                                "--chimera.lan.bind-address=" + address,
                                "--chimera.lan.announce-to="),
                        Arrays.stream(certificates))
                .toArray(String[]::new);
        return new Rest(start(name, at, door, settings), person, "http://" + door.outside());
    }

    private static Node start(String name, Computer at, Computer.Door door, String... settings) {
        var all = Arrays.copyOf(settings, settings.length + 1);
        all[settings.length] = "--chimera.web.hosts=" + door.outside();
        var node = Node.start(name, folder.resolve(name), at.prefix(), all);
        running.add(node);
        door.openTo(URI.create(node.address()).getPort());
        return node;
    }

    private static <T extends AutoCloseable> T opened(T part) {
        running.add(part);
        return part;
    }

    private static Path made(Path path) throws Exception {
        return Files.createDirectories(
                path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private static Path secret(Path secrets, String name, String text) throws Exception {
        var file = Files.createFile(
                secrets.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, text);
    }

    @AfterAll
    static void part() throws Exception {
        for (var part : running.reversed()) part.close();
    }

    @Test
    void fromTheFirstCodeToANewCertificateAfterATheft() throws Exception {
        await().atMost(SOON).untilAsserted(() -> assertThat(state(ana)).isEqualTo("CERTIFIED"));
        await().atMost(SOON).untilAsserted(() -> assertThat(state(bruno)).isEqualTo("CERTIFIED"));
        await().atMost(SOON).until(() -> ana.sees(BRUNO) && bruno.sees(ANA));
        takes("LAN", ana, BRUNO, bruno, ANA, "Oi Bruno, com certificado de verdade");
        takes("LAN", bruno, ANA, ana, BRUNO, "Oi Ana");

        var before = serial(ana);
        ana.post("/certificate/renewal", Map.of()).ok();
        assertThat(serial(ana)).isNotEqualTo(before);
        takes("LAN", ana, BRUNO, bruno, ANA, "Renovei, e a conversa continua");

        long taken = System.nanoTime();
        takeBack(BRUNO);
        await().atMost(A_MINUTE).untilAsserted(() -> assertThat(ana.sees(BRUNO)).isFalse());
        System.out.println("a revoked neighbour was refused after "
                + Duration.ofNanos(System.nanoTime() - taken).toSeconds() + " s");
        await().atMost(A_MINUTE)
                .until(() -> isRefused(ana, BRUNO) || state(bruno).equals("REVOKED"));
        // Either of the two may hear of it first: Ana refuses him, or he goes before she has to.
        var why = takes("CLOUD", ana, BRUNO, bruno, ANA, "E agora?");
        assertThat(why).isIn(state(bruno).equals("REVOKED") ? List.of("REVOKED", "NOT_NEAR") : List.of("REVOKED"));
        await().atMost(A_MINUTE).untilAsserted(() -> assertThat(state(bruno)).isEqualTo("REVOKED"));
        // The provider says that it is no longer good; the authority's list, which may come later, says why.
        await().atMost(A_MINUTE)
                .untilAsserted(() -> assertThat(
                                bruno.get("/certificate").ok().path("reason").asString())
                        .isEqualTo("KEY_COMPROMISE"));

        thePagesSayWhy(why);

        bruno.post("/certificate/challenge", Map.of()).ok();
        bruno.post("/certificate/proof", Map.of("code", newestCode(bruno))).ok();
        await().atMost(SOON).until(() -> ana.sees(BRUNO));
        assertThat(isRefused(ana, BRUNO)).isFalse();
        assertThat(takes("LAN", ana, BRUNO, bruno, ANA, "Bem-vindo de volta")).isEqualTo("NEAR");
    }

    /** What both of them see in their browsers. */
    private static void thePagesSayWhy(String why) {
        try (var chromium = Chromium.launch();
                var anasBrowser = someone(chromium, anasDoor);
                var brunosBrowser = someone(chromium, brunosDoor)) {
            anasBrowser.signIn(ANA);
            anasBrowser.open(BRUNO);
            var badge = anasBrowser.message("E agora?").locator("details.why");
            badge.locator("summary").click();
            assertThat(badge).containsText(why.equals("REVOKED") ? "had been taken back" : "not on this network");
            anasBrowser.picture("revoked-message");

            brunosBrowser.signIn(BRUNO);
            brunosBrowser.goTo("/certificate");
            assertThat(brunosBrowser.page().locator("main")).containsText("It was taken back");
            assertThat(brunosBrowser.page().locator("main"))
                    .containsText("Everything goes through the cloud until you ask for another");
            brunosBrowser.picture("revoked-certificate");
        }
    }

    private static Person someone(Chromium chromium, Computer.Door door) {
        var english = new Browser.NewContextOptions().setLocale("en-US");
        return new Person(chromium.browser().newContext(english), "http://" + door.outside());
    }

    private static String state(Rest of) {
        return of.get("/certificate").ok().path("state").asString();
    }

    private static String serial(Rest of) {
        return of.get("/certificate").ok().path("certificate").path("serial").asString();
    }

    /** What the operator does on a page, by the provider's REST API. */
    private static void takeBack(long person) {
        var operator = new Rest(provider, person, "http://" + providersDoor.outside());
        var issued =
                operator.getFrom("/api/v1/provider/issuances?person=" + person).ok();
        assertThat(issued).hasSize(1);
        var path = "/api/v1/provider/issuances/" + person + "/"
                + issued.get(0).path("key").asString();
        var taken = operator.postTo(path + "/revocation", Map.of("reason", "KEY_COMPROMISE", "note", "no trem"))
                .ok();
        assertThat(taken.path("left").asString("")).isEmpty();
    }

    private static String newestCode(Rest of) {
        await().atMost(SOON).until(() -> codes(of).size() > 1);
        return codes(of).getFirst();
    }

    private static List<String> codes(Rest of) {
        return of.messages(SERVICE, 50).stream()
                .map(message -> message.path("text").asString(""))
                .map(CODE::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .toList();
    }

    /** Sends a text, sees it arrive by that route and nothing else; says why it took it. */
    private static String takes(String route, Rest sender, long to, Rest receiver, long from, String text) {
        var id = sender.send(to, text).ok().path("id").asString();
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(receiver.messages(from, 20))
                    .extracting(message -> message.path("text").asString(""))
                    .containsOnlyOnce(text); // by the cloud it has an id of its own there
            assertThat(sender.message(to, id).path("route").asString("")).isEqualTo(route);
        });
        return sender.message(to, id).path("routeReason").asString("");
    }

    /** Whether somebody is near and not talked to, since their key is none of those that remain good. */
    private static boolean isRefused(Rest of, long contact) {
        for (var near : of.get("/neighbours").ok()) {
            if (near.path("id").asLong() == contact
                    && near.path("refused").asString("").equals("REVOKED")
                    && near.path("refusedWhy").asString("").contains("none of those that remain good")) return true;
        }
        return false;
    }
}
