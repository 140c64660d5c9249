package io.chimera.core.delivery;

import io.chimera.core.account.AccountEvent;
import io.chimera.core.account.AccountId;
import java.time.Instant;

/** An account's connection to the cloud came up, or went down. */
public record CloudReached(AccountId account, Instant at, boolean online) implements AccountEvent {}
