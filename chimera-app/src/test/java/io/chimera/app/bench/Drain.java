package io.chimera.app.bench;

import static io.chimera.app.bench.Town.ANA;
import static io.chimera.app.bench.Town.BRUNO;

import io.chimera.app.fault.Sky;
import io.chimera.lab.api.LabWeather;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How fast a full outbox empties when the one it is for appears: texts are queued while Bruno's node is away and the cloud
 * is out of order; then he comes. Counted in his database, from the first row to the last, and compared with hers.
 */
final class Drain implements Bench.Measurement {

    private static final long QUEUED = 100_000;
    private static final int WRITERS = 4;
    private static final int LOOK_MILLIS = 20;
    private static final double NANOS = 1e9;
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(30);

    /** When the first row was there, when the last, and how many came between. */
    private record Stretch(long first, long last, int rows) {
        double perSecond() {
            return rows * NANOS / (last - first);
        }
    }

    @Override
    public void measure(OptionalLong amount, Path folder) throws Exception {
        int queued = Math.toIntExact(amount.orElse(QUEUED));
        try (var town = Town.settle(folder);
                var sky = Sky.over(town.atAnas(), folder.resolve("visitor"));
                var hers = open(folder.resolve("a/accounts/1001/account.db"));
                var his = open(folder.resolve("b/accounts/1002/account.db"))) {
            town.atBrunos().stop();
            sky.make(ANA, LabWeather.fair().withOutage(true));
            long began = System.nanoTime();
            queue(town, queued);
            double queueing = (System.nanoTime() - began) / NANOS;
            began = System.nanoTime();
            town.atBrunos().startAgain();
            var stretch = await(his, queued);
            System.out.printf(
                    Locale.ROOT,
                    "   %d texts queued by REST in %.1f s (%.0f a second)%n",
                    queued,
                    queueing,
                    queued / queueing);
            System.out.printf(
                    Locale.ROOT,
                    "   drained at %.0f a second; the last %.1f s after his program was started%n",
                    stretch.perSecond(),
                    (stretch.last() - began) / NANOS);
            compare(ids(hers, "author is null"), ids(his, "author = " + ANA));
            System.out.println("   target: at least 2000 a second, none lost, none doubled, in order");
        }
    }

    private static Connection open(Path database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:sqlite:file:" + database.toUri().getRawPath() + "?mode=ro");
    }

    private static void queue(Town town, int queued) throws InterruptedException {
        var next = new AtomicInteger();
        try (var writers = Executors.newFixedThreadPool(WRITERS)) {
            for (int i = 0; i < WRITERS; i++) {
                writers.execute(() -> {
                    for (int n = next.getAndIncrement(); n < queued; n = next.getAndIncrement())
                        town.ana()
                                .send(
                                        BRUNO,
                                        "drained text %06d of some two hundred characters ".formatted(n)
                                                + "·".repeat(150))
                                .ok();
                });
            }
        }
    }

    private static Stretch await(Connection database, int rows) throws Exception {
        long began = System.nanoTime();
        long first = 0;
        int atFirst = 0;
        while (true) {
            int there = count(database);
            long now = System.nanoTime();
            if (there > 0 && first == 0) {
                first = now;
                atFirst = there;
            }
            if (there >= rows) return new Stretch(first, now, there - atFirst);
            if (now - began > PATIENCE_NANOS)
                throw new IllegalStateException("only " + there + " of " + rows + " texts came");
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private static int count(Connection database) throws SQLException {
        try (var statement = database.createStatement();
                var row = statement.executeQuery("select count(*) from message where author = " + ANA)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    private static List<String> ids(Connection database, String which) throws SQLException {
        var ids = new ArrayList<String>();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("select id from message where text like 'drained text %' and " + which
                        + " order by position")) {
            while (rows.next()) ids.add(rows.getString(1));
        }
        return ids;
    }

    private static void compare(List<String> hers, List<String> his) {
        var lost = new HashSet<>(hers);
        his.forEach(lost::remove);
        int doubled = his.size() - new HashSet<>(his).size();
        System.out.printf(
                "   lost %d, doubled %d, %s%n",
                lost.size(), doubled, hers.equals(his) ? "in the order in which they were written" : "OUT OF ORDER");
        if (!lost.isEmpty() || doubled > 0 || !hers.equals(his))
            throw new IllegalStateException("what was promised was not kept");
    }
}
