package io.chimera.core.dialog;

import io.chimera.core.account.AccountEvent;
import io.chimera.core.account.AccountId;
import java.time.Instant;

/** Something of a dialog is different: a message edited, deleted or seen, a draft, a title. */
public record DialogChanged(AccountId account, Instant at, DialogId dialog) implements AccountEvent {}
