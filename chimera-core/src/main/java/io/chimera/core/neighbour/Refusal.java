package io.chimera.core.neighbour;

import java.time.Instant;

/**
 * Why a contact who is near is not talked to directly, although they proved who they are.
 *
 * @param why what exactly was found, for the log and whoever wants to know it
 * @param at when it was found last
 */
public record Refusal(Kind kind, String why, Instant at) {

    /** What kinds there are. */
    public enum Kind {
        /** Their certificate was taken back. */
        REVOKED,
        /** Whether it was taken back is not known well enough. */
        UNCERTAIN,
        /** The person blocked their key. */
        BLOCKED
    }
}
