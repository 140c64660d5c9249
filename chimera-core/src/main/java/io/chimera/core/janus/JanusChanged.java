package io.chimera.core.janus;

import io.chimera.core.account.AccountEvent;
import io.chimera.core.account.AccountId;
import java.time.Instant;

/** What an account's Janus shows has changed: it was unlocked or locked, or its cards are others. */
public record JanusChanged(AccountId account, Instant at) implements AccountEvent {}
