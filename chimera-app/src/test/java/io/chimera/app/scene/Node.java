package io.chimera.app.scene;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Chimera in a process of its own. */
public final class Node implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(4);

    private final String name;
    private final Path home;
    private final List<String> command;
    private Process process;

    private Node(String name, Path home, List<String> command) {
        this.name = name;
        this.home = home;
        this.command = command;
        this.process = launch();
    }

    /**
     * Starts the program and waits until its pages can be opened.
     *
     * @param prefix what the command runs under, such as a network namespace; may be empty
     * @param settings such as {@code --chimera.lab.people=1001}
     */
    public static Node start(String name, Path home, List<String> prefix, String... settings) {
        var arguments = new ArrayList<>(List.of("--chimera.home=" + home, "--server.port=0"));
        arguments.add("--chimera.janus.proxy.port=0");
        arguments.addAll(List.of(settings));
        return start(name, home, prefix, Program.ready().command(arguments));
    }

    /** Starts another command that behaves like the program, and waits likewise. */
    public static Node start(String name, Path home, List<String> prefix, List<String> program) {
        var command = new ArrayList<>(prefix);
        command.addAll(program);
        var node = new Node(name, home, command);
        node.awaitReady();
        return node;
    }

    private Process launch() {
        try {
            Files.createDirectories(home.getParent());
            Files.deleteIfExists(home.resolve("address"));
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void awaitReady() {
        try {
            await().atMost(START).pollInterval(Duration.ofMillis(50)).until(() -> {
                if (!process.isAlive()) throw new IllegalStateException(name + " ended:\n" + output());
                return Files.exists(home.resolve("address"));
            });
        } catch (RuntimeException failed) {
            process.destroyForcibly();
            throw new IllegalStateException(name + " did not start:\n" + output(), failed);
        }
    }

    /** Its pages and its REST API begin here. */
    public String address() {
        return read("address");
    }

    public String token() {
        return read("token");
    }

    public Path home() {
        return home;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Everything it has printed. */
    public String output() {
        try {
            return Files.readString(log(), UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Path log() {
        return home.resolveSibling(home.getFileName() + ".log");
    }

    private String read(String file) {
        try {
            return Files.readString(home.resolve(file)).strip();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The memory it occupies now, in bytes, as the kernel counts it. */
    public long residentMemory() {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Ends it as a power cut would: SIGKILL, no last word. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Ends it as native code does that finds itself in a state that cannot be: SIGABRT. */
    public void abort() {
        try {
            new ProcessBuilder("kill", "-ABRT", Long.toString(pid())).start().waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
        awaitEnd();
    }

    /** Waits until it has ended by itself or by a signal; returns its exit status. */
    public int awaitEnd() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) throw new IllegalStateException(name + " does not end");
            return process.exitValue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Starts it again in the same home. */
    public void startAgain() {
        if (process.isAlive()) throw new IllegalStateException(name + " still runs");
        process = launch();
        awaitReady();
    }

    /** Ends it as Ctrl-C does. */
    public void stop() {
        process.destroy();
        awaitEnd();
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
