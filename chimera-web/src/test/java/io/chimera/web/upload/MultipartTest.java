package io.chimera.web.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chimera.core.testing.Chance;
import io.chimera.web.upload.Multipart.MalformedMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartTest {

    private static final String TYPE = "multipart/form-data; boundary=\"--b0un-dary\"";
    private static final String DELIMITER = "----b0un-dary";

    private record Read(String name, String fileName, String mediaType, byte[] body) {}

    private static List<Read> read(byte[] body) throws IOException {
        var parts = Multipart.of(TYPE, new ByteArrayInputStream(body));
        var read = new ArrayList<Read>();
        for (var part = parts.next(); part.isPresent(); part = parts.next()) {
            var one = part.get();
            read.add(new Read(
                    one.name(),
                    one.fileName().orElse("-"),
                    one.mediaType(),
                    one.body().readAllBytes()));
        }
        return read;
    }

    private static byte[] part(String headers, byte[] body) {
        var out = new ByteArrayOutputStream();
        out.writeBytes((DELIMITER + "\r\n" + headers + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(body);
        out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private static byte[] whole(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) out.writeBytes(part);
        out.writeBytes((DELIMITER + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private static byte[] file(String name, byte[] body) {
        return part(
                "Content-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\nContent-Type: image/png",
                body);
    }

    @Test
    void everyPartIsReadAsItWasWritten() throws IOException {
        var read = read(whole(
                part("content-disposition: form-data; name=text", "olá".getBytes(StandardCharsets.UTF_8)),
                file("relatório final.png", new byte[] {1, 2, 3}),
                file("", new byte[0])));

        assertThat(read).extracting(Read::name).containsExactly("text", "file", "file");
        assertThat(read).extracting(Read::fileName).containsExactly("-", "relatório final.png", "");
        assertThat(read)
                .extracting(Read::mediaType)
                .containsExactly("application/octet-stream", "image/png", "image/png");
        assertThat(read.get(0).body()).isEqualTo("olá".getBytes(StandardCharsets.UTF_8));
        assertThat(read.get(1).body()).containsExactly(1, 2, 3);
        assertThat(read.get(2).body()).isEmpty();
    }

    @Test
    void aQuoteInANameIsReadInBothSpellings() throws IOException {
        assertThat(read(whole(file("a%22b.png", new byte[1]), file("a\\\"b.png", new byte[1]))))
                .extracting(Read::fileName)
                .containsOnly("a\"b.png");
    }

    @Test
    void aBodyOfAnyLengthAndContentComesWhole() {
        Chance.rounds(1_000, chance -> {
            int length = chance.between(0, 200_000);
            var body = chance.coin() ? almostDelimiters(length) : chance.bytesOf(length);

            assertThat(read(whole(file("x", body), file("y", new byte[] {9}))).stream()
                            .map(Read::body))
                    .containsExactly(body, new byte[] {9});
        });
    }

    private static byte[] almostDelimiters(int length) {
        var almost = ("\r\n" + DELIMITER).substring(0, DELIMITER.length() + 1) + "\r\r\n--";
        return almost.repeat(length / almost.length() + 1).substring(0, length).getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void aPartThatIsNotReadIsSkipped() throws IOException {
        var parts = Multipart.of(
                TYPE, new ByteArrayInputStream(whole(file("large", new byte[500_000]), file("small", new byte[1]))));

        assertThat(parts.next()).isPresent();
        assertThat(parts.next().orElseThrow().fileName()).hasValue("small");
        assertThat(parts.next()).isEmpty();
    }

    @Test
    void aBodyThatBreaksOffIsNoticed() {
        var body = whole(file("x", new byte[1_500]), file("y", new byte[300]));
        for (int length = 0; length <= body.length - 3; length++) {
            var shorter = Arrays.copyOf(body, length);
            assertThatThrownBy(() -> read(shorter))
                    .as("the first %d bytes", length)
                    .isInstanceOf(MalformedMultipart.class);
        }
    }

    @Test
    void whateverComesIsReadOrRefused() {
        Chance.rounds(1_000, chance -> {
            isReadOrRefused(chance.bytes(300));
            isReadOrRefused(whole(part(chance.text(300), chance.bytes(300))));
            isReadOrRefused(whole(file(chance.text(300), chance.bytes(300))));
        });
    }

    private static void isReadOrRefused(byte[] noise) {
        try {
            read(noise);
        } catch (IOException refused) {
            assertThat(refused).isInstanceOf(MalformedMultipart.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=", "text/plain; boundary=x"})
    void aTypeWithoutABoundaryIsRefused(String type) {
        assertThatThrownBy(() -> Multipart.of(type, new ByteArrayInputStream(new byte[0])))
                .isInstanceOf(MalformedMultipart.class);
    }

    @Test
    void aHeaderThatNeverEndsIsRefused() {
        assertThatThrownBy(() -> read(part("X: " + "x".repeat(10_000), new byte[0])))
                .isInstanceOf(MalformedMultipart.class);
        assertThatThrownBy(() -> read(part("X: x\r\n".repeat(100).strip(), new byte[0])))
                .isInstanceOf(MalformedMultipart.class);
    }
}
