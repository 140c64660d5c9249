package io.chimera.core.janus;

import io.chimera.core.account.AccountId;
import io.chimera.core.janus.Found.Value;
import io.chimera.core.janus.PseudonymRefused.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Pseudonyms one can see through: hashes of what was typed, and the last two labels of a host for a site. */
public final class ScriptedPseudonyms implements Pseudonyms {

    public static final String KIT = "abcde-fghij-klmno-pqrst-uvwxy-z";

    private final Duration idle;
    private final Clock clock;
    private final Map<AccountId, Open> open = new HashMap<>();

    public ScriptedPseudonyms(Duration idle, Clock clock) {
        this.idle = idle;
        this.clock = clock;
    }

    /** What this computer remembers. */
    final Map<String, ProfileTag> known = new HashMap<>();

    final Map<ProfileTag, Map<String, SiteCard>> cards = new HashMap<>();

    private record Open(int key, Unlocked state) {}

    @Override
    public synchronized Unlocked unlock(AccountId account, ProfileKey key) throws PseudonymRefused {
        if (key.secret().length < 12 && key.kit().isEmpty() && !key.weakAnyway())
            throw new PseudonymRefused(Refusal.WEAK_SECRET, "The secret has fewer than 12 characters.");
        if (key.kit().filter(kit -> !kit.equals(KIT)).isPresent())
            throw new PseudonymRefused(Refusal.UNUSABLE_KIT, "A kit is 26 letters.");
        int hash = (key.profile() + new String(key.secret()) + key.kit()).hashCode();
        var check = IntStream.range(0, 4)
                .mapToObj(i -> Math.floorMod(hash >> 5 * i, 2048))
                .toList();
        var tag = new ProfileTag(String.format("%032x", hash & 0xffffffffL));
        boolean other =
                known.containsKey(key.profile()) && !known.get(key.profile()).equals(tag);
        if (other && key.memory() != ProfileKey.Memory.SOMEBODY_ELSE)
            throw new PseudonymRefused(
                    Refusal.NOT_AS_KNOWN, "This is not the secret this computer knows for " + key.profile() + ".");
        if (key.memory() == ProfileKey.Memory.REMEMBER) known.put(key.profile(), tag);
        var profile = "janus1:" + (key.effort() == Effort.STRONG ? "strong:" : "std:") + key.profile();
        var now = clock.instant();
        var state = new Unlocked(
                tag, false, profile, check, key.kit().isPresent(), key.mailDomain(), now, now.plus(idle), List.of());
        open.put(account, new Open(hash, state));
        return asRemembered(state);
    }

    private Unlocked asRemembered(Unlocked one) {
        return new Unlocked(
                one.tag(),
                one.tag().equals(known.get(one.name())),
                one.profile(),
                one.check(),
                one.withKit(),
                one.mailDomain(),
                one.since(),
                one.locksAt(),
                one.sites());
    }

    @Override
    public synchronized void lock(AccountId account) {
        open.remove(account);
    }

    @Override
    public synchronized Optional<Unlocked> state(AccountId account) {
        return Optional.ofNullable(open.get(account))
                .map(Open::state)
                .map(this::asRemembered)
                .filter(state -> clock.instant().isBefore(state.locksAt()));
    }

    @Override
    public synchronized Pseudonym at(AccountId account, Wanted wanted) throws PseudonymRefused {
        var before = state(account).orElseThrow(() -> new PseudonymRefused(Refusal.LOCKED, "No profile is unlocked."));
        var there = computed(open.get(account), wanted);
        var sites = new ArrayList<>(before.sites());
        sites.removeIf(one -> one.site().equals(there.site()) && one.persona().equals(wanted.persona()));
        sites.addFirst(there.wanted());
        open.put(account, new Open(open.get(account).key(), touched(before, clock.instant(), sites)));
        if (before.remembered())
            cards.computeIfAbsent(before.tag(), _ -> new HashMap<>())
                    .compute(
                            there.site(),
                            (site, card) -> (card == null ? fresh(site) : card).used(there.host(), hour()));
        return there;
    }

