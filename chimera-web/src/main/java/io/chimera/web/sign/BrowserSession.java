package io.chimera.web.sign;

import io.chimera.core.account.AccountId;
import java.time.Instant;

/**
 * One browser that speaks for one account.
 *
 * @param id tells this sign-in from every other; hexadecimal
 * @param since when it signed in, to the second
 */
public record BrowserSession(AccountId account, String id, Instant since) {}
