package io.chimera.app.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.core.identity.Credential;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Clara has a first Chimera, Ana has ours: they talk over the LAN in the first dialect. */
class FirstChimeraIT {

    private static final long ANA = 1001;
    private static final long CLARA = 1003;
    private static final String TLS_1_2 = "TLSv1.2";
    private static final String TLS_1_3 = "TLSv1.3";
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    private static FirstPeer clarasChimera;
    private static Credential clara;
    private static Air.Claim claim;
    private static Node node;
    private static Rest ana;

    @BeforeAll
    static void meet() throws Exception {
        var here = InetAddress.getLoopbackAddress();
        var air = Air.fresh();
        clarasChimera = new FirstPeer(here);
        node = Node.start(
                "ana",
                folder.resolve("ana"),
                List.of(),
                air.settings(clarasChimera.port(), "--chimera.lab.people=" + ANA));
        ana = new Rest(node, ANA);
        clara = Guest.enrol(node, CLARA, folder.resolve("clara"));
        clarasChimera.answerAs(clara, TLS_1_2, TLS_1_3);
        await().atMost(Duration.ofSeconds(60)).until(() -> ana.lanPort().isPresent());
        claim = air.claim(CLARA, here);
        await().atMost(SOON).until(() -> ana.heardAt(CLARA).isPresent());
    }

    @AfterAll
    static void part() throws IOException {
        if (claim != null) claim.close();
        if (node != null) node.close();
        if (clarasChimera != null) clarasChimera.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_2, TLS_1_3})
    void itsTextArrivesAndIsShownAsDirect(String tls) throws Exception {
        var text = "Ana, a reunião ficou para as três. " + tls;
        FirstPeer.bringText(anasPort(), clara, text, tls);

        var came = await().atMost(SOON).until(() -> withText(text), there -> there.size() == 1);
        assertThat(came.getFirst().path("from").asLong()).isEqualTo(CLARA);
        assertThat(came.getFirst().path("route").asString()).isEqualTo("LAN");
        assertThat(came.getFirst().path("status").asString()).isEqualTo("DELIVERED");
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_2, TLS_1_3})
    void itsPictureArrivesWhole(String tls) throws Exception {
        var picture = new byte[300_000];
        new Random(tls.hashCode()).nextBytes(picture);
        FirstPeer.bringFile(anasPort(), clara, ".png", picture, tls);

        var came = await().atMost(SOON).until(() -> withFileOf(picture), there -> there.size() == 1);
        var file = came.getFirst().path("file");
        assertThat(came.getFirst().path("from").asLong()).isEqualTo(CLARA);
        assertThat(came.getFirst().path("route").asString()).isEqualTo("LAN");
        assertThat(file.path("name").asString()).endsWith(".png");
        assertThat(file.path("mime").asString()).isEqualTo("image/png");
        assertThat(Files.readAllBytes(Path.of(file.path("path").asString()))).isEqualTo(picture);
    }

    @Test
    void itIsBroughtATextWhichCountsAsSent() {
        var text = "Combinado, levo a planta do terceiro andar.";
        var id = ana.send(CLARA, text).ok().path("id").asString();

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(ana.message(CLARA, id).path("status").asString())
                                .isEqualTo("SENT"));
        assertThat(ana.message(CLARA, id).path("route").asString()).isEqualTo("LAN");
        assertThat(clarasChimera.received())
                .filteredOn(came -> !came.isFile() && came.text().equals(text))
                .singleElement()
                .satisfies(came -> assertThat(came.protocol()).isEqualTo(TLS_1_3));
    }

    @Test
    void itIsBroughtAFileWithItsExtension() throws Exception {
        var bytes = new byte[200_000];
        new Random(7).nextBytes(bytes);
        var picture = Files.write(folder.resolve("planta.png"), bytes);
        var id = ana.sendFile(CLARA, picture, "planta.png").ok().path("id").asString();

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(ana.message(CLARA, id).path("status").asString())
                                .isEqualTo("SENT"));
        assertThat(ana.message(CLARA, id).path("route").asString()).isEqualTo("LAN");
        assertThat(clarasChimera.received())
                .filteredOn(FirstPeer.Received::isFile)
                .singleElement()
                .satisfies(came -> {
                    assertThat(came.extension()).isEqualTo(".png");
                    assertThat(came.bytes()).isEqualTo(bytes);
                });
    }

    /** It would cut it, so it goes where it stays whole. */
    @Test
    void aTextTooLongForItTakesTheCloud() {
        var text = "á".repeat(600);
        var id = ana.send(CLARA, text).ok().path("id").asString();

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(ana.message(CLARA, id).path("route").asString())
                                .isEqualTo("CLOUD"));
        assertThat(clarasChimera.received()).noneMatch(came -> came.text().startsWith("á"));
    }

    private static InetSocketAddress anasPort() {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), ana.lanPort().orElseThrow());
    }

    private static List<JsonNode> withText(String text) {
        return ana.messages(CLARA, 50).stream()
                .filter(message -> message.path("text").asString("").equals(text))
                .toList();
    }

    private static List<JsonNode> withFileOf(byte[] bytes) {
        var sha256 = Sha.of(bytes);
        return ana.messages(CLARA, 50).stream()
                .filter(message ->
                        message.path("file").path("sha256").asString("").equals(sha256))
                .toList();
    }
}
