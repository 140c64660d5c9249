package io.chimera.app.health;

import io.chimera.app.health.AccountsHealth.Condition;
import io.chimera.core.identity.Enroller;
import io.chimera.core.identity.Enrolment;
import io.chimera.core.identity.Enrolment.CertificateFacts;
import io.chimera.core.identity.Revocations;
import io.chimera.core.identity.Revocations.Knowledge;
import io.chimera.core.messenger.Messengers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** The component {@code pki}: each account's certificate, and how well it is known which ones were taken back. */
final class PkiHealth implements HealthIndicator {

    /** Renewing was due for days by then. */
    private static final Duration ALARM = Duration.ofHours(24);

    /** Certificates that never live long are due later; renewing begins when a third of their life is left. */
    private static final int ALARMING_SHARE = 4;

    private final AccountsHealth accounts;
    private final Revocations revocations;

    PkiHealth(Messengers messengers, Enroller enroller, Revocations revocations, Clock clock) {
        this.accounts =
                new AccountsHealth(messengers, messenger -> of(enroller.state(messenger.account()), clock.instant()));
        this.revocations = revocations;
    }

    @Override
    public Health health() {
        var certificates = accounts.health();
        var known = of(revocations.knowledge());
        var worst = known.status().equals(Status.DOWN) ? Status.DOWN : certificates.getStatus();
        return Health.status(worst)
                .withDetails(certificates.getDetails())
                .withDetail("revocations", known.words())
                .build();
    }

    static Condition of(Knowledge knowledge) {
        var asOf = knowledge
                .asOf()
                .map(at -> "the list in use was made " + at)
                .orElse("there is no list of certificates that were taken back");
        return knowledge
                .trouble()
                .map(trouble -> Condition.down(asOf + ": " + trouble))
                .orElseGet(() -> Condition.up(asOf));
    }

    static Condition of(Enrolment enrolment, Instant now) {
        return switch (enrolment) {
            case Enrolment.Certified(var facts) ->
                isAlarming(facts, now)
                        ? Condition.down("the certificate ends " + facts.notAfter()
                                + " and was not renewed, though it was due: renew it on the page Certificate")
                        : Condition.up("certified until " + facts.notAfter());
            case Enrolment.Expiring(var facts, var why) ->
                Condition.down("the certificate ends " + facts.notAfter() + " and could not be renewed: " + why);
            case Enrolment.Unknown() -> Condition.down("no certificate yet: get one on the page Certificate");
            case Enrolment.Challenged _ -> Condition.down("a one-time code waits to be typed on the page Certificate");
            case Enrolment.Expired(var facts) ->
                Condition.down("the certificate ended " + facts.notAfter() + ": get another on the page Certificate");
            case Enrolment.Revoked _ ->
                Condition.down("the certificate was revoked: get another on the page Certificate");
        };
    }

    private static boolean isAlarming(CertificateFacts facts, Instant now) {
        var left = Duration.between(now, facts.notAfter());
        var life = Duration.between(facts.notBefore(), facts.notAfter());
        return left.compareTo(ALARM) < 0 && left.compareTo(life.dividedBy(ALARMING_SHARE)) < 0;
    }
}
