package io.chimera.core.trust;

import io.chimera.core.identity.KeyFingerprint;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * What two people compare, by telephone or side by side, to be sure that nobody stands between them: the same for both,
 * and another one as soon as either key is another. docs/pki.md, "Comparing keys", has the derivation and examples.
 */
public final class SafetyCode {

    /** How many words are said: 11 bits each, 88 in all. */
    public static final int WORDS = 8;

    /** How many groups of five digits there are: about 100 bits. */
    public static final int GROUPS = 6;

    private static final String OF_A_PAIR = "Chimera safety code of two keys, version 1";
    private static final String OF_ONE = "Chimera safety code of one key, version 1";

    private static final int WORD_BITS = 11;
    private static final int GROUP_BYTES = 5;
    private static final long GROUP_SIZE = 100_000;

    private final byte[] digest;
    private final String text;

    private SafetyCode(byte[] digest, String text) {
        this.digest = digest;
        this.text = text;
    }

    /** That of two keys, whichever is mine and whichever is theirs. */
    public static SafetyCode of(KeyFingerprint one, KeyFingerprint other) {
        boolean inOrder = one.hex().compareTo(other.hex()) <= 0;
        var first = inOrder ? one : other;
        var second = inOrder ? other : one;
        return new SafetyCode(
                digest(OF_A_PAIR, first, second), "chimera://compare/1/" + first.hex() + "/" + second.hex());
    }

    /** That of one key alone, to be read out by whoever holds it. */
    public static SafetyCode of(KeyFingerprint key) {
        return new SafetyCode(digest(OF_ONE, key), "chimera://key/1/" + key.hex());
    }

    /** As words: the first 88 bits. Whoever reads another language sees other words for the same bits. */
    public List<String> words(WordList list) {
        var bits = new BigInteger(1, Arrays.copyOf(digest, WORDS * WORD_BITS / Byte.SIZE));
        var words = new ArrayList<String>(WORDS);
        for (int word = WORDS - 1; word >= 0; word--)
            words.add(list.word(bits.shiftRight(word * WORD_BITS).intValue() & WordList.LAST));
        return List.copyOf(words);
    }

    /** As groups of five digits, from the bytes behind those of the words: the same in every language. */
    public List<String> digits() {
        var groups = new ArrayList<String>(GROUPS);
        var bytes = ByteBuffer.wrap(digest, WORDS * WORD_BITS / Byte.SIZE, GROUPS * GROUP_BYTES);
        for (int group = 0; group < GROUPS; group++) {
            long value = 0;
            for (int i = 0; i < GROUP_BYTES; i++) value = value << Byte.SIZE | Byte.toUnsignedLong(bytes.get());
            groups.add(String.format(Locale.ROOT, "%05d", value % GROUP_SIZE)); // the same digits on every computer
        }
        return List.copyOf(groups);
    }

    /** As text, to be shown as a QR code: both keys in full, and nothing else. */
    public String text() {
        return text;
    }

    private static byte[] digest(String domain, KeyFingerprint... keys) {
        try {
            var sha = MessageDigest.getInstance("SHA-512");
            sha.update(domain.getBytes(StandardCharsets.US_ASCII));
            sha.update((byte) 0);
            for (var key : keys) sha.update(HexFormat.of().parseHex(key.hex()));
            return sha.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-512", impossible);
        }
    }
}
