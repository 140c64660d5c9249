package io.chimera.pki.identity;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.identity.RevocationReason;
import io.chimera.core.provider.Register.Event;
import io.chimera.core.provider.Register.Issuance;
import io.chimera.core.provider.Register.Revoked;
import io.chimera.pki.database.Database;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Keys whose holders have proven who they are, their certificates as far as they were shown, and which are good. */
final class Issuances {

    private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE);

    private final Database database;
    private final IssuanceStatements statements;
    private final Errands errands;
    private final Audit audit;

    Issuances(Database database, Errands errands, Audit audit) {
        this.database = database;
        this.statements = database.statements(IssuanceStatements.class);
        this.errands = errands;
        this.audit = audit;
    }

    /**
     * Of each person of whom a key was taken back, those that remain good.
     *
     * @param number grows with each change
     */
    record Standing(long number, Map<String, List<String>> people) {}

    /** Notes that somebody has proven to be a person and to have a key; false if that key was taken back. */
    boolean prove(Challenge challenge, KeyFingerprint key, Instant at) {
        var person = challenge.person().telegramUser();
        return database.change(() -> {
            database.alone(person);
            var proven = statements.prove(person, key.hex(), challenge.device(), challenge.asker(), at.toEpochMilli());
            if (proven.orElse(0L) > 0) statements.changed();
            return proven.isPresent();
        });
    }

    /** Whether a key was taken back. */
    boolean isTakenBack(AccountId person, KeyFingerprint key) {
        return row(person, key).flatMap(IssuanceRow::revoked).isPresent();
    }

    /** A person's key, with what is known of it. */
    Optional<Issuance> find(AccountId person, KeyFingerprint key) {
        return row(person, key).map(row -> told(List.of(row)).getFirst());
    }

    /** The newest before a moment, of one person or of all. */
    List<Issuance> newest(Optional<AccountId> wanted, Instant before, int most) {
        var moment = before.isAfter(LAST) ? Long.MAX_VALUE : before.toEpochMilli();
        return told(database.change(() -> wanted.map(person -> statements.newestOf(person.telegramUser(), moment, most))
                .orElseGet(() -> statements.newest(moment, most))));
    }

    /**
     * Notes a certificate. One of a key that was taken back is revoked in turn.
     *
     * @return false if nobody has proven to have its key
     */
    boolean show(AccountId person, X509Certificate certificate, String asker, Instant at) {
        var key = KeyFingerprint.of(certificate.getPublicKey());
        var serial = certificate.getSerialNumber().toString(16);
        var until = certificate.getNotAfter().toInstant();
        return database.change(() -> {
            database.alone(person.telegramUser());
            var known = statements.find(person.telegramUser(), key.hex());
            if (known.isEmpty()) return false;
            var first =
                    statements.show(serial, person.telegramUser(), key.hex(), until.toEpochMilli(), at.toEpochMilli());
            if (first == 1) {
                audit.add(Event.CERTIFIED, person, key, asker, at, serial);
                known.get().revoked().ifPresent(why -> errands.add(serial, until, why, at));
            }
            return true;
        });
    }

    /**
     * Takes a key back, and sets out to have its certificates revoked.
     *
     * @return false if it was taken back before
     */
    boolean revoke(Issuance issuance, RevocationReason reason, String note, String asker, Instant at) {
        var person = issuance.person();
        var key = issuance.key();
        return database.change(() -> {
            database.alone(person.telegramUser());
            var revoked = statements.revoke(person.telegramUser(), key.hex(), reason.name(), note, at.toEpochMilli());
            if (revoked == 0) return false;
            statements.changed();
            audit.add(Event.REVOKED, person, key, asker, at, issuance.device() + " " + reason);
            var why = new Revoked(at, reason, note);
            for (var certificate : certificates(List.of(person.telegramUser()), List.of(key.hex()))) {
                errands.add(certificate.serial(), Instant.ofEpochMilli(certificate.until()), why, at);
            }
            return true;
        });
    }

    /** What is good now of those of whom something is not. */
    Standing standing() {
        return database.change(() -> {
            var number = statements.number();
            var people = new TreeMap<String, List<String>>();
            for (var row : statements.ofRestricted()) {
                var keys = people.computeIfAbsent(Long.toString(row.telegramId()), _ -> new ArrayList<>());
                if (row.revoked().isEmpty()) keys.add(row.fingerprint());
            }
            return new Standing(number, people);
        });
    }

    /** The number {@link #standing} would have. */
    long number() {
        return database.one(statements::number);
    }

    private Optional<IssuanceRow> row(AccountId person, KeyFingerprint key) {
        return database.one(() -> statements.find(person.telegramUser(), key.hex()));
    }

    private List<Issuance> told(List<IssuanceRow> rows) {
        if (rows.isEmpty()) return List.of();
        var people = rows.stream().map(IssuanceRow::telegramId).distinct().toList();
        var keys = rows.stream().map(IssuanceRow::fingerprint).distinct().toList();
        var certificates = database.change(() -> certificates(people, keys)).stream()
                .collect(Collectors.groupingBy(row -> row.telegramId() + row.fingerprint()));
        return rows.stream()
                .map(row -> row.issuance(certificates.getOrDefault(row.telegramId() + row.fingerprint(), List.of())))
                .toList();
    }

    private List<CertificateRow> certificates(List<Long> people, List<String> keys) {
        return statements.certificates(people, keys);
    }
}
