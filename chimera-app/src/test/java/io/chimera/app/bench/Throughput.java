package io.chimera.app.bench;

import static io.chimera.app.bench.Town.ANA;
import static io.chimera.app.bench.Town.BRUNO;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * How fast a file goes over the LAN: from the moment it lies on Ana's shelf and its message is queued until Bruno's node
 * has it on disk, hashed, under its name and in its history. By turns with the same bytes through bare TLS, in one run.
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
        var chimera = new double[ROUNDS];
        var processor = new double[ROUNDS];
        var suite = "";
        try (var town = Town.settle(folder)) {
            tls.carry(mebibytes * BLOCK / 4); // both have warmed up when it counts
            send(town, file, mebibytes);
            for (int round = 0; round < ROUNDS; round++) {
                var passage = tls.carry(mebibytes * BLOCK);
                suite = passage.suite();
                bare[round] = mebibytes / passage.seconds();
                double before = used(town);
                chimera[round] = mebibytes / send(town, file, mebibytes);
                processor[round] = (used(town) - before) * 1024 / mebibytes;
            }
        }
        Spread.of(bare).print("bare TLS, " + suite, "MiB/s");
        Spread.of(chimera).print("a file, durable and hashed", "MiB/s");
        Spread.of(processor).print("processor, both nodes, with the upload", "s/GiB");
        System.out.printf(
                Locale.ROOT,
                "   ratio of the medians %.2f, with %d MiB of random bytes%n",
                Spread.of(chimera).median() / Spread.of(bare).median(),
                mebibytes);
        System.out.println("   target: at least 0.6");
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

    /** Sends the file and returns the seconds it was on its way; removes what has arrived, for there may be many. */
    private static double send(Town town, Path file, long mebibytes) throws Exception {
        var sent = town.ana().sendFile(BRUNO, file, "random.bin").ok();
        long began = System.nanoTime();
        var id = sent.path("id").asString();
        var there = town.bruno().message(ANA, id);
        while (!there.hasNonNull("file")) {
            if (System.nanoTime() - began > PATIENCE_NANOS) throw new IOException("the file did not arrive");
            Thread.sleep(LOOK_MILLIS);
            there = town.bruno().message(ANA, id);
        }
        double seconds = (System.nanoTime() - began) / NANOS;
        check(sent, there, mebibytes);
        Files.delete(Path.of(there.path("file").path("path").asString()));
        return seconds;
    }

    private static void check(JsonNode sent, JsonNode there, long mebibytes) {
        if (!there.path("route").asString().equals("LAN")) throw new IllegalStateException("it took the cloud");
        if (there.path("file").path("size").asLong() != mebibytes * BLOCK
                || !there.path("file").path("sha256").equals(sent.path("file").path("sha256")))
            throw new IllegalStateException("another file arrived");
    }
}
