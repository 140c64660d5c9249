package io.chimera.app.scene;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The executable jar this build has made, unpacked once and trained once, so that each of the many starts in these tests
 * takes two seconds and not six. What runs is what ships, but for the second compiler: few scenes live long enough to earn
 * back what it costs, and the many starts take half the time without it.
 */
public final class Program {

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseCompactObjectHeaders",
            "-Xms64m",
            "-Xmx640m",
            "-Djdk.virtualThreadScheduler.parallelism=8",
            "--enable-native-access=ALL-UNNAMED");
    private static final long LONGEST_MINUTES = 10;

    private final Path jar;
    private final Path cache;

    private Program(Path jar, Path cache) {
        this.jar = jar;
        this.cache = cache;
    }

    /** The program, ready to be started; the first call of a build takes some twenty seconds. */
    public static Program ready() {
        return Holder.PROGRAM;
    }

    /** The command that starts it with these arguments. */
    public List<String> command(List<String> arguments) {
        return command(List.of(), arguments);
    }

    /** The command that starts it with these further JVM options. */
    public List<String> command(List<String> jvmOptions, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(OPTIONS);
        command.addAll(jvmOptions);
        command.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off", "-jar", jar.toString()));
        command.addAll(arguments);
        return command;
    }

    /** The class path of the unpacked program, for a main class of the tests' own beside it. */
    public String classPath() {
        return jar + ":" + jar.resolveSibling("lib") + "/*";
    }

    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    public static List<String> options() {
        return OPTIONS;
    }

    private static final class Holder {
        private static final Program PROGRAM = prepare();
    }

    private static Program prepare() {
        try {
            var jar = TARGET.resolve("chimera.jar");
            // By content: a reproducible jar has the same date after every build.
            var folder = TARGET.resolve("scene-" + Sha.of(jar).substring(0, 16));
            var cache = folder.resolve("aot");
            var unpacked = folder.resolve("chimera.jar");
            // Tests run in two processes; the one that comes second waits.
            try (var door = FileChannel.open(TARGET.resolve("scene.lock"), CREATE, WRITE);
                    var _ = door.lock()) {
                if (!Files.exists(cache)) prepare(jar, unpacked, cache);
            }
            return new Program(unpacked, cache);
        } catch (IOException failed) {
            throw new UncheckedIOException("the program could not be unpacked; was the jar built?", failed);
        }
    }

    private static void prepare(Path jar, Path unpacked, Path cache) throws IOException {
        var folder = unpacked.getParent();
        run(List.of(
                java(),
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--destination",
                folder.toString(),
                "--force"));
        train(unpacked, folder, cache);
    }

    private static void train(Path unpacked, Path folder, Path cache) throws IOException {
        var aside = folder.resolve("aot.new");
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(OPTIONS);
        command.addAll(List.of(
                "-Dspring.context.exit=onRefresh",
                "-XX:AOTCacheOutput=" + aside,
                "-jar",
                unpacked.toString(),
                "--chimera.home=" + folder.resolve("home"),
                "--server.port=0",
                "--chimera.lan.enabled=false"));
        run(command);
        Files.move(aside, cache, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void run(List<String> command) throws IOException {
        var log = Files.createTempFile(TARGET, "prepare", ".log");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0)
                throw new IOException("the preparation failed:\n" + Files.readString(log));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        } finally {
            process.destroyForcibly();
        }
    }
}
