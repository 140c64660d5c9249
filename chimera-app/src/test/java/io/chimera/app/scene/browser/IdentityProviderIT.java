package io.chimera.app.scene.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.chimera.app.scene.Organisation.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import io.chimera.app.fault.OwnNetwork;
import io.chimera.app.scene.Node;
import io.chimera.app.scene.Organisation;
import io.chimera.app.scene.Program;
import io.chimera.app.scene.Rest;
import io.chimera.app.scene.SigningIn;
import io.chimera.telegram.fake.FakeTelegram;
import io.chimera.telegram.fake.PatchedTdLibrary;
import io.chimera.telegram.fake.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An identity provider as a program of its own, for the authority of another: a node gets its certificate by a code from
 * it, and the operator takes it back.
 */
@Timeout(400)
class IdentityProviderIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern LISTENS = Pattern.compile("identity provider listens: (https://\\S+)");
    private static final Pattern CODE = Pattern.compile("(?s)To 1002: .{0,60}(?:código é|code is) ([0-9]{4} [0-9]{4})");
    private static final Pattern CODE_ALONE = Pattern.compile("([0-9]{4} [0-9]{4})");
    private static final int APPLICATION = 17;
    private static final String HASH = "fedcba9876543210fedcba9876543210";

    @TempDir
    Path folder;

    private final List<Node> running = new ArrayList<>();
    private final OwnNetwork network = OwnNetwork.any();
    private Organisation organisation;

    @BeforeEach
    void anAuthority() throws IOException {
        start("lab", network.settings("--chimera.lab.people=1001"));
        organisation = new Organisation(folder.resolve("lab"), folder.resolve("secrets"));
    }

    @AfterEach
    void end() {
        running.reversed().forEach(Node::close);
    }

    @Test
    void whoTypesItsCodeIsCertifiedAndTheOperatorSeesItAndTakesItBack() throws Exception {
        var provider = start("provider", with(organisation.provider()));
        var url = found(provider, LISTENS);
        assertThat(folder.resolve("provider/profile")).hasContent("identity");

        var rest = joined(url);
        var code = found(provider, CODE);
        rest.post("/certificate/proof", Map.of("code", code)).ok();
        assertThat(rest.get("/certificate").ok().path("state").asString()).isEqualTo("CERTIFIED");

        // Its node has shown the certificate, so that the provider knows the serial number it is to revoke.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(new Rest(provider, 1002)
                                .getFrom("/api/v1/provider/issuances?person=1002")
                                .ok()
                                .path(0)
                                .path("serials"))
                        .hasSize(1));

        try (var chromium = Chromium.launch();
                var browser = chromium.browser()) {
            var page = browser.newPage();
            enter(page, provider);
            assertThat(page.locator("h1")).hasText("Identity provider");
            page.locator(".rail a[href='/issued']").click();
            page.locator("tbody a").first().click();
            assertThat(page.locator(".facts")).containsText("127.0.0.1");
            page.locator("a.btn.risk").click();
            page.locator("select[name=reason]").selectOption("1");
            page.locator("button.primary").click();
            assertThat(page.locator("#state")).hasText("Taken back");
            page.navigate(provider.address() + "/audit?person=1002");
            assertThat(page.locator("tbody tr").first()).containsText("Taken back");
        }

        // The authority was told: what the node holds is not prolonged any more.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                rest.post("/certificate/renewal", Map.of()).status())
                        .isEqualTo(409));
    }

    @Test
    void aBotBringsTheCodeToWhoHasWrittenToIt() throws Exception {
        var library = PatchedTdLibrary.get();
        try (var telegram = FakeTelegram.start(library)) {
            telegram.giveApplication(APPLICATION, HASH);
            var bot = telegram.addBot(9001, "Codes");
            var person = telegram.addPerson(1002, "+5521990001002", "Bruno Tavares");
            var provider = start("provider", with(organisation.provider(), byTelegram(library, telegram, bot)));
            var operator = new Rest(provider, 0);
            await().atMost(PATIENCE).until(() -> SigningIn.isUp(operator, "identity"));
            person.writes(bot, "/start");

            // What was asked for before the bot has heard of the person is not delivered; the next one is.
            var bruno = joined(found(provider, LISTENS));
            await().atMost(PATIENCE.multipliedBy(2))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> {
                        if (person.has(bot).isEmpty()) bruno.post("/certificate/challenge", Map.of());
                        return !person.has(bot).isEmpty();
                    });
            var code = CODE_ALONE.matcher(person.has(bot).getLast());
            assertThat(code.find()).isTrue();
            bruno.post("/certificate/proof", Map.of("code", code.group(1))).ok();
            assertThat(bruno.get("/certificate").ok().path("state").asString()).isEqualTo("CERTIFIED");
            running.removeLast().close();
            running.removeLast().close(); // before the Telegram it speaks to
        }
    }

    private String[] byTelegram(PatchedTdLibrary library, FakeTelegram telegram, Person bot) throws IOException {
        return new String[] {
            "--chimera.identity.delivery=telegram",
            "--chimera.identity.bot-token-file=" + organisation.secret("bot.token", bot.token()),
            "--chimera.telegram.library=" + library.library().file(),
            "--chimera.telegram.proxy=127.0.0.1:" + telegram.port(),
            "--chimera.telegram.api-id=" + APPLICATION,
            "--chimera.telegram.api-hash=" + HASH
        };
    }

    /** The node of somebody of the lab who gets their certificate by this provider. */
    private Rest joined(String provider) {
        return new Rest(
                start(
                        "bruno",
                        network.settings(
                                "--spring.config.import=file:" + organisation.invitation(),
                                "--chimera.pki.identity-url=" + provider,
                                "--chimera.web.device-name=Notebook perdido",
                                "--chimera.lab.people=1002")),
                1002);
    }

    @Test
    void itIsWellOrSaysWhyAndVerbsWorkOnIt() throws Exception {
        var provider = start("provider", with(organisation.provider()));
        assertThat(run(provider, "token")).isEqualTo(provider.token());
        assertThat(run(provider, "doctor"))
                .contains("identity", "delivery: console", "certificate until", "chimera.identity.delivery=telegram");
        provider.stop();
        provider.startAgain();
        assertThat(found(provider, LISTENS)).startsWith("https://127.0.0.1:");
    }

    @Test
    void aHomeOfPeopleIsNoHomeForAProviderAndASecretThatOthersCanReadIsRefused() throws Exception {
        var settings = organisation.provider();
        assertThat(refused(folder.resolve("lab"), settings)).contains("lab");
        Files.setPosixFilePermissions(folder.resolve("secrets/password"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(refused(folder.resolve("fresh"), settings))
                .contains("chmod 600")
                .doesNotContain(Organisation.PASSWORD, "\tat ");
    }

    private static void enter(Page page, Node provider) {
        page.navigate(provider.address());
        page.locator("input[name=key]").fill(provider.token());
        page.locator("button.primary").click();
        page.waitForURL(provider.address() + "/");
    }

    private Node start(String name, String... settings) {
        var node = Node.start(name, folder.resolve(name), List.of(), settings);
        running.add(node);
        return node;
    }

    private static String found(Node node, Pattern pattern) {
        await().atMost(PATIENCE).until(() -> pattern.matcher(node.output()).find());
        return pattern.matcher(node.output()).results().toList().getLast().group(1);
    }

    private String run(Node node, String verb) throws Exception {
        return output(List.of(verb, "--chimera.home=" + node.home()));
    }

    /** What a start that is refused says. */
    private String refused(Path home, List<String> settings) throws Exception {
        var arguments = new ArrayList<>(settings);
        arguments.addAll(List.of("--chimera.home=" + home, "--server.port=0"));
        return output(arguments);
    }

    private static String output(List<String> arguments) throws Exception {
        var process = new ProcessBuilder(Program.ready().command(arguments))
                .redirectErrorStream(true)
                .start();
        try (var said = process.inputReader()) {
            return said.readAllAsString().strip();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
