package io.chimera.janus.desk;

import static io.chimera.core.janus.PseudonymRefused.Refusal.BUSY;
import static io.chimera.core.janus.PseudonymRefused.Refusal.UNUSABLE_DOMAIN;
import static io.chimera.core.janus.PseudonymRefused.Refusal.UNUSABLE_KIT;
import static io.chimera.core.janus.PseudonymRefused.Refusal.UNUSABLE_PROFILE;
import static io.chimera.core.janus.PseudonymRefused.Refusal.UNUSABLE_SECRET;
import static io.chimera.core.janus.PseudonymRefused.Refusal.WEAK_SECRET;

import io.chimera.core.janus.Effort;
import io.chimera.core.janus.Exhibit;
import io.chimera.core.janus.ProfileKey;
import io.chimera.core.janus.PseudonymRefused;
import io.chimera.janus.Janus;
import io.chimera.janus.alias.Aliases;
import io.chimera.janus.cards.CardBook;
import io.chimera.janus.cards.CardBooks;
import io.chimera.janus.derive.Hardness;
import io.chimera.janus.derive.KitSecret;
import io.chimera.janus.derive.MasterKey;
import io.chimera.janus.derive.PasswordPolicy;
import io.chimera.janus.derive.Persona;
import io.chimera.janus.derive.Profile;
import io.chimera.janus.derive.Strength;
import io.chimera.janus.museum.Classic;
import io.chimera.janus.site.Host;
import io.chimera.janus.site.InvalidHost;
import java.nio.CharBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Makes keys of what people type. At most two are computed at once, and a strong one alone: each takes its memory. */
final class Forge {

    private static final int AT_ONCE = 2;
    private static final int PATIENCE_SECONDS = 20;

    /** 256 MiB for the key, and as much again for everything else. */
    private static final long HEAP_FOR_STRONG = 512L << 20;

    private final Semaphore places = new Semaphore(AT_ONCE, true);

    private final CardBooks books;

    Forge(CardBooks books) {
        this.books = books;
    }

    /** Unlocks a profile. */
    OpenProfile open(ProfileKey key, Duration idle, Clock clock) throws PseudonymRefused {
        var profile = profile(key);
        var kit = kit(key);
        var domain = domain(key);
        var secret = key.secret();
        try {
            if (kit.isNone() && !key.weakAnyway()) requireStrong(secret, profile);
            var master = derive(profile, secret, kit);
            var janus = new Janus(master, domain);
            return new OpenProfile(janus, book(master, janus), profile, !kit.isNone(), domain, idle, clock);
        } finally {
            Arrays.fill(secret, '\0');
        }
    }

    private CardBook book(MasterKey master, Janus janus) {
        try {
            return books.of(master);
        } catch (RuntimeException fault) {
            janus.close();
            throw fault;
        }
    }

    /** The name of the profile somebody means. */
    String nameOf(ProfileKey key) throws PseudonymRefused {
        return profile(key).name();
    }

    private static Profile profile(ProfileKey key) throws PseudonymRefused {
        var typed = key.profile().strip();
        try {
            return typed.startsWith("janus1:") ? Profile.parse(typed) : new Profile(typed, hardness(key.effort()));
        } catch (IllegalArgumentException refused) {
            throw new PseudonymRefused(UNUSABLE_PROFILE, String.valueOf(refused.getMessage()));
        }
    }

    private static Hardness hardness(Effort effort) {
        return switch (effort) {
            case STANDARD -> Hardness.STANDARD;
            case STRONG -> Hardness.STRONG;
        };
    }

    private static KitSecret kit(ProfileKey key) throws PseudonymRefused {
        if (key.kit().isEmpty()) return KitSecret.none();
        return KitSecret.parse(key.kit().get())
                .orElseThrow(() -> new PseudonymRefused(
                        UNUSABLE_KIT,
                        "A kit is 26 letters and digits, as they stand on the sheet. Compare them, or leave it empty if"
                                + " this profile has none."));
    }

    private static Optional<String> domain(ProfileKey key) throws PseudonymRefused {
        if (key.mailDomain().isEmpty()) return Optional.empty();
        var typed = key.mailDomain().get();
        try {
            var host = Host.of(typed);
            if (!host.isAddress() && host.port() == 0 && Aliases.isDomain(host.name())) return Optional.of(host.name());
        } catch (InvalidHost _) {
            // said below
        }
        throw new PseudonymRefused(
                UNUSABLE_DOMAIN,
                "«" + typed + "» is no domain that mail could go to. Write it like anna.example, or leave it empty.");
    }

    private static void requireStrong(char[] secret, Profile profile) throws PseudonymRefused {
        var strength = Strength.of(CharBuffer.wrap(secret), profile.name());
        if (strength.isEnough()) return;
        throw new PseudonymRefused(
                WEAK_SECRET,
                (strength.isLongEnough()
                                ? "The secret is built of what is guessed early (" + strength.score()
                                        + " of 4; 3 is asked)."
                                : "The secret has fewer than " + Strength.SHORTEST + " characters.")
                        + " Whoever steals one site's passwords could find it. Take several words that nobody would put"
                        + " together, or add a kit.");
    }

    private MasterKey derive(Profile profile, char[] secret, KitSecret kit) throws PseudonymRefused {
        int needed = profile.hardness() == Hardness.STRONG ? AT_ONCE : 1;
        if (needed == AT_ONCE && Runtime.getRuntime().maxMemory() < HEAP_FOR_STRONG)
            throw new PseudonymRefused(
                    BUSY,
                    "A strong profile takes 256 MB for a moment, which this Chimera may not use. Start it with"
                            + " -Xmx640m or more in bin/jvm.options.");
        takePlaces(needed);
        try {
            return MasterKey.derive(profile, secret, kit);
        } catch (IllegalArgumentException refused) {
            throw new PseudonymRefused(UNUSABLE_SECRET, String.valueOf(refused.getMessage()));
        } catch (OutOfMemoryError _) { // the one large thing that is allocated, and it is gone again
            throw new PseudonymRefused(BUSY, "There is not enough memory for it now. Try again in a moment.");
        } finally {
            places.release(needed);
        }
    }

    private void takePlaces(int needed) throws PseudonymRefused {
        try {
            if (places.tryAcquire(needed, PATIENCE_SECONDS, TimeUnit.SECONDS)) return;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw new PseudonymRefused(BUSY, "Others are unlocking profiles at this moment. Try again in a moment.");
    }

    /** The same inputs under both algorithms. */
    Exhibit exhibit(String name, String password, String typed) throws PseudonymRefused {
        var profile = profile(ProfileKey.of(name, new char[0]));
        var site = Place.of(typed).site();
        var secret = password.toCharArray();
        try (var ours = new Janus(derive(profile, secret, KitSecret.none()), Optional.of("example.net"))) {
            var triple = ours.triple(Persona.at(site), PasswordPolicy.USUAL);
            var then = Classic.pair(name, password, site.name());
            var address = Classic.address("the proxy's key", name, site.name());
            return new Exhibit(
                    site.name(),
                    then.user(),
                    then.password(),
                    address,
                    Classic.fitsMail(address),
                    triple.user(),
                    triple.password(),
                    triple.address(),
                    triple.bits());
        } finally {
            Arrays.fill(secret, '\0');
        }
    }
}
