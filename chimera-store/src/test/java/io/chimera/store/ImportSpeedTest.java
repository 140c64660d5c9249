package io.chimera.store;

import static io.chimera.core.testing.People.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.chimera.core.export.DialogExport;
import io.chimera.core.export.Format;
import io.chimera.core.legacy.LegacyImport;
import io.chimera.core.store.AccountStore;
import io.chimera.core.testing.SteppingClock;
import io.chimera.store.export.SqliteExport;
import io.chimera.store.legacy.PythonChimera;
import io.chimera.store.legacy.SqliteLegacies;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How long 100 000 messages take, and how much memory: in a process with 128 MB, which prints what it measures. */
@Tag("long")
@Timeout(600)
class ImportSpeedTest {

    private static final int MESSAGES = 100_000;

    @TempDir
    private Path folder;

    @Test
    void aHundredThousandMessagesAreNeverHeldAtOnce() throws Exception {
        var old = new PythonChimera(Files.createDirectories(folder.resolve("old")));
        old.owner(ANA.telegramUser());
        old.fill(ANA.telegramUser(), MESSAGES);
        try (var importer = ChildJvm.start(
                Importer.class,
                folder.resolve("home").toString(),
                old.database().toString())) {
            var line = importer.line();
            for (; !line.isEmpty() && !line.equals("done"); line = importer.line()) System.out.println(line);
            assertThat(line).isEqualTo("done");
        }
    }

    /** Imports twice, writes it down again, and says what that took. */
    static final class Importer {
        private Importer() {}

        public static void main(String[] arguments) throws Exception {
            try (var home = new Home(Path.of(arguments[0]));
                    var store = home.open()) {
                bring("first", home, store, Path.of(arguments[1]));
                bring("again", home, store, Path.of(arguments[1]));
                writeDown(store, Path.of(arguments[0]).resolveSibling("written"));
                System.out.println("done");
            }
        }

        private static void bring(String which, Home home, AccountStore store, Path database) throws Exception {
            long began = System.nanoTime();
            long busy = processor();
            try (var legacy = new SqliteLegacies().open(database, List.of())) {
                var report = new LegacyImport(ANA, store, home.stores.shelf(ANA), new SteppingClock())
                        .bring(legacy, ZoneOffset.UTC, _ -> {});
                System.out.printf(
                        "%s: %d brought, %d known, %.1f s (%.1f s of processor), most live memory after a collection %d MB%n",
                        which,
                        report.messages().brought(),
                        report.messages().known(),
                        (System.nanoTime() - began) / 1e9,
                        (processor() - busy) / 1e9,
                        mostLive() >> 20);
            }
        }

        private static void writeDown(AccountStore store, Path to) throws Exception {
            long began = System.nanoTime();
            long busy = processor();
            var report = new DialogExport(ANA, store::read, new SteppingClock())
                    .prepare(
                            new SqliteExport(),
                            new DialogExport.Order(Format.SQLITE, Optional.empty(), to, Locale.ENGLISH))
                    .write(_ -> {});
            System.out.printf(
                    "written down: %d messages, %.1f s (%.1f s of processor), most live memory %d MB%n",
                    report.messages(), (System.nanoTime() - began) / 1e9, (processor() - busy) / 1e9, mostLive() >> 20);
        }

        private static long processor() {
            return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                    .getProcessCpuTime();
        }

        /** What the old generation held at most after it was collected; a collection makes sure that there is one. */
        private static long mostLive() {
            System.gc();
            return ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getName().contains("Tenured"))
                    .mapToLong(pool -> pool.getPeakUsage().getUsed())
                    .sum();
        }
    }
}
