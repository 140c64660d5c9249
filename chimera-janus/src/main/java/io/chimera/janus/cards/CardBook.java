package io.chimera.janus.cards;

import io.chimera.core.janus.Notebook.SealedCard;
import io.chimera.core.janus.ProfileTag;
import io.chimera.core.janus.SiteCard;
import io.chimera.core.janus.Wanted;
import io.chimera.janus.derive.MasterKey;
import io.chimera.janus.site.Host;
import io.chimera.janus.site.Site;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cards of one profile, open. Without being remembered a profile has none, and nothing is written for it. Thread-safe;
 * after {@link #close} there are no cards.
 */
public final class CardBook implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CardBook.class);

    private final CardBooks books;
    private final CardKey key;
    private final String name;
    private final ProfileTag tag;
    private Contents read = new Contents(-1, Optional.empty(), Map.of(), Map.of());
    private boolean closed;

    CardBook(CardBooks books, MasterKey master) {
        this.books = books;
        this.key = CardKey.of(master);
        this.name = master.profile().name();
        this.tag = CardKey.tag(master);
    }

    /** What was in it when the changes stood at a number. */
    private record Contents(
            long changes, Optional<ProfileTag> known, Map<String, SiteCard> bySite, Map<String, SiteCard> byHost) {}

    /** Which profile it is of. */
    public ProfileTag tag() {
        return tag;
    }

    /** Whether this computer remembers this profile. */
    public boolean isRemembered() {
        return now().known().filter(tag::equals).isPresent();
    }

    /** Whether this computer remembers another one of the same name. */
    public boolean isSomebodyElse() {
        return now().known().filter(known -> !known.equals(tag)).isPresent();
    }

    /** Remembers this profile; returns whether there was room. */
    public boolean remember() {
        if (isRemembered()) return true;
        boolean done = books.notebook().remember(name, tag);
        books.changed();
        return done;
    }

    /** All cards, by the names of their sites. */
    public List<SiteCard> all() {
        return now().bySite().values().stream()
                .sorted(Comparator.comparing(SiteCard::site))
                .toList();
    }

    /**
     * The card a host belongs to.
     *
     * @param byList its site by the list of today; a card that has the host goes before it
     */
    public Optional<SiteCard> of(Host host, Site byList) {
        var now = now();
        var itself = Optional.ofNullable(now.bySite().get(host.toString()));
        return itself.or(() -> Optional.ofNullable(now.byHost().get(host.toString())))
                .or(() -> Optional.ofNullable(now.bySite().get(byList.name())));
    }

    /** The card with a label. */
    public Optional<SiteCard> labelled(String label) {
        return now().bySite().values().stream()
                .filter(card -> card.label().equals(label))
                .findFirst();
    }

    /** A new card for a site, not written yet. */
    public SiteCard fresh(Host host, Site site, String list) {
        var now = hour();
        return new SiteCard(
                key.label(site),
                Wanted.at(site.name()),
                List.of(),
                List.of(host.toString()),
                list,
                "",
                false,
                false,
                now,
                now);
    }

    private Instant hour() {
        return books.clock().instant().truncatedTo(ChronoUnit.HOURS);
    }

    /**
     * Notes that a host was asked for: makes its card, or holds the host to the one there is. Where there is no room nothing
     * is written.
     */
    public void use(Host host, Site site, String list) {
        try {
            note(host, site, list);
        } catch (RuntimeException fault) { // the value is right without its card
            log.warn(
                    "The use of a site could not be written down: {}",
                    fault.getClass().getSimpleName());
        }
    }

    private void note(Host host, Site site, String list) {
        if (!isRemembered()) return;
        var found = of(host, site);
        if (found.isEmpty()) {
            boolean _ = put(fresh(host, site, list));
            return;
        }
        var card = found.get();
        var used = card.used(host.toString(), hour());
        if (!used.equals(card)) {
            boolean _ = put(used);
        }
    }

    /**
     * Writes a card.
     *
     * @return whether it was written: not where there is no room, nor for a profile that is not remembered
     * @throws IllegalArgumentException if it is too long
     */
    public synchronized boolean put(SiteCard card) {
        if (closed) return false;
        var label = key.label(new Site(card.site()));
        boolean done = books.notebook().put(tag, new SealedCard(label, key.sealCard(label, CardBytes.of(card))));
        books.changed();
        return done;
    }

    /** Removes a card. */
    public void remove(String label) {
        books.notebook().remove(tag, label);
        books.changed();
    }

    /** All cards as a file that only this profile's key opens. */
    public synchronized byte[] export() {
        return CardFile.of(key, all());
    }

    /** What is in such a file; empty if it is none, or another profile's. */
    public synchronized Optional<List<SiteCard>> read(byte[] file) {
        return closed ? Optional.empty() : CardFile.read(key, file);
    }

    private synchronized Contents now() {
        if (closed) return new Contents(-1, Optional.empty(), Map.of(), Map.of());
        long changes = books.changes();
        if (read.changes() != changes) read = load(changes);
        return read;
    }

    private Contents load(long changes) {
        var known = books.notebook().known(name);
        var bySite = new HashMap<String, SiteCard>();
        var byHost = new HashMap<String, SiteCard>();
        int unreadable = 0;
        if (known.filter(tag::equals).isPresent()) {
            for (var sealed : books.notebook().cards(tag)) {
                var card = opened(sealed);
                if (card.isEmpty()) unreadable++;
                card.ifPresent(one -> {
                    bySite.put(one.site(), one);
                    one.hosts().forEach(host -> byHost.putIfAbsent(host, one));
                });
            }
        }
        if (unreadable > 0)
            log.warn("{} cards were changed by something else than Chimera, or damaged; they are left out", unreadable);
        return new Contents(changes, known, bySite, byHost);
    }

    private Optional<SiteCard> opened(SealedCard sealed) {
        return key.openCard(sealed.label(), sealed.sealed()).flatMap(plain -> {
            try {
                return Optional.of(CardBytes.read(sealed.label(), plain));
            } catch (IOException | RuntimeException _) { // of a later version
                return Optional.empty();
            }
        });
    }

    @Override
    public synchronized void close() {
        closed = true;
        read = new Contents(-1, Optional.empty(), Map.of(), Map.of());
        key.close();
    }
}
