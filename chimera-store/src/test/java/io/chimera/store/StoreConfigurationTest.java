package io.chimera.store;

import static io.chimera.core.testing.People.ANA;
import static io.chimera.core.testing.People.ana;
import static io.chimera.core.testing.People.withBruno;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.chimera.core.account.Accounts;
import io.chimera.core.event.Events;
import io.chimera.core.store.AccountStores;
import io.chimera.core.testing.RecordedEvents;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.unit.DataSize;

/** What the module gives an application, and what it asks of it. */
class StoreConfigurationTest {

    @TempDir
    private Path folder;

    private ApplicationContextRunner application() {
        return new ApplicationContextRunner()
                .withUserConfiguration(StoreConfiguration.class)
                .withBean("home", Path.class, () -> folder.resolve("home"))
                .withBean(Events.class, RecordedEvents::new)
                .withBean(Clock.class, Clock::systemUTC);
    }

    @Test
    void anApplicationGetsAccountsAndStoresAndNoDataSource() {
        application().run(context -> {
            assertThat(context).hasNotFailed().doesNotHaveBean(DataSource.class);
            context.getBean(Accounts.class).save(ana());
            try (var store = context.getBean(AccountStores.class).open(ANA)) {
                store.alter(change -> change.dialogs().save(withBruno()));
            }
            assertThat(folder.resolve("home/chimera.db")).exists();
            assertThat(folder.resolve("home/accounts/1001/account.db")).exists();
        });
    }

    @Test
    void whatAnApplicationLeftOpenIsClosedWhenItEnds() {
        application().run(context -> {
            var store = context.getBean(AccountStores.class).open(ANA);
            context.close();
            assertThatIllegalStateException()
                    .isThrownBy(() -> store.read(view -> view.contacts().all()));
            assertThat(folder.resolve("home/accounts/1001/account.db-wal")).doesNotExist();
        });
    }

    @Test
    void settingsHaveUsefulDefaults() {
        application()
                .run(context -> assertThat(context.getBean(StoreSettings.class))
                        .isEqualTo(new StoreSettings(
                                DataSize.ofMegabytes(64), 3, Duration.ofSeconds(2), Duration.ofDays(7))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chimera.store.reserve=1KB",
                "chimera.store.readers=0",
                "chimera.store.readers=17",
                "chimera.store.patience=0s",
                "chimera.store.patience=31s",
                "chimera.store.keep-parts=59m",
            })
    void nonsenseIsRefusedAtTheStart(String setting) {
        application()
                .withPropertyValues(setting)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining(setting.substring(0, setting.indexOf('='))));
    }
}
