package io.chimera.janus.desk;

import io.chimera.core.janus.Found;
import io.chimera.core.janus.Notebook;
import io.chimera.core.janus.ProfileKey.Memory;
import io.chimera.core.janus.ProfileTag;
import io.chimera.core.janus.Pseudonym;
import io.chimera.core.janus.PseudonymRefused;
import io.chimera.core.janus.PseudonymRefused.Refusal;
import io.chimera.core.janus.Pseudonyms;
import io.chimera.core.janus.SiteCard;
import io.chimera.core.janus.SiteCards.Said;
import io.chimera.core.janus.Unlocked;
import io.chimera.core.janus.Wanted;
import io.chimera.janus.Janus;
import io.chimera.janus.cards.CardBook;
import io.chimera.janus.derive.PasswordRules;
import io.chimera.janus.derive.Persona;
import io.chimera.janus.derive.Profile;
import io.chimera.janus.desk.LookUp.Asked;
import io.chimera.janus.site.Host;
import io.chimera.janus.site.Site;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * One profile from when it is unlocked until it is locked. Nothing is computed while it is being zeroed, nor after. Any
 * thread may ask.
 */
public final class OpenProfile implements AutoCloseable {

    private static final int MOST_REMEMBERED = 100;
    private static final int LONGEST_VALUE = 512;

    private final Janus janus;
    private final CardBook book;
    private final Profile profile;
    private final List<Integer> check;
    private final boolean withKit;
    private final Optional<String> mailDomain;
    private final Duration idle;
    private final Clock clock;
    private final Instant since;
    private final Deque<Asked> asked = new ArrayDeque<>();
    private volatile Instant locksAt;
    private volatile boolean closed;

    OpenProfile(
            Janus janus,
            CardBook book,
            Profile profile,
            boolean withKit,
            Optional<String> mailDomain,
            Duration idle,
            Clock clock) {
        this.janus = janus;
        this.book = book;
        this.profile = profile;
        this.check = janus.checkNumbers();
        this.withKit = withKit;
        this.mailDomain = mailDomain;
        this.idle = idle;
        this.clock = clock;
        this.since = clock.instant();
        this.locksAt = since.plus(idle);
    }

    /**
     * Compares it with what this computer remembers of its name, and remembers it if that is wanted.
     *
     * @throws PseudonymRefused if another one of its name is remembered, and it was not said that this is somebody else
     */
    void recognise(Memory will) throws PseudonymRefused {
        if (book.isSomebodyElse() && will != Memory.SOMEBODY_ELSE)
            throw new PseudonymRefused(
                    Refusal.NOT_AS_KNOWN,
                    "This is not the secret this computer knows for " + profile.name()
                            + ", or the kit or the effort are others. Type it again; or say that it is somebody else, or"
                            + " have the one it knows forgotten.");
        if (will == Memory.REMEMBER) keepInMind();
    }

    private void keepInMind() throws PseudonymRefused {
        if (book.remember()) return;
        if (book.isSomebodyElse())
            throw new PseudonymRefused(
                    Refusal.NOT_AS_KNOWN,
                    "This computer remembers another profile of the name " + profile.name()
                            + ". Have that one forgotten first; its cards go with it.");
        throw new PseudonymRefused(
                Refusal.NO_ROOM,
                "This computer remembers " + Notebook.MOST_PROFILES + " profiles already. Have one forgotten first.");
    }

    /** Remembers it from now on. */
    void remember() throws PseudonymRefused {
        touch();
        keepInMind();
    }

    /** Its cards, to look at; that does not prolong it. */
    synchronized CardBook cards() throws PseudonymRefused {
        if (isOver()) throw locked();
        return book;
    }

    /** Its cards, to change them. */
    synchronized CardBook cardsInUse() throws PseudonymRefused {
        touch();
        return book;
    }

    static PseudonymRefused locked() {
        return new PseudonymRefused(
                Refusal.LOCKED,
                "No profile is unlocked for this account. Unlock one: on the page Janus, or with ./chimera janus unlock.");
    }

    /** Which profile it is. */
    public ProfileTag tag() {
        return book.tag();
    }

    /** Where mail for its addresses arrives, if anywhere. */
    Optional<String> mailDomain() {
        return mailDomain;
    }

    /** Whether somebody who signs in wants addresses of another domain than its own. */
    boolean needsAnother(Optional<String> domain) {
        return domain.isPresent() && !domain.equals(mailDomain);
    }

    /** Its name alone. */
    public String name() {
        return profile.name();
    }

    /** Whether it is locked, or its time is over. */
    public boolean isOver() {
        return closed || !clock.instant().isBefore(locksAt);
    }

    synchronized Unlocked state() {
        var sites = asked.stream().map(Asked::wanted).toList();
        return new Unlocked(
                book.tag(), book.isRemembered(), profile.text(), check, withKit, mailDomain, since, locksAt, sites);
    }

