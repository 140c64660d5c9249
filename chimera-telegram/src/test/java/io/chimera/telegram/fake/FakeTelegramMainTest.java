package io.chimera.telegram.fake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@WithFakeTelegram
class FakeTelegramMainTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void asAProcessItSaysWhereItIsAndDoesWhatItIsTold() throws Exception {
        PatchedTdLibrary.schemaAlone(); // or skips: the process would say so where nobody hears it
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FakeTelegramMain.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var out = process.inputReader(UTF_8);
                var in = new PrintWriter(process.outputWriter(UTF_8), true)) {
            var where = JSON.readTree(out.readLine());
            assertThat(Path.of(where.path("library").asString())).isRegularFile();
            assertThat(where.path("fingerprint").asString()).hasSize(16);
            try (var socket = new Socket("127.0.0.1", where.path("port").asInt())) {
                assertThat(socket.isConnected()).isTrue();
            }
            tell(in, out, "person 1001 +5521990001001 Ana Figueira");
            tell(in, out, "person 1002 +5521990001002 Bruno Tavares");
            tell(in, out, "writes 1002 1001 até logo, Ana");
            assertThat(tell(in, out, "has 1001 1002").path("has").get(0).asString())
                    .isEqualTo("até logo, Ana");
            assertThat(tell(in, out, "listens 1001").path("listens").asBoolean())
                    .isFalse();
            assertThat(tell(in, out, "code +5521990001001").path("error").asString())
                    .contains("no code");
            assertThat(tell(in, out, "dance").path("error").asString()).contains("no such order");
            in.close();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static JsonNode tell(PrintWriter in, BufferedReader out, String order) throws Exception {
        in.println(order);
        return JSON.readTree(out.readLine());
    }
}
