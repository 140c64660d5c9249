package io.chimera.app.scene.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.chimera.app.scene.browser.Lab.ANA;
import static io.chimera.app.scene.browser.Lab.BRUNO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Files between two browsers: picked, pasted, dropped, cancelled. */
class FilesIT {

    @RegisterExtension
    static final Lab LAB = Lab.shared();

    private static final int MEGABYTE = 1024 * 1024;
    private static final int LARGE = 300 * MEGABYTE;
    private static final long MOST_GROWTH = 64L * MEGABYTE;
    private static final Duration LONGEST = Duration.ofMinutes(3);

    /** Notes the furthest a bar of the page ever stood. */
    private static final String WATCH_BARS = """
        () => {
          window.furthest = 0
          const look = () => {
            for (const bar of document.querySelectorAll('main progress'))
              window.furthest = Math.max(window.furthest, bar.value)
          }
          new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true })
        }\
        """;

    @BeforeEach
    void near() {
        LAB.awaitNear();
    }

    @Test
    void aLargeFileArrivesWholeWhileBothPagesShowItMoveAndTheProgramStaysSmall() throws Exception {
        var file = random("gravação.bin", LARGE);
        var ana = LAB.signIn(ANA);
        var bruno = LAB.signIn(BRUNO);
        ana.open(BRUNO);
        bruno.open(ANA);
        ana.attach(random("aquecimento.bin", 16 * MEGABYTE));
        assertThat(bruno.message("aquecimento")).isVisible();
        ana.page().evaluate(WATCH_BARS);
        bruno.page().evaluate(WATCH_BARS);

        long before = LAB.node().residentMemory();
        var most = new AtomicLong(before);
        ana.attach(file);
        await().atMost(LONGEST).until(() -> {
            most.accumulateAndGet(LAB.node().residentMemory(), Math::max);
            return arrived("gravação.bin").isPresent();
        });

        var stored = arrived("gravação.bin").orElseThrow().path("file");
        var copy = Path.of(stored.path("path").asString());
        assertThat(copy).isAbsolute();
        assertThat(sha256(copy))
                .isEqualTo(sha256(file))
                .isEqualTo(stored.path("sha256").asString());
        assertThat(bruno.message("gravação")).isVisible();
        assertThat(furthest(ana.page())).as("Ana's bar").isPositive();
        assertThat(furthest(bruno.page())).as("Bruno's bar").isPositive();
        System.out.println("resident memory: " + before / MEGABYTE + " MB, at most " + most.get() / MEGABYTE + " MB");
        assertThat(most.get() - before).isLessThan(MOST_GROWTH);
    }

    private static double furthest(Page page) {
        return ((Number) page.evaluate("() => window.furthest")).doubleValue();
    }

    private static Optional<JsonNode> arrived(String name) {
        return LAB.rest(BRUNO).messages(ANA, 10).stream()
                .filter(message ->
                        message.path("file").path("name").asString("").equals(name))
                .findFirst();
    }

    @Test
    void aCancelledUploadLeavesNothing() throws IOException {
        var ana = LAB.signIn(ANA);
        ana.open(BRUNO);
        var before = onDisk();
        var session = ana.page().context().newCDPSession(ana.page());
        session.send("Network.enable");
        session.send("Network.emulateNetworkConditions", slowUpload());

        ana.attach(random("desisti.bin", 8 * MEGABYTE));
        assertThat(ana.page().locator(".upload")).containsText("desisti.bin");
        await().until(() -> !onDisk().equals(before));
        ana.page().locator(".upload button").click();

        assertThat(ana.page().locator(".upload")).hasCount(0);
        await().untilAsserted(() -> assertThat(onDisk()).isEqualTo(before));
        ana.page().reload();
        assertThat(ana.message("desisti.bin")).hasCount(0);
    }

    private static JsonObject slowUpload() {
        var conditions = new JsonObject();
        conditions.addProperty("offline", false);
        conditions.addProperty("latency", 0);
        conditions.addProperty("downloadThroughput", -1);
        conditions.addProperty("uploadThroughput", MEGABYTE / 2);
        return conditions;
    }

    /** Every file Ana's shelf holds, finished or not. */
    private static Set<Path> onDisk() throws IOException {
        var shelf = LAB.node()
                .home()
                .resolve("accounts")
                .resolve(Long.toString(ANA))
                .resolve("files");
        try (var all = Files.walk(shelf)) {
            return new TreeSet<>(all.filter(Files::isRegularFile).toList());
        }
    }

    @Test
    void aPastedAndADroppedPictureAreSeenOnTheOtherSide() throws IOException {
        var ana = LAB.signIn(ANA);
        var bruno = LAB.signIn(BRUNO);
        ana.open(BRUNO);
        bruno.open(ANA);

        ana.page().locator("#text").focus();
        hand(ana.page(), "paste", "recorte.png", Color.ORANGE);
        assertThat(bruno.page().locator("img[alt*='recorte']")).isVisible();
        hand(ana.page(), "drop", "arrastada.png", Color.BLUE);
        assertThat(bruno.page().locator("img[alt*='arrastada']")).isVisible();

        for (var page : List.of(ana.page(), bruno.page())) {
            for (var name : List.of("recorte", "arrastada")) {
                var picture = page.locator("img[alt*='" + name + "']");
                assertThat(picture).hasJSProperty("naturalWidth", 320);
            }
        }
        assertThat(ana.page().locator("#drop")).isHidden();
    }

    /** Gives the page a picture as the clipboard or the mouse would. */
    private static void hand(Page page, String how, String name, Color color) throws IOException {
        page.evaluate("""
            ([how, name, picture]) => {
              const bytes = Uint8Array.from(atob(picture), letter => letter.charCodeAt(0))
              const data = new DataTransfer()
              data.items.add(new File([bytes], name, { type: 'image/png' }))
              const options = { bubbles: true, cancelable: true }
              const at = document.activeElement
              if (how === 'paste') return at.dispatchEvent(new ClipboardEvent('paste', { ...options, clipboardData: data }))
              at.dispatchEvent(new DragEvent('dragover', { ...options, dataTransfer: data }))
              at.dispatchEvent(new DragEvent('drop', { ...options, dataTransfer: data }))
            }\
            """, List.of(how, name, picture(color)));
    }

    private static String picture(Color color) throws IOException {
        var image = new BufferedImage(320, 180, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(color);
        pen.fillOval(20, 20, 280, 140);
        pen.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static Path random(String name, int size) throws IOException {
        var file = LAB.folder().resolve(name);
        var piece = new byte[MEGABYTE];
        var random = new Random(size);
        try (var out = Files.newOutputStream(file)) {
            for (int written = 0; written < size; written += piece.length) {
                random.nextBytes(piece);
                out.write(piece);
            }
        }
        return file;
    }

    private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
        var digest = MessageDigest.getInstance("SHA-256");
        try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
