package io.chimera.store;

import static io.chimera.core.testing.People.ANA;
import static io.chimera.core.testing.People.BRUNO;
import static io.chimera.core.testing.People.WITH_BRUNO;
import static io.chimera.core.testing.People.fromAna;
import static io.chimera.core.testing.People.messageId;
import static io.chimera.core.testing.People.withBruno;
import static io.chimera.core.testing.SteppingClock.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Revision;
import io.chimera.core.message.MessageId;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Dispatch;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.route.Journey;
import io.chimera.core.store.AccountStore;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that stores messages is killed again and again: what it said was stored is there, whole and searchable. */
@Timeout(600)
class KilledWriterTest {

    private static final int KILLS = Boolean.getBoolean("chimera.test.long") ? 20 : 4;

    /** More than one write-ahead log takes, so that some kills hit a checkpoint. */
    private static final int LONGEST_LIFE = 200;

    @TempDir
    private Path folder;

    @Test
    void whatWasAcknowledgedSurvivesEveryKill() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        Set<Long> acknowledged = new LinkedHashSet<>();
        for (int kill = 1; kill <= KILLS; kill++) {
            liveAndDie(1 + random.nextInt(LONGEST_LIFE), acknowledged);
            assertThat(IndexCheck.complaint(database()))
                    .as("kill %d, seed %d", kill, seed)
                    .isEmpty();
            assertAllThere(acknowledged, "kill " + kill + ", seed " + seed);
        }
    }

    private void liveAndDie(int acknowledgements, Set<Long> acknowledged) throws Exception {
        try (var writer = ChildJvm.start(Writer.class, folder.toString())) {
            for (int n = 0; n < acknowledgements; n++) acknowledged.add(number(writer.line()));
            writer.kill();
            // What it said before it died counts, heard late or not; a line cut off says nothing.
            for (var line = writer.line(); line.endsWith("."); line = writer.line()) acknowledged.add(number(line));
        }
    }

    private static long number(String line) {
        assertThat(line).as("what the writer says").matches("[0-9]+\\.");
        return Long.parseLong(line.substring(0, line.length() - 1));
    }

    private void assertAllThere(Set<Long> acknowledged, String when) {
        try (var home = new Home(folder);
                var store = home.open()) {
            int waiting = store.read(view -> view.outbox().size());
            store.read(view -> {
                for (var n : acknowledged) {
                    assertThat(view.dialogs().message(messageId(n)))
                            .as("message %d, %s", n, when)
                            .isPresent();
                    assertThat(view.outbox().find(messageId(n)))
                            .as("dispatch %d, %s", n, when)
                            .isPresent();
                }
                return assertThat(view.dialogs().search("number" + acknowledged.size(), Optional.empty(), 10))
                        .hasSize(1);
            });
            assertThat(waiting).as("a dispatch for each message, %s", when).isEqualTo(messages(store));
        }
    }

    private static int messages(AccountStore store) {
        return store.read(view -> view.dialogs()
                .changedSince(Revision.START, Integer.MAX_VALUE)
                .messages()
                .size());
    }

    private Path database() {
        return folder.resolve("accounts/1001/account.db");
    }

    /** Stores a message and its dispatch in each change and says so; goes on where the one before was killed. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) {
            try (var home = new Home(Path.of(arguments[0]));
                    var store = home.stores.open(ANA)) {
                store.alter(change -> change.dialogs().save(withBruno()));
                for (long n = 1 + messages(store); ; n++) add(store, n, messageId(n));
            }
        }

        private static void add(AccountStore store, long n, MessageId id) {
            var text = "number" + n + " of very many messages";
            var cargo = new Cargo.Text(new Body.Text(text));
            var parcel = new Parcel(id, WITH_BRUNO, Optional.of(BRUNO), NOON, cargo);
            store.alter(change -> {
                change.dialogs().append(fromAna(n, text, NOON));
                change.outbox().add(new Dispatch(parcel, Journey.beginning(NOON)));
            });
            System.out.println(n + ".");
        }
    }
}
