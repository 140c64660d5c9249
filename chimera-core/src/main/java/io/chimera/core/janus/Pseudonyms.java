package io.chimera.core.janus;

import io.chimera.core.account.AccountId;
import java.util.List;
import java.util.Optional;

/**
 * Port: who somebody is at each site, computed from a secret that is held in memory while it is unlocked and written down
 * nowhere. Each account has at most one profile unlocked; it locks itself when nothing was asked of it for a while. Every
 * method may be called from any thread.
 */
public interface Pseudonyms {

    /** The most sites one look-up compares with. */
    int MOST_CANDIDATES = 200;

    /**
     * Unlocks a profile, in the place of one that was. There is no wrong secret: another secret is another person, and the
     * check words tell. Only where this computer remembers a profile of that name, another secret is told at once. Takes a quarter of a second, or more than one for {@link Effort#STRONG}.
     *
     * @param key is left as it is; whoever made it closes it
     * @throws PseudonymRefused if it could not be done; what was unlocked before stays so
     */
    Unlocked unlock(AccountId account, ProfileKey key) throws PseudonymRefused;

    /** Zeroes what was unlocked; nothing happens where nothing was. */
    void lock(AccountId account);

    /** What is unlocked now, if something is. Looking does not prolong it. */
    Optional<Unlocked> state(AccountId account);

    /**
     * Who the account's owner is at a site.
     *
     * @throws PseudonymRefused if nothing is unlocked, or what is wanted makes no sense
     */
    Pseudonym at(AccountId account, Wanted wanted) throws PseudonymRefused;

    /**
     * For which site a user name, a password or an address was made. Addresses of the mail domain that say it themselves
     * need no candidates; all else is compared with the sites asked for since it was unlocked, with all cards, and with these.
     *
     * @param candidates sites as somebody typed them, at most {@value #MOST_CANDIDATES}
     * @return empty if it is of none of them
     * @throws PseudonymRefused if nothing is unlocked, or a candidate is no site
     */
    Optional<Found> find(AccountId account, String value, List<String> candidates) throws PseudonymRefused;

    /** A new kit, to be printed: 128 random bits as letters. It is not kept. */
    String newKit();

    /**
     * What the algorithm of 2001 and ours make of the same. Nobody's secret is needed for it.
     *
     * @throws PseudonymRefused if the site or the name makes no sense
     */
    Exhibit exhibit(String name, String password, String site) throws PseudonymRefused;
}
