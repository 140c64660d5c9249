package io.chimera.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.janus.Notebook;
import io.chimera.core.janus.NotebookContract;
import io.chimera.core.janus.ProfileTag;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
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

    /** In one transaction: each put is one with its own sync. */
    @Override
    protected void fill(Notebook notebook, ProfileTag tag, int cards) {
        try (var beside = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("chimera.db"));
                var row = beside.prepareStatement("INSERT INTO card (profile, label, sealed) VALUES (?, ?, ?)")) {
            beside.setAutoCommit(false);
            for (int i = 0; i < cards; i++) {
                row.setString(1, tag.hex());
                row.setString(2, card(i).label());
                row.setBytes(3, card(i).sealed());
                row.executeUpdate();
            }
            beside.commit();
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
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
