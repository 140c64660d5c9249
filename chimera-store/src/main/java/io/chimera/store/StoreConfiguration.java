package io.chimera.store;

import io.chimera.core.account.Accounts;
import io.chimera.core.event.Events;
import io.chimera.core.janus.Notebook;
import io.chimera.core.janus.OptIns;
import io.chimera.core.legacy.Legacies;
import io.chimera.core.store.AccountStores;
import io.chimera.store.disk.OwnerOnly;
import io.chimera.store.export.SqliteExport;
import io.chimera.store.legacy.SqliteLegacies;
import io.chimera.store.sqlite.Mapping;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The memory of this computer's accounts, in SQLite below one folder.
 *
 * <p>It needs three beans: the home as a {@link Path}, {@link Events} and a {@link Clock}; whoever provides the home holds
 * its {@link io.chimera.store.disk.HomeLock}. It gives {@link Accounts}, {@link AccountStores}, {@link Notebook}, {@link OptIns} and {@link Legacies}, and no data source:
 * databases come and go with accounts.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StoreSettings.class)
public class StoreConfiguration {

    @Bean
    Mapping storeMapping() {
        return new Mapping();
    }

    @Bean
    SqliteAccounts accounts(Path home, StoreSettings settings, Mapping mapping) throws IOException {
        OwnerOnly.createFolder(home);
        var file = home.resolve("chimera.db");
        OwnerOnly.createFile(file);
        return SqliteAccounts.open(file, settings.patience(), mapping);
    }

    @Bean
    Notebook notebook(SqliteAccounts accounts) {
        return accounts.notebook();
    }

    @Bean
    OptIns optIns(SqliteAccounts accounts) {
        return accounts.optIns();
    }

    @Bean
    SqliteAccountStores accountStores(
            Path home, StoreSettings settings, Mapping mapping, SqliteAccounts accounts, Events events, Clock clock) {
        return new SqliteAccountStores(home, settings, mapping, accounts, events, clock);
    }

    @Bean
    SqliteExport sqliteExport() {
        return new SqliteExport();
    }

    @Bean
    Legacies legacies() {
        return new SqliteLegacies();
    }
}
