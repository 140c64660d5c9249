package io.chimera.lab.server;

import io.chimera.core.contact.PhoneNumber;
import io.chimera.core.file.Sha256;
import io.chimera.lab.api.Person;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The people of the lab, and whom each of them has in their telephone book. */
final class Registry {

    /** Everybody's message ids begin somewhere else, so that no two people, and no two labs, agree on them. */
    private static final long LOWEST_FIRST_ID = 1L << 30;

    private static final long HIGHEST_FIRST_ID = 1L << 42;

    private final LabDatabase database;
    private final SecureRandom random = new SecureRandom();

    Registry(LabDatabase database) {
        this.database = database;
    }

    /** Whether nobody lives here yet. */
    boolean isEmpty() {
        return database.read(reading ->
                reading.sql("SELECT count(*) FROM person").query(Long.class).single() == 0);
    }

    /** Notes which token somebody has, and that they live here. */
    void settle(long id, String name, PhoneNumber phone, String token) {
        database.alter(change -> change.sql("""
                INSERT INTO person (id, name, phone, token_hash, last_message)
                VALUES (:id, :name, :phone, :hash, :first)
                ON CONFLICT (id) DO UPDATE SET token_hash = excluded.token_hash
                """)
                .param("id", id)
                .param("name", name)
                .param("phone", phone.e164())
                .param("hash", hash(token))
                .param("first", random.nextLong(LOWEST_FIRST_ID, HIGHEST_FIRST_ID))
                .update());
    }

    /** Puts somebody into somebody's telephone book. */
    void acquaint(long owner, long person, String called) {
        database.alter(change -> change.sql("INSERT OR REPLACE INTO contact (owner, person, called) VALUES (?, ?, ?)")
                .params(owner, person, called)
                .update());
    }

    /** Whose token this is. */
    Optional<Person> bearing(String token) {
        return database.read(reading -> reading.sql("SELECT id, name, phone FROM person WHERE token_hash = ?")
                .param(hash(token))
                .query((row, _) -> person(row))
                .optional());
    }

    /** Whether somebody with this id lives here. */
    boolean knows(long id) {
        return database.read(reading -> reading.sql("SELECT count(*) FROM person WHERE id = ?")
                        .param(id)
                        .query(Long.class)
                        .single()
                > 0);
    }

    /** Everybody's id. */
    List<Long> everybody() {
        return database.read(reading -> reading.sql("SELECT id FROM person ORDER BY id")
                .query(Long.class)
                .list());
    }

    /** Who has this number, called as the asker calls them. */
    Optional<Person> byPhone(long asker, PhoneNumber phone) {
        return database.read(reading -> reading.sql("""
                SELECT p.id, coalesce(c.called, p.name) AS name, p.phone
                  FROM person p
                  LEFT JOIN contact c ON c.owner = ? AND c.person = p.id
                 WHERE p.phone = ?
                """)
                .params(asker, phone.e164())
                .query((row, _) -> person(row))
                .optional());
    }

    /** Somebody's telephone book, by name. */
    List<Person> contacts(long owner) {
        return database.read(reading ->
                reading.sql("""
                SELECT p.id, c.called AS name, p.phone
                  FROM contact c
                  JOIN person p ON p.id = c.person
                 WHERE c.owner = ?
                 ORDER BY c.called, p.id
                """).param(owner).query((row, _) -> person(row)).list());
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(row.getLong("id"), row.getString("name"), row.getString("phone"));
    }

    private static String hash(String token) {
        return Sha256.over(token.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
