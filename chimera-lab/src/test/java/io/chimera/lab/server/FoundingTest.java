package io.chimera.lab.server;

import static io.chimera.lab.testing.LabTown.ANA;
import static io.chimera.lab.testing.LabTown.BRUNO;
import static io.chimera.lab.testing.LabTown.QUICK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.chimera.core.account.AccountId;
import io.chimera.core.contact.PhoneNumber;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Markup;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Tick;
import io.chimera.lab.client.LabLines;
import io.chimera.lab.client.LabPhonebook;
import io.chimera.lab.net.TokenFolder;
import io.chimera.lab.people.LabPeople;
import io.chimera.lab.people.PastMessage;
import io.chimera.lab.testing.FolderShelf;
import io.chimera.lab.testing.LabNode;
import io.chimera.lab.testing.LabTown;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoundingTest {

    private final LabPeople people = LabPeople.usual();

    @TempDir
    private Path folder;

    private LabCloudServer server;

    @BeforeEach
    void found() throws IOException {
        server = start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aFreshLabHasItsPastInOrderOnBothSides() throws Exception {
        try (var ana = node("a", ANA);
                var bruno = node("b", BRUNO)) {
            var said = people.past().stream()
                    .filter(past ->
                            past.from() == 1001 && past.to() == 1002 || past.from() == 1002 && past.to() == 1001)
                    .map(past -> past.text()
                            .map(text -> Markup.read(text).text())
                            .or(past::file)
                            .orElseThrow())
                    .toList();
            await().untilAsserted(() -> assertThat(ana.words(BRUNO)).isEqualTo(said));
            await().untilAsserted(() -> assertThat(bruno.words(ANA)).isEqualTo(said));
            assertThat(ana.dialog(BRUNO))
                    .isSortedAccordingTo((one, other) -> one.sentAt().compareTo(other.sentAt()));
        }
    }

    @Test
    void whatWasSeenIsSeenAndWhatWasNotIsNot() throws Exception {
        try (var ana = node("a", ANA)) {
            await().until(() -> unread(ana, 1006) == 2 && unread(ana, 1002) == 2 && unread(ana, 1004) == 1);
            assertThat(unread(ana, 1009)).isZero();
            await().until(() ->
                    ana.dialog(BRUNO).stream().filter(Message::mine).allMatch(message -> message.tick() == Tick.READ));
            assertThat(ana.dialog(new AccountId(1008)))
                    .last()
                    .satisfies(message -> assertThat(message.tick()).isEqualTo(Tick.SENT));
        }
    }

    @Test
    void itsFilesCanBeOpened() throws Exception {
        try (var ana = node("a", ANA)) {
            await().until(() -> ana.filesHere(BRUNO).contains("planta-terceiro-andar.png"));
            var plan = ana.dialog(BRUNO).stream()
                    .filter(message -> message.body() instanceof Body.File)
                    .map(message -> ((Body.File) message.body()).file())
                    .filter(file -> file.mediaType().equals("image/png"))
                    .findFirst()
                    .orElseThrow();
            assertThat(ImageIO.read(plan.content().path().toFile())).isNotNull();
        }
    }

    @Test
    void theLabIsFoundedOnce() throws Exception {
        server.close();
        server = start();
        try (var ana = node("a", ANA)) {
            await().until(() -> !ana.words(BRUNO).isEmpty());
            assertThat(ana.words(BRUNO)).filteredOn("👏👏"::equals).hasSize(1);
        }
    }

    @Test
    void aLabFromBeforeThereWereGroupsGetsThemWithTheirPastAndKeepsItsOwn() throws Exception {
        server.close();
        var earlier = folder.resolve("earlier");
        var before = new LabPeople(
                people.people(),
                people.acquaintances(),
                List.of(),
                List.of(),
                people.past().stream().filter(past -> past.to() > 0).toList(),
                people.unseen().stream().filter(some -> some.of() > 0).toList());
        var site = LabTown.site(earlier, 0, Optional.empty());
        LabCloudServer.start(site, before, Clock.systemUTC()).close();
        server = LabCloudServer.start(site, people, Clock.systemUTC());

        try (var database = LabDatabase.open(site.folder().resolve("cloud.db"))) {
            for (var gathering : people.gatherings()) {
                long said = people.past().stream()
                        .filter(past -> past.to() == gathering.id())
                        .count();
                for (long member : gathering.members())
                    assertThat(copies(database, member, gathering.id())).isEqualTo(said);
            }
            assertThat(copies(database, 1001, 1002))
                    .isEqualTo(before.past().stream()
                            .filter(past -> past.from() + past.to() == 1001 + 1002)
                            .count());
        }
    }

    private static long copies(LabDatabase database, long owner, long peer) {
        return database.read(reading -> reading.sql("SELECT count(*) FROM copy WHERE owner = ? AND peer = ?")
                .params(owner, peer)
                .query(Long.class)
                .single());
    }

    @Test
    void everybodysTokenIsForItsOwnerOnly() throws Exception {
        var tokens = folder.resolve("lab/tokens");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tokens)))
                .isEqualTo("rwx------");
        for (var resident : people.people()) {
            var file = tokens.resolve(resident.id() + ".token");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("lab"))))
                .isEqualTo("rwx------");
    }

    @Test
    void aTokenThatOthersMayReadIsNotUsed() throws Exception {
        var token = folder.resolve("lab/tokens/1001.token");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
        try (var lines = lines("a")) {
            var book = new LabPhonebook(lines);
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> book.account(ANA))
                    .withMessageContaining("chmod 600");
        }
    }

    @Test
    void aLostTokenIsMadeAnewAndTheOldOneIsWorthNothing() throws Exception {
        var token = folder.resolve("lab/tokens/1001.token");
        var old = Files.readString(token);
        server.close();
        Files.delete(token);
        server = start();
        assertThat(Files.readString(token)).isNotEqualTo(old);
        try (var lines = lines("a")) {
            assertThat(new LabPhonebook(lines).account(ANA).name()).isEqualTo("Ana Figueira");
            Files.writeString(token, old);
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> new LabPhonebook(lines).account(ANA))
                    .withMessageContaining("token");
        }
    }

    @Test
    void aTelephoneBookCallsPeopleAsItsOwnerDoes() throws Exception {
        try (var lines = lines("a")) {
            assertThat(new LabPhonebook(lines).contacts(ANA)).anySatisfy(mother -> {
                assertThat(mother.name()).isEqualTo("Mãe");
                assertThat(mother.phone()).contains(new PhoneNumber("+5521990001006"));
            });
            assertThat(new LabPhonebook(lines).contacts(BRUNO))
                    .noneMatch(contact -> contact.name().equals("Mãe"));
        }
    }

    @Test
    void noTwoPeopleKnowAMessageByTheSameId() throws Exception {
        try (var ana = node("a", ANA);
                var bruno = node("b", BRUNO)) {
            await().until(() -> ana.words(BRUNO).size() > 10 && bruno.words(ANA).size() > 10);
            assertThat(ana.dialog(BRUNO).stream().map(Message::cloudId))
                    .doesNotContainAnyElementsOf(
                            bruno.dialog(ANA).stream().map(Message::cloudId).toList());
        }
    }

    @Test
    void aDamagedMemoryIsLeftAsItIsAndTheReasonIsTold() throws Exception {
        server.close();
        var file = folder.resolve("lab/cloud.db");
        var damaged = "this is no database, whatever it was before".repeat(100);
        Files.deleteIfExists(folder.resolve("lab/cloud.db-wal"));
        Files.writeString(file, damaged);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(this::start)
                .withMessageContaining("cloud.db")
                .withMessageContaining("move the folder away");
        assertThat(file).hasContent(damaged);
        Files.delete(file);
        server = start();
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        var taken = site(server.port());
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> LabCloudServer.start(taken, people, Clock.systemUTC()))
                .withMessageContaining("chimera.lab.port");
    }

    @Test
    void withoutTlsItListensOnThisComputerOnly() {
        var everywhere = new InetSocketAddress("0.0.0.0", 0);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new LabCloudServer.Site(folder, everywhere, Optional.empty(), 1));
    }

    @Test
    void aPastOfNeitherWordsNorAFileIsNone() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new PastMessage(1, 2, Duration.ZERO, Optional.empty(), Optional.empty()));
    }

    private LabCloudServer start() throws IOException {
        return LabCloudServer.start(site(0), people, Clock.systemUTC());
    }

    private LabCloudServer.Site site(int port) {
        return LabTown.site(folder, port, Optional.empty());
    }

    private LabNode node(String name, AccountId account) throws IOException {
        return new LabNode(account, lines(name), new FolderShelf(folder.resolve(name + "-shelf")), own -> own);
    }

    private LabLines lines(String node) {
        return new LabLines(
                new LabLines.Reach(
                        server.address(),
                        Optional.empty(),
                        new TokenFolder(folder.resolve("lab/tokens")),
                        folder.resolve(node)),
                QUICK);
    }

    private static int unread(LabNode node, long with) {
        return node.store
                .read(view -> view.dialogs().summary(new DialogId(with)))
                .map(summary -> summary.unread())
                .orElse(-1);
    }
}
