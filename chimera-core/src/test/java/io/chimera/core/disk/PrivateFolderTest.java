package io.chimera.core.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFolderTest {

    @TempDir
    private Path temporary;

    @Test
    void foldersAndFilesAreTheirOwnersFromTheStart() throws Exception {
        var folder = PrivateFolder.open(temporary.resolve("a/b"));

        folder.write("key.pem", "secret");

        assertThat(mode(temporary.resolve("a"))).isEqualTo("rwx------");
        assertThat(mode(temporary.resolve("a/b"))).isEqualTo("rwx------");
        assertThat(mode(temporary.resolve("a/b/key.pem"))).isEqualTo("rw-------");
        assertThat(mode(folder.reserve("some.db"))).isEqualTo("rw-------");
    }

    @Test
    void aFileIsReplacedWhole() throws Exception {
        var folder = PrivateFolder.open(temporary.resolve("keys"));
        folder.write("key.pem", "a long first text");

        folder.write("key.pem", "second");

        assertThat(folder.read("key.pem")).contains("second");
        try (var files = Files.list(temporary.resolve("keys"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void whatAnInterruptedWriteLeftIsNoHindrance() throws Exception {
        var folder = PrivateFolder.open(temporary.resolve("keys"));
        Files.writeString(temporary.resolve("keys/key.pem.new"), "half");

        folder.write("key.pem", "whole");

        assertThat(folder.read("key.pem")).contains("whole");
    }

    @Test
    void aWriteThatFailsLeavesTheFileAsItWas() throws Exception {
        var folder = PrivateFolder.open(temporary.resolve("keys"));
        folder.write("key.pem", "first");
        Files.createDirectories(temporary.resolve("keys/key.pem.new/in the way"));

        assertThatThrownBy(() -> folder.write("key.pem", "second")).isInstanceOf(IOException.class);

        assertThat(folder.read("key.pem")).contains("first");
    }

    @Test
    void wherePermissionsWereWidenedNothingIsReadOrWritten() throws Exception {
        var folder = PrivateFolder.open(temporary.resolve("keys"));
        folder.write("key.pem", "secret");
        var file = temporary.resolve("keys/key.pem");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw----r--"));
        assertThatThrownBy(() -> folder.read("key.pem"))
                .isInstanceOf(TooOpen.class)
                .hasMessageContaining("chmod 600 '" + file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        Files.setPosixFilePermissions(temporary.resolve("keys"), PosixFilePermissions.fromString("rwxr-x---"));
        assertThatThrownBy(() -> folder.read("key.pem")).isInstanceOf(TooOpen.class);
        assertThatThrownBy(() -> folder.write("key.pem", "x")).isInstanceOf(TooOpen.class);
        assertThatThrownBy(() -> PrivateFolder.open(temporary.resolve("keys")))
                .isInstanceOf(TooOpen.class)
                .hasMessageContaining("chmod 700");
    }

    @Test
    void aFileThatIsTooLargeIsNotOurs() throws Exception {
        var folder = PrivateFolder.open(temporary.resolve("keys"));
        folder.write("key.pem", "x".repeat(256 * 1024 + 1));

        assertThatThrownBy(() -> folder.read("key.pem")).hasMessageContaining("too large");
    }

    @Test
    void aClaimIsExclusiveUntilItIsClosed() throws Exception {
        var folder = PrivateFolder.open(temporary.resolve("keys"));
        try (var _ = folder.claim()) {
            assertThatThrownBy(folder::claim).isInstanceOf(IOException.class).hasMessageContaining("Try again");
        }
        folder.claim().close();
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
