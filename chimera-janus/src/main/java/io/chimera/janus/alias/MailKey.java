package io.chimera.janus.alias;

import io.chimera.janus.derive.Fields;
import io.chimera.janus.derive.MasterKey;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * What makes and opens addresses, and nothing else: who has it learns neither names nor passwords. A mail relay keeps it,
 * because mail comes while its owner is away.
 */
public final class MailKey {

    /** How many epochs there are: each is a letter at the beginning of an address. */
    public static final int EPOCHS = 6;

    private static final int LENGTH = 64;

    private final int epoch;
    private final byte[] bytes;

    private MailKey(int epoch, byte[] bytes) {
        this.epoch = epoch;
        this.bytes = bytes;
    }

    /**
     * A profile's.
     *
     * @param epoch 0 for the first; the next when all addresses of the one before are given up
     */
    public static MailKey of(MasterKey key, int epoch) {
        if (epoch < 0 || epoch >= EPOCHS)
            throw new IllegalArgumentException("An epoch is 0 to " + (EPOCHS - 1) + ", not " + epoch + ".");
        return new MailKey(
                epoch, key.bytes(Fields.of("chimera-janus/1").and("e").and(epoch), LENGTH));
    }

    /** From the 64 bytes that were kept. */
    public static MailKey of(int epoch, byte[] kept) {
        if (kept.length != LENGTH) throw new IllegalArgumentException("A mail key has " + LENGTH + " bytes.");
        return new MailKey(epoch, kept.clone());
    }

    /** Which letter its addresses begin with. */
    public int epoch() {
        return epoch;
    }

    /** To be kept where only the mail relay can read. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** For S2V. */
    byte[] macKey() {
        return Arrays.copyOfRange(bytes, 0, LENGTH / 2);
    }

    /** For the counter mode. */
    byte[] ctrKey() {
        return Arrays.copyOfRange(bytes, LENGTH / 2, LENGTH);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MailKey key && epoch == key.epoch && MessageDigest.isEqual(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return epoch;
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "MailKey[epoch=" + epoch + "]";
    }
}
