package io.chimera.pki.identity;

import io.chimera.core.account.AccountId;
import io.chimera.pki.disk.Ledger;
import io.chimera.pki.x509.SigningRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The challenges of the last two days, and the audit of everything that became of them. */
final class Challenges {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration KEPT = Duration.ofDays(2);
    private static final String NO_TOKEN = "";

    private final Ledger ledger;
    private final Limits limits;

    Challenges(Ledger ledger, Limits limits) {
        this.ledger = ledger;
        this.limits = limits;
    }

    /** Why an audit row was written. */
    enum Event {
        ASKED,
        UNDELIVERABLE,
        WRONG_CODE,
        PROVEN
    }

    /** A challenge of which a try has just been used up, and what its code was sealed to. */
    record Tried(Challenge challenge, SealedCode code) {}

    /** Keeps a new challenge, unless its person or asker has had too many: then it says how long to wait. */
    Optional<Duration> open(Challenge challenge, SealedCode code) {
        return ledger.change(sql -> {
            sql.sql("delete from challenge where created_at < ?")
                    .param(challenge.createdAt().minus(KEPT).toEpochMilli())
                    .update();
            var wait = wait(sql, challenge);
            if (wait.isEmpty()) {
                insert(sql, challenge, code);
                audit(sql, Event.ASKED, challenge, challenge.createdAt(), NO_TOKEN);
            }
            return wait;
        });
    }

    /** Uses up one try; empty if there is no such challenge, or it is over: expired, used, tried too often. */
    Optional<Tried> tryOnce(String id, Instant now) {
        return ledger.change(sql -> sql.sql("""
                        update challenge set tries = tries + 1
                        where id = ? and used_at is null and expires_at > ? and tries < ?
                        returning id, telegram_id, asker, request, code, created_at, expires_at""")
                .params(id, now.toEpochMilli(), limits.tries())
                .query(Challenges::tried)
                .optional());
    }

    /**
     * Uses the challenge up for good.
     *
     * @param token the id of the token that is given for it
     * @return false if it was used before
     */
    boolean use(Challenge challenge, String token, Instant now) {
        return ledger.change(sql -> {
            var used = sql.sql("update challenge set used_at = ? where id = ? and used_at is null")
                    .params(now.toEpochMilli(), challenge.id())
                    .update();
            if (used == 1) audit(sql, Event.PROVEN, challenge, now, token);
            return used == 1;
        });
    }

    /** Remembers what became of a challenge. */
    void audit(Event event, Challenge challenge, Instant at) {
        ledger.change(sql -> {
            audit(sql, event, challenge, at, NO_TOKEN);
            return event;
        });
    }

    /**
     * Each limit says that of some times the n-th newest must have passed; the one that passes last decides. Challenges
     * that were answered rightly count in none: whoever asked for them is who they say.
     */
    private Optional<Duration> wait(JdbcClient sql, Challenge wanted) {
        var open = "select expires_at from challenge where telegram_id = :person and used_at is null"
                + " order by expires_at desc";
        var ofPerson = "select created_at from challenge where telegram_id = :person and used_at is null"
                + " order by created_at desc";
        var ofPersonByAsker = "select created_at from challenge where telegram_id = :person and asker = :asker"
                + " and used_at is null order by created_at desc";
        return Stream.of(
                        nth(sql, wanted, open, limits.openForOne(), Duration.ZERO),
                        nth(sql, wanted, ofPerson, limits.dailyForOne(), DAY),
                        nth(sql, wanted, ofPersonByAsker, limits.dailyByOneForOne(), DAY),
                        nth(sql, wanted, ofPersonByAsker, 1, limits.pause()))
                .flatMap(Optional::stream)
                .map(passes -> Duration.between(wanted.createdAt(), passes))
                .filter(Duration::isPositive)
                .max(Comparator.naturalOrder());
    }

    private static Optional<Instant> nth(JdbcClient sql, Challenge wanted, String newestFirst, int n, Duration later) {
        return sql.sql(newestFirst + " limit 1 offset :skip")
                .param("person", wanted.person().telegramUser())
                .param("asker", wanted.asker())
                .param("skip", n - 1)
                .query(Long.class)
                .optional()
                .map(millis -> Instant.ofEpochMilli(millis).plus(later));
    }

    private static void insert(JdbcClient sql, Challenge challenge, SealedCode code) {
        sql.sql("""
                        insert into challenge (id, telegram_id, asker, request, code, created_at, expires_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        challenge.id(),
                        challenge.person().telegramUser(),
                        challenge.asker(),
                        challenge.request().hex(),
                        code.bytes(),
                        challenge.createdAt().toEpochMilli(),
                        challenge.expiresAt().toEpochMilli())
                .update();
    }

    private static void audit(JdbcClient sql, Event event, Challenge challenge, Instant at, String token) {
        sql.sql("""
                        insert into audit (at, event, challenge, telegram_id, asker, request, token)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        at.toEpochMilli(),
                        event.name(),
                        challenge.id(),
                        challenge.person().telegramUser(),
                        challenge.asker(),
                        challenge.request().hex(),
                        token)
                .update();
    }

    private static Tried tried(ResultSet row, int number) throws SQLException {
        return new Tried(
                new Challenge(
                        row.getString("id"),
                        new AccountId(row.getLong("telegram_id")),
                        row.getString("asker"),
                        new SigningRequest.Digest(row.getString("request")),
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        Instant.ofEpochMilli(row.getLong("expires_at"))),
                new SealedCode(row.getBytes("code")));
    }
}
