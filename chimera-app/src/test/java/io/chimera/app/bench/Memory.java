package io.chimera.app.bench;

import io.chimera.app.fault.OwnNetwork;
import io.chimera.app.scene.Node;
import io.chimera.app.scene.Rest;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** What a lab with two accounts takes when nobody does anything: resident memory and processor time. */
final class Memory implements Bench.Measurement {

    private static final long SETTLE_SECONDS = 30;
    private static final long IDLE_SECONDS = 60;
    private static final double MEBIBYTE = 1 << 20;
    private static final double PERCENT = 100;

    @Override
    public void measure(OptionalLong amount, Path folder) throws Exception {
        long idle = amount.orElse(IDLE_SECONDS);
        try (var node = Node.start(
                "idle", folder.resolve("home"), List.of(), OwnNetwork.any().settings())) {
            TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
            double before = Machine.processorSeconds(node.pid());
            TimeUnit.SECONDS.sleep(idle);
            double used = Machine.processorSeconds(node.pid()) - before;
            int near = new Rest(node, Town.ANA).get("/neighbours").ok().size();
            System.out.printf(
                    Locale.ROOT,
                    "   resident %.0f MiB after %d s, processor %.2f %% of one core over the last %d s, neighbours near %d%n",
                    node.residentMemory() / MEBIBYTE,
                    SETTLE_SECONDS + idle,
                    used / idle * PERCENT,
                    idle,
                    near);
            System.out.println("   target: at most 300 MB, at most 1 %");
        }
    }
}
