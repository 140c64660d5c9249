package io.chimera.core.legacy;

import static io.chimera.core.legacy.LeftOut.FILE_ELSEWHERE;
import static io.chimera.core.legacy.LeftOut.FILE_MISSING;
import static io.chimera.core.testing.People.ANA;
import static io.chimera.core.testing.People.BRUNO;
import static io.chimera.core.testing.People.CLARA;
import static io.chimera.core.testing.People.WITH_BRUNO;
import static io.chimera.core.testing.People.fromAna;
import static io.chimera.core.testing.People.messageId;
import static io.chimera.core.testing.People.withBruno;
import static io.chimera.core.testing.SteppingClock.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chimera.core.contact.Contact;
import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.DialogSummary;
import io.chimera.core.dialog.Dialogs;
import io.chimera.core.dialog.Fate;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Revision;
import io.chimera.core.dialog.Tick;
import io.chimera.core.file.FileName;
import io.chimera.core.file.FileShelf;
import io.chimera.core.file.IncomingFile;
import io.chimera.core.file.SealedFile;
import io.chimera.core.file.Sha256;
import io.chimera.core.legacy.ImportReport.Count;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.core.route.Travel;
import io.chimera.core.route.Way;
import io.chimera.core.store.AccountStore;
import io.chimera.core.testing.Chance;
import io.chimera.core.testing.SteppingClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What bringing over the first Chimera's history promises, whatever it is read from and whatever it is written to. */
@Timeout(120)
public abstract class LegacyImportContract {

    private static final ZoneId BRAZIL = ZoneId.of("America/Sao_Paulo");
    private static final long ANA_ID = 1001;
    private static final long BRUNO_ID = 1002;
    private static final long CLARA_ID = 1003;
    private static final long FAMILY = -4_321;
    private static final long NEWS = -1_001_234_567_890L;
    private static final long CLUB = -1_009_876_543_210L;
    private static final byte[] PICTURE = "a picture".getBytes(UTF_8);

    @TempDir
    protected Path temp;

    private OldChimera old;
    private AccountStore store;
    private FileShelf shelf;

    protected abstract OldChimera oldChimera(Path folder) throws Exception;

    /** A new memory of Ana's. */
    protected abstract AccountStore newStore(Path folder) throws Exception;

    /** A new shelf of Ana's; its files lie anywhere below the folder. */
    protected abstract FileShelf newShelf(Path folder) throws Exception;

    @BeforeEach
    void anAnaWhoHadTheFirstChimera() throws Exception {
        old = oldChimera(Files.createDirectories(temp.resolve("old")));
        old.owner(ANA_ID);
        fresh("new");
    }

    private void fresh(String name) throws Exception {
        store = newStore(Files.createDirectories(temp.resolve(name)));
        shelf = newShelf(temp.resolve(name));
    }

    private ImportReport bring(Path... elsewhere) {
        return bringInto(store, elsewhere);
    }

