package io.chimera.core.store;

import static io.chimera.core.store.Samples.WITH_CLARA;
import static io.chimera.core.store.Samples.file;
import static io.chimera.core.store.Samples.fromAna;
import static io.chimera.core.store.Samples.fromAnaToClara;
import static io.chimera.core.store.Samples.fromBruno;
import static io.chimera.core.store.Samples.sentByAna;
import static io.chimera.core.store.Samples.travelled;
import static io.chimera.core.store.Samples.when;
import static io.chimera.core.store.Samples.withClara;
import static io.chimera.core.testing.People.BRUNO;
import static io.chimera.core.testing.People.CLARA;
import static io.chimera.core.testing.People.WITH_BRUNO;
import static io.chimera.core.testing.People.messageId;
import static io.chimera.core.testing.People.withBruno;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.DialogSummary;
import io.chimera.core.dialog.Dialogs;
import io.chimera.core.dialog.Fate;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Reference;
import io.chimera.core.dialog.Revision;
import io.chimera.core.dialog.Tick;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.core.route.Reason;
import io.chimera.core.route.Travel;
import io.chimera.core.route.Way;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a store promises of dialogs and of single messages. Ana's dialog with Bruno is there. */
abstract class DialogsContract {

    private static final DialogId FAMILY = new DialogId(-100);
    private static final DialogId NEWS = new DialogId(-1_001_234_567_890L);

    abstract AccountStore store();

    abstract AccountStore reopened();

    @Test
    void aDialogComesBackAsItWasSaved() {
        var all = List.of(
                withBruno(),
                withClara(),
                new Dialog.Group(FAMILY, "Família"),
                new Dialog.Channel(NEWS, "Notícias"),
                new Dialog.Group(new DialogId(-6), "Condomínio", false),
                new Dialog.Channel(new DialogId(-7), "Meu canal", true));
        alter(dialogs -> all.forEach(dialogs::save));
        reopened().read(view -> {
            all.forEach(dialog -> assertThat(view.dialogs().find(dialog.id())).contains(dialog));
            return assertThat(view.dialogs().all()).hasSize(6);
        });
    }

    @Test
    void savingADialogAgainReplacesItsTitleAndKeepsItsDraftAndItsMessages() {
        alter(dialogs -> {
            dialogs.append(fromAna(1, "hello"));
            dialogs.draft(WITH_BRUNO, "and then");
            dialogs.save(new Dialog.Direct(withBruno().with(), "Bruno (work)"));
        });
        var summary = withBrunoNow();
        assertThat(summary.dialog().title()).isEqualTo("Bruno (work)");
        assertThat(summary.draft()).isEqualTo("and then");
        assertThat(summary.last()).isPresent();
    }

    @Test
    void aDialogThatIsRemovedTakesEverythingInItAlongAndNothingElse() {
        var photo = file("photo.png");
        alter(dialogs -> {
            dialogs.save(withClara());
            dialogs.append(fromAnaToClara(1, "stays"));
            dialogs.append(fromAna(2, "goes"));
            dialogs.append(fromAna(3, photo));
            assertThat(dialogs.remove(WITH_BRUNO)).containsExactly(photo);
            assertThat(dialogs.remove(WITH_BRUNO)).isEmpty();
        });
        reopened().read(view -> {
            assertThat(view.dialogs().find(WITH_BRUNO)).isEmpty();
            assertThat(view.dialogs().message(messageId(2))).isEmpty();
            assertThat(view.dialogs().search("goes", Optional.empty(), 10)).isEmpty();
            return assertThat(view.dialogs().all())
                    .singleElement()
                    .satisfies(left -> assertThat(left.last()).isPresent());
        });
        alter(dialogs -> {
            dialogs.save(withBruno());
            dialogs.append(fromAna(2, "back again"));
        });
        assertThat(withBrunoNow().last()).isPresent();
    }

