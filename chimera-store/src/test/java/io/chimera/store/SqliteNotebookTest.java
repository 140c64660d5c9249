package io.chimera.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.janus.Notebook;
import io.chimera.core.janus.NotebookContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of Janus profiles, in the home's own database. */
class SqliteNotebookTest extends NotebookContract {

    @TempDir
    private Path folder;

    private Home home;

    @BeforeEach
    void settle() {
        home = new Home(folder);
    }

    @AfterEach
    void leave() {
        home.close();
    }

    @Override
    protected Notebook notebook() {
        return home.accounts.notebook();
    }

    @Test
    void whatIsRememberedSurvivesARestart() {
        notebook().remember("anna", tag(1));
        notebook().put(tag(1), card(1, (byte) 5));
        home.close();
        home = new Home(folder);

        assertThat(notebook().known("anna")).contains(tag(1));
        assertThat(notebook().cards(tag(1)).getFirst().sealed()).containsExactly(5);
    }
}
