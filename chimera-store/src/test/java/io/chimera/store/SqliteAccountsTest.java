package io.chimera.store;

import static io.chimera.core.testing.People.ANA;
import static io.chimera.core.testing.People.ana;
import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.account.Account;
import io.chimera.core.account.AccountId;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has signed in on this computer. */
class SqliteAccountsTest {

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

    private SqliteAccounts reopened() {
        home.close();
        home = new Home(folder);
        return home.accounts;
    }

    @Test
    void anEmptyHomeKnowsNobody() {
        assertThat(home.accounts.all()).isEmpty();
        assertThat(home.accounts.find(ANA)).isEmpty();
    }

    @Test
    void anAccountSurvivesARestart() {
        home.accounts.save(ana());
        assertThat(reopened().find(ANA)).contains(ana());
    }

    @Test
    void theLongestKnownComeFirstAndKeepTheirPlaceWhenTheyAreRenamed() {
        var zoe = new Account(new AccountId(3), "Zoé", Optional.empty());
        var bia = new Account(new AccountId(2), "Bia", Optional.empty());
        home.accounts.save(zoe);
        home.accounts.save(ana());
        home.accounts.save(bia);
        var renamed = new Account(zoe.id(), "Zoé Prado", ana().phone());
        home.accounts.save(renamed);
        assertThat(reopened().all()).containsExactly(renamed, ana(), bia);
    }

    @Test
    void aForgottenAccountIsNotKnownAnyMoreAndMayComeBackLast() {
        var bia = new Account(new AccountId(2), "Bia", Optional.empty());
        home.accounts.save(ana());
        home.accounts.save(bia);
        home.accounts.forget(ANA);
        home.accounts.forget(ANA);
        assertThat(home.accounts.all()).containsExactly(bia);
        home.accounts.save(ana());
        assertThat(home.accounts.all()).containsExactly(bia, ana());
    }
}
