package io.chimera.core.store;

import static io.chimera.core.store.Samples.file;
import static io.chimera.core.store.Samples.fromAna;
import static io.chimera.core.store.Samples.travelled;
import static io.chimera.core.store.Samples.when;
import static io.chimera.core.testing.People.BRUNO;
import static io.chimera.core.testing.People.WITH_BRUNO;
import static io.chimera.core.testing.People.messageId;
import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Dialogs;
import io.chimera.core.dialog.Fate;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Revision;
import io.chimera.core.dialog.Tick;
import io.chimera.core.file.DistantFile;
import io.chimera.core.file.FileName;
import io.chimera.core.file.SharedFile;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.core.route.Way;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a store promises of files that only the cloud has. Ana's dialog with Bruno is there. */
abstract class DistantFilesContract {

    private static final DistantFile PLAN =
            new DistantFile(FileName.from("plano da obra.pdf"), "application/pdf", 5_000);

    abstract AccountStore store();

    abstract AccountStore reopened();

    @Test
    void oneComesBackAsItWasPutThere() {
        alter(dialogs -> {
            dialogs.append(distant(1, false));
            dialogs.append(distant(2, true));
            dialogs.prepend(distant(3, false), when(3));
        });
        reopened();
        for (long n : List.of(1L, 3L)) assertThat(message(n)).isEqualTo(distant(n, false));
        assertThat(message(2)).isEqualTo(distant(2, true));
    }

    @Test
    void oneGoesWithItsDialogAndLeavesNoFileToRemove() {
        alter(dialogs -> dialogs.append(distant(1, true)));
        List<SharedFile> left = store().change(change -> change.dialogs().remove(WITH_BRUNO));
        assertThat(left).isEmpty();
        List<Message> wanted = store().read(view -> view.dialogs().wanted(9));
        assertThat(wanted).isEmpty();
    }

    @Test
    void theOnesThatAreWantedAreKnownNewestFirst() {
        alter(dialogs -> {
            for (long n = 1; n <= 4; n++) dialogs.append(distant(n, false));
            dialogs.prepend(distant(5, true), when(5));
            dialogs.want(messageId(1), true);
            dialogs.want(messageId(3), true);
            dialogs.want(messageId(4), true);
            dialogs.want(messageId(4), false);
        });
        reopened();
        assertThat(wanted(100)).containsExactly(messageId(3), messageId(1), messageId(5));
        assertThat(wanted(1)).containsExactly(messageId(3));
    }

    @Test
    void oneThatWasFetchedIsAFileLikeAnyOther() {
        alter(dialogs -> {
            dialogs.append(distant(1, true));
            dialogs.fetched(messageId(1), file("plano da obra.pdf"));
        });
        reopened();
        assertThat(message(1).body()).isEqualTo(new Body.File(file("plano da obra.pdf")));
        assertThat(wanted(100)).isEmpty();
    }

    @Test
    void onlyWhatIsNotHereCanBeWantedAndFetched() {
        alter(dialogs -> {
            dialogs.append(fromAna(1, file("here.png")));
            dialogs.append(fromAna(2, "words"));
            dialogs.append(distant(3, true));
            dialogs.erase(messageId(3));
            for (long n = 1; n <= 3; n++) {
                dialogs.want(messageId(n), true);
                dialogs.fetched(messageId(n), file("other.png"));
            }
        });
        assertThat(message(1).body()).isEqualTo(new Body.File(file("here.png")));
        assertThat(message(2).body()).isEqualTo(new Body.Text("words"));
        assertThat(message(3).deleted()).isTrue();
        assertThat(wanted(100)).isEmpty();
    }

    @Test
    void oneIsFoundByItsNameAndNoMoreOnceItIsErased() {
        alter(dialogs -> dialogs.append(distant(1, false)));
        assertThat(found("plano obra")).containsExactly(messageId(1));
        alter(dialogs -> dialogs.erase(messageId(1)));
        reopened();
        assertThat(message(1).body()).isEqualTo(new Body.Erased());
        assertThat(found("plano")).isEmpty();
    }

    @Test
    void thatOneIsWantedOrCameIsAChange() {
        alter(dialogs -> dialogs.append(distant(1, false)));
        var before = revision();
        alter(dialogs -> dialogs.want(messageId(1), true));
        var wanted = revision();
        assertThat(wanted).isGreaterThan(before);
        alter(dialogs -> dialogs.want(messageId(1), true));
        assertThat(revision()).as("wanted twice").isEqualTo(wanted);
        alter(dialogs -> dialogs.fetched(messageId(1), file("plan.pdf")));
        assertThat(revision()).isGreaterThan(wanted);
    }

    private static Message distant(long n, boolean wanted) {
        return new Message(
                messageId(n),
                WITH_BRUNO,
                new Author.Them(BRUNO),
                when(n),
                new Body.Distant(PLAN, wanted),
                new Fate(Tick.DELIVERED, travelled(Way.CLOUD), Optional.empty()),
                false,
                Optional.of(new CloudMessageId(n)));
    }

    private void alter(Consumer<Dialogs.Editing> change) {
        store().alter(memory -> change.accept(memory.dialogs()));
    }

    private Message message(long n) {
        return store().read(view -> view.dialogs().message(messageId(n))).orElseThrow();
    }

    private List<MessageId> wanted(int limit) {
        return ids(store().read(view -> view.dialogs().wanted(limit)));
    }

    private List<MessageId> found(String words) {
        return ids(store().read(view -> view.dialogs().search(words, Optional.empty(), 10)));
    }

    private static List<MessageId> ids(List<Message> messages) {
        return messages.stream().map(Message::id).toList();
    }

    private Revision revision() {
        return store().read(view -> view.dialogs().revision());
    }
}
