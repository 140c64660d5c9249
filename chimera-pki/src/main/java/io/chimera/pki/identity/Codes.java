package io.chimera.pki.identity;

import io.chimera.core.account.AccountId;
import io.chimera.core.disk.PrivateFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One-time codes of eight digits and the ids of challenges, both from the system's secure random source.
 *
 * <p>A code is kept as an HMAC with a key that lies in a file of its own: who reads the ledger alone cannot try the
 * hundred million codes.
 */
final class Codes {

    private static final String KEY = "codes.key";
    private static final int BYTES = 32;
    private static final int BELOW = 100_000_000;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;

    private Codes(SecretKeySpec key) {
        this.key = key;
    }

    /** With the key of this folder, which is made if there is none. */
    static Codes in(PrivateFolder folder) throws IOException {
        var kept = folder.read(KEY);
        if (kept.isPresent()) return with(kept.get().strip());
        var made = new byte[BYTES];
        new SecureRandom().nextBytes(made);
        folder.write(KEY, HexFormat.of().formatHex(made) + "\n");
        return new Codes(key(made));
    }

    /** With a key in hex. */
    static Codes with(String hex) throws IOException {
        if (!hex.matches("[0-9a-fA-F]{64}")) {
            throw new IOException("the key that seals codes has 64 hex digits. Make one with: openssl rand -hex 32");
        }
        return new Codes(key(HexFormat.of().parseHex(hex)));
    }

    /** What tells this key from another and says nothing of it. */
    String proof() {
        return HexFormat.of().formatHex(mac("the key of the codes"));
    }

    private static SecretKeySpec key(byte[] bytes) {
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    String code() {
        return String.format(Locale.ROOT, "%08d", random.nextInt(BELOW)); // not in the digits of whoever sits here
    }

    String challengeId() {
        var id = new byte[16];
        random.nextBytes(id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }

    SealedCode sealed(String challenge, AccountId person, String code) {
        return new SealedCode(mac(challenge + "|" + person + "|" + code));
    }

    private byte[] mac(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC", e);
        }
    }
}
