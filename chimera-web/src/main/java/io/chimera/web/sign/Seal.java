package io.chimera.web.sign;

import io.chimera.web.ApiToken;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Shows that this installation wrote something: {@code words.mac}. The key is derived from the API's token (HMAC-SHA-256
 * as in RFC 5869 §2.2), so whoever replaces the token breaks every seal; one for each purpose, so that what is sealed for
 * one is nothing to another.
 */
final class Seal {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    Seal(ApiToken token, String purpose) {
        this.key = new SecretKeySpec(
                hmac(new SecretKeySpec(ascii(purpose), ALGORITHM), token.value().getBytes(StandardCharsets.UTF_8)),
                ALGORITHM);
    }

    /** The words, sealed. */
    String seal(String words) {
        return words + "." + mac(words);
    }

    /** The words, if they were sealed here for this purpose. */
    Optional<String> open(String sealed) {
        int dot = sealed.lastIndexOf('.');
        if (dot < 0) return Optional.empty();
        var words = sealed.substring(0, dot);
        return MessageDigest.isEqual(ascii(mac(words)), ascii(sealed.substring(dot + 1)))
                ? Optional.of(words)
                : Optional.empty();
    }

    private String mac(String words) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac(key, ascii(words)));
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
