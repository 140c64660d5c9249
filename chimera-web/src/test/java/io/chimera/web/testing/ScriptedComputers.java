package io.chimera.web.testing;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.Computers;
import io.chimera.core.identity.EnrolmentFailed;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.identity.RevocationReason;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** A person's computers, with no identity provider at the other end. */
public final class ScriptedComputers implements Computers {

    private final Clock clock;
    private final List<Computer> computers = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final AtomicReference<Optional<EnrolmentFailed>> next = new AtomicReference<>(Optional.empty());

    ScriptedComputers(Clock clock) {
        this.clock = clock;
    }

    /** Those that are there from now on. */
    public void are(Computer... all) {
        computers.clear();
        computers.addAll(List.of(all));
        told.clear();
        next.set(Optional.empty());
    }

    /** The next question ends so. */
    public void fails(EnrolmentFailed failure) {
        next.set(Optional.of(failure));
    }

    /** What was said when computers were disowned: the key's beginning, the reason and the note. */
    public List<String> told() {
        return List.copyOf(told);
    }

    @Override
    public List<Computer> of(AccountId account) throws EnrolmentFailed {
        failIfTold();
        return List.copyOf(computers);
    }

    @Override
    public void disown(AccountId account, KeyFingerprint computer, RevocationReason reason, String note)
            throws EnrolmentFailed {
        failIfTold();
        told.add(computer.hex().substring(0, 4) + " " + reason + " " + note);
        computers.replaceAll(one -> one.key().equals(computer)
                ? new Computer(one.key(), one.name(), one.since(), one.here(), Optional.of(clock.instant()))
                : one);
    }

    private void failIfTold() throws EnrolmentFailed {
        var failure = next.getAndSet(Optional.empty());
        if (failure.isPresent()) throw failure.get();
    }
}
