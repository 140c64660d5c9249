package io.chimera.app.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Bruno's disk has no room for what Ana sends him, nor for another certificate, until it has. */
class FullDiskIT {

    private static final long ANA = 1001;
    private static final long BRUNO = 1002;
    private static final int FILE_SIZE = 40 << 20;
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration TO_SETTLE = Duration.ofSeconds(90);

    @TempDir
    static Path folder;

    private static Path disk;
    private static Node anas;
    private static Node brunos;
    private static Rest ana;
    private static Rest bruno;

    @BeforeAll
    static void start() throws Exception {
        Tools.require("root".equals(System.getProperty("user.name")), "the right to make a small disk (root)");
        disk = Files.createDirectory(folder.resolve("disk"));
        run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk.toString());
        var air = Air.fresh();
        int firstPort = freePort();
        anas = Node.start(
                "ana", folder.resolve("ana"), List.of(), air.settings(firstPort, "--chimera.lab.people=" + ANA));
        brunos = Node.start(
                "bruno",
                disk.resolve("bruno"),
                List.of(),
                air.settings(
                        firstPort,
                        "--spring.config.import=file:" + anas.home().resolve("lab/invitation.properties"),
                        "--chimera.lab.people=" + BRUNO,
                        "--chimera.lan.v1.on=false",
                        "--chimera.store.reserve=1MB",
                        "--chimera.files.unasked=100MB"));
        ana = new Rest(anas, ANA);
        bruno = new Rest(brunos, BRUNO);
        await().atMost(TO_SETTLE).until(() -> ana.sees(BRUNO) && bruno.sees(ANA));
    }

    @AfterAll
    static void end() throws Exception {
        if (brunos != null) brunos.close();
        if (anas != null) anas.close();
        if (disk != null) run("umount", "-l", disk.toString());
    }

    @Test
    void aFileWithoutRoomIsToldSoChatGoesOnAndOnceThereIsRoomItArrives() throws Exception {
        var bytes = new byte[FILE_SIZE];
        new Random(40).nextBytes(bytes);
        var file = Files.write(folder.resolve("obra.mp4"), bytes);

        var id = ana.sendFile(BRUNO, file, "obra.mp4").ok().path("id").asString();
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> ana.get("/outbox").ok().toString(), waiting -> waiting.contains("no room"));

        var text = ana.send(BRUNO, "Chegou o vídeo?").ok().path("id").asString();
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(bruno.message(ANA, text).path("route").asString(""))
                                .isEqualTo("LAN"));
        assertThat(bruno.messages(ANA, 50)).noneMatch(message -> hasHash(message, Sha.of(bytes)));

        run("mount", "-o", "remount,size=160m", disk.toString());
        await().atMost(TO_SETTLE)
                .untilAsserted(
                        () -> assertThat(bruno.messages(ANA, 50)).anyMatch(message -> hasHash(message, Sha.of(bytes))));
    }

    @Test
    void aCertificateIsNotExchangedWithoutRoomAndTheOneThereIsGoesOn() throws Exception {
        var before = serial();
        var filler = filled();

        refused("/certificate/renewal");
        refused("/certificate/challenge");
        assertThat(serial()).isEqualTo(before);
        assertThat(bruno.get("/certificate").ok().path("state").asString()).isEqualTo("CERTIFIED");
        ana.lan(false);
        await().atMost(TO_SETTLE).until(() -> !bruno.sees(ANA));
        ana.lan(true);
        await().atMost(TO_SETTLE).until(() -> ana.sees(BRUNO) && bruno.sees(ANA));

        Files.delete(filler);
        bruno.post("/certificate/renewal", Map.of()).ok();
        assertThat(serial()).isNotEqualTo(before);
        var text = ana.send(BRUNO, "Com o novo?").ok().path("id").asString();
        await().atMost(TO_SETTLE)
                .untilAsserted(
                        () -> assertThat(bruno.message(ANA, text).path("route").asString(""))
                                .isEqualTo("LAN"));
    }

    private static void refused(String step) {
        var answer = bruno.post(step, Map.of());
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().path("type").asString()).endsWith("enrolment-storage");
        assertThat(answer.body().path("detail").asString())
                .contains("keys of this account cannot be read or written", "No space left on device");
    }

    private static String serial() {
        return bruno.get("/certificate").ok().path("certificate").path("serial").asString();
    }

    /** A file that takes all the room there is. */
    private static Path filled() throws IOException {
        var filler = disk.resolve("filler");
        var block = new byte[4096];
        try (var out = Files.newOutputStream(filler)) {
            while (true) out.write(block);
        } catch (IOException full) {
            return filler;
        }
    }

    private static boolean hasHash(JsonNode message, String sha256) {
        return message.path("file").path("sha256").asString("").equals(sha256);
    }

    private static void run(String... command) throws Exception {
        var process = new ProcessBuilder(command).inheritIO().start();
        if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0)
            throw new IOException(String.join(" ", command) + " failed");
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }
}
