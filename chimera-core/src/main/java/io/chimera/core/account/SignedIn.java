package io.chimera.core.account;

import java.time.Instant;

/** An account's messenger is open: it can be written from and reached. */
public record SignedIn(AccountId account, Instant at) implements AccountEvent {}
