package io.chimera.janus.desk;

import io.chimera.core.janus.ProfileTag;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Profiles that are unlocked for a program, such as a browser, and not on a page. Any thread may ask. */
final class Guests {

    private static final Logger log = LoggerFactory.getLogger(Guests.class);

    /** Names and tags outlive the lock, so that a wrong secret is recognised; the oldest are forgotten. */
    private static final int MOST_NAMES = 1_000;

    /** More people than use one computer; whoever invents names pushes out the oldest, who signs in again unasked. */
    private static final int MOST_OPEN = 100;

    private final LinkedHashMap<ProfileTag, OpenProfile> open = new LinkedHashMap<>();
    private final LinkedHashMap<String, Set<ProfileTag>> seen = new LinkedHashMap<>();
    private final Consumer<ProfileTag> locked;

    /** @param locked is told of every profile that is locked here */
    Guests(Consumer<ProfileTag> locked) {
        this.locked = locked;
    }

    /**
     * Lets a profile in, or closes it where it is in already.
     *
     * @param recognised whether its name was known, and this is the one
     * @return the one that is in
     * @throws WrongSecret if another one of its name came first
     */
    synchronized OpenProfile add(OpenProfile profile, boolean recognised) throws WrongSecret {
        if (!recognised
                && !seenAs(profile.name()).isEmpty()
                && !seenAs(profile.name()).contains(profile.tag())) {
            profile.close();
            throw new WrongSecret();
        }
        var there = byTag(profile.tag());
        if (there.isPresent() && !there.get().needsAnother(profile.mailDomain())) {
            profile.close();
            return there.get();
        }
        var before = open.put(profile.tag(), profile);
        if (before != null) before.close();
        seen.computeIfAbsent(profile.name(), _ -> new LinkedHashSet<>()).add(profile.tag());
        if (seen.size() > MOST_NAMES) seen.remove(seen.firstEntry().getKey());
        if (open.size() > MOST_OPEN) end(open.pollFirstEntry().getValue());
        log.info("A profile was unlocked for a browser");
        return profile;
    }

    synchronized Set<ProfileTag> seenAs(String name) {
        return Set.copyOf(seen.getOrDefault(name, Set.of()));
    }

    synchronized Optional<OpenProfile> byTag(ProfileTag tag) {
        return Optional.ofNullable(open.get(tag)).filter(profile -> !profile.isOver());
    }

    synchronized void lock(ProfileTag tag) {
        var gone = open.remove(tag);
        if (gone != null) end(gone);
    }

    private void end(OpenProfile profile) {
        profile.close();
        locked.accept(profile.tag());
    }

    synchronized void lockWhatIsOver() {
        var over = open.values().stream().filter(OpenProfile::isOver).toList();
        for (var profile : over) {
            open.remove(profile.tag());
            end(profile);
            log.info("A profile that was unlocked for a browser locked itself: nobody used it");
        }
    }

    synchronized int held() {
        return open.size();
    }

    synchronized void close() {
        open.values().forEach(OpenProfile::close);
        open.clear();
    }
}
