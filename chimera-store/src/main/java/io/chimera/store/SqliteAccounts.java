package io.chimera.store;

import io.chimera.core.account.Account;
import io.chimera.core.account.AccountId;
import io.chimera.core.account.Accounts;
import io.chimera.core.contact.PhoneNumber;
import io.chimera.store.sqlite.Database;
import io.chimera.store.sqlite.Mapping;
import io.chimera.store.sqlite.Schema;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.relational.core.query.Criteria;
import org.springframework.data.relational.core.query.Query;

/** The accounts known on this computer, in the home's own database. Safe for use by many threads. */
final class SqliteAccounts implements Accounts, AutoCloseable {

    private static final Schema SCHEMA = new Schema("db/migration/node", 0x43786D4E, "a Chimera home");
    private static final int READERS = 1;

    private final Database database;

    private SqliteAccounts(Database database) {
        this.database = database;
    }

    static SqliteAccounts open(Path file, Duration patience, Mapping mapping) {
        return new SqliteAccounts(Database.open(file, SCHEMA, READERS, patience, mapping));
    }

    @Override
    public List<Account> all() {
        return database.read(turn -> turn.rows().findAll(AccountRow.class, Sort.by("place")).stream()
                .map(AccountRow::toAccount)
                .toList());
    }

    @Override
    public Optional<Account> find(AccountId id) {
        var thisOne = Query.query(Criteria.where("id").is(id.telegramUser()));
        return database.read(
                turn -> turn.rows().findOne(thisOne, AccountRow.class).map(AccountRow::toAccount));
    }

    @Override
    public void save(Account account) {
        database.write(turn -> turn.sql("""
                                INSERT INTO account (id, name, phone) VALUES (:id, :name, :phone)
                                ON CONFLICT (id) DO UPDATE SET name = excluded.name, phone = excluded.phone
                                """)
                .param("id", account.id().telegramUser())
                .param("name", account.name())
                .param("phone", account.phone().map(PhoneNumber::e164).orElse(null))
                .update());
    }

    /** Forgets what the account is called. One that is not known is no error. */
    void forget(AccountId account) {
        database.write(turn -> turn.sql("DELETE FROM account WHERE id = :id")
                .param("id", account.telegramUser())
                .update());
    }

    /** What is kept of Janus profiles; it lives as long as this does. */
    SqliteNotebook notebook() {
        return new SqliteNotebook(database);
    }

    /** Of which sites HTTPS is looked into; it lives as long as this does. */
    SqliteOptIns optIns() {
        return new SqliteOptIns(database);
    }

    @Override
    public void close() {
        database.close();
    }

    /** A row of table {@code account}. */
    @Table("account")
    private record AccountRow(
            @Id long place, long id, String name, @Nullable String phone) {

        Account toAccount() {
            return new Account(
                    new AccountId(id), name, Optional.ofNullable(phone).map(PhoneNumber::new));
        }
    }
}
