package io.chimera.core.export;

import static io.chimera.core.testing.People.BRUNO;
import static io.chimera.core.testing.People.CLARA;
import static io.chimera.core.testing.SteppingClock.NOON;

import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Dialogs;
import io.chimera.core.dialog.Fate;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Tick;
import io.chimera.core.file.FileName;
import io.chimera.core.file.FileShelf;
import io.chimera.core.file.SealedFile;
import io.chimera.core.file.SharedFile;
import io.chimera.core.message.MessageId;
import io.chimera.core.route.Reason;
import io.chimera.core.route.Travel;
import io.chimera.core.route.Way;
import io.chimera.core.store.AccountStore;
import io.chimera.core.store.AccountStore.Change;
import io.chimera.core.testing.Chance;
import io.chimera.core.testing.People;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whatever people may have said, for tests of what writes it down. */
public final class Histories {

    private static final List<Dialog> DIALOGS = List.of(
            People.withBruno(),
            new Dialog.Direct(CLARA, "<b>Clara</b> & \"co\" \u202e"),
            new Dialog.Group(new DialogId(-5), "شكرا 🐐"),
            new Dialog.Channel(new DialogId(-1_001_234_567_890L), "News'"));

    private Histories() {}

    /** Dialogs of every kind with any messages in them, numbered from this on; some of them files. */
    public static void any(Chance chance, AccountStore store, FileShelf shelf, long from, int messages) {
        store.alter(change -> {
            DIALOGS.forEach(change.dialogs()::save);
            change.dialogs().draft(People.WITH_BRUNO, "dear </textarea>");
            for (long n = from; n < from + messages; n++) {
                var message = message(chance, shelf, n);
                if (chance.coin()) change.dialogs().append(message);
                else change.dialogs().prepend(message, NOON.plusSeconds(chance.between(0, 100)));
                after(chance, change, message);
            }
        });
    }

    private static void after(Chance chance, Change change, Message message) {
        switch (chance.between(0, 9)) {
            case 0 -> change.dialogs().erase(message.id());
            case 1 -> change.dialogs().edit(message.id(), new Body.Text("edited"));
            default -> {} // as it was
        }
    }

    private static Message message(Chance chance, FileShelf shelf, long n) {
        var dialog = DIALOGS.get(chance.between(0, DIALOGS.size() - 1));
        var travel = new Travel(
                chance.oneOf(Way.values()), chance.coin() ? Optional.of(Reason.NEAR) : Optional.empty(), NOON, 1);
        var fate = new Fate(
                chance.oneOf(Tick.values()),
                chance.coin() ? Optional.of(travel) : Optional.empty(),
                chance.coin() ? Optional.of("went <wrong> & \"so\"") : Optional.empty());
        return new Message(
                People.messageId(n),
                dialog.id(),
                chance.coin() ? new Author.Me() : new Author.Them(chance.coin() ? BRUNO : CLARA),
                NOON.plusSeconds(chance.between(-1_000_000, 1_000_000)),
                chance.between(0, 5) == 0 ? new Body.File(file(chance, shelf)) : new Body.Text(words(chance)),
                fate,
                false,
                Optional.empty());
    }

    private static String words(Chance chance) {
        var markup = chance.oneOf(
                "<script>alert(1)</script>", "</p><img src=x onerror=alert(1)>", "' onclick='", "&lt;", "", "\n\n");
        return "w" + chance.text(60).replace("\0", "") + markup
                + chance.text(60).replace("\0", "");
    }

    private static SharedFile file(Chance chance, FileShelf shelf) {
        var name = FileName.from(chance.text(40) + chance.oneOf(".png", ".html", "", " #1?.pdf", "%2e%2e"));
        return new SharedFile(
                name, chance.oneOf("image/png", "text/html", "x"), sealed(shelf, name, chance.bytes(2_000)));
    }

    private static SealedFile sealed(FileShelf shelf, FileName name, byte[] bytes) {
        try (var incoming = shelf.begin(name)) {
            incoming.write(ByteBuffer.wrap(bytes));
            return incoming.seal();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A dialog's messages as they are stored, oldest first. */
    public static List<Message> of(AccountStore store, DialogId dialog) {
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
}
