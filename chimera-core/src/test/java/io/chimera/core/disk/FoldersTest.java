package io.chimera.core.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {

    @TempDir
    private Path home;

    private Path filled(String name, String text) throws IOException {
        var folder =
                Files.createDirectories(home.resolve(name).resolve("inner")).getParent();
        Files.writeString(folder.resolve("inner/file"), text);
        return folder;
    }

    @Test
    void aFolderIsRemovedWithEverythingInItButWhatItsLinksLeadTo() throws Exception {
        var other = filled("other", "stays");
        var folder = filled("folder", "goes");
        Files.createSymbolicLink(folder.resolve("link"), other);
        Folders.remove(folder);
        assertThat(home).isDirectoryNotContaining(path -> !path.equals(other));
        assertThat(other.resolve("inner/file")).hasContent("stays");
        Folders.remove(folder); // which is not there
    }

    @Test
    void whatACrashLeftOfARemovalIsRemovedLater() throws Exception {
        filled(".removed-7", "goes");
        var other = filled("other", "stays");
        Folders.finishRemovals(home);
        assertThat(home).isDirectoryNotContaining(path -> !path.equals(other));
        Folders.finishRemovals(home.resolve("nowhere"));
    }

    @Test
    void aFolderTakesThePlaceOfAnother() throws Exception {
        var fresh = filled("fresh", "new");
        var old = filled("place/old", "old");
        Folders.replace(old, fresh);
        assertThat(old.resolve("inner/file")).hasContent("new");
        assertThat(fresh).doesNotExist();
        Folders.replace(home.resolve("elsewhere/deep"), old);
        assertThat(home.resolve("elsewhere/deep/inner/file")).hasContent("new");
    }
}
