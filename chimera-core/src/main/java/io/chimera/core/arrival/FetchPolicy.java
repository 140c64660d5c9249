package io.chimera.core.arrival;

import io.chimera.core.dialog.Dialog;

/**
 * Which files the cloud has are brought here. Pure.
 *
 * @param largest the longest file that is brought unasked, in bytes
 */
public record FetchPolicy(long largest) {

    private static final long USUAL = 20L << 20;

    /** Telegram numbers supergroups and channels downwards from here. */
    private static final long GREAT_GATHERINGS = -1_000_000_000_000L;

    public FetchPolicy {
        if (largest < 0) throw new IllegalArgumentException("the largest file cannot be negative");
    }

    /** Up to 20 MB by themselves. */
    public static FetchPolicy usual() {
        return new FetchPolicy(USUAL);
    }

    /** What brings a file here. */
    public enum Fetch {
        /** It is brought unasked. */
        BY_ITSELF,
        /** A person asks for it. */
        WHEN_ASKED,
        /** A person asks for it, and is asked whether they mean it: many may have written it, and nobody chose them. */
        WHEN_ASKED_TWICE
    }

    /**
     * What brings a file of a dialog here.
     *
     * @param size in bytes
     */
    public Fetch of(Dialog dialog, long size) {
        if (isAskedTwice(dialog)) return Fetch.WHEN_ASKED_TWICE;
        return size <= largest ? Fetch.BY_ITSELF : Fetch.WHEN_ASKED;
    }

    /** Whether many may write in a dialog whom nobody here chose: its files come only if a person means it. */
    public static boolean isAskedTwice(Dialog dialog) {
        return switch (dialog) {
            case Dialog.Channel _ -> true;
            case Dialog.Group group -> group.id().value() < GREAT_GATHERINGS;
            case Dialog.Direct _ -> false;
        };
    }
}
