package io.chimera.app.bench;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program beside the one that measures, with its output in a file. */
final class Child implements AutoCloseable {

    private final Process process;

    private Child(Process process) {
        this.process = process;
    }

    /** Starts it, and waits until something listens at its port. */
    static Child listening(Path folder, String name, int port, List<String> command) throws IOException {
        var log = folder.resolve(name + ".log");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        if (!process.isAlive())
                            throw new IllegalStateException(name + " ended:\n" + Files.readString(log));
                        return listens(port);
                    });
        } catch (RuntimeException failed) {
            process.destroyForcibly();
            throw failed;
        }
        return new Child(process);
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }

    long pid() {
        return process.pid();
    }

    /** A port nobody has. */
    static int freePort() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** What a command prints; it has to end well. */
    static String run(Path folder, Map<String, String> environment, List<String> command) throws Exception {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        var out = folder.resolve("run.out");
        var process =
                builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(command.getFirst() + " does not end");
        }
        var said = Files.readString(out);
        if (process.exitValue() != 0) throw new IOException(command.getFirst() + " failed:\n" + said);
        return said;
    }

    /** Whether a program is in the search path. */
    static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(each -> Files.isExecutable(Path.of(each, program)));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS))
                process.destroyForcibly().waitFor();
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