    @Test
    void aMessageMayComeFromTheDialogItself() {
        var post = new Message(
                messageId(1),
                NEWS,
                new Author.Chat(NEWS),
                when(1),
                new Body.Text("hello"),
                new Fate(Tick.DELIVERED, travelled(Way.CLOUD), Optional.empty()),
                false,
                Optional.of(new CloudMessageId(7)));
        alter(dialogs -> {
            dialogs.save(new Dialog.Channel(NEWS, "Notícias"));
            dialogs.append(post);
        });
        reopened().read(view -> {
            assertThat(view.dialogs().message(messageId(1))).contains(post);
            return assertThat(view.dialogs().summary(NEWS).orElseThrow().unread())
                    .isEqualTo(1);
        });
    }

    @Test
    void aDialogNobodySavedIsNotThere() {
        store().read(view -> {
            assertThat(view.dialogs().find(WITH_CLARA)).isEmpty();
            return assertThat(view.dialogs().summary(WITH_CLARA)).isEmpty();
        });
    }

    @Test
    void theDialogWithTheNewestMessageComesFirstAndThoseWithoutComeLastByTitle() {
        alter(dialogs -> {
            dialogs.save(new Dialog.Group(FAMILY, "zebra"));
            dialogs.save(new Dialog.Channel(NEWS, "Árvore"));
            dialogs.save(new Dialog.Group(new DialogId(-5), "Bola"));
            dialogs.save(withClara());
            dialogs.append(fromAnaToClara(1, "older"));
            dialogs.append(fromAna(2, "newer"));
        });
        assertThat(titles()).containsExactly("Bruno Tavares", "Clara Menezes", "Árvore", "Bola", "zebra");
        alter(dialogs -> dialogs.append(fromAnaToClara(3, "newest")));
        assertThat(titles()).startsWith("Clara Menezes", "Bruno Tavares");
    }

    @Test
    void theNewestIsWhatWasStoredLastWhateverItsAuthorsClockSays() {
        alter(dialogs -> {
            dialogs.append(fromAna(900, "stored first, dated later"));
            dialogs.append(fromAna(1, "stored later, dated earlier"));
        });
        assertThat(withBrunoNow().last().orElseThrow().id()).isEqualTo(messageId(1));
    }

    @Test
    void aMessageComesBackAsItWasAppended() {
        var read = new Fate(
                Tick.READ,
                Optional.of(new Travel(Way.LAN, Optional.of(Reason.NEAR), when(7), 3)),
                Optional.of("they refused a later edit"));
        var messages = List.of(
                fromAna(1, "olá 🐐 'quoted' \"twice\"\nsecond line"),
                fromAna(2, file("férias 1.png")),
                fromBruno(3, "hello", Optional.of(new CloudMessageId(Long.MAX_VALUE))),
                new Message(
                        messageId(4),
                        WITH_BRUNO,
                        new Author.Them(CLARA),
                        when(4),
                        new Body.Erased(),
                        read,
                        true,
                        Optional.of(new CloudMessageId(-1))),
                sentByAna(5, Tick.FAILED));
        alter(dialogs -> messages.forEach(dialogs::append));
        reopened();
        messages.forEach(message -> assertThat(message(message.id())).contains(message));
    }

    @Test
    void aMessageIsFoundByTheCloudsIdInItsOwnDialogOnly() {
        var known = new CloudMessageId(77);
        alter(dialogs -> {
            dialogs.save(withClara());
            dialogs.append(fromBruno(1, "hello", Optional.of(known)));
        });
        store().read(view -> {
            assertThat(view.dialogs().message(WITH_BRUNO, known).orElseThrow().id())
                    .isEqualTo(messageId(1));
            assertThat(view.dialogs().message(WITH_CLARA, known)).isEmpty();
            return assertThat(view.dialogs().message(WITH_BRUNO, new CloudMessageId(78)))
                    .isEmpty();
        });
    }

