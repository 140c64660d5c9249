package io.chimera.web.sign;

import io.chimera.core.account.AccountId;
import io.chimera.web.ApiToken;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Writes a browser's session into a cookie's value that only this installation can have written: {@code
 * account.seconds.id.mac}. Nothing is kept here, so sessions outlive a restart. The key is derived from the API's token
 * (HMAC-SHA-256 as in RFC 5869 §2.2), so whoever replaces the token ends every session.
 */
@Component
class SessionSeal {

    static final Duration LIFETIME = Duration.ofDays(30);

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] PURPOSE = "chimera browser session 1".getBytes(StandardCharsets.US_ASCII);
    private static final int ID_BYTES = 16;
    private static final Pattern FORM =
            Pattern.compile("([1-9][0-9]{0,15})\\.([0-9]{1,12})\\.([0-9a-f]{32})\\.([A-Za-z0-9_-]{43})");

    private final SecretKeySpec key;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SessionSeal(ApiToken token, Clock clock) {
        this.key = new SecretKeySpec(
                hmac(new SecretKeySpec(PURPOSE, ALGORITHM), token.value().getBytes(StandardCharsets.UTF_8)), ALGORITHM);
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
        var plain = session.account() + "." + session.since().getEpochSecond() + "." + session.id();
        return plain + "." + mac(plain);
    }

    /** The session a cookie's value tells of; empty if this installation did not write it, or too long ago. */
    Optional<BrowserSession> open(String sealed) {
        var parts = FORM.matcher(sealed);
        if (!parts.matches()) return Optional.empty();
        var plain = sealed.substring(0, sealed.lastIndexOf('.'));
        if (!MessageDigest.isEqual(ascii(mac(plain)), ascii(parts.group(4)))) return Optional.empty();
        var since = Instant.ofEpochSecond(Long.parseLong(parts.group(2)));
        if (clock.instant().isAfter(since.plus(LIFETIME))) return Optional.empty();
        return Optional.of(new BrowserSession(new AccountId(Long.parseLong(parts.group(1))), parts.group(3), since));
    }

    private String mac(String plain) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac(key, ascii(plain)));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] hmac(SecretKeySpec key, byte[] text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
        }
    }
}
