package io.chimera.core.identity;

import io.chimera.core.account.AccountEvent;
import io.chimera.core.account.AccountId;
import java.time.Instant;

/** An account has a new credential: its first, or one in place of the last. New connections use it. */
public record CredentialRenewed(AccountId account, Instant at) implements AccountEvent {}
