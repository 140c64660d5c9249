package io.chimera.app.scene;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Ana and Bruno on two computers with a cable between them. Nobody told one where the other is. The lab cloud is on Ana's
 * computer, so that Bruno reaches it over the same cable.
 */
class TwoNetworksIT {

    private static final long ANA = 1001;
    private static final long BRUNO = 1002;
    private static final String ANAS_ADDRESS = "10.77.0.1";
    private static final String BRUNOS_ADDRESS = "10.77.0.2";
    private static final String ANAS_END = "cable-a";
    private static final String BRUNOS_END = "cable-b";
    private static final int FILE_SIZE = 20 << 20;
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration TO_SETTLE = Duration.ofSeconds(90);

    @TempDir
    static Path folder;

    private static Computer anas;
    private static Computer brunos;
    private static Node anasNode;
    private static Node brunosNode;
    private static Rest ana;
    private static Rest bruno;

    @BeforeAll
    static void meet() throws Exception {
        var ip = Tools.require("chimera.test.ip");
        Tools.require("root".equals(System.getProperty("user.name")), "the right to make networks (root)");
        var run = Long.toString(ProcessHandle.current().pid(), Character.MAX_RADIX);
        anas = new Computer(ip, "chimera-a-" + run);
        brunos = new Computer(ip, "chimera-b-" + run);
        Computer.join(anas, ANAS_END, ANAS_ADDRESS, brunos, BRUNOS_END, BRUNOS_ADDRESS);

        anasNode = start(
                "ana",
                anas,
                ANAS_ADDRESS,
                "--chimera.lab.people=" + ANA,
                "--chimera.lab.address=" + ANAS_ADDRESS,
                "--chimera.lab.beyond-loopback=true");
        ana = new Rest(anasNode, ANA, "http://" + anas.outside());
        brunosNode = start(
                "bruno",
                brunos,
                BRUNOS_ADDRESS,
                "--spring.config.import=file:" + anasNode.home().resolve("lab/invitation.properties"),
                "--chimera.lab.people=" + BRUNO);
        bruno = new Rest(brunosNode, BRUNO, "http://" + brunos.outside());

        await().atMost(TO_SETTLE).until(() -> ana.lanPort().isPresent());
        await().atMost(TO_SETTLE).until(() -> bruno.lanPort().isPresent());
        long both = System.nanoTime();
        await().atMost(TO_SETTLE).pollInterval(Duration.ofMillis(50)).until(() -> ana.sees(BRUNO) && bruno.sees(ANA));
        System.out.println("both on the network, they had found each other after at most "
                + Duration.ofNanos(System.nanoTime() - both).toMillis() + " ms");
    }

    private static Node start(String name, Computer at, String address, String... settings) {
        var all = Stream.concat(
                        Stream.of(settings),
                        Stream.of(
                                "--chimera.lan.bind-address=" + address,
                                "--chimera.lan.announce-to=",
                                "--chimera.web.hosts=" + at.outside()))
                .toArray(String[]::new);
        var node = Node.start(name, folder.resolve(name), at.prefix(), all);
        at.openDoorTo(URI.create(node.address()).getPort());
        return node;
    }

    @AfterAll
    static void part() throws Exception {
        try (var _ = anas;
                var _ = brunos;
                var _ = anasNode;
                var _ = brunosNode) {
            // closed the other way round, whatever there is of them
        }
    }

    @Test
    void textsGoBothWaysOverTheNetworkAndNobodyOnItCanReadThem() throws Exception {
        var there = "O projeto fica pronto na sexta-feira";
        var back = "Perfeito, aviso a construtora ainda hoje";
        var plain = "isto vai em claro, para provar que a escuta funciona".getBytes(UTF_8);
        try (var capture = new Capture(anas, ANAS_END)) {
            arrivesDirectly(ana, BRUNO, bruno, ANA, there);
            arrivesDirectly(bruno, ANA, ana, BRUNO, back);
            await().atMost(SOON).until(() -> {
                sayInTheClear(plain);
                return capture.holding(plain) > 0;
            });
            assertThat(capture.packets()).isGreaterThan(4);
            assertThat(capture.holding(there.getBytes(UTF_8))).isZero();
            assertThat(capture.holding(back.getBytes(UTF_8))).isZero();
        }
    }

    private static void sayInTheClear(byte[] words) throws IOException {
        anas.inside(() -> {
            try (var socket = new DatagramSocket()) {
                socket.send(new DatagramPacket(words, words.length, new InetSocketAddress(BRUNOS_ADDRESS, 9)));
            }
            return words;
        });
    }

    @Test
    void aFileArrivesWholeOverTheNetwork() throws Exception {
        var bytes = new byte[FILE_SIZE];
        new Random(20).nextBytes(bytes);
        var file = Files.write(folder.resolve("planta.pdf"), bytes);

        var id = ana.sendFile(BRUNO, file, "planta.pdf").ok().path("id").asString();

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(bruno.message(ANA, id).path("status").asString())
                                .isEqualTo("DELIVERED"));
        var arrived = bruno.message(ANA, id);
        assertThat(arrived.path("route").asString()).isEqualTo("LAN");
        assertThat(Sha.of(Path.of(arrived.path("file").path("path").asString())))
                .isEqualTo(Sha.of(file));
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(ana.message(BRUNO, id).path("status").asString())
                                .isEqualTo("DELIVERED"));
        assertThat(ana.message(BRUNO, id).path("route").asString()).isEqualTo("LAN");
    }

    /** Bruno writes: without the cable he has neither Ana nor the cloud. */
    @Test
    void whatIsWrittenWhileTheCableIsOutWaitsAndArrivesOnceInOrderOverTheNetwork() throws Exception {
        var texts = Stream.of("primeira", "segunda", "terceira")
                .map(which -> "Sem cabo, " + which)
                .toList();
        anas.ip("link", "set", ANAS_END, "down");
        List<String> ids;
        try {
            ids = texts.stream()
                    .map(text -> bruno.send(ANA, text).ok().path("id").asString())
                    .toList();
            await().atMost(SOON).until(() -> bruno.get("/outbox").ok().size() == texts.size());
            assertThat(ids).allSatisfy(id -> {
                assertThat(bruno.message(ANA, id).path("status").asString()).isEqualTo("QUEUED");
                assertThat(bruno.message(ANA, id).path("route").isNull()).isTrue();
            });
        } finally {
            anas.ip("link", "set", ANAS_END, "up");
        }

        await().atMost(TO_SETTLE)
                .untilAsserted(() -> assertThat(ids)
                        .allSatisfy(id -> assertThat(
                                        bruno.message(ANA, id).path("status").asString())
                                .isEqualTo("DELIVERED")));
        assertThat(ids)
                .allSatisfy(
                        id -> assertThat(bruno.message(ANA, id).path("route").asString())
                                .isEqualTo("LAN"));
        assertThat(ana.messages(BRUNO, 50).reversed())
                .extracting(message -> message.path("text").asString(""))
                .filteredOn(texts::contains)
                .containsExactlyElementsOf(texts);
    }

    private static void arrivesDirectly(Rest sender, long to, Rest receiver, long from, String text) {
        var id = sender.send(to, text).ok().path("id").asString();
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(receiver.message(from, id).path("text").asString("")).isEqualTo(text);
            assertThat(isDirect(receiver.message(from, id))).isTrue();
            assertThat(isDirect(sender.message(to, id))).isTrue();
        });
    }

    private static boolean isDirect(JsonNode message) {
        return message.path("route").asString("").equals("LAN")
                && message.path("status").asString().equals("DELIVERED");
    }
}