    /**
     * Whose values are wanted, where not everything was said: the rest is as the site's card says, and the usual where there
     * is none.
     *
     * @throws PseudonymRefused if there is no site in it, or no such persona can be
     */
    public synchronized Wanted wanted(Said said) throws PseudonymRefused {
        var place = Place.of(said.site());
        var card = book.of(place.host(), place.site());
        if (card.isEmpty()) return said.withoutCard();
        var persona = said.persona().isEmpty()
                ? said.persona()
                : Optional.of(
                        persona(place.site(), new Wanted("", said.persona().get(), 1, ""))
                                .name());
        return card.get().wanted(new Said(said.site(), persona, said.counter(), said.rules()));
    }

    /** Which site a host is of: as its cards say, or by the list of today. */
    public Site siteOf(Host host) {
        return Place.of(host).as(book).site();
    }

    /** Whether its owner wants nothing to be filled in at a {@linkplain #siteOf host's site}. */
    public boolean leavesAlone(Host host, Site site) {
        return book.of(host, site).filter(SiteCard::leftAlone).isPresent();
    }

    /** Whether its owner lets passwords for a {@linkplain #siteOf host's site} go over the network in clear. */
    public boolean allowsPlainHttp(Host host, Site site) {
        return book.of(host, site).filter(SiteCard::plainHttp).isPresent();
    }

    /**
     * Who its owner is at a site.
     *
     * @throws PseudonymRefused if it is locked, or what is wanted makes no sense
     */
    public Pseudonym at(Wanted wanted) throws PseudonymRefused {
        return at(wanted, Runnable::run);
    }

    /**
     * Who its owner is at a site, for one who may not wait.
     *
     * @param writing where the site's card is written, if that has to be
     * @throws PseudonymRefused if it is locked, or what is wanted makes no sense
     */
    public Pseudonym at(Wanted wanted, Executor writing) throws PseudonymRefused {
        Place place;
        Pseudonym made;
        synchronized (this) {
            touch();
            place = Place.of(wanted.site()).as(book);
            made = made(place, wanted);
        }
        book.use(place.host(), place.site(), Place.list(), writing); // others can ask while it is written
        return made;
    }

    private Pseudonym made(Place place, Wanted wanted) throws PseudonymRefused {
        var who = persona(place.site(), wanted);
        try {
            var policy = PasswordRules.parse(wanted.rules());
            var triple = janus.triple(who, policy);
            var settled = new Wanted(place.site().name(), who.name(), who.counter(), wanted.rules());
            remember(new Asked(who, policy, settled));
            return new Pseudonym(
                    settled,
                    place.host().toString(),
                    place.why(),
                    triple.user(),
                    triple.password(),
                    triple.address(),
                    triple.bits());
        } catch (IllegalArgumentException refused) {
            throw new PseudonymRefused(Refusal.UNUSABLE_RULES, String.valueOf(refused.getMessage()));
        }
    }

    static Persona persona(Site site, Wanted wanted) throws PseudonymRefused {
        try {
            return new Persona(site, wanted.persona(), wanted.counter());
        } catch (IllegalArgumentException refused) {
            throw new PseudonymRefused(Refusal.UNUSABLE_PERSONA, String.valueOf(refused.getMessage()));
        }
    }

    private void remember(Asked one) {
        asked.removeIf(other -> other.who().site().equals(one.who().site())
                && other.who().name().equals(one.who().name()));
        asked.addFirst(one);
        if (asked.size() > MOST_REMEMBERED) asked.removeLast();
    }

    /** Takes seconds where there are many sites, and keeps nobody else waiting. */
    Optional<Found> find(String typed, List<String> candidates) throws PseudonymRefused {
        var value = typed.strip();
        if (value.isEmpty() || value.length() > LONGEST_VALUE) {
            touch();
            return Optional.empty();
        }
        try {
            return lookUp(sites(candidates)).of(value);
        } catch (IllegalStateException locked) {
            if (closed) throw locked(); // meanwhile
            throw locked;
        }
    }

    private synchronized LookUp lookUp(List<Site> candidates) throws PseudonymRefused {
        touch();
        return new LookUp(janus, List.copyOf(asked), book.all(), candidates);
    }

    private static List<Site> sites(List<String> candidates) throws PseudonymRefused {
        if (candidates.size() > Pseudonyms.MOST_CANDIDATES)
            throw new PseudonymRefused(
                    Refusal.NO_SITE, "At most " + Pseudonyms.MOST_CANDIDATES + " sites are compared at a time.");
        var sites = new ArrayList<Site>();
        for (var candidate : candidates) sites.add(Place.of(candidate).site());
        return sites;
    }

    private synchronized void touch() throws PseudonymRefused {
        if (isOver()) throw locked();
        locksAt = clock.instant().plus(idle);
    }

    @Override
    public synchronized void close() {
        closed = true;
        asked.clear();
        book.close();
        janus.close();
    }
}