    SiteCard fresh(String site) {
        return new SiteCard(
                String.format("%032x", site.hashCode() & 0xffffffffL),
                Wanted.at(site),
                List.of(),
                List.of(),
                "list",
                "",
                false,
                false,
                hour(),
                hour());
    }

    private Instant hour() {
        return clock.instant().truncatedTo(ChronoUnit.HOURS);
    }

    private Unlocked touched(Unlocked before, Instant now, List<Wanted> sites) {
        return new Unlocked(
                before.tag(),
                before.remembered(),
                before.profile(),
                before.check(),
                before.withKit(),
                before.mailDomain(),
                before.since(),
                now.plus(idle),
                sites);
    }

    static String site(String typed) {
        var host = typed.replaceFirst("^[a-z]+://", "").replaceFirst("/.*", "");
        return host.matches("[0-9.]+") ? host : host.replaceFirst("^.*\\.(?=[^.]+\\.[^.]+$)", "");
    }

    private static Pseudonym computed(Open key, Wanted wanted) throws PseudonymRefused {
        var host = wanted.site().replaceFirst("^[a-z]+://", "").replaceFirst("/.*", "");
        if (host.isEmpty() || host.contains(" "))
            throw new PseudonymRefused(Refusal.NO_SITE, "There is no host in it.");
        if (wanted.counter() < 1) throw new PseudonymRefused(Refusal.UNUSABLE_PERSONA, "A counter is 1 to 999.");
        if (wanted.rules().contains("many"))
            throw new PseudonymRefused(Refusal.UNUSABLE_RULES, "«many» is no number of characters.");
        boolean address = host.matches("[0-9.]+");
        var site = address ? host : host.replaceFirst("^.*\\.(?=[^.]+\\.[^.]+$)", "");
        var why = address
                ? WhyTheSite.ADDRESS
                : !host.contains(".")
                        ? WhyTheSite.WHOLE_HOST
                        : site.equals(host) ? WhyTheSite.ITSELF : WhyTheSite.REGISTRABLE;
        var hash = Integer.toHexString((key.key() + site + wanted.persona() + wanted.counter()).hashCode());
        return new Pseudonym(
                new Wanted(site, wanted.persona(), wanted.counter(), wanted.rules()),
                host,
                why,
                "user" + hash,
                "password" + hash + wanted.rules().hashCode(),
                key.state()
                        .mailDomain()
                        .map(domain -> "k" + hash + "@" + domain)
                        .orElse(""),
                wanted.rules().contains("maxlength: 4") ? 23.8 : 131);
    }

    @Override
    public synchronized Optional<Found> find(AccountId account, String value, List<String> candidates)
            throws PseudonymRefused {
        var state = state(account).orElseThrow(() -> new PseudonymRefused(Refusal.LOCKED, "No profile is unlocked."));
        var sites = new ArrayList<>(state.sites().stream().map(Wanted::site).toList());
        sites.addAll(cards.getOrDefault(state.tag(), Map.of()).keySet());
        sites.addAll(candidates);
        for (var site : sites) {
            for (int counter = 1; counter <= 20; counter++) {
                var there = computed(open.get(account), new Wanted(site, "", counter, ""));
                var sought = value.strip();
                if (sought.equals(there.user())) return found(Value.USER, there);
                if (sought.equals(there.password())) return found(Value.PASSWORD, there);
                if (sought.equals(there.address())) return found(Value.ADDRESS, there);
            }
        }
        return Optional.empty();
    }

    private static Optional<Found> found(Value value, Pseudonym there) {
        return Optional.of(new Found(value, there.site(), "", there.wanted().counter()));
    }

    @Override
    public String newKit() {
        return KIT;
    }

    @Override
    public Exhibit exhibit(String name, String password, String site) throws PseudonymRefused {
        if (site.isBlank()) throw new PseudonymRefused(Refusal.NO_SITE, "There is no host in it.");
        return new Exhibit(
                site,
                "abcdefgh",
                "ponmlkji",
                "abcd".repeat(20),
                false,
                "babab12",
                "p".repeat(22),
                "k@example.net",
                131);
    }
}