    private ImportReport bringInto(AccountStore memory, Path... elsewhere) {
        try (var legacy = old.reader().open(old.database(), List.of(elsewhere))) {
            return new LegacyImport(ANA, memory, shelf, new SteppingClock()).bring(legacy, BRAZIL, _ -> {});
        } catch (UnusableLegacy | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void aConversationComesOverAsItWas() {
        old.dialog(BRUNO_ID, "Bruno Tavares");
        old.message(100, BRUNO_ID, BRUNO_ID, "2022-07-03 11:00:00+00:00", "bom dia");
        old.message(101, BRUNO_ID, ANA_ID, "2022-07-03 14:00:05+00:00", "bom dia! 🐐");
        old.byLan(BRUNO_ID, BRUNO_ID, "2022-07-03 11:00:10.123456", "شكرا");

        var report = bring();

        assertThat(report.dialogs()).isEqualTo(new Count(1, 0));
        assertThat(report.messages()).isEqualTo(new Count(3, 0));
        assertThat(report.leftOut()).isEmpty();
        assertThat(report.read()).isEqualTo(report.size()).isEqualTo(3);
        var history = history(WITH_BRUNO);
        assertThat(texts(history)).containsExactly("bom dia", "bom dia! 🐐", "شكرا");
        assertThat(history.get(0))
                .returns(new Author.Them(BRUNO), Message::author)
                .returns(Instant.parse("2022-07-03T14:00:00Z"), Message::sentAt)
                .returns(Optional.of(new CloudMessageId(100L << 20)), Message::cloudId)
                .returns(read(Way.CLOUD, "2022-07-03T14:00:00Z"), Message::fate);
        assertThat(history.get(1))
                .returns(new Author.Me(), Message::author)
                .returns(Instant.parse("2022-07-03T14:00:05Z"), Message::sentAt)
                .returns(Tick.READ, Message::tick);
        assertThat(history.get(2))
                .returns(Instant.parse("2022-07-03T14:00:10.123456Z"), Message::sentAt)
                .returns(Optional.empty(), Message::cloudId)
                .returns(read(Way.LAN, "2022-07-03T14:00:10.123456Z"), Message::fate);
        assertThat(summary(WITH_BRUNO).unread()).isZero();
        assertThat(summary(WITH_BRUNO).dialog()).isEqualTo(new Dialog.Direct(BRUNO, "Bruno Tavares"));
    }

    private static Fate read(Way way, String at) {
        return new Fate(
                Tick.READ, Optional.of(new Travel(way, Optional.empty(), Instant.parse(at), 1)), Optional.empty());
    }

    @Test
    void whatWasSentStraightWasSentAndNoMore() {
        old.byLan(BRUNO_ID, ANA_ID, "2022-07-03 11:00:00.5+00:00", "direto");
        bring();
        assertThat(history(WITH_BRUNO).getFirst())
                .returns(Instant.parse("2022-07-03T14:00:00.5Z"), Message::sentAt)
                .returns(Tick.SENT, Message::tick);
    }

    @Test
    void groupsAndChannelsAreToldApart() {
        old.dialog(FAMILY, "Família");
        old.dialog(NEWS, "Notícias");
        old.dialog(CLUB, "Clube");
        old.message(5, FAMILY, CLARA_ID, "2022-07-03 11:00:00+00:00", "oi");
        old.message(5, NEWS, NEWS, "2022-07-03 11:00:00+00:00", "extra");
        old.message(6, NEWS, 1_234_567_890L, "2022-07-03 11:01:00+00:00", "extra!");
        old.message(5, CLUB, BRUNO_ID, "2022-07-03 11:00:00+00:00", "gol");

        bring();

        assertThat(summary(new DialogId(FAMILY)).dialog()).isEqualTo(new Dialog.Group(new DialogId(FAMILY), "Família"));
        assertThat(summary(new DialogId(NEWS)).dialog()).isEqualTo(new Dialog.Channel(new DialogId(NEWS), "Notícias"));
        assertThat(summary(new DialogId(CLUB)).dialog()).isEqualTo(new Dialog.Group(new DialogId(CLUB), "Clube"));
        assertThat(history(new DialogId(FAMILY)).getFirst().author()).isEqualTo(new Author.Them(CLARA));
        assertThat(history(new DialogId(NEWS)))
                .extracting(Message::author)
                .containsOnly(new Author.Them(new ContactId(1_234_567_890L)));
    }

    @Test
    void aDialogWithoutNameHasItsNumberOrTheContactsName() {
        old.message(1, BRUNO_ID, BRUNO_ID, "2022-07-03 11:00:00+00:00", "oi");
        old.message(2, CLARA_ID, CLARA_ID, "2022-07-03 11:00:00+00:00", "oi");
        store.alter(change -> change.contacts().save(new Contact(CLARA, "Clara", Optional.empty())));
        bring();
        assertThat(summary(WITH_BRUNO).dialog().title()).isEqualTo("1002");
        assertThat(summary(DialogId.with(CLARA)).dialog().title()).isEqualTo("Clara");
        assertThat(store.read(view -> view.contacts().all()).size()).isEqualTo(1);
    }

    @Test
    void aDialogThatIsHereKeepsItsName() {
        store.alter(change -> change.dialogs().save(new Dialog.Direct(BRUNO, "Bru")));
        old.dialog(BRUNO_ID, "Bruno Tavares");
        assertThat(bring().dialogs()).isEqualTo(new Count(0, 1));
        assertThat(summary(WITH_BRUNO).dialog().title()).isEqualTo("Bru");
    }

    @Test
    void nothingComesTwice() {
        old.dialog(BRUNO_ID, "Bruno");
        var picture = old.received("imagens_chimera", "foto.png", PICTURE);
        old.message(1, BRUNO_ID, BRUNO_ID, "2022-07-03 11:00:00+00:00", picture + " - olha");
        old.message(2, BRUNO_ID, ANA_ID, "2022-07-03 11:00:00+00:00", "linda");
        old.byLan(BRUNO_ID, BRUNO_ID, "2022-07-03 11:00:10.1", "x".repeat(9_000));
        bring();
        var before = everything();
        var revision = revision();

        var again = bring();

        assertThat(again.dialogs()).isEqualTo(new Count(0, 1));
        assertThat(again.messages()).isEqualTo(new Count(0, 3));
        assertThat(again.files()).isEqualTo(new Count(0, 1));
        assertThat(everything()).isEqualTo(before);
        assertThat(revision()).isEqualTo(revision);
        assertThat(onTheShelf()).hasSize(1);
    }

    @Test
    void itStandsBeforeWhatIsHere() {
        store.alter(change -> {
            change.dialogs().save(withBruno());
            change.dialogs().append(fromAna(1, "hoje", NOON));
        });
        old.message(1, BRUNO_ID, BRUNO_ID, "2099-01-01 00:00:00+00:00", "um relógio adiantado");
        old.message(2, BRUNO_ID, BRUNO_ID, "2022-07-03 11:00:00+00:00", "ontem");
        bring();
        assertThat(texts(history(WITH_BRUNO))).containsExactly("um relógio adiantado", "ontem", "hoje");
    }

    @Test
    void theOldOrderIsKeptWhateverTheDatesSay() {
        var dates = List.of(
                "2022-07-03 11:00:00+00:00",
                "1970-01-01 00:00:00",
                "",
                "garbage",
                "2031-01-01 00:00:00",
                "2021-01-01 00:00:00");
        for (int n = 0; n < dates.size(); n++) old.message(n + 1, BRUNO_ID, BRUNO_ID, dates.get(n), "número " + n);
        bring();
        var history = history(WITH_BRUNO);
        assertThat(texts(history))
                .containsExactly("número 0", "número 1", "número 2", "número 3", "número 4", "número 5");
        assertThat(history.get(3).sentAt())
                .isEqualTo(history.get(2).sentAt())
                .isEqualTo(history.get(1).sentAt());
    }

    @Test
    void whatTheOldOneGainedAfterwardsStandsBehindWhatWasBroughtBefore() {
        store.alter(change -> {
            change.dialogs().save(withBruno());
            change.dialogs().append(fromAna(1, "hoje", NOON));
        });
        old.message(1, BRUNO_ID, BRUNO_ID, "2022-07-03 11:00:00+00:00", "um");
        old.message(2, BRUNO_ID, BRUNO_ID, "2022-07-03 11:00:00+00:00", "dois");
        bring();
        old.message(3, BRUNO_ID, BRUNO_ID, "2022-07-03 11:00:00+00:00", "três");
        old.message(4, CLARA_ID, CLARA_ID, "2022-07-03 11:00:00+00:00", "outra");

        var second = bring();

        assertThat(second.messages()).isEqualTo(new Count(2, 2));
        assertThat(texts(history(WITH_BRUNO))).containsExactly("um", "dois", "três", "hoje");
    }

    @Test
    void filesComeWithTheirBytesAndTheirWords() throws IOException {
        var picture = old.received("imagens_chimera", "foto - praia - 1.png", PICTURE);
        var report = old.received("arquivos_chimera", "relatório.pdf", "a report".getBytes(UTF_8));
        old.message(1, BRUNO_ID, BRUNO_ID, "2022-07-03 11:00:00+00:00", picture + " - a praia - ontem");
        old.message(2, BRUNO_ID, BRUNO_ID, "2022-07-03 11:01:00+00:00", report + " - ");
        old.byLan(BRUNO_ID, BRUNO_ID, "2022-07-03 11:02:00.1", report);

        assertThat(bring().files()).isEqualTo(new Count(3, 0));

        var history = history(WITH_BRUNO);
        assertThat(history).hasSize(4);
        var file = file(history.get(0));
        assertThat(Files.readAllBytes(file.path())).isEqualTo(PICTURE);
        assertThat(file.sha256()).isEqualTo(Sha256.over(PICTURE));
        assertThat(((Body.File) history.get(0).body()).file().name().value()).isEqualTo("foto - praia - 1.png");
        assertThat(history.get(1).body()).isEqualTo(new Body.Text("a praia - ontem"));
        assertThat(history.get(0).cloudId()).contains(new CloudMessageId(1L << 20));
        assertThat(history.get(1).cloudId()).contains(new CloudMessageId((1L << 20) + 1));
        assertThat(history.subList(2, 4)).allMatch(message -> message.body() instanceof Body.File);
        assertThat(file(history.get(2)).path())
                .isNotEqualTo(file(history.get(3)).path());
    }

    @Test
    void aFileThatIsNotThereLeavesItsWordsAndIsNamed() {
        old.message(1, BRUNO_ID, BRUNO_ID, "2022-07-03 11:00:00+00:00", "/old/imagens_chimera/férias.png - a praia");
        old.message(2, BRUNO_ID, BRUNO_ID, "2022-07-03 11:01:00+00:00", "C:\\chimera\\arquivos_chimera\\tese.pdf");

        var report = bring();

        assertThat(report.messages()).isEqualTo(new Count(2, 0));
        assertThat(report.leftOut()).isEqualTo(Map.of(FILE_MISSING, 2L));
        assertThat(report.filesLeft()).containsExactly("férias.png", "tese.pdf");
        assertThat(texts(history(WITH_BRUNO)))
                .containsExactly(
                        "/old/imagens_chimera/férias.png - a praia", "C:\\chimera\\arquivos_chimera\\tese.pdf");
    }

    @Test
    void aFileThatIsFoundLaterTakesThePlaceOfItsWords() {
        old.message(1, BRUNO_ID, BRUNO_ID, "2022-07-03 11:00:00+00:00", "antes");
        old.message(
                2,
                BRUNO_ID,
                BRUNO_ID,
                "2022-07-03 11:01:00+00:00",
                "/old/imagens_chimera/férias.png - " + "a praia ".repeat(700));
        old.message(3, BRUNO_ID, BRUNO_ID, "2022-07-03 11:02:00+00:00", "/old/imagens_chimera/edited.png");
        old.message(4, BRUNO_ID, BRUNO_ID, "2022-07-03 11:03:00+00:00", "/old/imagens_chimera/erased.png");
        bring();
        store.alter(change -> {
            var history =
                    change.dialogs().page(WITH_BRUNO, Optional.empty(), 10).messages();
            change.dialogs().erase(history.get(0).id());
            change.dialogs().edit(history.get(1).id(), new Body.Text("mine now"));
        });
        for (var name : List.of("férias", "edited", "erased")) old.received("imagens_chimera", name + ".png", PICTURE);

        var report = bring();

        assertThat(report.files()).isEqualTo(new Count(1, 0));
        assertThat(report.messages()).isEqualTo(new Count(0, 4));
        var history = history(WITH_BRUNO);
        assertThat(history).hasSize(6);
        assertThat(history.get(1).body()).isInstanceOf(Body.File.class);
        assertThat(texts(history.subList(2, 4)).toString()).doesNotContain("imagens_chimera");
        assertThat(history.get(4).body()).isEqualTo(new Body.Text("mine now"));
        assertThat(history.get(5).deleted()).isTrue();
        assertThat(onTheShelf()).hasSize(1);
        assertThat(bring().files()).isEqualTo(new Count(0, 1));
    }

    @Test
    void withoutRoomTheWordsComeAndTheFileLater() {
        var picture = old.received("imagens_chimera", "foto.png", PICTURE);
        old.message(1, BRUNO_ID, BRUNO_ID, "2022-07-03 11:00:00+00:00", picture);
        var roomy = shelf;
        shelf = new FullShelf();

        var report = bring();

        assertThat(report.leftOut()).isEqualTo(Map.of(LeftOut.NO_ROOM, 1L));
        assertThat(report.filesLeft()).containsExactly("foto.png");
        assertThat(texts(history(WITH_BRUNO))).containsExactly(picture);
        shelf = roomy;
        assertThat(bring().files()).isEqualTo(new Count(1, 0));
    }

    /** A shelf whose disk is full. */
    private static final class FullShelf implements FileShelf {

        @Override
        public IncomingFile begin(FileName name) throws IOException {
            throw new IncomingFile.NoRoom("full");
        }

        @Override
        public IncomingFile resume(MessageId message, FileName name, long size) throws IOException {
            return begin(name);
        }

        @Override
        public void remove(SealedFile file) {
            throw new AssertionError("nothing was put there");
        }

        @Override
        public long room() {
            return 0;
        }
    }

    @Test
    void whatOthersWroteNamesNoFilesOfThisComputer() {
        var secret = temp.resolve("secrets", "key.pem");
        OldChimera.write(secret, PICTURE);
        var climbing = old.folder() + "/imagens_chimera/../../secrets/key.pem";
        old.message(1, BRUNO_ID, BRUNO_ID, "2022-07-03 11:00:00+00:00", secret.toString());
        old.message(2, BRUNO_ID, BRUNO_ID, "2022-07-03 11:00:00+00:00", climbing);

        var report = bring(temp);

        assertThat(report.files()).isEqualTo(new Count(0, 0));
        assertThat(texts(history(WITH_BRUNO))).containsExactly(secret.toString(), climbing);
        assertThat(onTheShelf()).isEmpty();
    }

    @Test
    void whatWasSentFromElsewhereComesOnlyFromFoldersThatAreNamed() {
        var documents = temp.resolve("documents");
        OldChimera.write(documents.resolve("O'Brien.txt"), PICTURE);
        old.message(1, BRUNO_ID, ANA_ID, "2022-07-03 11:00:00+00:00", documents + "/O''Brien.txt");
        old.message(2, BRUNO_ID, ANA_ID, "2022-07-03 11:00:00+00:00", "/start");

        var without = bring();
        assertThat(without.leftOut()).isEqualTo(Map.of(FILE_ELSEWHERE, 1L));
        assertThat(texts(history(WITH_BRUNO))).containsExactly(documents + "/O'Brien.txt", "/start");

        assertThat(bring(documents).files()).isEqualTo(new Count(1, 0));
        assertThat(history(WITH_BRUNO).getFirst().body()).isInstanceOf(Body.File.class);
        assertThat(history(WITH_BRUNO)).hasSize(2);
    }

    @Test
    void quotationMarksThatWereDoubledAreNot() {
        old.byLan(BRUNO_ID, ANA_ID, "2022-07-03 11:00:00.1", "I don''t say \"\"no\"\"");
        old.message(1, BRUNO_ID, BRUNO_ID, "2022-07-03 11:00:00+00:00", "I don't say \"\" either");
        bring();
        assertThat(texts(history(WITH_BRUNO))).containsExactly("I don't say \"no\"", "I don't say \"\" either");
    }

    @Test
    void aLongTextComesInPieces() {
        var text = "a" + "😀".repeat(4_000) + "end";
        old.message(1, BRUNO_ID, BRUNO_ID, "2022-07-03 11:00:00+00:00", text);
        bring();
        var history = history(WITH_BRUNO);
        assertThat(history).hasSize(2);
        assertThat(String.join("", texts(history))).isEqualTo(text);
        assertThat(history).extracting(message -> message.cloudId().isPresent()).containsExactly(true, false);
    }

    @Test
    void whatIsNoMessageIsLeftOutAndCounted() {
        old.dialog(ANA_ID, "Ana");
        old.message(1, ANA_ID, ANA_ID, "2022-07-03 11:00:00+00:00", "note to myself");
        old.byLan(BRUNO_ID, ANA_ID, "", "Início da conversa");
        old.message(2, BRUNO_ID, BRUNO_ID, "2022-07-03 11:00:00+00:00", " \n");
        old.message(3, BRUNO_ID, 0, "2022-07-03 11:00:00+00:00", "who?");
        old.message(4, 0, BRUNO_ID, "2022-07-03 11:00:00+00:00", "where?");
        old.message(5, Long.MIN_VALUE, BRUNO_ID, "2022-07-03 11:00:00+00:00", "where?");
        old.message(6, 99_999_999_999_999_999L, BRUNO_ID, "2022-07-03 11:00:00+00:00", "where?");
        old.waits(BRUNO_ID, "never");

        var report = bring();

        assertThat(report.messages()).isEqualTo(new Count(0, 0));
        assertThat(report.leftOut())
                .isEqualTo(Map.of(
                        LeftOut.TO_ONESELF, 1L,
                        LeftOut.NOT_A_MESSAGE, 1L,
                        LeftOut.EMPTY, 1L,
                        LeftOut.UNREADABLE, 4L,
                        LeftOut.NEVER_SENT, 1L));
        assertThat(lines()).extracting(line -> line.dialog().id()).containsExactly(WITH_BRUNO);
    }

    @Test
    void oneMessageStoredTwiceComesOnce() {
        old.message(1, BRUNO_ID, ANA_ID, "2022-07-03 14:00:00+00:00", "enviada");
        old.message(1, BRUNO_ID, ANA_ID, "2022-07-03 11:00:00+00:00", "enviada");
        old.byLan(BRUNO_ID, BRUNO_ID, "2022-07-03 11:00:01.5", "eco");
        old.byLan(BRUNO_ID, BRUNO_ID, "2022-07-03 11:00:01.5", "eco");
        old.byLan(BRUNO_ID, BRUNO_ID, "2022-07-03 11:00:01.6", "eco");
        old.message(1, FAMILY, CLARA_ID, "2022-07-03 11:00:00+00:00", "the same number elsewhere");
        assertThat(bring().messages()).isEqualTo(new Count(4, 2));
        assertThat(texts(history(WITH_BRUNO))).containsExactly("enviada", "eco", "eco");
    }

    @Test
    void whatTheCloudBroughtAlreadyIsKnown() {
        store.alter(change -> {
            change.dialogs().save(withBruno());
            change.dialogs()
                    .append(new Message(
                            messageId(1),
                            WITH_BRUNO,
                            new Author.Them(BRUNO),
                            NOON,
                            new Body.Text("from the cloud"),
                            Fate.arrived(new Travel(Way.CLOUD, Optional.empty(), NOON, 1)),
                            false,
                            Optional.of(new CloudMessageId(7L << 20))));
        });
        old.message(7, BRUNO_ID, BRUNO_ID, "2022-07-03 11:00:00+00:00", "from the cloud");
        assertThat(bring().messages()).isEqualTo(new Count(0, 1));
        assertThat(history(WITH_BRUNO)).hasSize(1);
    }

    @Test
    void anIdThatIsAnothersHereIsLeftAlone() {
        old.message(7, BRUNO_ID, BRUNO_ID, "2022-07-03 11:00:00+00:00", "mine");
        bring();
        var taken = history(WITH_BRUNO).getFirst().id();
        store.alter(change -> {
            change.dialogs().withdraw(taken);
            change.dialogs()
                    .append(new Message(
                            taken,
                            WITH_BRUNO,
                            new Author.Me(),
                            NOON,
                            new Body.Text("other"),
                            Fate.queued(),
                            false,
                            Optional.empty()));
        });
        assertThat(bring().leftOut()).isEqualTo(Map.of(LeftOut.ID_TAKEN, 1L));
        assertThat(texts(history(WITH_BRUNO))).containsExactly("other");
    }

    @Test
    void anotherAccountsHistoryIsRefused() {
        old.owner(BRUNO_ID);
        old.message(1, CLARA_ID, BRUNO_ID, "2022-07-03 11:00:00+00:00", "not Ana's");
        assertThatThrownBy(this::bring)
                .cause()
                .isInstanceOfSatisfying(
                        UnusableLegacy.class,
                        refused -> assertThat(refused.why()).isEqualTo(UnusableLegacy.Why.NOT_YOURS))
                .hasMessageContaining("1002");
        assertThat(everything()).isEmpty();
    }

    @Test
    void itsWordsAreFound() {
        old.message(1, BRUNO_ID, BRUNO_ID, "2022-07-03 11:00:00+00:00", "o coração da máquina");
        bring();
        List<Message> found = store.read(view -> view.dialogs().search("coracao", Optional.empty(), 10));
        assertThat(found).hasSize(1);
    }

    @Test
    void endedAfterAnyChangeAndBegunAgainItIsWhole() throws Exception {
        old.dialog(BRUNO_ID, "Bruno");
        for (int n = 1; n <= 700; n++) {
            long dialog = n % 3 == 0 ? CLARA_ID : BRUNO_ID;
            var text =
                    n % 97 == 0 ? old.received("imagens_chimera", n + ".png", PICTURE) + " - foto " + n : "texto " + n;
            old.message(n, dialog, n % 2 == 0 ? ANA_ID : dialog, "2022-07-03 11:00:00+00:00", text);
        }
        bring();
        var whole = everything();
        assertThat(whole).hasSize(707);

        for (int changes = 0; changes < 11; changes++) {
            fresh("again" + changes);
            var mortal = new MortalStore(store, changes);
            assertThatThrownBy(() -> bringInto(mortal)).isInstanceOf(MortalStore.Ended.class);
            bring();
            assertThat(withoutPlaces(everything()))
                    .as("ended after %d changes", changes)
                    .isEqualTo(withoutPlaces(whole));
            assertThat(onTheShelf()).as("ended after %d changes", changes).hasSize(7);
        }
    }

    @Test
    void whateverIsThereComesOnceInOrderOrIsCounted() {
        var round = new AtomicInteger();
        Chance.rounds(40, chance -> {
            var folder = Files.createDirectories(temp.resolve("old" + round.incrementAndGet()));
            old = oldChimera(folder);
            fresh("round" + round);
            int rows = chance.between(1, 60);
            for (int n = 0; n < rows; n++) {
                long dialog = chance.oneOf(BRUNO_ID, CLARA_ID, FAMILY, NEWS, CLUB, chance.number());
                long author = chance.oneOf(ANA_ID, dialog, BRUNO_ID, chance.number());
                var date = chance.oneOf(
                        "2022-07-03 11:00:00+00:00", "2022-07-03 11:00:0" + chance.between(0, 9), chance.text(40));
                var path = chance.oneOf("/x/imagens_chimera/", "C:\\arquivos_chimera\\", "/") + chance.text(30);
                var text = chance.oneOf(chance.text(60), "numbered " + n, path, path + " - " + chance.text(20));
                old.message(chance.between(-1, 40), dialog, author, date, text.replace("\\0", ""));
            }
            var first = bring();
            var there = everything();
            assertThat(first.messages().brought()
                            + first.messages().known()
                            + first.leftOut().entrySet().stream()
                                    .filter(entry -> !entry.getKey().name().startsWith("FILE"))
                                    .mapToLong(Map.Entry::getValue)
                                    .sum())
                    .isEqualTo(rows);
            var second = bring();
            assertThat(second.messages().brought()).isZero();
            assertThat(second.dialogs().brought()).isZero();
            assertThat(everything()).isEqualTo(there);
            for (var line : store.read(view -> view.dialogs().all())) {
                var numbers = texts(history(line.dialog().id())).stream()
                        .filter(text -> text.startsWith("numbered "))
                        .map(text -> Integer.parseInt(text.substring(9)))
                        .toList();
                assertThat(numbers).isSorted();
                assertThat(line.unread()).isZero();
            }
        });
    }

    /** A store whose process ends after so many changes. */
    private record MortalStore(AccountStore store, AtomicInteger left) implements AccountStore {

        MortalStore(AccountStore store, int changes) {
            this(store, new AtomicInteger(changes));
        }

        @Override
        public <T> T read(Function<View, T> question) {
            return store.read(question);
        }

        @Override
        public <T> T change(Function<Change, T> change) {
            if (left.getAndDecrement() == 0) throw new Ended();
            return store.change(change);
        }

        @Override
        public void close() {}

        static final class Ended extends RuntimeException {}
    }

    private List<DialogSummary> lines() {
        return store.read(view -> view.dialogs().all());
    }

    private Revision revision() {
        return store.read(view -> view.dialogs().revision());
    }

    private DialogSummary summary(DialogId id) {
        return store.read(view -> view.dialogs().summary(id)).orElseThrow();
    }

    /** Oldest first. */
    private List<Message> history(DialogId dialog) {
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

    private List<Message> everything() {
        return store.read(view -> view.dialogs().all()).stream()
                .map(line -> line.dialog().id().value())
                .sorted()
                .flatMap(id -> history(new DialogId(id)).stream())
                .toList();
    }

    /** Where a file lies is not the same in two homes. */
    private static List<String> withoutPlaces(List<Message> messages) {
        return messages.stream()
                .map(message -> message.id() + " " + message.author() + " " + message.sentAt() + " "
                        + switch (message.body()) {
                            case Body.Text(var text, var _) -> text;
                            case Body.File(var file) ->
                                file.name() + " " + file.content().sha256();
                            case Body.Distant distant -> distant.file().name().value();
                            case Body.Erased() -> "";
                        })
                .toList();
    }

    private static List<String> texts(List<Message> messages) {
        return messages.stream()
                .map(Message::body)
                .map(body -> body instanceof Body.Text(var text, var _) ? text : "")
                .toList();
    }

    private static SealedFile file(Message message) {
        return ((Body.File) message.body()).file().content();
    }

    /** Whole files of the store that is used now. */
    private List<Path> onTheShelf() {
        try (Stream<Path> all = Files.walk(shelfFolder())) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".png")
                            || file.toString().endsWith(".pdf")
                            || file.toString().endsWith(".pem"))
                    .toList();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    /** Where the shelf that is used now keeps its files. */
    protected abstract Path shelfFolder();
}
