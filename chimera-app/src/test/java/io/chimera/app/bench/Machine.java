package io.chimera.app.bench;

import io.chimera.app.scene.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What it was measured on, so that nobody compares two machines by accident. */
final class Machine {

    /** How the kernel counts processor time in /proc, on every Linux there is. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    private Machine() {}

    static void describe(String name) {
        System.out.printf("== %s%n", name);
        System.out.printf(
                "   JDK %s, %s %s, %d processors (%s)%n",
                Runtime.version(),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                Runtime.getRuntime().availableProcessors(),
                processor());
        System.out.printf("   options %s%n", String.join(" ", Program.options()));
        load("before");
    }

    /** The load says whether the machine was ours. */
    static void load(String when) {
        var average = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        System.out.printf(Locale.ROOT, "   load average %s: %.1f%n", when, average);
    }

    /** The processor time a process has used, in seconds. */
    static double processorSeconds(long pid) {
        try {
            var line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            var fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])) / TICKS_PER_SECOND;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("of an unknown kind");
        } catch (IOException _) {
            return "of an unknown kind";
        }
    }
}
