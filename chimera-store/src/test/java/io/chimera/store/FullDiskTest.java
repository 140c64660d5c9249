package io.chimera.store;

import static io.chimera.core.testing.People.fromAna;
import static io.chimera.core.testing.People.messageId;
import static io.chimera.core.testing.People.withBruno;
import static io.chimera.core.testing.SteppingClock.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chimera.core.store.AccountStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

/** A disk without room costs the change that finds it so, and nothing else. */
@Timeout(60)
class FullDiskTest {

    @TempDir
    private Path folder;

    @Test
    void aChangeWithoutRoomIsRefusedWholeAndTheNextOnesStandWhenThereIsRoomAgain() throws Exception {
        try (var disk = SmallDisk.mount(folder.resolve("disk"), 16);
                var home = new Home(disk.place().resolve("home"));
                var store = home.open()) {
            store.alter(change -> {
                change.dialogs().save(withBruno());
                change.dialogs().append(fromAna(1, "before", NOON));
            });
            var filler = disk.fill();

            assertThatExceptionOfType(DataAccessException.class)
                    .isThrownBy(() -> append(store, 2, 500))
                    .withMessageContaining("make room");
            assertThat(has(store, 1)).isTrue();
            for (long n = 2; n < 502; n++) assertThat(has(store, n)).isFalse();

            Files.delete(filler);
            append(store, 1_000, 500);
            assertThat(has(store, 2)).isFalse();
            assertThat(has(store, 1_499)).isTrue();
            store.close();
            assertThat(IndexCheck.complaint(home.database())).isEmpty();
        }
    }

    private static void append(AccountStore store, long first, int count) {
        store.alter(change -> {
            for (long n = first; n < first + count; n++) {
                change.dialogs().append(fromAna(n, "words " + n + " and more words ".repeat(40), NOON));
            }
        });
    }

    private static boolean has(AccountStore store, long n) {
        return store.read(view -> view.dialogs().message(messageId(n)).isPresent());
    }
}
