package io.chimera.telegram.nativelib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chimera.telegram.testing.Native;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TdLibraryTest {

    private static final Platform MARS = new Platform("mars-x64");

    @TempDir
    private Path folder;

    @Test
    void theOneThatIsBroughtIsUnpackedForItsOwnerOnly() throws Exception {
        var library = Native.unpacked(folder.resolve("tdlib"));
        assertThat(library.bundled()).isTrue();
        assertThat(library.file()).isAbsolute().hasFileName("libtdjson-1.8.67.so");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("tdlib"))))
                .isEqualTo("rwx------");
        assertThat(folder.resolve("tdlib")).isDirectoryContaining("glob:**/libtdjson-1.8.67.so");
    }

    @Test
    void itIsUnpackedOnce() throws Exception {
        var file = Native.unpacked(folder).file();
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
        assertThat(Native.unpacked(folder).file()).isEqualTo(file);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(FileTime.fromMillis(1_000_000));
    }

    @Test
    void whatSomebodyPutInItsPlaceIsNotLoadedButReplaced() throws Exception {
        var file = Native.unpacked(folder).file();
        Files.writeString(file, "something else");
        assertThat(Native.unpacked(folder).file()).hasSize(60_192_608);
    }

    @Test
    void theOneThatIsNamedIsTaken() throws Exception {
        var own = Files.writeString(folder.resolve("libtdjson.so"), "whatever it is");
        assertThat(TdLibrary.find(Optional.of(own), folder, MARS)).isEqualTo(new TdLibrary(own, false));
    }

    @Test
    void aNameWithNothingBehindItIsSaid() {
        var nothing = folder.resolve("nothing.so");
        assertThatExceptionOfType(NoTdLibrary.class)
                .isThrownBy(() -> TdLibrary.find(Optional.of(nothing), folder, MARS))
                .withMessageContaining(nothing.toString())
                .withMessageContaining("chimera.telegram.library");
    }

    @Test
    void onAnotherKindOfMachineItSaysWhatToDo() {
        assertThatExceptionOfType(NoTdLibrary.class)
                .isThrownBy(() -> TdLibrary.find(Optional.empty(), folder, MARS))
                .withMessageContaining("mars-x64")
                .withMessageContaining("chimera.telegram.library");
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, false, linux-x64-glibc",
        "Linux, amd64, true, linux-x64-musl",
        "Linux, aarch64, false, linux-arm64-glibc",
        "Mac OS X, aarch64, false, darwin-arm64",
        "Mac OS X, x86_64, false, darwin-x64",
        "Windows 11, amd64, false, win32-x64",
        "FreeBSD, amd64, false, freebsd-x64"
    })
    void machinesHaveTheNamesThePackagesUse(String system, String processor, boolean musl, String name) {
        assertThat(Platform.of(system, processor, musl)).isEqualTo(new Platform(name));
    }
}
