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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cards of one profile, open. Without being remembered a profile has none, and nothing is written for it. Whoever looks
 * never waits: what is in it is in memory, and whoever changes something keeps that current. Thread-safe; after
 * {@link #close} there are no cards.
 */
public final class CardBook implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CardBook.class);

    private final CardBooks books;
    private final CardKey key;
    private final String name;
    private final ProfileTag tag;
    private volatile Contents contents = Contents.NONE;
    private volatile boolean closed;

    CardBook(CardBooks books, MasterKey master) {
        this.books = books;
        this.key = CardKey.of(master);
        this.name = master.profile().name();
        this.tag = CardKey.tag(master);
    }

    /** Which profile it is of. */
    public ProfileTag tag() {
        return tag;
    }

    String name() {
        return name;
    }

    /** Whether this computer remembers this profile. */
    public boolean isRemembered() {
        return contents.known().filter(tag::equals).isPresent();
    }

    /** Whether this computer remembers another one of the same name. */
    public boolean isSomebodyElse() {
        return contents.known().filter(known -> !known.equals(tag)).isPresent();
    }

    /**
     * Remembers this profile.
     *
     * @return whether it is remembered now: not where there is no room, nor while another one of its name is
     */
    public boolean remember() {
        return books.changing(() -> {
            if (isRemembered()) return true;
            if (isSomebodyElse() || !books.notebook().remember(name, tag)) return false;
            books.reload(name);
            return true;
        });
    }

    /** All cards, by the names of their sites. */
    public List<SiteCard> all() {
        return contents.all();
    }

    /**
     * The card a host belongs to.
     *
     * @param byList its site by the list of today; a card that has the host goes before it
     */
    public Optional<SiteCard> of(Host host, Site byList) {
        return contents.of(host, byList);
    }

    /** The card with a label. */
    public Optional<SiteCard> labelled(String label) {
        return all().stream().filter(card -> card.label().equals(label)).findFirst();
    }

    /**
     * Changes the card a host belongs to, or a new one if it belongs to none. What others change at the same time is not
     * lost.
     *
     * @param byList its site by the list of today
     * @param list which list that is
     * @return the card as it is written; empty where there is no room, and for a profile that is not remembered
     * @throws IllegalArgumentException if it is too long then; nothing has changed
     */
    public Optional<SiteCard> change(Host host, Site byList, String list, UnaryOperator<SiteCard> change) {
        return books.changing(() -> {
            if (!isRemembered()) return Optional.empty();
            var there = of(host, byList);
            var card = CardBytes.fitted(change.apply(there.orElseGet(() -> fresh(host, byList, list))));
            if (there.filter(card::equals).isPresent()) return there;
            if (sealed(card).filter(one -> books.notebook().put(tag, one)).isEmpty()) return Optional.empty();
            wrote(List.of(card));
            return Optional.of(card);
        });
    }

    private void wrote(List<SiteCard> cards) {
        books.tell(tag, book -> book.become(book.contents.with(cards)));
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
     * Notes that a host was asked for: makes its card, or holds the host to the one there is. Where there is no room nothing
     * is written.
     *
     * @param writing where it is written, if there is anything to be written: once an hour
     */
    public void use(Host host, Site site, String list, Executor writing) {
        if (!isRemembered() || of(host, site).filter(card -> isUsed(card, host)).isPresent()) return;
        try {
            writing.execute(() -> note(host, site, list));
        } catch (RejectedExecutionException full) {
            unwritten(full);
        }
    }

    private boolean isUsed(SiteCard card, Host host) {
        return CardBytes.fitted(used(card, host)).equals(card);
    }

    private SiteCard used(SiteCard card, Host host) {
        return card.used(host.toString(), hour());
    }

    private void note(Host host, Site site, String list) {
        try {
            var _ = change(host, site, list, card -> used(card, host));
        } catch (RuntimeException fault) {
            unwritten(fault);
        }
    }

    /** The value is right without its card. */
    private static void unwritten(RuntimeException fault) {
        log.warn(
                "The use of a site could not be written down: {}",
                fault.getClass().getSimpleName());
    }

    /**
     * Takes in cards of another computer, or of another time: all or none. Where a site has one already the two are merged,
     * and none brings a permission for plain HTTP.
     *
     * @return whether they were written: not where there is no room, nor for a profile that is not remembered
     * @throws IllegalArgumentException if one is too long then; nothing has changed
     */
    public boolean takeIn(List<SiteCard> brought) {
        return books.changing(() -> {
            var cards = brought.stream().map(this::merged).toList();
            var sealed = cards.stream().flatMap(card -> sealed(card).stream()).toList();
            if (sealed.size() < cards.size() || !books.notebook().put(tag, sealed)) return false;
            wrote(cards);
            return true;
        });
    }

    private SiteCard merged(SiteCard brought) {
        return CardBytes.fitted(contents.at(brought.site())
                .map(card -> card.mergedWith(brought))
                .orElseGet(() -> brought.allowingPlainHttp(false)));
    }

    /** Removes a card. */
    public void remove(String label) {
        books.changing(() -> {
            books.notebook().remove(tag, label);
            books.tell(tag, book -> book.become(book.contents.without(label)));
            return true;
        });
    }

    /** All cards as a file that only this profile's key opens. */
    public synchronized byte[] export() {
        return CardFile.of(key, all());
    }

    /** What is in such a file; empty if it is none, or another profile's. */
    public synchronized Optional<List<SiteCard>> read(byte[] file) {
        return closed ? Optional.empty() : CardFile.read(key, file);
    }

    /** Within a change: reads what is kept. */
    void load() {
        var known = books.notebook().known(name);
        var cards = known.filter(tag::equals).isPresent() ? books.notebook().cards(tag) : List.<SealedCard>of();
        become(new Contents(known, opened(cards)));
    }

    private List<SiteCard> opened(List<SealedCard> sealed) {
        var cards = new ArrayList<SiteCard>();
        for (var one : sealed) opened(one).ifPresent(cards::add);
        int unreadable = sealed.size() - cards.size();
        if (unreadable > 0 && !closed)
            log.warn("{} cards were changed by something else than Chimera, or damaged; they are left out", unreadable);
        return cards;
    }

    /** Empty once it is closed: the key is zeroed. */
    private synchronized Optional<SealedCard> sealed(SiteCard card) {
        if (closed) return Optional.empty();
        var label = key.label(new Site(card.site()));
        return Optional.of(new SealedCard(label, key.sealCard(label, CardBytes.of(card))));
    }

    private synchronized Optional<SiteCard> opened(SealedCard sealed) {
        if (closed) return Optional.empty();
        return key.openCard(sealed.label(), sealed.sealed()).flatMap(plain -> {
            try {
                return Optional.of(CardBytes.read(sealed.label(), plain));
            } catch (IOException | RuntimeException _) { // of a later version
                return Optional.empty();
            }
        });
    }

    private synchronized void become(Contents now) {
        if (!closed) contents = now;
    }

    /** Waits for nobody's change: who is locked out has nothing in memory any more. */
    @Override
    public synchronized void close() {
        closed = true;
        contents = Contents.NONE;
        books.closed(this);
        key.close();
    }
}
