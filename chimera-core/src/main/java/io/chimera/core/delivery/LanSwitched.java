package io.chimera.core.delivery;

import io.chimera.core.account.AccountEvent;
import io.chimera.core.account.AccountId;
import java.time.Instant;

/** An account takes part in the LAN from now on, or no longer. */
public record LanSwitched(AccountId account, Instant at, boolean on) implements AccountEvent {}
