package io.chimera.telegram.fake.mtproto;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.testing.Chance;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AesIgeTest {

    /** The vectors of Ben Laurie's "OpenSSL and AES IGE", which OpenSSL is tested with. */
    @ParameterizedTest
    @CsvSource({
        "000102030405060708090a0b0c0d0e0f,"
                + "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f,"
                + "0000000000000000000000000000000000000000000000000000000000000000,"
                + "1a8519a6557be652e9da8e43da4ef4453cf456b4ca488aa383c79c98b34797cb",
        "5468697320697320616e20696d706c65,"
                + "6d656e746174696f6e206f6620494745206d6f646520666f72204f70656e5353,"
                + "99706487a1cde613bc6de0b6f24b1c7aa448c8b9c3403e3467a8cad89340f53b,"
                + "4c2e204c6574277320686f70652042656e20676f74206974207269676874210a"
    })
    void itIsWhatOthersPublished(String key, String iv, String plain, String cipher) {
        assertThat(AesIge.encrypted(bytes(plain), bytes(key), bytes(iv))).isEqualTo(bytes(cipher));
        assertThat(AesIge.decrypted(bytes(cipher), bytes(key), bytes(iv))).isEqualTo(bytes(plain));
    }

    @Test
    void whatIsEncryptedCanBeDecrypted() {
        Chance.rounds(200, chance -> {
            var key = chance.bytesOf(32);
            var iv = chance.bytesOf(32);
            var plain = chance.bytesOf(16 * chance.between(0, 40));
            assertThat(AesIge.decrypted(AesIge.encrypted(plain, key, iv), key, iv))
                    .isEqualTo(plain);
        });
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
