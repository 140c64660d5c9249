package io.chimera.telegram.fake.mtproto;

import java.math.BigInteger;
import java.security.SecureRandom;

/** The group in which keys and passwords are agreed upon: the prime that Telegram's clients know and need not test. */
public final class DiffieHellman {

    public static final int GENERATOR = 3;

    /** Of every number in the group. */
    public static final int LENGTH = 256;

    public static final BigInteger PRIME = new BigInteger(
            "c71caeb9c6b1c9048e6c522f70f13f73980d40238e3e21c14934d037563d930f"
                    + "48198a0aa7c14058229493d22530f4dbfa336f6e0ac925139543aed44cce7c37"
                    + "20fd51f69458705ac68cd4fe6b6b13abdc9746512969328454f18faf8c595f64"
                    + "2477fe96bb2a941d5bcd1d4ac8cc49880708fa9b378e3c4f3a9060bee67cf9a4"
                    + "a4a695811051907e162753b56b0f6b410dba74d8a84b2a14b3144e0ef1284754"
                    + "fd17ed950d5965b4b9dd46582db1178d169c6bc465b0d6ff9ca3928fef5b9ae4"
                    + "e418fc15e83ebea0f87fa9ff5eed70050ded2849f47bf959d956850ce929851f"
                    + "0d8115f635b105ee2e4e15d04b2454bf6f4fadf034b10403119cd8e3b92fcc5b",
            16);

    private static final SecureRandom RANDOM = new SecureRandom();

    private DiffieHellman() {}

    public static BigInteger secret() {
        return new BigInteger(PRIME.bitLength() - 1, RANDOM);
    }

    /** What may be told of a secret. */
    public static BigInteger shown(BigInteger secret) {
        return BigInteger.valueOf(GENERATOR).modPow(secret, PRIME);
    }

    public static byte[] bytes(BigInteger number) {
        return Digests.bytes(number, LENGTH);
    }

    /** Bytes nobody can foretell. */
    public static byte[] noise(int length) {
        var noise = new byte[length];
        RANDOM.nextBytes(noise);
        return noise;
    }
}
