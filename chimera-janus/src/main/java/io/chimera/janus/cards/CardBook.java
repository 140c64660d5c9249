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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cards of one profile, open. Without being remembered a profile has none, and nothing is written for it. Thread-safe:
 * looking never waits, changing waits for the disk. After {@link #close} there are no cards.
 */
public final class CardBook implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CardBook.class);

    private final CardBooks books;
    private final CardKey key;
    private final String name;
    private final ProfileTag tag;
    private volatile Contents contents = Contents.NONE;
    private boolean closed;

    CardBook(CardBooks books, MasterKey master) {
        this.books = books;
        this.key = CardKey.of(master);
        this.name = master.profile().name();
        this.tag = CardKey.tag(master);
    }

    /** What is in it; never changed, but replaced. */
    private record Contents(
            Optional<ProfileTag> known, SortedMap<String, SiteCard> bySite, Map<String, SiteCard> byHost) {

        static final Contents NONE = of(Optional.empty(), new TreeMap<>());

        /** Where two cards have one host, it is the first one's. */
        static Contents of(Optional<ProfileTag> known, SortedMap<String, SiteCard> bySite) {
            var byHost = new HashMap<String, SiteCard>();
            for (var card : bySite.values()) card.hosts().forEach(host -> byHost.putIfAbsent(host, card));
            return new Contents(known, bySite, byHost);
        }
    }

    /** Which profile it is of. */
    public ProfileTag tag() {
        return tag;
    }

    /** Whether this computer remembers this profile. */
    public boolean isRemembered() {
        return contents.known().filter(tag::equals).isPresent();
    }

    /** Whether this computer remembers another one of the same name. */
    public boolean isSomebodyElse() {
        return contents.known().filter(known -> !known.equals(tag)).isPresent();
    }

    /** Remembers this profile; returns whether there was room. */
    public boolean remember() {
        return isRemembered() || books.remember(name, tag);
    }

    /** All cards, by the names of their sites. */
    public List<SiteCard> all() {
        return List.copyOf(contents.bySite().values());
    }

    /**
     * The card a host belongs to.
     *
     * @param byList its site by the list of today; a card that has the host goes before it
     */
    public Optional<SiteCard> of(Host host, Site byList) {
        var now = contents;
        var itself = Optional.ofNullable(now.bySite().get(host.toString()));
        return itself.or(() -> Optional.ofNullable(now.byHost().get(host.toString())))
                .or(() -> Optional.ofNullable(now.bySite().get(byList.name())));
    }

    /** The card with a label. */
    public Optional<SiteCard> labelled(String label) {
        return contents.bySite().values().stream()
                .filter(card -> card.label().equals(label))
                .findFirst();
    }

    private SiteCard fresh(Host host, Site site, String list) {
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
     * Notes that a host was asked for: makes its card, or holds the host to the one there is, once an hour. Where there is no
     * room nothing is written.
     *
     * @param writer does what waits for the disk; it is given nothing where there is nothing to write
     */
    public void use(Host host, Site site, String list, Executor writer) {
        if (!isRemembered()) return;
        var hour = hour();
        if (of(host, site)
                .filter(card -> card.used(host.toString(), hour).equals(card))
                .isPresent()) return;
        try {
            writer.execute(() -> note(host, site, list, hour));
        } catch (RejectedExecutionException _) {
            // the program ends; the value is right without its card
        }
    }

    private void note(Host host, Site site, String list, Instant hour) {
        try {
            var _ = change(host, site, list, card -> card.used(host.toString(), hour));
        } catch (RuntimeException fault) { // the value is right without its card
            log.warn(
                    "The use of a site could not be written down: {}",
                    fault.getClass().getSimpleName());
        }
    }

    /**
     * Changes the card of a host as it is now, or a new one; nothing that somebody else changes meanwhile is undone.
     *
     * @param site its site by the list of today
     * @param list which list that is
     * @return the card; empty where there is no room, or for a profile that is not remembered
     * @throws IllegalArgumentException if what is to be kept is too long; nothing has changed then
     */
    public Optional<SiteCard> change(Host host, Site site, String list, UnaryOperator<SiteCard> change) {
        return books.alone(() -> {
            if (closed) return Optional.empty();
            var card = change.apply(of(host, site).orElseGet(() -> fresh(host, site, list)));
            return write(List.of(card)) ? of(host, site) : Optional.empty();
        });
    }

    /**
     * Takes cards in, all or none: where a site has one already, what is known of both. None brings a permission.
     *
     * @return whether it was done: not where there is no room, nor for a profile that is not remembered
     * @throws IllegalArgumentException if a card would be too long; nothing has changed then
     */
    public boolean takeIn(List<SiteCard> brought) {
        return books.alone(() -> {
            if (closed) return false;
            var here = contents.bySite();
            return write(brought.stream()
                    .map(card -> {
                        var there = here.get(card.site());
                        return there == null ? card.allowingPlainHttp(false) : there.mergedWith(card);
                    })
                    .toList());
        });
    }

    private boolean write(List<SiteCard> cards) {
        var sealed = new ArrayList<SealedCard>();
        var kept = new ArrayList<SiteCard>();
        for (var card : cards) {
            var bytes = CardBytes.of(card);
            var label = key.label(new Site(card.site()));
            sealed.add(new SealedCard(label, key.sealCard(label, bytes)));
            read(label, bytes).ifPresent(kept::add); // what there was room for
        }
        if (!books.notebook().put(tag, sealed)) return false;
        books.tell(tag, book -> book.learn(kept));
        return true;
    }

    private void learn(List<SiteCard> cards) {
        var bySite = new TreeMap<>(contents.bySite());
        cards.forEach(card -> bySite.put(card.site(), card));
        contents = Contents.of(contents.known(), bySite);
    }

    /** Removes a card. */
    public void remove(String label) {
        books.alone(() -> {
            books.notebook().remove(tag, label);
            books.tell(tag, book -> book.unlearn(label));
            return true;
        });
    }

    private void unlearn(String label) {
        var bySite = new TreeMap<>(contents.bySite());
        bySite.values().removeIf(card -> card.label().equals(label));
        contents = Contents.of(contents.known(), bySite);
    }

    /** All cards as a file that only this profile's key opens. */
    public byte[] export() {
        return books.alone(() -> CardFile.of(key, all()));
    }

    /** What is in such a file; empty if it is none, or another profile's. */
    public Optional<List<SiteCard>> read(byte[] file) {
        return books.alone(() -> closed ? Optional.empty() : CardFile.read(key, file));
    }

    /** Reads it from the disk; only for whoever is alone. */
    void reload() {
        var known = books.notebook().known(name);
        var bySite = new TreeMap<String, SiteCard>();
        int unreadable = 0;
        if (known.filter(tag::equals).isPresent()) {
            for (var sealed : books.notebook().cards(tag)) {
                var card = opened(sealed);
                if (card.isEmpty()) unreadable++;
                card.ifPresent(one -> bySite.put(one.site(), one));
            }
        }
        if (unreadable > 0)
            log.warn("{} cards were changed by something else than Chimera, or damaged; they are left out", unreadable);
        contents = Contents.of(known, bySite);
    }

    private Optional<SiteCard> opened(SealedCard sealed) {
        return key.openCard(sealed.label(), sealed.sealed()).flatMap(plain -> read(sealed.label(), plain));
    }

    private static Optional<SiteCard> read(String label, byte[] plain) {
        try {
            return Optional.of(CardBytes.read(label, plain));
        } catch (IOException | RuntimeException _) { // of a later version
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        books.alone(() -> {
            closed = true;
            contents = Contents.NONE;
            books.closed(this);
            key.close();
            return true;
        });
    }
}
