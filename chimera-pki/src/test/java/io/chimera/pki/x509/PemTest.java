package io.chimera.pki.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PemTest {

    @Test
    void aKeyIsReadAsItWasWritten() throws Exception {
        var key = Keys.make().getPrivate();

        assertThat(Pem.privateKey(Pem.of(key))).isEqualTo(key);
    }

    @Test
    void onlyBlocksAndWhiteSpaceArePem() throws Exception {
        var good = Pem.of(Keys.make().getPrivate());

        assertThat(Pem.privateKey("\n\r\n" + good + "  \n")).isNotNull();
        for (var text : new String[] {
            "",
            " ",
            "x" + good,
            good + "x",
            good + good,
            good.replace("-----END PRIVATE", "-----END PUBLIC"),
            good.replace("-----BEGIN PRIVATE", "-----BEGIN PUBLIC").replace("-----END PRIVATE", "-----END PUBLIC"),
            good.replace("\n-----END", "=\n-----END"),
            good.substring(0, good.length() - 8),
            "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n",
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
        }) {
            assertThatThrownBy(() -> Pem.privateKey(text)).as(text).isInstanceOf(MalformedPem.class);
        }
    }

    @Test
    void aKeyIsNoCertificateAndHasNoChain() {
        var key = Pem.of(Keys.make().getPrivate());

        assertThatThrownBy(() -> Pem.certificate(key)).isInstanceOf(MalformedPem.class);
        assertThatThrownBy(() -> Pem.certificates(key)).isInstanceOf(MalformedPem.class);
        assertThatThrownBy(() -> Pem.keyAndChain(key)).isInstanceOf(MalformedPem.class);
        assertThatThrownBy(() -> SigningRequest.parse(key)).isInstanceOf(MalformedPem.class);
    }

    @Test
    void moreThanTenBlocksAreTooMany() {
        var key = Pem.of(Keys.make().getPrivate());

        assertThatThrownBy(() -> Pem.certificates(key.repeat(11))).hasMessageContaining("more than 10");
    }

    @Test
    void randomTextIsMalformedAndNothingElse() {
        var random = new Random(1);
        var good = SigningRequest.make(Keys.make(), "1001").pem();
        for (var i = 0; i < 3_000; i++) {
            var text = new StringBuilder(good);
            for (var n = random.nextInt(6); n >= 0; n--) {
                text.setCharAt(random.nextInt(text.length()), (char) (32 + random.nextInt(96)));
            }
            try {
                assertThat(SigningRequest.parse(text.toString()).commonName()).isEqualTo("1001");
            } catch (MalformedPem e) {
                assertThat(e).hasMessageNotContaining(text.substring(40, 60));
            }
        }
    }

    @Test
    void endlessBlanksAreReadInReasonableTime() {
        var text = "-----BEGIN PRIVATE KEY-----" + " \n".repeat(100_000);

        assertThatThrownBy(() -> Pem.privateKey(text)).isInstanceOf(MalformedPem.class);
    }
}
