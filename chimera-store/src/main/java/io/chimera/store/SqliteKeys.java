package io.chimera.store;

import io.chimera.core.contact.ContactId;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.trust.ContactKey;
import io.chimera.core.trust.ContactKeys;
import io.chimera.store.sqlite.Turn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys of one account's contacts as its database has them during one turn. */
final class SqliteKeys implements ContactKeys.Editing {

    private static final Columns COLUMNS =
            Columns.of("contact", "fingerprint", "first_seen", "last_seen", "news", "compared_at", "blocked_at");

    private final Turn turn;

    SqliteKeys(Turn turn) {
        this.turn = turn;
    }

    @Override
    public List<ContactKey> of(ContactId contact) {
        return turn.sql("SELECT * FROM contact_key WHERE contact = :contact ORDER BY first_seen DESC, fingerprint")
                .param("contact", contact.telegramUser())
                .query((row, _) -> key(row))
                .list();
    }

    @Override
    public Optional<ContactKey> find(ContactId contact, KeyFingerprint key) {
        return turn.sql("SELECT * FROM contact_key WHERE contact = :contact AND fingerprint = :fingerprint")
                .param("contact", contact.telegramUser())
                .param("fingerprint", key.hex())
                .query((row, _) -> key(row))
                .optional();
    }

    @Override
    public void save(ContactId contact, ContactKey key) {
        turn.sql(COLUMNS.insertInto("contact_key") + " ON CONFLICT (contact, fingerprint) DO UPDATE SET "
                        + COLUMNS.takenOver())
                .param("contact", contact.telegramUser())
                .param("fingerprint", key.fingerprint().hex())
                .param("first_seen", Nanos.of(key.firstSeen()))
                .param("last_seen", Nanos.of(key.lastSeen()))
                .param("news", key.news())
                .param("compared_at", nanos(key.compared()))
                .param("blocked_at", nanos(key.blocked()))
                .update();
    }

    @Override
    public void forget(ContactId contact, KeyFingerprint key) {
        turn.sql("DELETE FROM contact_key WHERE contact = :contact AND fingerprint = :fingerprint")
                .param("contact", contact.telegramUser())
                .param("fingerprint", key.hex())
                .update();
    }

    private static ContactKey key(ResultSet row) throws SQLException {
        return new ContactKey(
                new KeyFingerprint(row.getString("fingerprint")),
                Nanos.toInstant(row.getLong("first_seen")),
                Nanos.toInstant(row.getLong("last_seen")),
                row.getBoolean("news"),
                moment(row, "compared_at"),
                moment(row, "blocked_at"));
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        long nanos = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Nanos.toInstant(nanos));
    }

    private static @Nullable Long nanos(Optional<Instant> moment) {
        return moment.map(Nanos::of).orElse(null);
    }
}
