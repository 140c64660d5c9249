package io.chimera.janus.derive;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.subtle.AesSiv;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.cryptomator.siv.SivMode;
import org.junit.jupiter.api.Test;

/** What we build on does what its standard says. */
class StandardVectorsTest {

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private static byte[] times(int value, int length) {
        var bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    /** RFC 9106 §5.3. */
    @Test
    void argon2id() {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(32)
                .withIterations(3)
                .withParallelism(4)
                .withSalt(times(2, 16))
                .withSecret(times(3, 8))
                .withAdditional(times(4, 12))
                .build());
        var tag = new byte[32];
        generator.generateBytes(times(1, 32), tag);

        assertThat(tag).isEqualTo(hex("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"));
    }

    /** RFC 5869 A.1 and A.2, the second step. */
    @Test
    void hkdfExpand() {
        var prk = hex("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5");
        assertThat(MasterKey.expand(prk, hex("f0f1f2f3f4f5f6f7f8f9"), 42))
                .isEqualTo(hex("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"));
    }

    /** RFC 5297 A.1. */
    @Test
    void aesSiv() {
        var sealed = new SivMode()
                .encrypt(
                        hex("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff"),
                        hex("fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0"),
                        hex("112233445566778899aabbccddee"),
                        hex("101112131415161718191a1b1c1d1e1f2021222324252627"));

        assertThat(sealed).isEqualTo(hex("85632d07c6e8f37f950acd320a2ecc9340c02b9690c4dc04daef7f6afe5c"));
    }

    @Test
    void twoMakersOfAesSivAgree() throws Exception {
        var random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            var mac = new byte[32];
            var ctr = new byte[32];
            var plain = new byte[2 + random.nextInt(40)];
            var associated = new byte[1 + random.nextInt(60)];
            for (var bytes : new byte[][] {mac, ctr, plain, associated}) random.nextBytes(bytes);
            var both = Arrays.copyOf(mac, 64);
            System.arraycopy(ctr, 0, both, 32, 32);

            assertThat(new SivMode().encrypt(ctr, mac, plain, associated))
                    .isEqualTo(new AesSiv(both).encryptDeterministically(plain, associated));
        }
    }
}
