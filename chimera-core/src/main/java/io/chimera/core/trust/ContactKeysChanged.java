package io.chimera.core.trust;

import io.chimera.core.account.AccountEvent;
import io.chimera.core.account.AccountId;
import io.chimera.core.contact.ContactId;
import java.time.Instant;

/** A contact proved themselves with a key that is new, or the person has said something about one. */
public record ContactKeysChanged(AccountId account, Instant at, ContactId contact) implements AccountEvent {}
