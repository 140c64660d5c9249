package io.chimera.core.account;

import java.time.Instant;

/** An account's messenger has closed. Its store stays. */
public record SignedOut(AccountId account, Instant at) implements AccountEvent {}
