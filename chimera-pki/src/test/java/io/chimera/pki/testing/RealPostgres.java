package io.chimera.pki.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A PostgreSQL server of this process's own, on a free port of this computer, in a folder of its own that goes with it.
 * It keeps its word about the disk ({@code fsync} is on). It refuses to run as root, and so runs as another user then.
 */
public final class RealPostgres implements AutoCloseable {

    public static final String USER = "chimera";
    public static final String PASSWORD = "a password of the tests";

    private static final String PROPERTY = "chimera.test.postgres";

    private final Path folder;
    private final int port;
    private final Process server;
    private final AtomicInteger databases = new AtomicInteger();

    private RealPostgres(Path folder, int port, Process server) {
        this.folder = folder;
        this.port = port;
        this.server = server;
    }

    /** The one of this process, started at first use; the test is skipped with a visible line where there is none. */
    public static RealPostgres shared() {
        return Shared.get();
    }

    /** Starts another. */
    public static RealPostgres start() {
        var programs = Path.of(required());
        try {
            var folder = Files.createTempDirectory(
                    "postgres", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            var password = Files.writeString(folder.resolve("password"), PASSWORD);
            if (isRoot()) run(folder, List.of("chown", "-R", "nobody", folder.toString()));
            var data = folder.resolve("data").toString();
            run(
                    folder,
                    asOther(
                            programs.resolve("initdb"),
                            "-D",
                            data,
                            "-U",
                            USER,
                            "-E",
                            "UTF8",
                            "--locale=C",
                            "-A",
                            "scram-sha-256",
                            "--pwfile=" + password));
            var port = freePort();
            var server = new ProcessBuilder(asOther(
                            programs.resolve("postgres"),
                            "-D",
                            data,
                            "-h",
                            "127.0.0.1",
                            "-p",
                            Integer.toString(port),
                            "-k",
                            folder.toString()))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var postgres = new RealPostgres(folder, port, server);
            Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
            postgres.await();
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of a new, empty database. */
    public String database() {
        var name = "test" + databases.incrementAndGet();
        try (var connection = DriverManager.getConnection(url("postgres"), USER, PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
            return url(name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops it and removes what it wrote. */
    @Override
    public synchronized void close() {
        server.destroy(); // SIGTERM: waits for nobody new, and ends when the last has gone
        try {
            if (!server.waitFor(2, TimeUnit.SECONDS)) server.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // gone already
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private void await() throws IOException {
        SQLException last = null;
        for (var i = 0; i < 300 && server.isAlive(); i++) {
            try (var connection = DriverManager.getConnection(url("postgres"), USER, PASSWORD)) {
                if (connection.isValid(1)) return;
            } catch (SQLException e) {
                last = e;
                java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
        throw new IOException("PostgreSQL did not start in " + folder, last);
    }

    private static List<String> asOther(Path program, String... arguments) {
        var command = new ArrayList<String>();
        if (isRoot()) command.addAll(List.of("setpriv", "--reuid=nobody", "--clear-groups", "--regid=nogroup"));
        command.add(program.toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static void run(Path folder, List<String> command) throws IOException {
        var log = folder.resolveSibling(folder.getFileName() + ".log").toFile();
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log)
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(command.getFirst() + " failed: " + Files.readString(log.toPath()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            log.delete();
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String required() {
        var folder = System.getProperty(PROPERTY, "");
        if (!folder.isBlank()) return folder;
        var line = "skipped, because it was not found: " + PROPERTY + " (see .ci/tools)";
        if (Boolean.getBoolean("chimera.test.require")) Assertions.fail(line);
        System.out.println(line);
        Assumptions.abort(line);
        return folder;
    }

    private static final class Shared {
        private static RealPostgres instance;

        static synchronized RealPostgres get() {
            if (instance == null) instance = RealPostgres.start();
            return instance;
        }
    }
}
