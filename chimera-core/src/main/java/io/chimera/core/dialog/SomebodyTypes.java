package io.chimera.core.dialog;

import io.chimera.core.account.AccountEvent;
import io.chimera.core.account.AccountId;
import java.time.Duration;
import java.time.Instant;

/**
 * Somebody else is writing in a dialog at this moment, or has stopped. Nothing of it is stored.
 *
 * @param on no when they have stopped; if nobody says so, it is over after {@link #LASTS}
 */
public record SomebodyTypes(AccountId account, Instant at, DialogId dialog, Author author, boolean on)
        implements AccountEvent {

    /** How long it is true; who goes on writing says so again before. */
    public static final Duration LASTS = Duration.ofSeconds(6);
}
