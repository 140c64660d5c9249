package io.chimera.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.janus.OptIns;
import io.chimera.core.janus.OptIns.Will;
import io.chimera.core.janus.OptInsContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of which sites HTTPS is looked into, in the home's own database. */
class SqliteOptInsTest extends OptInsContract {

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
    protected OptIns optIns() {
        return home.accounts.optIns();
    }

    @Test
    void whatIsWantedSurvivesARestart() {
        optIns().put(one("shop.example", Will.ON));
        home.close();
        home = new Home(folder);

        assertThat(optIns().all()).containsExactly(one("shop.example", Will.ON));
    }
}
