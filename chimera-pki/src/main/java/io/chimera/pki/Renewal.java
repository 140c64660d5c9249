package io.chimera.pki;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.EnrolmentFailed;
import io.chimera.pki.x509.Lifetime;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews every account's certificate when two thirds of its life have passed, on one virtual thread; tries again, less
 * and less often, while that fails.
 */
final class Renewal implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Renewal.class);

    /** Accounts come and go, clocks are set, computers sleep: looked at this often at least. */
    private static final Duration LONGEST_NAP = Duration.ofMinutes(1);

    /** From here on somebody should look after it. */
    private static final Duration LAST_DAY = Duration.ofDays(1);

    private final StepEnroller enroller;
    private final KeyVaults vaults;
    private final Clock clock;
    private final Thread thread;
    private final Map<AccountId, Failing> failing = new HashMap<>();

    Renewal(StepEnroller enroller, KeyVaults vaults, Clock clock) {
        this.enroller = enroller;
        this.vaults = vaults;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("certificate-renewal").unstarted(this::run);
    }

    /** How often in a row it has failed, and when to try again. */
    private record Failing(int times, Instant retryAt) {}

    /** Begins. */
    void start() {
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    /** Renews what is due and says when to look again. */
    synchronized Instant round() {
        var lookAgain = clock.instant().plus(LONGEST_NAP);
        try {
            for (var account : vaults.accounts()) {
                var next = round(account);
                if (next.isBefore(lookAgain)) lookAgain = next;
            }
        } catch (IOException e) {
            log.warn("The accounts' certificates cannot be looked at: {}", e.getMessage());
        }
        return lookAgain;
    }

    private Instant round(AccountId account) {
        var waiting = failing.get(account);
        if (waiting != null && clock.instant().isBefore(waiting.retryAt())) return waiting.retryAt();
        try {
            enroller.renewIfDue(account);
            failing.remove(account);
            return clock.instant().plus(LONGEST_NAP);
        } catch (EnrolmentFailed e) {
            var times = waiting == null ? 1 : waiting.times() + 1;
            var retryAt = retryAt(account, times);
            failing.put(account, new Failing(times, retryAt));
            tell(account, times, e);
            return retryAt;
        } catch (RuntimeException e) {
            log.error("account={} Looking after its certificate failed", account, e);
            return clock.instant().plus(LONGEST_NAP); // one account's fault is not the others'
        }
    }

    private void tell(AccountId account, int times, EnrolmentFailed why) {
        if (left(account).compareTo(LAST_DAY) < 0) {
            log.error(
                    "account={} Its certificate ends in less than a day, and renewing it failed times={}: {}",
                    account,
                    times,
                    why.getMessage());
        } else {
            log.warn("account={} Renewing its certificate failed times={}: {}", account, times, why.getMessage());
        }
    }

    private Duration left(AccountId account) {
        try {
            return vaults.of(account)
                    .credential()
                    .map(held -> Duration.between(clock.instant(), held.notAfter()))
                    .orElse(LAST_DAY);
        } catch (IOException e) {
            return LAST_DAY; // renewing has just met and told the same trouble
        }
    }

    private Instant retryAt(AccountId account, int times) {
        var now = clock.instant();
        try {
            return vaults.of(account)
                    .credential()
                    .map(held -> Lifetime.of(held.certificate()).retryAt(times, now))
                    .orElse(now.plus(LONGEST_NAP));
        } catch (IOException e) {
            return now.plus(LONGEST_NAP); // renewing has just met and told the same trouble
        }
    }

    private void run() {
        try {
            while (true) {
                var nap = Duration.between(clock.instant(), round());
                Thread.sleep(nap.compareTo(LONGEST_NAP) < 0 ? nap.plusMillis(1) : LONGEST_NAP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the node closes
        }
    }
}
