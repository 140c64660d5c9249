package io.chimera.store;

import static io.chimera.core.testing.People.ANA;
import static io.chimera.core.testing.People.ana;
import static io.chimera.core.testing.People.fromAna;
import static io.chimera.core.testing.People.messageId;
import static io.chimera.core.testing.People.withBruno;
import static io.chimera.core.testing.SteppingClock.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.chimera.core.account.AccountId;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Message;
import io.chimera.core.file.FileName;
import io.chimera.core.file.SealedFile;
import io.chimera.core.file.SharedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Each account's memory apart from the others, and gone when it is forgotten. */
class SqliteAccountStoresTest {

    private static final AccountId CARLOS = new AccountId(1009);

    @TempDir
    private Path folder;

    private Home home;

    @BeforeEach
    void settle() {
        home = new Home(folder.resolve("home"));
    }

    @AfterEach
    void leave() {
        home.close();
    }

    @Test
    void twoAccountsKnowNothingOfEachOther() {
        try (var anas = home.stores.open(ANA);
                var carloss = home.stores.open(CARLOS)) {
            anas.alter(change -> {
                change.dialogs().save(withBruno());
                change.dialogs().append(fromAna(1, "hello", NOON));
            });
            carloss.alter(change -> change.dialogs().save(withBruno()));
            boolean seen =
                    carloss.read(view -> view.dialogs().message(messageId(1)).isPresent());
            assertThat(seen).isFalse();
        }
    }

    @Test
    void aStoreIsOpenOnce() {
        var store = home.open();
        assertThatIllegalStateException().isThrownBy(() -> home.open()).withMessageContaining("1001");
        store.close();
        home.open();
        store.close();
        assertThatIllegalStateException().isThrownBy(() -> home.open());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyTheOwnerMayOpenWhatLiesHere() throws Exception {
        var shelf = home.stores.shelf(ANA);
        var open = shelf.resume(messageId(1), FileName.from("part.txt"), 10);
        seal("photo.png");
        try (var store = home.open()) {
            store.alter(change -> change.dialogs().save(withBruno()));
            try (var all = Files.walk(home.folder)) {
                for (var path : all.toList())
                    assertThat(othersMay(path)).as(path.toString()).isEmpty();
            }
        }
        open.close();
    }

    private static Set<PosixFilePermission> othersMay(Path path) throws IOException {
        var may = Files.getPosixFilePermissions(path);
        may.removeAll(Set.of(
                PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));
        return may;
    }

    @Test
    void aForgottenAccountLeavesNothing() throws Exception {
        home.accounts.save(ana());
        home.open().close();
        seal("photo.png");
        Files.createSymbolicLink(
                folderOf(ANA).resolve("files/link"), Files.writeString(folder.resolve("other"), "stays"));
        home.stores.open(CARLOS).close();

        home.stores.forget(ANA);

        assertThat(folderOf(ANA)).doesNotExist();
        assertThat(folderOf(ANA).getParent()).isDirectoryContaining(path -> path.endsWith("1009"));
        assertThat(home.accounts.find(ANA)).isEmpty();
        assertThat(folder.resolve("other")).hasContent("stays");
        home.stores.forget(ANA);
    }

    @Test
    void aForgottenAccountMayComeBackEmpty() throws Exception {
        try (var store = home.open()) {
            store.alter(change -> change.dialogs().save(withBruno()));
        }
        home.stores.forget(ANA);
        try (var store = home.open()) {
            int dialogs = store.read(view -> view.dialogs().all().size());
            assertThat(dialogs).isZero();
        }
        assertThat(seal("photo.png").path()).exists();
    }

    @Test
    void anOpenAccountCannotBeForgotten() {
        try (var store = home.open()) {
            assertThatIllegalStateException().isThrownBy(() -> home.stores.forget(ANA));
            store.alter(change -> change.dialogs().save(withBruno()));
        }
    }

    @Test
    void whatWasBeingForgottenWhenTheProcessEndedIsForgottenAtTheNextStart() throws Exception {
        home.close();
        var left = home.folder.resolve("accounts/.removed-7");
        Files.createDirectories(left.resolve("files"));
        Files.writeString(left.resolve("files/secret.txt"), "a secret");
        home = new Home(home.folder);
        assertThat(left).doesNotExist();
    }

    @Test
    void filesAreFoundWhenTheHomeIsMoved() throws Exception {
        var within = seal("photo.png");
        var elsewhere = new SealedFile(
                Files.writeString(folder.resolve("elsewhere.txt"), "x").toAbsolutePath(), 1, within.sha256());
        try (var store = home.open()) {
            store.alter(change -> {
                change.dialogs().save(withBruno());
                change.dialogs().append(withFile(1, within));
                change.dialogs().append(withFile(2, elsewhere));
            });
        }
        home.close();
        var moved = Files.move(home.folder, folder.resolve("moved home"));
        home = new Home(moved);
        try (var store = home.open()) {
            List<Path> paths = store.read(view -> List.of(
                    pathOf(view.dialogs().message(messageId(1)).orElseThrow()),
                    pathOf(view.dialogs().message(messageId(2)).orElseThrow())));
            assertThat(paths).containsExactly(moved.resolve("accounts/1001/images/photo.png"), elsewhere.path());
            assertThat(paths).allSatisfy(path -> assertThat(path).isAbsolute().exists());
        }
    }

    @Test
    void theSameShelfServesEverybodyWhoAsks() {
        assertThat(home.stores.shelf(ANA)).isSameAs(home.stores.shelf(ANA)).isNotSameAs(home.stores.shelf(CARLOS));
    }

    @Test
    void anythingInThePathIsTakenAsItIs() {
        home.close();
        home = new Home(folder.resolve("ação & 100% #1; x=y"));
        try (var store = home.open()) {
            store.alter(change -> change.dialogs().save(withBruno()));
        }
        assertThat(home.database()).exists();
        try (var store = home.open()) {
            boolean there =
                    store.read(view -> view.dialogs().find(withBruno().id()).isPresent());
            assertThat(there).isTrue();
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws Exception {
        Files.writeString(home.folder.resolve("accounts/1001"), "in the way");
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> home.open())
                .withMessageContaining("1001")
                .withMessageContaining("Make its folder writable");
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> home.stores.shelf(ANA))
                .withMessageContaining("1001");
    }

    @Test
    void whatIsLeftOpenIsClosedWithTheHome() {
        var store = home.open();
        home.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> store.read(view -> view.dialogs().all()));
    }

    private Path folderOf(AccountId account) {
        return home.folder.resolve("accounts").resolve(account.toString());
    }

    private SealedFile seal(String name) throws IOException {
        try (var file = home.stores.shelf(ANA).begin(FileName.from(name))) {
            file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            return file.seal();
        }
    }

    private static Message withFile(long n, SealedFile file) {
        var plain = fromAna(n, "x", NOON);
        var body = new Body.File(new SharedFile(FileName.from("photo.png"), "image/png", file));
        return new Message(
                plain.id(), plain.dialog(), plain.author(), NOON, body, plain.fate(), false, plain.cloudId());
    }

    private static Path pathOf(Message message) {
        return ((Body.File) message.body()).file().content().path();
    }
}
