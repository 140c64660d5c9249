package io.chimera.core.delivery;

import io.chimera.core.account.AccountEvent;
import io.chimera.core.account.AccountId;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.message.MessageId;
import io.chimera.core.route.Outcome;
import java.time.Instant;

/** A dispatch left the outbox. */
public record DispatchSettled(AccountId account, Instant at, DialogId dialog, MessageId parcel, Outcome.Settled outcome)
        implements AccountEvent {}
