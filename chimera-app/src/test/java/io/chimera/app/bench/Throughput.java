package io.chimera.app.bench;

import static io.chimera.app.bench.Town.ANA;
import static io.chimera.app.bench.Town.BRUNO;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * How fast a file goes over the LAN: from the moment it lies on Ana's shelf and its message is queued until Bruno's node
 * has it on disk, hashed, under its name and in its history. By turns with the same bytes through bare TLS, once into
 * nothing and once into a file that is durable but neither hashed nor checked, all in one run.
 */
final class Throughput implements Bench.Measurement {

    private static final long MEBIBYTES = 1024;
    private static final int ROUNDS = 3;
    private static final int BLOCK = 1 << 20;
    private static final int LOOK_MILLIS = 10;
    private static final double NANOS = 1e9;
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(30);

    @Override
    public void measure(OptionalLong amount, Path folder) throws Exception {
        long mebibytes = amount.orElse(MEBIBYTES);
        var file = folder.resolve("random.bin");
        write(file, mebibytes);
        var tls = RawTls.ready(folder);
        var bare = new double[ROUNDS];
        var durable = new double[ROUNDS];
        var chimera = new double[ROUNDS];
        var processor = new double[ROUNDS];
        var suite = "";
        try (var town = Town.settle(folder);
                var his = DriverManager.getConnection("jdbc:sqlite:file:"
                        + folder.resolve("b/accounts/1002/account.db").toUri().getRawPath() + "?mode=ro")) {
            tls.carry(mebibytes * BLOCK / 4, Optional.empty()); // both have warmed up when it counts
            send(town, his, file, mebibytes);
            for (int round = 0; round < ROUNDS; round++) {
                var passage = tls.carry(mebibytes * BLOCK, Optional.empty());
                suite = passage.suite();
                bare[round] = mebibytes / passage.seconds();
                var copy = folder.resolve("copy.bin");
                durable[round] = mebibytes
                        / tls.carry(mebibytes * BLOCK, Optional.of(copy)).seconds();
                Files.delete(copy);
                var sent = send(town, his, file, mebibytes);
                chimera[round] = mebibytes / sent.seconds();
                processor[round] = sent.processor() * 1024 / mebibytes;
            }
        }
        Spread.of(bare).print("bare TLS into nothing, " + suite, "MiB/s");
        Spread.of(durable).print("bare TLS into a durable file", "MiB/s");
        Spread.of(chimera).print("a file, durable and hashed", "MiB/s");
        Spread.of(processor).print("processor, both nodes", "s/GiB");
        System.out.printf(
                Locale.ROOT,
                "   ratio of the medians %.2f to the first, %.2f to the second, with %d MiB of random bytes%n",
                Spread.of(chimera).median() / Spread.of(bare).median(),
                Spread.of(chimera).median() / Spread.of(durable).median(),
                mebibytes);
        System.out.println("   target: at least 0.6 of the first");
    }

    private static void write(Path file, long mebibytes) throws IOException {
        var random = new Random(1);
        var block = new byte[BLOCK];
        try (var out = Files.newOutputStream(file)) {
            for (long i = 0; i < mebibytes; i++) {
                random.nextBytes(block);
                out.write(block);
            }
        }
    }

    private static double used(Town town) {
        return Machine.processorSeconds(town.atAnas().pid())
                + Machine.processorSeconds(town.atBrunos().pid());
    }

    private record Sent(double seconds, double processor) {}

    /** Sends the file, and removes both copies of it, for there may be many. */
    private static Sent send(Town town, Connection his, Path file, long mebibytes) throws Exception {
        var sent = town.ana().sendFile(BRUNO, file, "random.bin").ok();
        long began = System.nanoTime();
        double before = used(town);
        var id = sent.path("id").asString();
        while (!isThere(his, id)) {
            if (System.nanoTime() - began > PATIENCE_NANOS) throw new IOException("the file did not arrive");
            Thread.sleep(LOOK_MILLIS);
        }
        double seconds = (System.nanoTime() - began) / NANOS;
        double processor = used(town) - before;
        var there = town.bruno().message(ANA, id);
        check(sent, there, mebibytes);
        Files.delete(Path.of(there.path("file").path("path").asString()));
        Files.delete(Path.of(sent.path("file").path("path").asString()));
        return new Sent(seconds, processor);
    }

    private static boolean isThere(Connection his, String id) throws SQLException {
        try (var question = his.prepareStatement("select 1 from message where id = ? and path is not null")) {
            question.setString(1, id);
            try (var row = question.executeQuery()) {
                return row.next();
            }
        }
    }

    private static void check(JsonNode sent, JsonNode there, long mebibytes) {
        if (!there.path("route").asString().equals("LAN")) throw new IllegalStateException("it took the cloud");
        if (there.path("file").path("size").asLong() != mebibytes * BLOCK
                || !there.path("file").path("sha256").equals(sent.path("file").path("sha256")))
            throw new IllegalStateException("another file arrived");
    }
}
