package io.chimera.web.sign;

import io.chimera.core.account.AccountId;
import io.chimera.web.ApiToken;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Writes a browser's session into a cookie's value that only this installation can have written: {@code
 * account.seconds.id.mac}. Nothing is kept here, so sessions outlive a restart.
 */
@Component
class SessionSeal {

    static final Duration LIFETIME = Duration.ofDays(30);

    private static final String PURPOSE = "chimera browser session 1";
    private static final int ID_BYTES = 16;
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,15})\\.([0-9]{1,12})\\.([0-9a-f]{32})");

    private final Seal seal;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SessionSeal(ApiToken token, Clock clock) {
        this.seal = new Seal(token, PURPOSE);
        this.clock = clock;
    }

    /** A new session for an account. */
    BrowserSession begin(AccountId account) {
        var id = new byte[ID_BYTES];
        random.nextBytes(id);
        return new BrowserSession(
                account,
                HexFormat.of().formatHex(id),
                Instant.ofEpochSecond(clock.instant().getEpochSecond()));
    }

    /** The session as a cookie's value. */
    String seal(BrowserSession session) {
        return seal.seal(session.account() + "." + session.since().getEpochSecond() + "." + session.id());
    }

    /** The session a cookie's value tells of; empty if this installation did not write it, or too long ago. */
    Optional<BrowserSession> open(String sealed) {
        return seal.open(sealed).flatMap(this::read);
    }

    private Optional<BrowserSession> read(String plain) {
        var parts = FORM.matcher(plain);
        if (!parts.matches()) return Optional.empty();
        var since = Instant.ofEpochSecond(Long.parseLong(parts.group(2)));
        if (clock.instant().isAfter(since.plus(LIFETIME))) return Optional.empty();
        return Optional.of(new BrowserSession(new AccountId(Long.parseLong(parts.group(1))), parts.group(3), since));
    }
}
