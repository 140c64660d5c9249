package io.chimera.pki.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chimera.pki.testing.Authorities;
import io.chimera.pki.x509.KeyAndChain;
import io.chimera.pki.x509.Keys;
import io.chimera.pki.x509.Pem;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProvisionerChainTest {

    private final KeyAndChain root = Authorities.root("Identity Root", Instant.now(), Duration.ofDays(30));
    private final KeyAndChain proof = Authorities.idp(root, Instant.now(), Duration.ofDays(30));

    @Test
    void itIsReadFromThePemAnOperatorHas() throws Exception {
        var read = ProvisionerChain.read("idp", Pem.of(proof.key()) + Pem.of(proof.chain()));

        assertThat(read).isEqualTo(new ProvisionerChain("idp", proof));
        assertThat(read.audience("https://ca.lan/1.0/sign")).isEqualTo("https://ca.lan/1.0/sign#x5c/idp");
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() {
        var other = new KeyAndChain(Keys.make().getPrivate(), proof.chain());

        assertThatThrownBy(() -> new ProvisionerChain("idp", other)).isInstanceOf(IllegalArgumentException.class);
        for (var text :
                List.of("", Pem.of(proof.key()), Pem.of(proof.chain()), Pem.of(other.key()) + Pem.of(other.chain()))) {
            assertThatThrownBy(() -> ProvisionerChain.read("idp", text))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("provisioner idp");
        }
    }

    @Test
    void itNeverPrintsItself() {
        assertThat(new ProvisionerChain("idp", proof).toString())
                .isEqualTo("ProvisionerChain[idp, serial="
                        + proof.certificate().getSerialNumber().toString(16) + "]");
    }
}
