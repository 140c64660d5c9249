package io.chimera.telegram.fake.mtproto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.chimera.telegram.fake.tl.TlWriter;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;

/** The RSA key by which clients know the server they were made for. */
public final class ServerKey {

    private static final int BITS = 2048;

    /** An RSA key of 2048 bits in PKCS #1 is the end of its X.509 form, which has an algorithm's name before it. */
    private static final int PKCS1_LENGTH = 270;

    private final RSAPublicKey known;
    private final RSAPrivateKey secret;

    private ServerKey(KeyPair pair) {
        known = (RSAPublicKey) pair.getPublic();
        secret = (RSAPrivateKey) pair.getPrivate();
    }

    public static ServerKey generate() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return new ServerKey(generator.generateKeyPair());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has RSA", missing);
        }
    }

    /** The number clients name the key by: the last eight bytes of its hash. */
    public long fingerprint() {
        var key = new TlWriter()
                .writeBytes(Digests.bytes(known.getModulus(), BITS / Byte.SIZE))
                .writeBytes(known.getPublicExponent().toByteArray())
                .written();
        return ByteBuffer.wrap(Digests.sha1(key)).order(ByteOrder.LITTLE_ENDIAN).getLong(12);
    }

    /** The public half as clients carry it. */
    public byte[] pem() {
        var der = known.getEncoded();
        var body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(Arrays.copyOfRange(der, der.length - PKCS1_LENGTH, der.length));
        return ("-----BEGIN RSA PUBLIC KEY-----\n" + body + "\n-----END RSA PUBLIC KEY-----").getBytes(US_ASCII);
    }

    /** What was encrypted with the public half, without any padding. */
    byte[] decrypted(byte[] cipher) {
        BigInteger plain = Digests.number(cipher).modPow(secret.getPrivateExponent(), secret.getModulus());
        return Digests.bytes(plain, BITS / Byte.SIZE);
    }
}
