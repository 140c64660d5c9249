package io.chimera.telegram.fake.mtproto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** AES in infinite garble extension mode, which MTProto uses and the JDK does not have. */
final class AesIge {

    private static final int BLOCK = 16;

    private AesIge() {}

    /** @param iv the block before the first ciphertext, and then the block before the first plaintext */
    static byte[] encrypted(byte[] plain, byte[] key, byte[] iv) {
        return run(Cipher.ENCRYPT_MODE, plain, key, Arrays.copyOf(iv, BLOCK), Arrays.copyOfRange(iv, BLOCK, 2 * BLOCK));
    }

    static byte[] decrypted(byte[] cipher, byte[] key, byte[] iv) {
        return run(
                Cipher.DECRYPT_MODE, cipher, key, Arrays.copyOfRange(iv, BLOCK, 2 * BLOCK), Arrays.copyOf(iv, BLOCK));
    }

    /** Each block is mixed with the one that came out before it, ciphered, and mixed with the one that went in before. */
    private static byte[] run(int mode, byte[] in, byte[] key, byte[] lastOut, byte[] lastIn) {
        if (in.length % BLOCK != 0) throw new IllegalArgumentException(in.length + " bytes are no whole blocks");
        var out = new byte[in.length];
        try {
            var aes = Cipher.getInstance("AES/ECB/NoPadding");
            aes.init(mode, new SecretKeySpec(key, "AES"));
            var block = new byte[BLOCK];
            for (int at = 0; at < in.length; at += BLOCK) {
                for (int i = 0; i < BLOCK; i++) block[i] = (byte) (in[at + i] ^ lastOut[i]);
                aes.update(block, 0, BLOCK, out, at);
                for (int i = 0; i < BLOCK; i++) {
                    out[at + i] ^= lastIn[i];
                    lastOut[i] = out[at + i];
                    lastIn[i] = in[at + i];
                }
            }
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
        return out;
    }
}
