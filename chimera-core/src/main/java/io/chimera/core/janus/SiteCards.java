package io.chimera.core.janus;

import io.chimera.core.account.AccountId;
import java.util.List;
import java.util.Optional;

/**
 * Port: what this computer remembers of the sites of a profile, for as long as that is unlocked. A profile that is not
 * remembered has no cards, and everything works without them. Asking {@link Pseudonyms#at} for a site makes its card, with
 * the usual person on it, where none is. Every method may be called from any thread; those that take an account refuse with
 * {@link PseudonymRefused.Refusal#LOCKED} where nothing is unlocked.
 */
public interface SiteCards {

    /** The names of the profiles this computer remembers. */
    List<String> remembered();

    /** Forgets a profile by its name, and its cards with it, whether or not it is unlocked; nothing happens where none is. */
    void forget(String profileName);

    /** Remembers the profile that is unlocked, from now on; nothing happens where it is already. */
    void remember(AccountId account) throws PseudonymRefused;

    /** All cards, by the sites' names; none for a profile that is not remembered. */
    List<SiteCard> all(AccountId account) throws PseudonymRefused;

    /**
     * The card of the site something belongs to; looking makes none.
     *
     * @param typed a URL, a host, or a site's name
     */
    Optional<SiteCard> of(AccountId account, String typed) throws PseudonymRefused;

    /**
     * Whose values are wanted, where not everything was said: the rest is as the site's card says, and the usual where there
     * is none.
     */
    Wanted wanted(AccountId account, Said said) throws PseudonymRefused;

    /**
     * What was said of whose values are wanted.
     *
     * @param site a URL, a host, or a site's name
     */
    record Said(String site, Optional<String> persona, Optional<Integer> counter, Optional<String> rules) {

        /** Only the site. */
        public static Said at(String site) {
            return new Said(site, Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** Whose values they are where there is no card. */
        public Wanted withoutCard() {
            return new Wanted(site, persona.orElse(""), counter.orElse(1), rules.orElse(""));
        }
    }

    /**
     * Makes a person the usual one at a site. The one before is kept as an earlier one.
     *
     * @throws PseudonymRefused if the profile is not remembered, there is no room, or it makes no sense
     */
    SiteCard keep(AccountId account, Wanted usual) throws PseudonymRefused;

    /**
     * Writes a note for a site.
     *
     * @param site a URL, a host, or a site's name; it gets a card if it has none
     */
    SiteCard note(AccountId account, String site, String note) throws PseudonymRefused;

    /** Says whether passwords may go to a site in clear; it gets a card if it has none. */
    SiteCard allowPlainHttp(AccountId account, String site, boolean allowed) throws PseudonymRefused;

    /** Says whether a site is left alone, so that the proxy fills nothing in there; it gets a card if it has none. */
    SiteCard leaveAlone(AccountId account, String site, boolean alone) throws PseudonymRefused;

    /** The card with a label. */
    SiteCard get(AccountId account, String label) throws PseudonymRefused;

    /** Removes a card; nothing happens where none is. */
    void remove(AccountId account, String label) throws PseudonymRefused;

    /** All cards as one file that the same secret, profile and kit open on any computer, and nothing else does. */
    byte[] export(AccountId account) throws PseudonymRefused;

    /**
     * Takes in a file of cards. Where a site has one already, that which was used last stays, and what was usual on the
     * other is kept as earlier. No permission for plain HTTP comes with it.
     *
     * @return how many cards were in it
     * @throws PseudonymRefused if the file is not one of this profile, the profile is not remembered, there is no room, or
     *     what is to be kept of a site is too long; nothing has changed then
     */
    int takeIn(AccountId account, byte[] file) throws PseudonymRefused;
}
