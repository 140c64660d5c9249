package io.chimera.lab.testing;

import io.chimera.core.account.AccountId;
import io.chimera.core.contact.ContactId;
import io.chimera.lab.api.LabWeather;
import io.chimera.lab.client.LabLines;
import io.chimera.lab.client.LabSky;
import io.chimera.lab.client.Pace;
import io.chimera.lab.net.TokenFolder;
import io.chimera.lab.people.LabPeople;
import io.chimera.lab.people.Resident;
import io.chimera.lab.server.LabCloudServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;

/** A lab cloud on a loopback port with Ana, Bruno, Clara and the service, who have not said anything yet. */
public final class LabTown implements AutoCloseable {

    public static final AccountId ANA = new AccountId(1001);
    public static final AccountId BRUNO = new AccountId(1002);
    public static final ContactId CLARA = new ContactId(1003);

    /** As patient as people are, but polling and trying again sooner. */
    public static final Pace QUICK = new Pace(
            Duration.ofSeconds(15),
            Duration.ofSeconds(20),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMillis(20),
            Duration.ofMillis(200));

    private static final long LARGEST_FILE = 100L << 20;

    static {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30)); // machines that build may be busy
    }

    private final Path folder;
    private final Clock clock;
    private LabCloudServer server;
    private int port;

    private LabTown(Path folder, Clock clock, LabCloudServer server) {
        this.folder = folder;
        this.clock = clock;
        this.server = server;
        this.port = server.port();
    }

    public static LabTown open(Path folder, Clock clock) throws IOException {
        return new LabTown(folder, clock, start(folder, 0, clock));
    }

    private static LabCloudServer start(Path folder, int port, Clock clock) throws IOException {
        return LabCloudServer.start(site(folder, port, Optional.empty()), people(), clock);
    }

    /** Where the lab cloud of a town is. */
    public static LabCloudServer.Site site(Path folder, int port, Optional<SSLContext> tls) {
        var at = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return new LabCloudServer.Site(folder.resolve("lab"), at, tls, LARGEST_FILE);
    }

    /** Who lives in it. */
    public static LabPeople people() {
        return new LabPeople(
                List.of(
                        new Resident(LabPeople.SERVICE, "Chimera", "+42777"),
                        new Resident(1001, "Ana Figueira", "+5521990001001"),
                        new Resident(1002, "Bruno Tavares", "+5521990001002"),
                        new Resident(1003, "Clara Menezes", "+5521990001003")),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    public URI address() {
        return server.address();
    }

    /** The lab cloud's process ends and begins again, at the same address. */
    public void restart() throws IOException {
        stop();
        server = start(folder, port, clock);
    }

    public void stop() {
        server.close();
    }

    public void startAgain() throws IOException {
        server = start(folder, port, clock);
    }

    /** The lines of a node of its own, with a home of its own. */
    public LabLines lines(String node) {
        return lines(node, QUICK);
    }

    /** The lines of a node with this much patience. */
    public LabLines lines(String node, Pace pace) {
        return new LabLines(
                new LabLines.Reach(
                        address(),
                        Optional.empty(),
                        new TokenFolder(folder.resolve("lab/tokens")),
                        folder.resolve(node).resolve("accounts")),
                pace);
    }

    /** Makes the weather over somebody. */
    public void weather(AccountId account, LabWeather weather) throws IOException, InterruptedException {
        try (var lines = lines("weather")) {
            new LabSky(lines).make(account, weather);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
