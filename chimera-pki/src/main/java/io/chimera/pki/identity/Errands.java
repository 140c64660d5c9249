package io.chimera.pki.identity;

import io.chimera.core.provider.Register.Revoked;
import io.chimera.pki.database.Database;
import io.chimera.pki.step.AuthorityFailed;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Certificates the authority is to revoke. Each is kept until the authority has done it, or the certificate has ended by
 * itself; several instances may be at it.
 */
final class Errands {

    private static final Logger log = LoggerFactory.getLogger(Errands.class);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final int MOST_DOUBLINGS = 8; // 10 s … 43 min
    private static final int AT_ONCE = 20;
    private static final int LONGEST_TROUBLE = 300;

    private final Database database;
    private final ErrandStatements statements;
    private final Authority authority;

    Errands(Database database, Authority authority) {
        this.database = database;
        this.statements = database.statements(ErrandStatements.class);
        this.authority = authority;
    }

    /** Who revokes. */
    @FunctionalInterface
    interface Authority {
        /** Revokes a certificate; it is no failure if it was revoked before. */
        void revoke(BigInteger serial, Revoked why) throws AuthorityFailed;
    }

    /** Adds one within the change that makes it necessary. */
    void add(String serial, Instant until, Revoked why, Instant now) {
        if (until.isBefore(now)) return;
        statements.add(serial, why.reason().name(), why.note(), until.toEpochMilli(), now.toEpochMilli());
    }

    /** Tries what is due. */
    void round(Instant now) {
        database.tidy(() -> statements.forget(now.toEpochMilli()));
        attempt(database.one(() -> statements.due(now.toEpochMilli(), AT_ONCE)), now);
    }

    /** Tries those of these certificates that are not done, due or not; says what the first of them met. */
    Optional<String> attempt(List<String> serials, Instant now) {
        if (serials.isEmpty()) return Optional.empty();
        attempt(database.change(() -> statements.open(serials)), now);
        return database.change(() -> statements.open(serials)).stream()
                .map(ErrandRow::trouble)
                .findFirst();
    }

    /** What the last tries have met; empty if all is well. */
    Optional<String> trouble() {
        return database.change(() -> statements.troubled(1)).stream()
                .map(ErrandRow::trouble)
                .findFirst();
    }

    private void attempt(Iterable<ErrandRow> errands, Instant now) {
        for (var errand : errands) {
            if (!attempt(errand, now)) return; // the next would meet the same
        }
    }

    private boolean attempt(ErrandRow errand, Instant now) {
        var later = now.plus(pause(errand.tries())).toEpochMilli();
        if (database.change(() -> statements.claim(errand.serial(), errand.dueAt(), later)) == 0) return true;
        try {
            authority.revoke(errand.number(), new Revoked(now, errand.reason(), errand.note()));
            database.change(() -> statements.done(errand.serial()));
            log.info("A certificate was revoked at the authority serial={}", errand.serial());
            return true;
        } catch (AuthorityFailed e) {
            log.warn(
                    "A certificate could not be revoked serial={} tries={}: {}",
                    errand.serial(),
                    errand.tries() + 1,
                    e.what());
            var told = e.what().substring(0, Math.min(e.what().length(), LONGEST_TROUBLE));
            database.change(() -> statements.fail(errand.serial(), told));
            return e.kind() == AuthorityFailed.Kind.REFUSED;
        }
    }

    private static Duration pause(long tries) {
        return FIRST_PAUSE.multipliedBy(1L << Math.min(tries, MOST_DOUBLINGS));
    }
}
