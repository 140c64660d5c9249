package io.chimera.store;

import static io.chimera.core.testing.People.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Dialogs;
import io.chimera.core.dialog.Message;
import io.chimera.core.legacy.ImportReport;
import io.chimera.core.legacy.LegacyImport;
import io.chimera.core.message.MessageId;
import io.chimera.core.store.AccountStore;
import io.chimera.core.testing.SteppingClock;
import io.chimera.store.legacy.PythonChimera;
import io.chimera.store.legacy.SqliteLegacies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that imports is killed again and again; in the end everything is there, once and in order. */
@Timeout(600)
class KilledImportTest {

    private static final int KILLS = Boolean.getBoolean("chimera.test.long") ? 20 : 4;
    private static final int MESSAGES = 6_000;
    private static final int FILES = 40;

    @TempDir
    private Path folder;

    @Test
    void inTheEndEverythingIsThereOnce() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var old = new PythonChimera(Files.createDirectories(folder.resolve("old")));
        old.owner(ANA.telegramUser());
        old.fill(ANA.telegramUser(), MESSAGES);
        for (int n = 0; n < FILES; n++) {
            var path = old.received("arquivos_chimera", n + ".pdf", new byte[10_000]);
            old.insert("update tabela_de_mensagens set msg = ? where rowid = ?", path, 1 + n * (MESSAGES / FILES));
        }
        int kills = 0;
        while (kills < KILLS) {
            try (var importer = ChildJvm.start(
                    Importer.class,
                    folder.resolve("home").toString(),
                    old.database().toString())) {
                int portions = 1 + random.nextInt(8);
                var line = importer.line();
                while (--portions > 0 && line.equals("portion")) line = importer.line();
                if (line.equals("done")) break;
                importer.kill();
                kills++;
            }
        }
        try (var home = new Home(folder.resolve("home"));
                var store = home.open()) {
            var report = bring(home, store, old.database());
            assertThat(report.messages().brought() + report.messages().known())
                    .as("seed %d", seed)
                    .isEqualTo(MESSAGES);
            assertThat(report.files().brought() + report.files().known()).isEqualTo(FILES);
            var ids = new HashSet<MessageId>();
            int files = 0;
            for (long dialog = 2_000; dialog < 2_100; dialog++) {
                var history = history(store, new DialogId(dialog));
                history.forEach(message -> ids.add(message.id()));
                assertThat(numbers(history))
                        .as("dialog %d, seed %d", dialog, seed)
                        .isSorted();
                files += (int) history.stream()
                        .filter(message -> message.body() instanceof Body.File)
                        .count();
            }
            assertThat(ids).hasSize(MESSAGES);
            assertThat(files).isEqualTo(FILES);
            assertThat(onTheShelf(home)).isBetween((long) FILES, (long) FILES + kills);
        }
        assertThat(IndexCheck.complaint(folder.resolve("home/accounts/1001/account.db")))
                .isEmpty();
    }

    private static long onTheShelf(Home home) throws Exception {
        try (Stream<Path> all = Files.list(home.folder.resolve("accounts/1001/files"))) {
            return all.filter(file -> file.toString().endsWith(".pdf")).count();
        }
    }

    private static List<Integer> numbers(List<Message> history) {
        return history.stream()
                .map(Message::body)
                .filter(Body.Text.class::isInstance)
                .map(body -> Integer.parseInt(((Body.Text) body).text().split(" ")[2]))
                .toList();
    }

    private static List<Message> history(AccountStore store, DialogId dialog) {
        var history = new ArrayList<Message>();
        Optional<MessageId> before = Optional.empty();
        while (true) {
            var from = before;
            var page = store.read(view -> view.dialogs().page(dialog, from, Dialogs.LARGEST_PAGE));
            history.addAll(page.messages());
            if (!page.olderExist()) return history.reversed();
            before = Optional.of(history.getLast().id());
        }
    }

    private static ImportReport bring(Home home, AccountStore store, Path database) throws Exception {
        try (var legacy = new SqliteLegacies().open(database, List.of())) {
            return new LegacyImport(ANA, store, home.stores.shelf(ANA), new SteppingClock())
                    .bring(legacy, ZoneOffset.UTC, _ -> System.out.println("portion"));
        }
    }

    /** Imports, and says how it gets on. */
    static final class Importer {
        private Importer() {}

        public static void main(String[] arguments) throws Exception {
            try (var home = new Home(Path.of(arguments[0]));
                    var store = home.open()) {
                bring(home, store, Path.of(arguments[1]));
                System.out.println("done");
            }
        }
    }
}
