package io.chimera.app.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.app.fault.OwnNetwork;
import io.chimera.pki.testing.RealPostgres;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two identity providers as programs of their own, which share a PostgreSQL and, one after the other, an address. */
@Timeout(500)
class TwoProvidersIT {

    private static final long BRUNO = 1002;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern LISTENS = Pattern.compile("identity provider listens: (https://\\S+)");
    private static final Pattern CODE = Pattern.compile("(?s)To 1002: .{0,60}(?:código é|code is) ([0-9]{4} [0-9]{4})");

    @TempDir
    Path folder;

    private final List<AutoCloseable> running = new ArrayList<>();
    private final OwnNetwork network = OwnNetwork.any();

    @AfterEach
    void end() throws Exception {
        for (var part : running.reversed()) part.close();
    }

    @Test
    void aCodeOfOneThatWasKilledIsTakenByTheOther() throws Exception {
        var postgres = RealPostgres.shared();
        start("lab", network.settings("--chimera.lab.people=1001"));
        var organisation = new Organisation(folder.resolve("lab"), folder.resolve("secrets"));
        var settings = Organisation.with(
                organisation.provider(),
                "--chimera.identity.database.url=" + postgres.database(),
                "--chimera.identity.database.user=" + RealPostgres.USER,
                "--chimera.identity.database.password-file="
                        + organisation.secret("database.password", RealPostgres.PASSWORD),
                "--chimera.identity.database.codes-key-file=" + organisation.secret("codes.key", "5a".repeat(32)));
        var one = start("one", settings);
        var other = start("other", settings);
        var address = new MovingAddress(listens(one));
        running.add(address);
        var bruno = new Rest(
                start(
                        "bruno",
                        network.settings(
                                "--spring.config.import=file:" + organisation.invitation(),
                                "--chimera.pki.identity-url=" + address.url(),
                                "--chimera.web.device-name=Notebook",
                                "--chimera.lab.people=" + BRUNO)),
                BRUNO);

        var code = found(one, CODE);
        one.kill();
        assertThat(bruno.post("/certificate/proof", Map.of("code", code)).status())
                .as("nobody is at the address")
                .isEqualTo(409);
        address.moveTo(listens(other));
        bruno.post("/certificate/proof", Map.of("code", code)).ok();

        assertThat(bruno.get("/certificate").ok().path("state").asString()).isEqualTo("CERTIFIED");
        assertThat(other.output())
                .as("the code was not sent anew, and no secret was told")
                .doesNotContainPattern(CODE)
                .doesNotContain(RealPostgres.PASSWORD);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(issued(other).path("serials"))
                        .as("its node has shown the certificate")
                        .hasSize(1));
        one.startAgain();
        assertThat(issued(one)).isEqualTo(issued(other));
        assertThat(events(one)).containsExactly("CERTIFIED", "PROVEN", "ASKED");
    }

    private static JsonNode issued(Node provider) {
        var all = of(provider)
                .getFrom("/api/v1/provider/issuances?person=" + BRUNO)
                .ok();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static List<String> events(Node provider) {
        var events = new ArrayList<String>();
        of(provider)
                .getFrom("/api/v1/provider/audit?person=" + BRUNO)
                .ok()
                .forEach(entry -> events.add(entry.path("what").asString()));
        return events;
    }

    private static Rest of(Node provider) {
        return new Rest(provider, BRUNO);
    }

    private Node start(String name, String... settings) {
        var node = Node.start(name, folder.resolve(name), List.of(), settings);
        running.add(node);
        return node;
    }

    private static URI listens(Node provider) {
        return URI.create(found(provider, LISTENS));
    }

    private static String found(Node node, Pattern pattern) {
        await().atMost(PATIENCE).until(() -> pattern.matcher(node.output()).find());
        return pattern.matcher(node.output()).results().toList().getLast().group(1);
    }
}
