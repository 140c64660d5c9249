package io.chimera.app;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.identity.RevocationReason;
import io.chimera.core.provider.Register;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A provider's register whose condition tells of the delivery of codes as well. */
final class WatchedRegister implements Register {

    private final Register register;
    private final CodeDelivery delivery;

    WatchedRegister(Register register, CodeDelivery delivery) {
        this.register = register;
        this.delivery = delivery;
    }

    @Override
    public Condition condition() {
        var own = register.condition();
        var trouble = Stream.concat(delivery.trouble().get().stream(), own.trouble().stream())
                .toList();
        return new Condition(trouble, own.certificateUntil(), delivery.name());
    }

    @Override
    public Figures figures(Duration within) {
        return register.figures(within);
    }

    @Override
    public List<Issuance> issued(Optional<AccountId> wanted, Instant before, int limit) {
        return register.issued(wanted, before, limit);
    }

    @Override
    public Optional<Issuance> find(AccountId person, KeyFingerprint key) {
        return register.find(person, key);
    }

    @Override
    public List<Entry> audit(Optional<AccountId> wanted, long before, int limit) {
        return register.audit(wanted, before, limit);
    }

    @Override
    public Optional<String> revoke(AccountId person, KeyFingerprint key, RevocationReason reason, String note) {
        return register.revoke(person, key, reason, note);
    }
}
