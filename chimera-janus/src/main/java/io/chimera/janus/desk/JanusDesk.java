package io.chimera.janus.desk;

import static io.chimera.core.janus.PseudonymRefused.Refusal.LOCKED;
import static io.chimera.core.janus.PseudonymRefused.Refusal.UNUSABLE_DOMAIN;

import io.chimera.core.account.AccountId;
import io.chimera.core.event.Events;
import io.chimera.core.janus.Exhibit;
import io.chimera.core.janus.Found;
import io.chimera.core.janus.JanusChanged;
import io.chimera.core.janus.ProfileKey;
import io.chimera.core.janus.ProfileTag;
import io.chimera.core.janus.Pseudonym;
import io.chimera.core.janus.PseudonymRefused;
import io.chimera.core.janus.Pseudonyms;
import io.chimera.core.janus.TrafficBook;
import io.chimera.core.janus.Unlocked;
import io.chimera.core.janus.Wanted;
import io.chimera.janus.cards.CardBooks;
import io.chimera.janus.derive.KitSecret;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what is unlocked, one profile for each account, and locks it when nobody has asked anything of it for a while. */
public final class JanusDesk implements Pseudonyms, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(JanusDesk.class);

    /** Keys are zeroed at most this long after their time, whether or not anybody looks. */
    private static final Duration LONGEST_NAP = Duration.ofSeconds(5);

    private final Duration idle;
    private final Clock clock;
    private final SecureRandom random;
    private final Forge forge;
    private final TrafficBook traffic;
    private final Events events;
    private final Map<AccountId, OpenProfile> open = new ConcurrentHashMap<>();
    private final Guests guests = new Guests(this::forgetUnlessOpen);
    private final Thread watch = Thread.ofVirtual().name("janus-idle").unstarted(this::watch);
    private volatile boolean closed;

    /**
     * @param idle after how long without a question a profile locks itself
     * @param traffic forgets what it has of a profile that is locked
     */
    public JanusDesk(
            Duration idle, Clock clock, SecureRandom random, CardBooks books, TrafficBook traffic, Events events) {
        this.forge = new Forge(books);
        this.traffic = traffic;
        this.events = events;
        this.idle = idle;
        this.clock = clock;
        this.random = random;
    }

    /** Begins to look at the clock. */
    public void start() {
        watch.start();
    }

    @Override
    public Unlocked unlock(AccountId account, ProfileKey key) throws PseudonymRefused {
        var fresh = forge.open(key, idle, clock);
        try {
            fresh.recognise(key.memory());
        } catch (PseudonymRefused refused) {
            fresh.close();
            throw refused;
        }
        var before = open.put(account, fresh);
        if (before != null && !before.tag().equals(fresh.tag())) guests.lock(before.tag());
        if (before != null) end(before);
        if (closed) { // while it was computed
            lock(account);
            throw new PseudonymRefused(LOCKED, "Chimera is being ended, so nothing was unlocked.");
        }
        log.info("account={} A profile was unlocked", account);
        changed(account);
        return fresh.state();
    }

    @Override
    public void lock(AccountId account) {
        var gone = open.remove(account);
        if (gone == null) return;
        guests.lock(gone.tag());
        end(gone);
        log.info("account={} The profile was locked", account);
        changed(account);
    }

    @Override
    public Optional<Unlocked> state(AccountId account) {
        return Optional.ofNullable(open.get(account))
                .filter(profile -> !profile.isOver())
                .map(OpenProfile::state);
    }

    @Override
    public Pseudonym at(AccountId account, Wanted wanted) throws PseudonymRefused {
        return unlocked(account).at(wanted);
    }

    @Override
    public Optional<Found> find(AccountId account, String value, List<String> candidates) throws PseudonymRefused {
        return unlocked(account).find(value, candidates);
    }

    /** Zeroes a profile; what the proxy did with it is forgotten when nobody has it unlocked any more. */
    private void end(OpenProfile profile) {
        profile.close();
        forgetUnlessOpen(profile.tag());
    }

    private void forgetUnlessOpen(ProfileTag tag) {
        if (byTag(tag).isEmpty()) traffic.forget(tag);
    }

    /** Tells pages that show it; when the node ends there are none. */
    void changed(AccountId account) {
        if (!closed) events.publish(new JanusChanged(account, clock.instant()));
    }

    /** Tells all that show anything. */
    void changed() {
        open.keySet().forEach(this::changed);
    }

    /**
     * Unlocks a profile for somebody who has no page, or finds that it is unlocked on one already. Takes as long as
     * {@link #unlock}.
     *
     * @param kept the tag this computer keeps for the profile's name, if it does
     * @throws WrongSecret if a profile of that name is known here, and this is another one
     * @throws PseudonymRefused if it could not be done
     */
    public OpenProfile signIn(ProfileKey key, Function<String, Optional<ProfileTag>> kept)
            throws PseudonymRefused, WrongSecret {
        var known = known(forge.nameOf(key), kept);
        var fresh = forge.open(key.evenIfWeak(!known.isEmpty()), idle, clock);
        if (!known.isEmpty() && !known.contains(fresh.tag())) {
            fresh.close();
            throw new WrongSecret();
        }
        var there = onAPage(fresh.tag());
        if (there.isPresent()) {
            fresh.close();
            if (there.get().needsAnother(fresh.mailDomain()))
                throw new PseudonymRefused(
                        UNUSABLE_DOMAIN,
                        "This profile is unlocked on a page with another mail domain, or with none. Sign in without a"
                                + " domain to use that one, or lock it there first.");
            return there.get();
        }
        var in = guests.add(fresh, !known.isEmpty());
        if (closed) {
            guests.close();
            throw new PseudonymRefused(LOCKED, "Chimera is being ended, so nothing was unlocked.");
        }
        return in;
    }

    /**
     * The name of the profile somebody means.
     *
     * @throws PseudonymRefused if it is none
     */
    public String nameOf(ProfileKey key) throws PseudonymRefused {
        return forge.nameOf(key);
    }

    private Set<ProfileTag> known(String name, Function<String, Optional<ProfileTag>> kept) {
        var tags = new HashSet<>(guests.seenAs(name));
        kept.apply(name).ifPresent(tags::add);
        open.values().stream()
                .filter(profile -> !profile.isOver() && profile.name().equals(name))
                .map(OpenProfile::tag)
                .forEach(tags::add);
        return tags;
    }

    /** The profile with a tag while it is unlocked, on a page or without one; that of a page first. */
    public Optional<OpenProfile> byTag(ProfileTag tag) {
        return onAPage(tag).or(() -> guests.byTag(tag));
    }

    private Optional<OpenProfile> onAPage(ProfileTag tag) {
        return open.values().stream()
                .filter(profile -> profile.tag().equals(tag) && !profile.isOver())
                .findFirst();
    }

    /** How many profiles are unlocked without a page. */
    public int guests() {
        return guests.held();
    }

    OpenProfile unlocked(AccountId account) throws PseudonymRefused {
        lockWhatIsOver();
        var profile = open.get(account);
        if (profile == null) throw OpenProfile.locked();
        return profile;
    }

    @Override
    public String newKit() {
        return KitSecret.random(random).text();
    }

    @Override
    public Exhibit exhibit(String name, String password, String site) throws PseudonymRefused {
        return forge.exhibit(name, password, site);
    }

    /** Zeroes every profile whose time is over. */
    void lockWhatIsOver() {
        open.forEach((account, profile) -> {
            if (!profile.isOver() || !open.remove(account, profile)) return;
            end(profile);
            log.info("account={} The profile locked itself after {} without a question", account, idle);
            changed(account);
        });
        guests.lockWhatIsOver();
    }

    /** How many profiles have a key in memory. */
    int held() {
        return open.size() + guests.held();
    }

    private void watch() {
        var nap = idle.compareTo(LONGEST_NAP) < 0 ? idle : LONGEST_NAP;
        try {
            while (!closed) {
                Thread.sleep(nap);
                lockWhatIsOver();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the node closes
        }
    }

    @Override
    public void close() {
        closed = true;
        watch.interrupt();
        open.keySet().forEach(this::lock);
        guests.close();
    }
}