    @Test
    void olderHistoryBeginsAtTheOldestThatWasAppendedUntilItIsNoted() {
        alter(dialogs -> {
            dialogs.save(withClara());
            dialogs.append(fromAna(1, "never went there"));
            dialogs.append(fromBruno(2, "later", Optional.of(new CloudMessageId(70))));
            dialogs.prepend(fromBruno(3, "brought over", Optional.of(new CloudMessageId(5))), when(3));
        });
        assertThat(historyFrom(WITH_BRUNO)).contains(new CloudMessageId(70));
        assertThat(historyFrom(WITH_CLARA)).isEmpty();
        alter(dialogs -> dialogs.historyFrom(WITH_BRUNO, new CloudMessageId(60)));
        reopened();
        assertThat(historyFrom(WITH_BRUNO)).contains(new CloudMessageId(60));
    }

    private Optional<CloudMessageId> historyFrom(DialogId dialog) {
        return store().read(view -> view.dialogs().historyFrom(dialog));
    }

    @Test
    void thatADialogIsWholeIsRememberedAndAChange() {
        assertThat(isWhole(WITH_BRUNO)).isFalse();
        var before = revision();
        alter(dialogs -> {
            dialogs.whole(WITH_BRUNO);
            dialogs.whole(WITH_CLARA);
            dialogs.draft(WITH_BRUNO, "kept");
        });
        reopened();
        assertThat(isWhole(WITH_BRUNO)).isTrue();
        assertThat(isWhole(WITH_CLARA)).as("unknown").isFalse();
        assertThat(revision()).isGreaterThan(before);
        alter(dialogs -> dialogs.save(new Dialog.Direct(BRUNO, "Another name")));
        assertThat(isWhole(WITH_BRUNO)).isTrue();
    }

    private boolean isWhole(DialogId dialog) {
        return store().read(view -> view.dialogs().isWhole(dialog));
    }

    private Revision revision() {
        return store().read(view -> view.dialogs().revision());
    }

    @Test
    void aMessageIdIsTakenOnce() {
        alter(dialogs -> dialogs.append(fromAna(1, "first")));
        assertThatIllegalStateException()
                .isThrownBy(() -> alter(dialogs -> dialogs.append(fromAna(1, "second"))))
                .withMessageContaining(messageId(1).toString());
        assertThat(textOf(1)).isEqualTo("first");
    }

    @Test
    void aCloudIdIsTakenOnceInADialogAndFreeInAnother() {
        var id = Optional.of(new CloudMessageId(5));
        alter(dialogs -> {
            dialogs.save(withClara());
            dialogs.append(fromBruno(1, "first", id));
            dialogs.append(fromAnaToClara(2, "elsewhere"));
            dialogs.bind(messageId(2), id.get());
        });
        assertThatIllegalStateException()
                .isThrownBy(() -> alter(dialogs -> dialogs.append(fromBruno(3, "second", id))));
        alter(dialogs -> dialogs.append(fromAna(4, "not bound yet")));
        assertThatIllegalStateException().isThrownBy(() -> alter(dialogs -> dialogs.bind(messageId(4), id.get())));
    }

