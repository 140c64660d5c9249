package io.chimera.core.arrival;

import io.chimera.core.account.AccountEvent;
import io.chimera.core.account.AccountId;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.message.MessageId;
import java.time.Instant;

/** A message came in and is stored. */
public record MessageArrived(AccountId account, Instant at, DialogId dialog, MessageId message)
        implements AccountEvent {}
