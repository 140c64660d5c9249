package io.chimera.app.bench;

import static io.chimera.app.bench.Town.ANA;
import static io.chimera.app.bench.Town.BRUNO;
import static org.awaitility.Awaitility.await;

import io.chimera.app.fault.OwnNetwork;
import io.chimera.app.scene.Node;
import io.chimera.app.scene.Rest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * How long a long history takes to come, and what somebody who reads meanwhile notices of it: the lab cloud has it all, and
 * Ana's node is new. Nothing but the pace of the filling is set otherwise than usual.
 */
final class History implements Bench.Measurement {

    private static final long MESSAGES = 100_000;
    private static final int EVERY_MILLIS = 50;
    private static final int AFTERWARDS = 200;
    private static final long APART_MILLIS = 30_000;
    private static final double MEBIBYTE = 1 << 20;
    private static final double NANOS_A_MILLI = 1e6;
    private static final double NANOS = 1e9;
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(30);

    @Override
    public void measure(OptionalLong amount, Path folder) throws Exception {
        int messages = Math.toIntExact(amount.orElse(MESSAGES));
        var network = OwnNetwork.any();
        try (var lab = Node.start(
                "lab",
                folder.resolve("lab"),
                List.of(),
                network.settings("--chimera.lab.people=", "--chimera.lab.port=" + freePort()))) {
            var invitation = folder.resolve("lab/lab/invitation.properties");
            await().atMost(Duration.ofSeconds(90)).until(() -> Files.exists(invitation));
            lab.stop();
            write(folder.resolve("lab/lab/cloud/cloud.db"), messages);
            lab.startAgain();
            var settings = network.settings(
                    "--spring.config.import=file:" + invitation,
                    "--chimera.lab.people=" + ANA,
                    "--chimera.history.per-minute=100000000");
            try (var anas = Node.start("Ana's", folder.resolve("a"), List.of(), settings)) {
                fill(anas, folder.resolve("a/accounts/1001/account.db"), messages);
            }
        }
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** What two people wrote to each other before all that is there, over the months. */
    private static void write(Path cloud, int messages) throws SQLException {
        try (var database = DriverManager.getConnection("jdbc:sqlite:" + cloud);
                var statement = database.createStatement()) {
            database.setAutoCommit(false);
            statement.execute("""
                    CREATE TEMP TABLE told AS
                    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1$d)
                    SELECT i, (SELECT coalesce(max(id), 0) FROM message) + i AS message,
                           (SELECT min(id) FROM copy WHERE owner = %2$d) - %1$d - 1 + i AS hers,
                           (SELECT min(id) FROM copy WHERE owner = %3$d) - %1$d - 1 + i AS his,
                           (SELECT min(sent_at) FROM message) - (%1$d + 1 - i) * %4$d AS at
                    FROM n
                    """.formatted(messages, ANA, BRUNO, APART_MILLIS));
            statement.execute("""
                    INSERT INTO message (id, author, sent_at, text)
                    SELECT message, iif(i %% 2, %d, %d), at,
                           'message ' || i || ' of some eighty characters, as people write them to each other'
                    FROM told
                    """.formatted(ANA, BRUNO));
            statement.execute("INSERT INTO copy (owner, id, peer, message) SELECT %d, hers, %d, message FROM told"
                    .formatted(ANA, BRUNO));
            statement.execute("INSERT INTO copy (owner, id, peer, message) SELECT %d, his, %d, message FROM told"
                    .formatted(BRUNO, ANA));
            database.commit();
        }
    }

    private static void fill(Node node, Path database, int messages) throws Exception {
        var ana = new Rest(node, ANA);
        var meanwhile = new ArrayList<Double>();
        long resident = 0;
        long began = System.nanoTime();
        try (var account = DriverManager.getConnection(
                "jdbc:sqlite:file:" + database.toUri().getRawPath() + "?mode=ro")) {
            while (count(account) < messages) {
                meanwhile.add(read(ana));
                resident = Math.max(resident, node.residentMemory());
                if (System.nanoTime() - began > PATIENCE_NANOS)
                    throw new IllegalStateException("only " + count(account) + " of " + messages + " came");
                TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
            }
        }
        double took = (System.nanoTime() - began) / NANOS;
        var after = new double[AFTERWARDS];
        for (int i = 0; i < AFTERWARDS; i++) after[i] = read(ana);
        System.out.printf(
                Locale.ROOT,
                "   %d messages came in %.1f s (%.0f a second); resident at most %.0f MiB%n",
                messages,
                took,
                messages / took,
                resident / MEBIBYTE);
        Spread.of(meanwhile.stream().mapToDouble(Double::doubleValue).toArray())
                .print("dialogs and newest page by REST, meanwhile", "ms");
        Spread.of(after).print("the same afterwards", "ms");
    }

    private static int count(Connection account) throws SQLException {
        try (var statement = account.createStatement();
                var row = statement.executeQuery("select count(*) from message where dialog = " + BRUNO)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    private static double read(Rest ana) {
        long began = System.nanoTime();
        ana.get("/dialogs").ok();
        ana.messages(BRUNO, 50);
        return (System.nanoTime() - began) / NANOS_A_MILLI;
    }
}
