package io.chimera.web.typing;

import io.chimera.core.account.AccountId;

/** Somebody began to write to an account, or stopped. Who goes on is no news. */
public record TypistsChanged(AccountId account) {}
