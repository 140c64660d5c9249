package io.chimera.pki.identity;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.provider.Register.Entry;
import io.chimera.core.provider.Register.Event;
import io.chimera.core.provider.Register.Figures;
import io.chimera.pki.database.Database;
import io.chimera.pki.identity.Limits.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who asked for what, and what came of it. Rows are added and never changed; nothing in them is secret. */
final class Audit {

    private static final String NONE = "";

    /** A flood is told of and does not become one here: a row a minute and asker, and a row a second in all. */
    private static final Rate OF_ONE = new Rate(1, Duration.ofMinutes(1));

    private static final Rate OF_ALL = new Rate(60, Duration.ofSeconds(1));

    private final Database database;
    private final AuditStatements statements;
    private final Throttle throttle;

    Audit(Database database, Throttle throttle) {
        this.database = database;
        this.statements = database.statements(AuditStatements.class);
        this.throttle = throttle;
    }

    /** What became of a challenge. */
    void add(Event event, Challenge challenge, Instant at, String detail) {
        add(event, challenge, at, NONE, detail);
    }

    /** That a challenge was answered rightly, and which token was handed out for it. */
    void proven(Challenge challenge, String token, Instant at) {
        add(Event.PROVEN, challenge, at, token, challenge.device());
    }

    /** What happened to a key. */
    void add(Event event, AccountId person, KeyFingerprint key, String asker, Instant at, String detail) {
        insert(new AuditRow(
                null, at.toEpochMilli(), event, person.telegramUser(), asker, NONE, NONE, NONE, key.hex(), detail));
    }

    /** That somebody has to wait. Belongs to no change: it tells of something that was not done. */
    void limited(Optional<AccountId> person, String asker, Instant at) {
        if (throttle.pass("limited " + asker, OF_ONE, at).isPresent()) return;
        if (throttle.pass("limited", OF_ALL, at).isPresent()) return;
        var whom = person.map(AccountId::telegramUser).orElse(null);
        insert(new AuditRow(null, at.toEpochMilli(), Event.LIMITED, whom, asker, NONE, NONE, NONE, NONE, NONE));
    }

    /** The newest before a row, of one person or of all. */
    List<Entry> newest(Optional<AccountId> wanted, long before, int most) {
        return database.change(() -> wanted
                .map(person -> statements.newestOf(person.telegramUser(), before, most))
                .orElseGet(() -> statements.newest(before, most))
                .stream()
                .map(AuditRow::entry)
                .toList());
    }

    /** How often what happened since then. */
    Figures figures(Instant since) {
        var times = database.change(() -> statements.times(since.toEpochMilli())).stream()
                .collect(Collectors.toMap(AuditStatements.Times::event, AuditStatements.Times::times));
        return new Figures(
                times.getOrDefault(Event.ASKED.name(), 0L),
                times.getOrDefault(Event.PROVEN.name(), 0L),
                times.getOrDefault(Event.WRONG_CODE.name(), 0L),
                times.getOrDefault(Event.UNDELIVERABLE.name(), 0L),
                times.getOrDefault(Event.LIMITED.name(), 0L),
                times.getOrDefault(Event.REVOKED.name(), 0L));
    }

    private void add(Event event, Challenge challenge, Instant at, String token, String detail) {
        insert(new AuditRow(
                null,
                at.toEpochMilli(),
                event,
                challenge.person().telegramUser(),
                challenge.asker(),
                challenge.id(),
                challenge.wanted().map(wanted -> wanted.request().hex()).orElse(NONE),
                token,
                challenge.wanted().map(wanted -> wanted.key().hex()).orElse(NONE),
                detail));
    }

    private void insert(AuditRow row) {
        database.one(() -> statements.add(
                row.at(),
                row.event().name(),
                row.telegramId(),
                row.asker(),
                row.challenge(),
                row.request(),
                row.token(),
                row.fingerprint(),
                row.detail()));
    }
}
