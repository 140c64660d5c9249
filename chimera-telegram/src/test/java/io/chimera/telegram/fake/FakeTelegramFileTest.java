package io.chimera.telegram.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Files, up and down. */
class FakeTelegramFileTest extends FakeTelegramScene {

    private static final int SOME_PARTS = 1_500_000;

    private final Person ana = somebody("Ana Figueira");
    private final Person bruno = somebody("Bruno Tavares");
    private final Random random = new Random(42);

    private Device device;

    @BeforeEach
    void anaSignsIn() throws Exception {
        device = deviceOf(ana);
        device.chatWith(bruno);
    }

    @Test
    void aFileGoesUpAndItsProgressIsTold() throws Exception {
        fake.fileParts(Duration.ofMillis(20));
        var content = noise(SOME_PARTS);
        var sent = device.awaitsSent(device.sends(bruno.id(), file("plan of the house.bin", content)));
        assertThat(bruno.has(ana)).containsExactly("plan of the house.bin");
        assertThat(bruno.hasFile(ana, "plan of the house.bin")).hasValue(content);
        assertThat(sent.at("/content/document/file_name").asString()).isEqualTo("plan of the house.bin");
        assertThat(device.updates("updateFile"))
                .extracting(update -> update.at("/file/remote/uploaded_size").asLong())
                .anySatisfy(size -> assertThat(size).isBetween(1L, SOME_PARTS - 1L));
    }

    @Test
    void aFileComesDownWhole() throws Exception {
        var content = noise(SOME_PARTS);
        bruno.sends(ana, "orçamento.pdf", "application/pdf", content);
        var file = awaitsFile(device, "orçamento.pdf");
        assertThat(file.path("mime_type").asString()).isEqualTo("application/pdf");
        assertThat(download(device, file)).isEqualTo(content);
    }

    @Test
    void whatOneClientSendsAnotherGets() throws Exception {
        var theirs = deviceOf(bruno);
        var content = noise(100_000);
        device.awaitsSent(device.sends(bruno.id(), file("from client to client.bin", content)));
        assertThat(download(theirs, awaitsFile(theirs, "from client to client.bin")))
                .isEqualTo(content);
    }

    @Test
    void aLargeFileHasManyParts() throws Exception {
        var content = noise(12_000_000);
        device.awaitsSent(device.sends(bruno.id(), file("large.bin", content)));
        assertThat(bruno.hasFile(ana, "large.bin")).hasValue(content);
        assertThat(fake.calls("upload.saveBigFilePart")).isPositive();
    }

    @Test
    void aPictureIsSentAsOne() throws Exception {
        var picture = folder.resolve("picture.png");
        ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
        var sent = device.awaitsSent(device.ask("sendMessage", request -> {
            request.put("chat_id", bruno.id());
            var content = request.putObject("input_message_content").put("@type", "inputMessagePhoto");
            var photo =
                    content.putObject("photo").put("@type", "inputFileLocal").put("path", picture.toString());
            photo.putObject("photo").put("@type", "inputFileLocal").put("path", picture.toString());
            content.put("width", 64).put("height", 48);
        }));
        assertThat(sent.at("/content/@type").asString()).isEqualTo("messagePhoto");
        assertThat(fake.calls("messages.sendMedia")).isPositive();
    }

    @Test
    void anUploadCanBeGivenUp() throws Exception {
        fake.fileParts(Duration.ofMillis(200));
        var waiting = device.sends(bruno.id(), file("given up.bin", noise(3_000_000)));
        device.awaits(
                "updateFile", update -> update.at("/file/remote/uploaded_size").asLong() > 0);
        device.ask("deleteMessages", request -> {
            request.put("chat_id", bruno.id());
            request.putArray("message_ids").add(waiting.path("id").asLong());
        });
        fake.fileParts(Duration.ZERO);
        device.awaitsSent(device.writes(bruno.id(), "after"));
        assertThat(bruno.has(ana)).containsExactly("after");
    }

    @Test
    void aFileThatBrunoTakesBackIsGone() throws Exception {
        bruno.sends(ana, "wrong.txt", noise(10));
        awaitsFile(device, "wrong.txt");
        bruno.deletes("wrong.txt");
        soon().until(() -> ana.has(bruno).isEmpty());
        device.awaits("updateDeleteMessages", update -> update.path("chat_id").asLong() == bruno.id());
    }

    private byte[] noise(int length) {
        var noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private static Path file(String name, byte[] content) throws Exception {
        return Files.write(folder.resolve(name), content);
    }

    private static JsonNode awaitsFile(Device device, String name) {
        return device.awaitsMessage(
                        name,
                        message -> message.at("/content/document/file_name")
                                .asString("")
                                .equals(name))
                .at("/content/document");
    }

    private static byte[] download(Device device, JsonNode document) throws Exception {
        var done = device.ask(
                "downloadFile",
                request -> request.put("file_id", document.at("/document/id").asInt())
                        .put("priority", 16)
                        .put("synchronous", true));
        return Files.readAllBytes(Path.of(done.at("/local/path").asString()));
    }
}
