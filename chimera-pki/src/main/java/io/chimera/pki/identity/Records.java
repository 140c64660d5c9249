package io.chimera.pki.identity;

import io.chimera.pki.database.Database;
import io.chimera.pki.identity.Limits.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the database holds, by what it is about. */
record Records(
        Database database,
        Throttle throttle,
        Audit audit,
        Challenges challenges,
        Issuances issuances,
        Errands errands) {

    static Records in(Database database, Limits limits, Errands.Authority authority) {
        var throttle = new Throttle(database);
        var audit = new Audit(database, throttle);
        var errands = new Errands(database, authority);
        return new Records(
                database,
                throttle,
                audit,
                new Challenges(database, throttle, audit, limits),
                new Issuances(database, errands, audit),
                errands);
    }

    /** Empty if an asker may pass now, else how long until they may. */
    Optional<Duration> pass(String asker, Rate rate, Instant now) {
        var wait = throttle.pass("asker " + asker, rate, now);
        if (wait.isPresent()) audit.limited(Optional.empty(), asker, now);
        return wait;
    }

    /** Forgets what says nothing any more, and does what is due. */
    void upkeep(Instant now) {
        throttle.sweep(now);
        challenges.sweep(now);
        errands.round(now);
    }
}
