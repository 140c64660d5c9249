package io.chimera.lab.testing;

import io.chimera.lab.server.LabCloudServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A lab cloud in a process of its own, which can be killed. */
public final class LabCloudProcess implements AutoCloseable {

    private static final String READY = "serving at ";

    private final Path folder;
    private Process process;
    private URI address;

    private LabCloudProcess(Path folder) {
        this.folder = folder;
    }

    public static LabCloudProcess start(Path folder) throws IOException {
        var started = new LabCloudProcess(folder);
        started.launch(0);
        return started;
    }

    private void launch(int port) throws IOException {
        process = new ProcessBuilder(command(folder.toString(), Integer.toString(port)))
                .redirectErrorStream(true)
                .start();
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var seen = new StringBuilder();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(READY)) {
                address = URI.create(line.substring(READY.length()));
                Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {}));
                return;
            }
            seen.append(line).append('\n');
        }
        throw new IOException("the lab cloud's process ended:\n" + seen);
    }

    private static List<String> command(String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djdk.virtualThreadScheduler.parallelism=8",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                LabCloudProcess.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    public URI address() {
        return address;
    }

    /** SIGKILL: no last word. Then it begins again, at the same address. */
    public void killAndStartAgain() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        launch(address.getPort());
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** @param arguments the folder and the port */
    public static void main(String[] arguments) throws Exception {
        var site = LabTown.site(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Optional.empty());
        try (var server = LabCloudServer.start(site, LabTown.people(), Clock.systemUTC())) {
            System.out.println(READY + server.address());
            new CountDownLatch(1).await();
        }
    }
}
