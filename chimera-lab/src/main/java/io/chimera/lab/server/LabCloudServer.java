package io.chimera.lab.server;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.chimera.lab.net.PrivateFolder;
import io.chimera.lab.net.TokenFolder;
import io.chimera.lab.people.LabPeople;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lab cloud: people, their dialogs and files, in a folder of its own, reached over HTTP/1.1 (docs/lab.md). What it
 * has answered survives a crash.
 */
public final class LabCloudServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LabCloudServer.class);

    private static final int BACKLOG = 128;
    private static final int MOST_EXCHANGES = 512;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** How long exchanges under way may take when it closes. */
    private static final Duration LAST_MOMENTS = Duration.ofSeconds(1);

    private final HttpServer server;
    private final Workers workers;
    private final Waiting waiting;
    private final LabDatabase database;

    private LabCloudServer(HttpServer server, Workers workers, Waiting waiting, LabDatabase database) {
        this.server = server;
        this.workers = workers;
        this.waiting = waiting;
        this.database = database;
    }

    /**
     * Where a lab cloud is and what it takes.
     *
     * @param folder its own; made, for its owner only, if it is not there
     * @param at port 0 takes any free one
     * @param tls how it proves itself; plain HTTP without, which is for loopback only
     * @param largestFile in bytes
     */
    public record Site(Path folder, InetSocketAddress at, Optional<SSLContext> tls, long largestFile) {
        public Site {
            if (tls.isEmpty() && !at.getAddress().isLoopbackAddress())
                throw new IllegalArgumentException("beyond this computer the lab cloud is reached over TLS only");
        }

        /** Where the people's tokens lie. */
        public Path tokens() {
            return folder.resolve("tokens");
        }
    }

    /**
     * Opens the folder, lets people move in if nobody lives there, and serves from now on.
     *
     * @throws IOException if the folder cannot be used or the address is taken; the message says which
     */
    public static LabCloudServer start(Site site, LabPeople people, Clock clock) throws IOException {
        PrivateFolder.make(site.folder());
        var server = bind(site);
        LabDatabase database = null;
        try {
            database = LabDatabase.open(site.folder().resolve("cloud.db"));
            var started = assemble(site, people, clock, server, database);
            server.start();
            LOG.info(
                    "The lab cloud serves port={} people={}",
                    started.port(),
                    people.people().size());
            return started;
        } catch (IOException | RuntimeException e) {
            server.stop(0);
            if (database != null) database.close();
            throw e;
        }
    }

    private static LabCloudServer assemble(
            Site site, LabPeople people, Clock clock, HttpServer server, LabDatabase database) throws IOException {
        var bells = new Bells();
        var weathers = new Weathers();
        var waiting = new Waiting(bells, weathers);
        var registry = new Registry(database);
        var updates = new UpdateQueues(database, clock);
        var gatherings = new Gatherings(database, updates, bells);
        var conversations = new Conversations(database, updates, bells);
        var typists = new Typists(database, bells);
        var depot = Depot.open(site.folder().resolve("files"), conversations.places(), site.largestFile(), clock);
        new Founding(database, registry, gatherings, conversations, depot, new TokenFolder(site.tokens()))
                .settle(people, clock.instant());
        var routes = Stream.of(
                        new PeopleDesk(registry).routes(),
                        new DialogDesk(registry, gatherings, conversations, depot, typists, waiting, clock).routes(),
                        new GatheringDesk(registry, gatherings, clock).routes(),
                        new SponsorDesk(database, gatherings).routes(),
                        new UpdateDesk(updates, typists, waiting).routes(),
                        new WeatherDesk(weathers, bells).routes())
                .flatMap(List::stream)
                .toList();
        var workers = new Workers(MOST_EXCHANGES, PATIENCE);
        server.setExecutor(workers);
        server.createContext("/", new Front(registry, weathers, routes, workers));
        return new LabCloudServer(server, workers, waiting, database);
    }

    private static HttpServer bind(Site site) throws IOException {
        try {
            if (site.tls().isEmpty()) return HttpServer.create(site.at(), BACKLOG);
            var server = HttpsServer.create(site.at(), BACKLOG);
            server.setHttpsConfigurator(new HttpsConfigurator(site.tls().get()));
            return server;
        } catch (IOException e) {
            throw new IOException(
                    "The lab cloud cannot listen on " + site.at() + " (" + e.getMessage()
                            + "). Set chimera.lab.port to another port, or to 0 for any free one.",
                    e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Its address, as nodes on this computer reach it. */
    public URI address() {
        var at = server.getAddress();
        var host = at.getAddress().isAnyLocalAddress() ? "127.0.0.1" : at.getHostString();
        var scheme = server instanceof HttpsServer ? "https" : "http";
        return URI.create(scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port());
    }

    /** Serves no longer. What is under way has a second to end. */
    @Override
    public void close() {
        waiting.close();
        workers.close(LAST_MOMENTS);
        server.stop(0);
        database.close();
    }
}
