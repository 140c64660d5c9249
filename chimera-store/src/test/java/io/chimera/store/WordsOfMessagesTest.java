package io.chimera.store;

import static io.chimera.core.testing.People.WITH_BRUNO;
import static io.chimera.core.testing.People.fromAna;
import static io.chimera.core.testing.People.messageId;
import static io.chimera.core.testing.People.withBruno;
import static io.chimera.core.testing.SteppingClock.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.chimera.core.dialog.Body;
import io.chimera.core.store.AccountStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The index of words agrees with the messages, whatever is done to them and whatever is typed into the search. */
class WordsOfMessagesTest {

    private static final String SECRET = "xylophonesecret";

    @TempDir
    private Path folder;

    private Home home;
    private AccountStore store;

    @BeforeEach
    void settle() {
        home = new Home(folder);
        store = home.open();
        store.alter(change -> change.dialogs().save(withBruno()));
    }

    @AfterEach
    void leave() {
        home.close();
    }

    @Test
    void theIndexAgreesWithTheMessagesAfterAThousandChanges() throws Exception {
        var random = new Random(11);
        for (int round = 0; round < 20; round++) {
            int first = round * 50;
            store.alter(change -> {
                for (int n = first; n < first + 50; n++) {
                    var message = fromAna(n, words(random), NOON);
                    if (random.nextInt(3) > 0) change.dialogs().append(message);
                    else change.dialogs().prepend(message, NOON.minusSeconds(random.nextInt(100_000)));
                    var other = messageId(random.nextInt(n + 1));
                    switch (random.nextInt(5)) {
                        case 0 -> change.dialogs().edit(other, new Body.Text(words(random)));
                        case 1 -> change.dialogs().erase(other);
                        case 2 -> change.dialogs().withdraw(other);
                        default -> change.dialogs().seenByThem(WITH_BRUNO, other);
                    }
                }
            });
        }
        store.close();
        assertThat(IndexCheck.complaint(home.database())).isEmpty();
    }

    @Test
    void theCheckNoticesAnIndexThatDisagrees() throws Exception {
        store.alter(change -> change.dialogs().append(fromAna(1, "one two three", NOON)));
        store.close();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + home.database());
                var statement = connection.createStatement()) {
            statement.execute("DROP TRIGGER message_words_changed");
            statement.execute("UPDATE message SET text = 'four five six'");
        }
        assertThat(IndexCheck.complaint(home.database())).isNotEmpty();
    }

    private static String words(Random random) {
        var text = new StringBuilder("w");
        for (int n = 0; n < 1 + random.nextInt(8); n++) text.append(" palavra").append(random.nextInt(60));
        return text.toString();
    }

    @Test
    void nothingThatCanBeTypedIsAnError() {
        store.alter(change -> change.dialogs().append(fromAna(1, "one two three", NOON)));
        var random = new Random(3);
        var pieces = new String[] {
            "\"", "*", "(", ")", "^", ":", "-", "+", "NEAR", "AND", "OR", "NOT", "{", "}", ",", "one", "text", "dialog",
            "\0", "\n", "'", ";", "ß", "\u0301", "\uD83D", "\uDC10", "🐐", "ﷺ", "\u093c", "\u202e"
        };
        for (int round = 0; round < 3_000; round++) {
            var typed = new StringBuilder();
            for (int n = 0; n < 1 + random.nextInt(8); n++) {
                typed.append(pieces[random.nextInt(pieces.length)]).append(random.nextBoolean() ? " " : "");
            }
            assertThatCode(() -> store.read(view -> {
                        view.dialogs().search(typed.toString(), Optional.of(WITH_BRUNO), 10);
                        return view.dialogs().search(typed.toString(), Optional.empty(), 10);
                    }))
                    .as(typed.toString())
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void whatWasErasedIsNotInTheFilesAnyMore() throws Exception {
        store.alter(change -> {
            for (int n = 1; n <= 200; n++) change.dialogs().append(fromAna(n, "ordinary words " + n, NOON));
            change.dialogs().append(fromAna(201, "the " + SECRET + " is here", NOON));
            for (int n = 202; n <= 400; n++) change.dialogs().append(fromAna(n, "ordinary words " + n, NOON));
        });
        store.close();
        assertThat(filesHold(SECRET)).isTrue();

        store = home.open();
        store.alter(change -> change.dialogs().erase(messageId(201)));
        store.close();
        assertThat(filesHold(SECRET)).isFalse();
        assertThat(filesHold("ordinary")).isTrue();
    }

    private boolean filesHold(String word) throws IOException {
        try (var files = Files.list(home.database().getParent())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(word)) return true;
            }
        }
        return false;
    }
}
