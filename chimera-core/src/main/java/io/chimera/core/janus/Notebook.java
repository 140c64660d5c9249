package io.chimera.core.janus;

import java.util.List;
import java.util.Optional;

/**
 * Port: what is kept of profiles whose owner wants this computer to remember them. Cards are sealed before they come here,
 * under a key that only the secret gives. Every method may be called from any thread.
 */
public interface Notebook {

    /** The most profiles that are kept. */
    int MOST_PROFILES = 64;

    /** The most cards one profile has. */
    int MOST_CARDS = 5_000;

    /** The most bytes one card has, sealed. */
    int LONGEST_CARD = 4_096;

    /** The names of the profiles that are remembered, in their order. */
    List<String> names();

    /**
     * The tag a profile had when it was remembered; empty if it is not.
     *
     * @param profileName the name alone, as derivation writes it: {@code anna}, without the effort
     */
    Optional<ProfileTag> known(String profileName);

    /**
     * Remembers a profile, in the place of one of the same name, whose cards are then gone unless it has the same tag.
     *
     * @return whether there was room; nothing has changed if not
     */
    boolean remember(String profileName, ProfileTag tag);

    /** Forgets a profile and its cards; nothing happens where none is. */
    void forget(String profileName);

    /** All cards of a profile, in no order. */
    List<SealedCard> cards(ProfileTag profile);

    /**
     * Writes cards, each in the place of the one with its label: all of them or none.
     *
     * @return whether they were written: not for a profile that is not remembered, nor beyond {@value #MOST_CARDS} cards
     */
    boolean put(ProfileTag profile, List<SealedCard> cards);

    /** Writes one card likewise. */
    default boolean put(ProfileTag profile, SealedCard card) {
        return put(profile, List.of(card));
    }

    /** Removes a card; nothing happens where none is. */
    void remove(ProfileTag profile, String label);

    /**
     * A card nobody can read without the secret.
     *
     * @param label 32 lower-case hexadecimal digits that stand for the site; equal sites have equal ones in one profile
     * @param sealed at most {@value #LONGEST_CARD} bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record SealedCard(String label, byte[] sealed) {
        public SealedCard {
            if (!label.matches("[0-9a-f]{32}")) throw new IllegalArgumentException("not a card's label");
            if (sealed.length == 0 || sealed.length > LONGEST_CARD)
                throw new IllegalArgumentException("a card of " + sealed.length + " bytes");
        }
    }
}
