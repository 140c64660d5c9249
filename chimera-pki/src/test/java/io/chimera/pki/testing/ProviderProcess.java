package io.chimera.pki.testing;

import io.chimera.core.disk.PrivateFolder;
import io.chimera.core.identity.CodeSender;
import io.chimera.pki.identity.IdentityProvider;
import io.chimera.pki.identity.Keeping;
import io.chimera.pki.identity.Limits;
import io.chimera.pki.identity.Limits.Rate;
import io.chimera.pki.identity.ProviderSettings;
import io.chimera.pki.lab.LabCa;
import io.chimera.pki.lab.LabCaSettings;
import io.chimera.pki.step.ProvisionerKey;
import io.chimera.pki.step.RootFingerprint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** An identity provider in a process of its own, which can be killed. Its codes go to a file. */
public final class ProviderProcess implements AutoCloseable {

    private static final Pattern CODE = Pattern.compile("(\\d{4}) (\\d{4})");
    private static final String SQLITE = "sqlite";

    private final Process process;
    private final URI url;

    private ProviderProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** The authority the providers of a test belong to, and the keys they need. Runs in the test's own process. */
    public static final class Realm implements AutoCloseable {
        private final Path folder;
        private final LabCa ca;

        public Realm(Path folder) throws IOException {
            this.folder = folder;
            var keys = PrivateFolder.open(folder.resolve("provisioners"));
            var people = ProvisionerKey.make("people");
            var services = ProvisionerKey.make("services");
            keys.write("people.jwk", people.text());
            keys.write("services.jwk", services.text());
            ca = LabCa.start(
                    LabCaSettings.onLoopback(folder.resolve("ca"), 0),
                    new LabCa.Provisioners("people", people.publicKey(), "services", services.publicKey()),
                    Clock.systemUTC());
        }

        /** The root's fingerprint. */
        public LabCa ca() {
            return ca;
        }

        /** Where the codes of all its providers arrive. */
        public Path codes() {
            return folder.resolve("codes");
        }

        /** Starts one that keeps an SQLite file in this home. */
        public ProviderProcess sqlite(String home) throws IOException {
            return start(home, SQLITE);
        }

        /** Starts one that shares a PostgreSQL. */
        public ProviderProcess postgres(String home, String url) throws IOException {
            var secrets = PrivateFolder.open(folder.resolve("secrets"));
            if (secrets.read("codes.key").isEmpty()) secrets.write("codes.key", "5a".repeat(32));
            secrets.write("password", RealPostgres.PASSWORD);
            return start(home, url);
        }

        private ProviderProcess start(String home, String database) throws IOException {
            var command = new ArrayList<String>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
            // As bin/jvm.options has them.
            command.addAll(List.of(
                    "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Djdk.virtualThreadScheduler.parallelism=8"));
            command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
            command.add(ProviderProcess.class.getName());
            command.addAll(List.of(
                    folder.toString(),
                    home,
                    ca.url().toString(),
                    ca.fingerprint().hex(),
                    database));
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(
                            folder.resolve(home + ".log").toFile()))
                    .start();
            var said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            for (var line = said.readLine(); line != null; line = said.readLine()) {
                if (!line.startsWith("https://")) continue;
                Thread.ofVirtual().start(() -> drain(said));
                return new ProviderProcess(process, URI.create(line));
            }
            throw new IOException("the provider did not start: " + Files.readString(folder.resolve(home + ".log")));
        }

        @Override
        public void close() {
            ca.close();
        }

        private static void drain(BufferedReader said) {
            try {
                while (said.readLine() != null) {} // so that it never waits for a reader
            } catch (IOException e) {
                // it has ended
            }
        }
    }

    /** Where it listens. */
    public URI url() {
        return url;
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Ends it as a power cut would, without a word. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) kill();
    }

    /** Runs one until it is ended from outside. */
    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var at = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var keys = PrivateFolder.open(folder.resolve("provisioners"));
        var settings = ProviderSettings.usual(
                        folder.resolve(arguments[1]),
                        at,
                        List.of("127.0.0.1"),
                        URI.create(arguments[2]),
                        new RootFingerprint(arguments[3]))
                .with(limits())
                .with(keeping(folder.resolve("secrets"), arguments[4]));
        var provider = IdentityProvider.start(
                settings,
                new IdentityProvider.Provisioners(key(keys, "people"), key(keys, "services")),
                codesTo(folder.resolve("codes")),
                Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(provider::close));
        System.out.println(provider.url());
        Thread.currentThread().join();
    }

    /** A crowd behind one address may ask as fast as it can; what is limited for each person stays as it is. */
    private static Limits limits() {
        var wide = new Rate(1_000_000, Duration.ofMillis(1));
        return new Limits(5, 3, 20, 20, Duration.ZERO, wide, wide);
    }

    private static Keeping keeping(Path secrets, String database) {
        return database.equals(SQLITE)
                ? new Keeping.Sqlite()
                : new Keeping.Postgres(
                        database,
                        RealPostgres.USER,
                        secrets.resolve("password"),
                        secrets.resolve("codes.key"),
                        Keeping.Postgres.USUAL_CONNECTIONS);
    }

    private static ProvisionerKey key(PrivateFolder folder, String name) throws IOException {
        return ProvisionerKey.read(name, folder.read(name + ".jwk").orElseThrow());
    }

    /** One line a code, written at once, so that the lines of several processes do not mix. */
    private static CodeSender codesTo(Path file) throws IOException {
        var channel = Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return (to, text) -> {
            var match = CODE.matcher(text);
            if (!match.find()) return;
            var line = to + " " + match.group(1) + match.group(2) + "\n";
            try {
                synchronized (channel) {
                    channel.write(java.nio.ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
                }
            } catch (IOException e) {
                throw new CodeSender.UndeliverableCode("the file of codes cannot be written");
            }
        };
    }
}
