package io.chimera.core.outbox;

import io.chimera.core.account.AccountEvent;
import io.chimera.core.account.AccountId;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.message.MessageId;
import java.time.Instant;

/** A message, or an errand about one, is in the outbox. */
public record MessageQueued(AccountId account, Instant at, DialogId dialog, MessageId parcel) implements AccountEvent {}
