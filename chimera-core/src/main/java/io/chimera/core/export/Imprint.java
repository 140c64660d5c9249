package io.chimera.core.export;

import io.chimera.core.account.AccountId;
import java.time.Instant;
import java.util.Locale;

/**
 * What an export says of itself.
 *
 * @param language for what is written for people
 */
public record Imprint(AccountId account, Instant at, Locale language) {}
