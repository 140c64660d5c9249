package io.chimera.pki.testing;

import io.chimera.pki.https.NoReply;
import io.chimera.pki.https.PinnedTrust;
import io.chimera.pki.https.SecureClient;
import io.chimera.pki.step.ProvisionerKey;
import io.chimera.pki.step.RootFingerprint;
import io.chimera.pki.x509.KeyAndChain;
import io.chimera.pki.x509.Pem;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The real step-ca as a process of this test, in a folder of its own, with the provisioners a production set-up has:
 * {@code people} and {@code services} (JWK), {@code idp} (X5C, for people) and {@code acme}.
 *
 * <p>Found through {@code chimera.test.stepca}; see {@code .ci/tools}. Its folder may be used again by a later one.
 */
public final class RealStepCa implements AutoCloseable {

    private static final Duration A_START = Duration.ofSeconds(20);
    private static final Duration A_LIFE = Duration.ofDays(3650);
    private static final Duration A_GOODBYE = Duration.ofSeconds(10);
    private static final Duration A_MOMENT = Duration.ofMillis(50);
    private static final String SERVES = "Serving HTTPS on";

    private static final int LOWEST_PORT = 12_000;
    private static final int HIGHEST_PORT = 32_000;

    private final Plan plan;
    private final Secrets secrets;
    private final Process process;
    private final Path log;

    private RealStepCa(Plan plan, Secrets secrets, Process process, Path log) {
        this.plan = plan;
        this.secrets = secrets;
        this.process = process;
        this.log = log;
    }

    /**
     * How it is set up.
     *
     * @param address an IP literal to listen on
     * @param port of its HTTPS API
     * @param insecurePort of its revocation list over HTTP
     * @param names hosts that tokens may name beside the address
     * @param acmeHttpPort where http-01 is answered
     * @param acmeTlsPort where tls-alpn-01 is answered
     * @param within a command to start it by, such as {@code ip netns exec blue}; empty starts it here
     * @param rootLife how long its root and intermediate are good when they are made
     */
    public record Plan(
            Path home,
            String address,
            int port,
            int insecurePort,
            List<String> names,
            int acmeHttpPort,
            int acmeTlsPort,
            List<String> within,
            Duration rootLife) {

        public Plan {
            names = List.copyOf(names);
            within = List.copyOf(within);
        }

        /** On free ports of this computer, with free ports for ACME as well. */
        public static Plan usual(Path home) throws IOException {
            return new Plan(
                    home,
                    "127.0.0.1",
                    freePort(),
                    freePort(),
                    List.of("localhost"),
                    freePort(),
                    freePort(),
                    List.of(),
                    A_LIFE);
        }

        /** The same on an address of a network of its own, where ports are free anyway. */
        public static Plan within(Path home, List<String> command, String address) {
            return new Plan(home, address, 9443, 9480, List.of(), 80, 443, command, A_LIFE);
        }

        /** The same with a root that ends. */
        public Plan withRootLife(Duration life) {
            return new Plan(home, address, port, insecurePort, names, acmeHttpPort, acmeTlsPort, within, life);
        }
    }

    /**
     * What is made once for a folder.
     *
     * @param idp the X5C provisioner's leaf and key, good for thirty days; not the authority's own
     */
    public record Secrets(
            KeyAndChain root,
            KeyAndChain intermediate,
            ProvisionerKey people,
            ProvisionerKey services,
            KeyAndChain idpRoot,
            KeyAndChain idp) {

        static Secrets make(Duration rootLife) {
            var now = Instant.now();
            var root = Authorities.root("Test Root", now, rootLife);
            var idpRoot = Authorities.root("Test Identity Root", now, A_LIFE);
            return new Secrets(
                    root,
                    Authorities.intermediate(root, "Test CA 1", now, rootLife),
                    ProvisionerKey.make("people"),
                    ProvisionerKey.make("services"),
                    idpRoot,
                    Authorities.idp(idpRoot, now, Duration.ofDays(30)));
        }
    }

    /**
     * A port nobody uses at the moment. It is below those that the system gives to whoever calls out, so that it is still
     * free when it is listened on again and again, as ACME does.
     */
    public static int freePort() throws IOException {
        for (var tries = 0; tries < 1_000; tries++) {
            var port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // somebody has it: another one
            }
        }
        throw new IOException("no port is free");
    }

    /** Starts one with new keys; the test is skipped where there is no step-ca. */
    public static RealStepCa start(Plan plan) throws IOException {
        var binary = Tools.require("chimera.test.stepca");
        var secrets = Secrets.make(plan.rootLife());
        StepCaFolder.write(plan, secrets);
        return start(plan, secrets, binary);
    }

    /** Stops it and starts it again in the same folder, on the same ports. */
    public RealStepCa restarted() throws IOException {
        return restarted(plan);
    }

    /** Stops it and starts it again with its keys and its memory as this plan says. */
    public RealStepCa restarted(Plan other) throws IOException {
        close();
        StepCaFolder.write(other, secrets);
        return start(other, secrets, Tools.require("chimera.test.stepca"));
    }

    private static RealStepCa start(Plan plan, Secrets secrets, String binary) throws IOException {
        var log = plan.home().resolve("step-ca.log");
        Files.deleteIfExists(log);
        var command = new ArrayList<>(plan.within());
        command.addAll(List.of(
                binary,
                plan.home().resolve("ca.json").toString(),
                "--insecure",
                "--acme-http-port",
                Integer.toString(plan.acmeHttpPort()),
                "--acme-tls-port",
                Integer.toString(plan.acmeTlsPort())));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .directory(plan.home().toFile());
        builder.environment().put("STEPPATH", plan.home().toString());
        for (var proxy : List.of("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")) {
            builder.environment().remove(proxy); // it calls whom a test tells it to, and nobody for it
        }
        var started = new RealStepCa(plan, secrets, builder.start(), log);
        try {
            started.awaitHealth();
            return started;
        } catch (IOException | RuntimeException e) {
            started.close();
            throw e;
        }
    }

    /** Where it listens. */
    public URI url() {
        return URI.create("https://" + plan.address() + ":" + plan.port());
    }

    /** What a client must know of it beforehand. */
    public RootFingerprint fingerprint() {
        return RootFingerprint.of(secrets.root().certificate());
    }

    public Secrets secrets() {
        return secrets;
    }

    public Plan plan() {
        return plan;
    }

    /** What it has written so far. */
    public String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(A_GOODBYE.toSeconds(), TimeUnit.SECONDS)) process.destroyForcibly();
            process.waitFor(A_GOODBYE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitHealth() throws IOException {
        var until = System.nanoTime() + A_START.toNanos();
        while (!isWell()) {
            if (!process.isAlive() || System.nanoTime() > until)
                throw new IOException("step-ca did not start: " + log());
            LockSupport.parkNanos(A_MOMENT.toNanos());
        }
    }

    /** From outside a network of its own it cannot be asked; there its log must do. */
    private boolean isWell() throws IOException {
        if (!plan.within().isEmpty()) return log().contains(SERVES);
        var trust = new PinnedTrust(secrets.root().certificate(), Clock.systemUTC());
        try (var client = new SecureClient(url(), trust.context(), Clock.systemUTC(), Duration.ofSeconds(5))) {
            return client.get("/health").status() == 200;
        } catch (NoReply e) {
            return log().contains(SERVES) && e.why() == NoReply.Why.CLOCK; // its root may have ended on purpose
        }
    }

    static String pem(KeyAndChain of) {
        return Pem.of(of.chain());
    }
}
