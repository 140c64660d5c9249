package io.chimera.telegram.fake.mtproto;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A key that a client and the server have agreed upon: whoever has it is one and the same computer.
 *
 * @param id by which packets name it
 * @param salt what every packet carries against being played again
 */
record AuthKey(long id, byte[] secret, long salt) {

    /** Where in the key the side that encrypts takes its bytes from. */
    private static final int FROM_CLIENT = 0;

    private static final int FROM_SERVER = 8;
    private static final int HASHED = 88;

    static AuthKey of(byte[] secret, long salt) {
        return new AuthKey(leLong(Digests.sha1(secret), 12), secret, salt);
    }

    static long leLong(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(at);
    }

    /** Opens what a client encrypted. */
    byte[] opened(byte[] messageKey, byte[] cipher) throws ProtocolBreach {
        if (cipher.length % 16 != 0) throw new ProtocolBreach("no whole blocks");
        var plain = AesIge.decrypted(cipher, key(messageKey, FROM_CLIENT), iv(messageKey, FROM_CLIENT));
        if (!Arrays.equals(messageKey(plain, FROM_CLIENT), messageKey))
            throw new ProtocolBreach("the key of a message is not its hash");
        return plain;
    }

    /** A packet for a client, whole: the key's id, the message's key, the cipher. */
    byte[] sealed(byte[] plain) {
        var messageKey = messageKey(plain, FROM_SERVER);
        var cipher = AesIge.encrypted(plain, key(messageKey, FROM_SERVER), iv(messageKey, FROM_SERVER));
        return ByteBuffer.allocate(24 + cipher.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(id)
                .put(messageKey)
                .put(cipher)
                .array();
    }

    private byte[] messageKey(byte[] plain, int side) {
        return Arrays.copyOfRange(Digests.sha256(part(HASHED + side, 32), plain), 8, 24);
    }

    private byte[] key(byte[] messageKey, int side) {
        var a = Digests.sha256(messageKey, part(side, 36));
        var b = Digests.sha256(part(40 + side, 36), messageKey);
        return Digests.joined(Arrays.copyOf(a, 8), Arrays.copyOfRange(b, 8, 24), Arrays.copyOfRange(a, 24, 32));
    }

    private byte[] iv(byte[] messageKey, int side) {
        var a = Digests.sha256(messageKey, part(side, 36));
        var b = Digests.sha256(part(40 + side, 36), messageKey);
        return Digests.joined(Arrays.copyOf(b, 8), Arrays.copyOfRange(a, 8, 24), Arrays.copyOfRange(b, 24, 32));
    }

    private byte[] part(int from, int length) {
        return Arrays.copyOfRange(secret, from, from + length);
    }
}
