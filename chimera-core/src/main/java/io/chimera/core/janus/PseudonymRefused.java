package io.chimera.core.janus;

/** It could not be computed. Nothing has changed. */
public final class PseudonymRefused extends Exception {

    private final Refusal refusal;

    /**
     * @param refusal for pages that explain it in the reader's language
     * @param what happened, why, and what to do, in a sentence; never a secret, a kit or a password
     */
    public PseudonymRefused(Refusal refusal, String what) {
        super(what, null, false, false);
        this.refusal = refusal;
    }

    /** What kind of refusal it is. */
    public Refusal refusal() {
        return refusal;
    }

    /** What it said. */
    public String what() {
        return String.valueOf(getMessage());
    }

    /** What kinds there are. */
    public enum Refusal {
        /** Nothing is unlocked, or not any more. */
        LOCKED,
        /** The secret could be guessed, no kit stands beside it, and its owner did not say that it will do. */
        WEAK_SECRET,
        /** The secret is empty, too long, or holds a character that cannot be typed everywhere. */
        UNUSABLE_SECRET,
        /** The profile's name. */
        UNUSABLE_PROFILE,
        /** What was typed is no kit. */
        UNUSABLE_KIT,
        /** Mail could not go there. */
        UNUSABLE_DOMAIN,
        /** There is no site in it. */
        NO_SITE,
        /** The persona's name or the counter. */
        UNUSABLE_PERSONA,
        /** The rules cannot be read, or no password meets them. */
        UNUSABLE_RULES,
        /** This computer remembers a profile of this name, and what was typed makes another. */
        NOT_AS_KNOWN,
        /** There are no cards, because this computer does not remember the profile. */
        NOT_REMEMBERED,
        /** This computer remembers as much as it may. */
        NO_ROOM,
        /** There is no such card. */
        NO_CARD,
        /** What was to be kept of a site cannot be. */
        UNUSABLE_CARD,
        /** It is no file of cards, not one of this profile, or not as it was written. */
        UNUSABLE_FILE,
        /** Others are unlocking, or there is no memory for it. */
        BUSY
    }
}
