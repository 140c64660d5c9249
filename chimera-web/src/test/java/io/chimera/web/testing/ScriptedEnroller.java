package io.chimera.web.testing;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.Enroller;
import io.chimera.core.identity.Enrolment;
import io.chimera.core.identity.Enrolment.CertificateFacts;
import io.chimera.core.identity.EnrolmentFailed;
import io.chimera.core.identity.RevocationReason;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** The way to a certificate, with nobody at the other end. The right code is {@value #CODE}. */
public final class ScriptedEnroller implements Enroller {

    public static final String CODE = "483920";

    private final Clock clock;
    private final Map<AccountId, Enrolment> states = new ConcurrentHashMap<>();
    private final AtomicReference<Optional<EnrolmentFailed>> next = new AtomicReference<>(Optional.empty());

    public ScriptedEnroller(Clock clock) {
        this.clock = clock;
    }

    /** The next step ends so. */
    public void fails(EnrolmentFailed failure) {
        next.set(Optional.of(failure));
    }

    /** The account stands there now. */
    public void is(AccountId account, Enrolment state) {
        states.put(account, state);
    }

    /** Facts of a certificate that is so old and so good. */
    public CertificateFacts facts(Duration age, Duration left) {
        return new CertificateFacts(
                "219044718830092561ab",
                "Chimera Lab CA 1",
                clock.instant().minus(age),
                clock.instant().plus(left),
                "EC P-256",
                "3f9a07c451be28d06e13fa95804b77e23f9a07c451be28d06e13fa95804b77e2");
    }

    @Override
    public Enrolment state(AccountId account) {
        return states.getOrDefault(account, new Enrolment.Unknown());
    }

    @Override
    public Enrolment.Challenged ask(AccountId account, String deviceName) throws EnrolmentFailed {
        failIfTold();
        return keep(account, new Enrolment.Challenged(clock.instant().plus(Duration.ofMinutes(10))));
    }

    @Override
    public Enrolment.Certified prove(AccountId account, String code) throws EnrolmentFailed {
        failIfTold();
        if (!(state(account) instanceof Enrolment.Challenged))
            throw new EnrolmentFailed(EnrolmentFailed.Cause.NO_CHALLENGE, "no code was asked for");
        if (!code.replaceAll("[ -]", "").equals(CODE))
            throw new EnrolmentFailed(EnrolmentFailed.Cause.WRONG_CODE, "it is another code");
        return keep(account, new Enrolment.Certified(facts(Duration.ZERO, Duration.ofDays(10))));
    }

    @Override
    public Enrolment.Certified renew(AccountId account) throws EnrolmentFailed {
        failIfTold();
        return keep(account, new Enrolment.Certified(facts(Duration.ZERO, Duration.ofDays(10))));
    }

    @Override
    public Enrolment.Revoked revoke(AccountId account, RevocationReason reason, String note) throws EnrolmentFailed {
        failIfTold();
        return keep(account, new Enrolment.Revoked(facts(Duration.ofDays(4), Duration.ofDays(6)), reason + " " + note));
    }

    private void failIfTold() throws EnrolmentFailed {
        var told = next.getAndSet(Optional.empty());
        if (told.isPresent()) throw told.get();
    }

    private <T extends Enrolment> T keep(AccountId account, T state) {
        states.put(account, state);
        return state;
    }
}
