package io.chimera.app.bench;

import io.chimera.app.fault.OwnNetwork;
import io.chimera.app.scene.Node;
import io.chimera.app.scene.Program;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * From the start of the process to the first page it has served, a lab with two accounts: the first start, which founds the
 * lab, and later ones, each as plain {@code java -jar} and as the launcher starts it (unpacked, with an AOT cache).
 */
final class Start implements Bench.Measurement {

    private static final long ROUNDS = 5;
    private static final double NANOS = 1e9;

    @Override
    public void measure(OptionalLong amount, Path folder) throws Exception {
        int rounds = Math.toIntExact(amount.orElse(ROUNDS));
        var program = Program.ready(); // trains its cache now, and not while we measure
        var plain = new double[2][rounds];
        var cached = new double[2][rounds];
        for (int round = 0; round < rounds; round++) {
            starts(plain, round, folder.resolve("plain-" + round), Start::plain);
            starts(cached, round, folder.resolve("cached-" + round), program::command);
        }
        Spread.of(plain[0]).print("first start, plain java -jar", "s");
        Spread.of(cached[0]).print("first start, AOT cache", "s");
        Spread.of(plain[1]).print("second start, plain java -jar", "s");
        Spread.of(cached[1]).print("second start, AOT cache", "s");
        System.out.printf(
                Locale.ROOT,
                "   ratio of the second starts %.2f; times are known to 50 ms%n",
                Spread.of(cached[1]).median() / Spread.of(plain[1]).median());
        System.out.println("   target: second start at most 0.5 of plain and 3.5 s, first at most 8 s");
    }

    /** How a command is made of arguments. */
    private interface Starter {
        List<String> command(List<String> arguments);
    }

    private static void starts(double[][] seconds, int round, Path home, Starter starter) throws IOException {
        var arguments = new ArrayList<>(List.of("--chimera.home=" + home, "--server.port=0"));
        arguments.addAll(List.of(OwnNetwork.any().settings()));
        var command = starter.command(arguments);
        for (int time = 0; time < 2; time++) {
            long began = System.nanoTime();
            try (var node = Node.start("timed", home, List.of(), command);
                    var page = URI.create(node.address() + "/").toURL().openStream()) {
                if (page.readAllBytes().length == 0) throw new IOException("an empty page");
                seconds[time][round] = (System.nanoTime() - began) / NANOS;
            }
        }
    }

    private static List<String> plain(List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Program.java());
        command.addAll(Program.options());
        command.addAll(
                List.of("-jar", Path.of("target/chimera.jar").toAbsolutePath().toString()));
        command.addAll(arguments);
        return command;
    }
}
