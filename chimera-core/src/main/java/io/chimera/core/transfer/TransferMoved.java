package io.chimera.core.transfer;

import io.chimera.core.account.AccountEvent;
import io.chimera.core.account.AccountId;
import io.chimera.core.message.MessageId;
import java.time.Instant;

/** A transfer began, is a noticeable piece further (at most some times a second), or ended. */
public record TransferMoved(AccountId account, Instant at, MessageId message) implements AccountEvent {}
