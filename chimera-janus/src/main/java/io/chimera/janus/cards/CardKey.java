package io.chimera.janus.cards;

import io.chimera.core.janus.ProfileTag;
import io.chimera.janus.derive.Fields;
import io.chimera.janus.derive.MasterKey;
import io.chimera.janus.site.Site;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.cryptomator.siv.SivMode;
import org.cryptomator.siv.UnauthenticCiphertextException;

/**
 * What seals cards and makes their labels: AES-256-SIV (RFC 5297) under 64 of 96 bytes, the first half for S2V, and
 * HMAC-SHA-256 under the other 32. {@code docs/janus/derivation.md} has it byte by byte. Zeroed when it is closed.
 */
final class CardKey implements AutoCloseable {

    private static final int HALF = 32;
    private static final int LABEL = 16;
    private static final String DOMAIN = "chimera-janus/1";

    private final byte[] macKey;
    private final byte[] ctrKey;
    private final byte[] labelKey;

    private CardKey(byte[] bytes) {
        macKey = Arrays.copyOfRange(bytes, 0, HALF);
        ctrKey = Arrays.copyOfRange(bytes, HALF, 2 * HALF);
        labelKey = Arrays.copyOfRange(bytes, 2 * HALF, 3 * HALF);
        Arrays.fill(bytes, (byte) 0);
    }

    static CardKey of(MasterKey key) {
        return new CardKey(key.bytes(Fields.of(DOMAIN).and("cards"), 3 * HALF));
    }

    /**
     * Which profile it is: sixteen bytes that another secret, kit or effort makes others. They say nothing of what is derived
     * for sites; but who has them and not the secret can try secrets against them, at the price of Argon2id for each.
     */
    static ProfileTag tag(MasterKey key) {
        return new ProfileTag(
                HexFormat.of().formatHex(key.bytes(Fields.of(DOMAIN).and("tag"), LABEL)));
    }

    /** What stands for a site: the first 16 bytes of its HMAC, in hexadecimal. */
    String label(Site site) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(labelKey, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(site.name().getBytes(StandardCharsets.UTF_8)), 0, LABEL);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC", e);
        }
    }

    /** Seals a card to its label: under another one it does not open. */
    byte[] sealCard(String label, byte[] plain) {
        return new SivMode().encrypt(ctrKey, macKey, plain, card(label));
    }

    Optional<byte[]> openCard(String label, byte[] sealed) {
        return open(sealed, card(label));
    }

    private static byte[] card(String label) {
        return Fields.of(DOMAIN).and("card").and(label).bytes();
    }

    byte[] sealFile(byte[] plain) {
        return new SivMode().encrypt(ctrKey, macKey, plain, file());
    }

    Optional<byte[]> openFile(byte[] sealed) {
        return open(sealed, file());
    }

    private static byte[] file() {
        return Fields.of(DOMAIN).and("cards-file").bytes();
    }

    private Optional<byte[]> open(byte[] sealed, byte[] associated) {
        try {
            return Optional.of(new SivMode().decrypt(ctrKey, macKey, sealed, associated));
        } catch (UnauthenticCiphertextException | IllegalBlockSizeException _) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        Arrays.fill(macKey, (byte) 0);
        Arrays.fill(ctrKey, (byte) 0);
        Arrays.fill(labelKey, (byte) 0);
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "CardKey[]";
    }
}
