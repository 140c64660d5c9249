package io.chimera.pki.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProvisionerKeyTest {

    private final ProvisionerKey key = ProvisionerKey.make("people");

    @Test
    void itsIdIsItsThumbprint() throws Exception {
        assertThat(key.key().getKeyID())
                .isEqualTo(key.publicKey().computeThumbprint().toString());
    }

    @Test
    void itIsReadAsItWasWritten() throws Exception {
        assertThat(ProvisionerKey.read("people", key.text())).isEqualTo(key);
    }

    @Test
    void aSealedKeyOpensWithItsPasswordOnly() throws Exception {
        var sealed = key.sealed("correct horse");

        assertThat(ProvisionerKey.read("people", sealed + "\n", "correct horse"))
                .isEqualTo(key);
        assertThatThrownBy(() -> ProvisionerKey.read("people", sealed, "battery staple"))
                .isInstanceOf(IOException.class);
        var header = JWEObject.parse(sealed).getHeader();
        assertThat(header.toString()).contains("PBES2-HS256+A128KW", "A256GCM", "jwk+json", "600000");
    }

    @Test
    void whatIsNotAPrivateKeyOnP256IsRefused() throws Exception {
        var other = new ECKeyGenerator(Curve.P_384).generate().toJSONString();
        for (var text :
                new String[] {"", "{}", key.publicKey().toJSONString(), other, "{\"kty\":\"oct\",\"k\":\"AA\"}"}) {
            assertThatThrownBy(() -> ProvisionerKey.read("people", text))
                    .as(text)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void itNeverPrintsItself() {
        var secret = key.key().getD().toString();

        assertThat(key.toString()).doesNotContain(secret).contains(key.key().getKeyID());
    }
}
