package io.chimera.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another Java process with the tests' class path, which can be killed as the system kills one. */
public final class ChildJvm implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    private ChildJvm(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts a class's {@code main}. What it writes to its error output is the test's own. */
    public static ChildJvm start(Class<?> main, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ChildJvm(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    public long pid() {
        return process.pid();
    }

    /** The next line it wrote; empty once it has ended. */
    public String line() {
        try {
            var line = output.readLine();
            return line == null ? "" : line;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Sends it some bytes, whatever they are. */
    public void tell(int count) throws IOException {
        process.getOutputStream().write(new byte[count]);
        process.getOutputStream().flush();
    }

    /** Ends it at once, in the middle of whatever it does (SIGKILL), and waits until it is gone. */
    public void kill() throws InterruptedException {
        process.toHandle().destroyForcibly(); // unlike the process's own method it leaves the output to be read
        if (!process.waitFor(20, TimeUnit.SECONDS)) throw new AssertionError("the child process would not end");
    }

    @Override
    public void close() throws InterruptedException, IOException {
        kill();
        output.close();
    }
}
