package io.chimera.web.provider;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.identity.RevocationReason;
import io.chimera.core.provider.Register;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A provider's register in memory, for pages. */
final class ScriptedRegister implements Register {

    private final Clock clock;
    private final List<Issuance> issued = new ArrayList<>();
    private final List<Entry> audit = new ArrayList<>();
    private List<String> trouble = List.of();
    private boolean authorityAway;

    ScriptedRegister(Clock clock) {
        this.clock = clock;
    }

    synchronized void anew() {
        issued.clear();
        audit.clear();
        trouble = List.of();
        authorityAway = false;
    }

    synchronized void isTroubledBy(String... sentences) {
        trouble = List.of(sentences);
    }

    synchronized void hasNoAuthority() {
        authorityAway = true;
    }

    synchronized KeyFingerprint issue(long person, String device, Duration ago, Duration life) {
        var at = clock.instant().minus(ago);
        var key = new KeyFingerprint("%064x".formatted(person * 1000 + issued.size()));
        issued.add(new Issuance(
                new AccountId(person),
                key,
                device,
                "192.0.2.7",
                at,
                life.isZero() ? List.of() : List.of("21905e0b8c2d4f6a", "7f3a"),
                life.isZero() ? Optional.empty() : Optional.of(at.plus(life)),
                Optional.empty()));
        tell(Event.PROVEN, person, at, device);
        return key;
    }

    synchronized void tell(Event event, long person, Instant at, String detail) {
        audit.add(new Entry(
                audit.size() + 1L,
                at,
                event,
                person == 0 ? Optional.empty() : Optional.of(new AccountId(person)),
                "192.0.2.7",
                detail));
    }

    @Override
    public synchronized Condition condition() {
        return new Condition(trouble, clock.instant().plus(Duration.ofDays(7)), "Telegram");
    }

    @Override
    public synchronized Figures figures(Duration within) {
        var since = clock.instant().minus(within);
        return new Figures(
                count(Event.ASKED, since),
                count(Event.PROVEN, since),
                count(Event.WRONG_CODE, since),
                count(Event.UNDELIVERABLE, since),
                count(Event.LIMITED, since),
                count(Event.REVOKED, since));
    }

    private long count(Event event, Instant since) {
        return audit.stream()
                .filter(entry -> entry.what() == event && !entry.at().isBefore(since))
                .count();
    }

    @Override
    public synchronized List<Issuance> issued(Optional<AccountId> wanted, Instant before, int limit) {
        return issued.stream()
                .filter(one -> wanted.isEmpty() || wanted.get().equals(one.person()))
                .filter(one -> one.at().isBefore(before))
                .sorted(Comparator.comparing(Issuance::at).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Optional<Issuance> find(AccountId person, KeyFingerprint key) {
        return issued.stream()
                .filter(one -> one.person().equals(person) && one.key().equals(key))
                .findFirst();
    }

    @Override
    public synchronized List<Entry> audit(Optional<AccountId> wanted, long before, int limit) {
        return audit.reversed().stream()
                .filter(entry -> wanted.isEmpty() || wanted.equals(entry.person()))
                .filter(entry -> entry.number() < before)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Optional<String> revoke(
            AccountId person, KeyFingerprint key, RevocationReason reason, String note) {
        var was = find(person, key).orElseThrow();
        issued.set(
                issued.indexOf(was),
                new Issuance(
                        person,
                        key,
                        was.device(),
                        was.asker(),
                        was.at(),
                        was.serials(),
                        was.until(),
                        Optional.of(new Revoked(clock.instant(), reason, note))));
        tell(Event.REVOKED, person.telegramUser(), clock.instant(), reason.name());
        return authorityAway ? Optional.of("The certificate authority does not answer.") : Optional.empty();
    }
}
