package io.chimera.app.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * {@code ./chimera bench [NAME [NUMBER]]}: measures the program this build has made, in processes of its own, and prints
 * what came out beside what it was measured on. Without a name: all of them, one after the other.
 */
public final class Bench {

    /** One measurement. */
    interface Measurement {

        /** @param amount how much of it, where that was given */
        void measure(OptionalLong amount, Path folder) throws Exception;
    }

    private static final Map<String, Measurement> ALL = new LinkedHashMap<>();

    static {
        ALL.put("latency", new Latency());
        ALL.put("drain", new Drain());
        ALL.put("throughput", new Throughput());
        ALL.put("start", new Start());
        ALL.put("memory", new Memory());
        ALL.put("history", new History());
        ALL.put("enrolments", new Enrolments());
        ALL.put("proxy", new Proxy());
    }

    private Bench() {}

    /** Runs the measurements that are named, with the number behind the name, or all. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            for (var name : ALL.keySet()) run(name, OptionalLong.empty());
            return;
        }
        var name = arguments[0];
        if (!ALL.containsKey(name) || arguments.length > 2) {
            System.err.println("There is no benchmark " + String.join(" ", Arrays.asList(arguments)) + "; there are "
                    + String.join(", ", ALL.keySet()) + ", each with a number behind it if you want another amount.");
            System.exit(2);
        }
        run(name, arguments.length > 1 ? OptionalLong.of(Long.parseLong(arguments[1])) : OptionalLong.empty());
    }

    private static void run(String name, OptionalLong amount) throws Exception {
        Machine.describe(name);
        try (var folder = Scratch.make()) {
            ALL.get(name).measure(amount, folder.path());
        }
        Machine.load("after");
        System.out.println();
    }
}