    @Test
    void aMessageOfAnUnknownDialogIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> alter(dialogs -> dialogs.append(fromAnaToClara(1, "hello"))));
    }

    @Test
    void aRefusedAppendThatIsCaughtLeavesTheRestOfTheChangeStanding() {
        alter(dialogs -> {
            dialogs.append(fromAna(1, "first"));
            var revision = dialogs.revision();
            assertThatIllegalStateException().isThrownBy(() -> dialogs.append(fromAna(1, "again")));
            assertThatIllegalStateException().isThrownBy(() -> dialogs.append(fromAnaToClara(2, "hello")));
            assertThat(dialogs.revision()).isEqualTo(revision);
            dialogs.append(fromAna(3, "third"));
        });
        assertThat(withBrunoNow().last().orElseThrow().id()).isEqualTo(messageId(3));
    }

    @Test
    void aMessageIsSettled() {
        alter(dialogs -> dialogs.append(fromAna(1, "hello")));
        var fate = new Fate(Tick.SENT, travelled(Way.CLOUD), Optional.empty());
        alter(dialogs -> dialogs.settle(messageId(1), fate));
        assertThat(message(1).fate()).isEqualTo(fate);
        alter(dialogs -> dialogs.settle(messageId(1), Fate.queued()));
        assertThat(message(1).fate()).isEqualTo(Fate.queued());
    }

    @Test
    void aMessageIsBoundToTheCloudsId() {
        alter(dialogs -> dialogs.append(fromAna(1, "hello")));
        alter(dialogs -> {
            dialogs.bind(messageId(1), new CloudMessageId(9));
            dialogs.bind(messageId(1), new CloudMessageId(9));
        });
        assertThat(message(1).cloudId()).contains(new CloudMessageId(9));
    }

    @Test
    void anEditReplacesTheWordsAndIsRemembered() {
        alter(dialogs -> dialogs.append(fromAna(1, "helo")));
        alter(dialogs -> dialogs.edit(messageId(1), new Body.Text("hello")));
        assertThat(textOf(1)).isEqualTo("hello");
        assertThat(message(1).edited()).isTrue();
    }

    @Test
    void looksComeBackAsTheyWereAndAnEditReplacesThem() {
        alter(dialogs -> {
            dialogs.append(new Message(
                    messageId(1),
                    WITH_BRUNO,
                    new Author.Me(),
                    when(1),
                    Samples.looks(),
                    Fate.queued(),
                    false,
                    Optional.empty()));
            dialogs.append(fromAna(2, "plain"));
        });
        assertThat(reopened().<Optional<Message>>read(view -> view.dialogs().message(messageId(1))))
                .get()
                .extracting(Message::body)
                .isEqualTo(Samples.looks());

        alter(dialogs -> {
            dialogs.edit(messageId(1), new Body.Text("plain"));
            dialogs.edit(messageId(2), Samples.looks());
        });
        assertThat(message(1).body()).isEqualTo(new Body.Text("plain"));
        assertThat(message(2).body()).isEqualTo(Samples.looks());
        alter(dialogs -> dialogs.erase(messageId(2)));
        assertThat(message(2).body()).isEqualTo(new Body.Erased());
    }

    @Test
    void anAnswerNamesWhatItAnswersByOurIdOrTheClouds() {
        alter(dialogs -> {
            dialogs.append(fromBruno(1, "coffee?", Optional.of(new CloudMessageId(7))));
            dialogs.append(fromAna(2, "yes").answering(Optional.of(new Reference.ById(messageId(1)))));
            dialogs.append(fromAna(3, "at ten").answering(Optional.of(new Reference.ByCloudId(new CloudMessageId(7)))));
            dialogs.append(fromAna(4, "or not").answering(Optional.of(new Reference.ById(messageId(99)))));
            dialogs.settle(messageId(2), Fate.queued().with(Tick.SENT));
        });
        reopened().read(view -> {
            assertThat(answeredBy(view.dialogs(), 2)).contains(messageId(1));
            assertThat(answeredBy(view.dialogs(), 3)).contains(messageId(1));
            assertThat(answeredBy(view.dialogs(), 4)).isEmpty();
            assertThat(view.dialogs().message(WITH_CLARA, new Reference.ById(messageId(1))))
                    .as("of another dialog")
                    .isEmpty();
            return true;
        });
    }

    private static Optional<MessageId> answeredBy(Dialogs dialogs, long n) {
        return dialogs.message(messageId(n))
                .flatMap(Message::answers)
                .flatMap(reference -> dialogs.message(WITH_BRUNO, reference))
                .map(Message::id);
    }

    @Test
    void onlyWordsCanBeEditedSoThatNothingErasedComesBack() {
        alter(dialogs -> {
            dialogs.append(fromAna(1, file("photo.png")));
            dialogs.append(fromAna(2, "a secret"));
            dialogs.erase(messageId(2));
            dialogs.edit(messageId(1), new Body.Text("words"));
            dialogs.edit(messageId(2), new Body.Text("words"));
        });
        assertThat(message(1).body()).isInstanceOf(Body.File.class);
        assertThat(message(2).deleted()).isTrue();
        assertThat(message(2).edited()).isFalse();
    }

    @Test
    void anErasedMessageKeepsItsPlaceAndNothingElse() {
        alter(dialogs -> {
            dialogs.append(fromAna(1, "a secret"));
            dialogs.append(fromAna(2, file("secret.png")));
            dialogs.erase(messageId(1));
            dialogs.erase(messageId(2));
        });
        reopened();
        assertThat(message(1).body()).isEqualTo(new Body.Erased());
        assertThat(message(2).body()).isEqualTo(new Body.Erased());
        assertThat(withBrunoNow().last().orElseThrow().id()).isEqualTo(messageId(2));
    }

    @Test
    void aWithdrawnMessageWasNeverThere() {
        alter(dialogs -> {
            dialogs.append(fromAna(1, "stays"));
            dialogs.append(fromAna(2, "goes"));
            dialogs.withdraw(messageId(2));
        });
        assertThat(message(messageId(2))).isEmpty();
        assertThat(withBrunoNow().last().orElseThrow().id()).isEqualTo(messageId(1));
        alter(dialogs -> dialogs.append(fromAna(2, "its id is free again")));
        assertThat(withBrunoNow().last().orElseThrow().id()).isEqualTo(messageId(2));
    }

    @Test
    void whatOthersWroteIsUnreadUntilItIsSeen() {
        alter(dialogs -> {
            dialogs.append(fromBruno(1, "one"));
            dialogs.append(fromAna(2, "mine is never unread"));
            dialogs.append(fromBruno(3, "two"));
            dialogs.append(fromBruno(4, "three"));
        });
        assertUnread(3, Optional.of(1L));
        alter(dialogs -> dialogs.seen(WITH_BRUNO, messageId(3)));
        assertUnread(1, Optional.of(4L));
        assertThat(List.of(tick(1), tick(2), tick(3), tick(4)))
                .containsExactly(Tick.READ, Tick.QUEUED, Tick.READ, Tick.DELIVERED);
        alter(dialogs -> dialogs.seen(WITH_BRUNO, messageId(4)));
        assertUnread(0, Optional.empty());
    }

    @Test
    void seeingUpToOneOfOursSeesEverythingBeforeIt() {
        alter(dialogs -> {
            dialogs.append(fromBruno(1, "one"));
            dialogs.append(fromAna(2, "answer"));
            dialogs.append(fromBruno(3, "two"));
            dialogs.seen(WITH_BRUNO, messageId(2));
        });
        assertUnread(1, Optional.of(3L));
    }

    @Test
    void seeingSomethingOlderUnseesNothing() {
        alter(dialogs -> {
            dialogs.append(fromBruno(1, "one"));
            dialogs.append(fromBruno(2, "two"));
            dialogs.seen(WITH_BRUNO, messageId(2));
            dialogs.seen(WITH_BRUNO, messageId(1));
        });
        assertUnread(0, Optional.empty());
    }

    @Test
    void whatWasErasedUnreadIsUnreadStill() {
        alter(dialogs -> {
            dialogs.append(fromBruno(1, "one"));
            dialogs.erase(messageId(1));
        });
        assertUnread(1, Optional.of(1L));
        alter(dialogs -> dialogs.seen(WITH_BRUNO, messageId(1)));
        assertUnread(0, Optional.empty());
    }

    @Test
    void theOtherSideSeesWhatWasSentOrDeliveredAndNothingElse() {
        alter(dialogs -> {
            dialogs.append(sentByAna(1, Tick.SENT));
            dialogs.append(sentByAna(2, Tick.DELIVERED));
            dialogs.append(sentByAna(3, Tick.FAILED));
            dialogs.append(fromAna(4, "still waiting"));
            dialogs.append(fromBruno(5, "theirs"));
            dialogs.append(sentByAna(6, Tick.SENT));
            dialogs.append(sentByAna(7, Tick.SENT));
            dialogs.seenByThem(WITH_BRUNO, messageId(6));
        });
        assertThat(List.of(tick(1), tick(2), tick(3), tick(4), tick(5), tick(6), tick(7)))
                .containsExactly(Tick.READ, Tick.READ, Tick.FAILED, Tick.QUEUED, Tick.DELIVERED, Tick.READ, Tick.SENT);
        assertThat(message(1).fate().travel()).isEqualTo(travelled(Way.LAN));
    }

    @Test
    void aMarkInOneDialogSaysNothingOfAnother() {
        alter(dialogs -> {
            dialogs.save(withClara());
            dialogs.append(fromBruno(1, "one"));
            dialogs.append(sentByAna(2, Tick.SENT));
            dialogs.append(fromAnaToClara(3, "elsewhere"));
            dialogs.seen(WITH_CLARA, messageId(3));
            dialogs.seenByThem(WITH_CLARA, messageId(3));
            dialogs.seen(WITH_BRUNO, messageId(3));
            dialogs.seenByThem(WITH_BRUNO, messageId(3));
        });
        assertThat(List.of(tick(1), tick(2))).containsExactly(Tick.DELIVERED, Tick.SENT);
    }

    @Test
    void aDraftIsKeptUntilItIsEmptied() {
        alter(dialogs -> dialogs.draft(WITH_BRUNO, "dear Bru"));
        reopened();
        assertThat(withBrunoNow().draft()).isEqualTo("dear Bru");
        alter(dialogs -> dialogs.draft(WITH_BRUNO, ""));
        assertThat(withBrunoNow().draft()).isEmpty();
    }

    @Test
    void whatIsToldOfAnUnknownMessageOrDialogAltersNothing() {
        alter(dialogs -> {
            var before = dialogs.revision();
            dialogs.settle(messageId(9), Fate.queued());
            dialogs.bind(messageId(9), new CloudMessageId(9));
            dialogs.edit(messageId(9), new Body.Text("words"));
            dialogs.erase(messageId(9));
            dialogs.withdraw(messageId(9));
            dialogs.seen(WITH_BRUNO, messageId(9));
            dialogs.seenByThem(WITH_BRUNO, messageId(9));
            dialogs.draft(WITH_CLARA, "nobody");
            assertThat(dialogs.revision()).isEqualTo(before);
        });
    }

    private void assertUnread(int unread, Optional<Long> first) {
        assertThat(withBrunoNow().unread()).isEqualTo(unread);
        assertThat(withBrunoNow().firstUnread()).isEqualTo(first.map(n -> messageId(n)));
    }

    private DialogSummary withBrunoNow() {
        return store().read(view -> {
            var summary = view.dialogs().summary(WITH_BRUNO).orElseThrow();
            assertThat(view.dialogs().all()).contains(summary);
            return summary;
        });
    }

    private List<String> titles() {
        return store().read(view -> view.dialogs().all().stream()
                .map(summary -> summary.dialog().title())
                .toList());
    }

    private Optional<Message> message(MessageId id) {
        return store().read(view -> view.dialogs().message(id));
    }

    private Message message(long n) {
        return message(messageId(n)).orElseThrow();
    }

    private Tick tick(long n) {
        return message(n).tick();
    }

    private String textOf(long n) {
        return ((Body.Text) message(n).body()).text();
    }

    private void alter(Consumer<Dialogs.Editing> change) {
        store().alter(memory -> change.accept(memory.dialogs()));
    }
}
