package io.chimera.telegram.fake;

import static io.chimera.telegram.fake.mtproto.Digests.joined;
import static io.chimera.telegram.fake.mtproto.Digests.number;
import static io.chimera.telegram.fake.mtproto.Digests.sha256;
import static io.chimera.telegram.fake.mtproto.Digests.xor;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.chimera.telegram.fake.mtproto.DiffieHellman;
import io.chimera.telegram.fake.tl.Tl;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The second factor: a password which the server never sees (SRP, as Telegram's "Two-factor authentication" has it).
 *
 * @param verifier what the server keeps: it shows that somebody knows the password, and not what it is
 */
record Password(String hint, byte[] salt1, byte[] salt2, BigInteger verifier) {

    private static final BigInteger G = BigInteger.valueOf(DiffieHellman.GENERATOR);
    private static final BigInteger P = DiffieHellman.PRIME;
    private static final BigInteger K = number(sha256(DiffieHellman.bytes(P), DiffieHellman.bytes(G)));
    private static final int ROUNDS = 100_000;

    static Password of(String password, String hint) {
        var salt1 = DiffieHellman.noise(24);
        var salt2 = DiffieHellman.noise(16);
        return new Password(hint, salt1, salt2, G.modPow(number(hash(password, salt1, salt2)), P));
    }

    /** PH2 of the description. */
    static byte[] hash(String password, byte[] salt1, byte[] salt2) {
        var once = salted(salted(password.getBytes(UTF_8), salt1), salt2);
        return salted(pbkdf2(once, salt1), salt2);
    }

    private static byte[] salted(byte[] data, byte[] salt) {
        return sha256(salt, data, salt);
    }

    /** PBKDF2 with HMAC-SHA-512, one block: the JDK's own takes characters only, and this is a password of bytes. */
    static byte[] pbkdf2(byte[] password, byte[] salt) {
        try {
            var mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(password, "HmacSHA512"));
            var round = mac.doFinal(joined(salt, new byte[] {0, 0, 0, 1}));
            var result = round;
            for (int i = 1; i < ROUNDS; i++) {
                round = mac.doFinal(round);
                result = xor(result, round);
            }
            return result;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A question which only someone who knows the password can answer. */
    Challenge challenge() {
        var secret = DiffieHellman.secret();
        return new Challenge(
                this, secret, K.multiply(verifier).add(G.modPow(secret, P)).mod(P));
    }

    private Tl algorithm() {
        return algorithm(salt1, salt2);
    }

    private static Tl algorithm(byte[] salt1, byte[] salt2) {
        return Tl.of(
                "passwordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow",
                "salt1",
                salt1,
                "salt2",
                salt2,
                "g",
                DiffieHellman.GENERATOR,
                "p",
                DiffieHellman.bytes(P));
    }

    /** What somebody without a password is told of theirs. */
    static Tl none() {
        return Tl.of(
                "account.password",
                "new_algo",
                algorithm(DiffieHellman.noise(8), DiffieHellman.noise(16)),
                "new_secure_algo",
                Tl.of("securePasswordKdfAlgoUnknown"),
                "secure_random",
                DiffieHellman.noise(256));
    }

    /** One question. */
    record Challenge(Password password, BigInteger secret, BigInteger shown) {

        private static final long ID = 77;

        Tl asked() {
            return none().with("has_password", true)
                    .with("current_algo", password.algorithm())
                    .with("srp_B", DiffieHellman.bytes(shown))
                    .with("srp_id", ID)
                    .with("hint", password.hint);
        }

        boolean isAnsweredBy(Tl answer) {
            if (!answer.is("inputCheckPasswordSRP") || answer.number("srp_id") != ID) return false;
            var theirs = number(answer.bytes("A"));
            if (theirs.mod(P).signum() == 0) return false;
            var u = number(sha256(DiffieHellman.bytes(theirs), DiffieHellman.bytes(shown)));
            var shared = theirs.multiply(password.verifier.modPow(u, P)).modPow(secret, P);
            var proof = sha256(
                    xor(sha256(DiffieHellman.bytes(P)), sha256(DiffieHellman.bytes(G))),
                    sha256(password.salt1),
                    sha256(password.salt2),
                    DiffieHellman.bytes(theirs),
                    DiffieHellman.bytes(shown),
                    sha256(DiffieHellman.bytes(shared)));
            return Arrays.equals(proof, answer.bytes("M1"));
        }
    }
}
