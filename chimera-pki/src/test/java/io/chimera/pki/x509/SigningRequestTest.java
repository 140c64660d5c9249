package io.chimera.pki.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chimera.pki.testing.Requests;
import java.security.KeyPair;
import java.util.List;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;

class SigningRequestTest {

    @Test
    void aRequestIsReadAsItWasMade() throws Exception {
        var pair = Keys.make();
        var made = SigningRequest.make(pair, "1001");

        var read = SigningRequest.parse(made.pem());

        assertThat(read.commonName()).isEqualTo("1001");
        assertThat(read.key()).isEqualTo(pair.getPublic());
        assertThat(read.names().isEmpty()).isTrue();
        assertThat(read.digest()).isEqualTo(made.digest());
        assertThat(read.digest().base64Url()).hasSize(43);
    }

    @Test
    void itsNamesAreSortedByKind() throws Exception {
        var read = SigningRequest.parse(Requests.pem(
                Keys.make(),
                "CN=1001",
                new GeneralName(GeneralName.dNSName, "1001"),
                new GeneralName(GeneralName.iPAddress, "10.0.0.1"),
                new GeneralName(GeneralName.rfc822Name, "a@b.c"),
                new GeneralName(GeneralName.uniformResourceIdentifier, "chimera://x/1")));

        assertThat(read.names()).isEqualTo(SubjectNames.sorted(List.of("1001", "10.0.0.1", "a@b.c", "chimera://x/1")));
    }

    @Test
    void aRequestSignedByAnotherKeyIsNone() {
        var one = Keys.make();
        var other = Keys.make();
        var mixed = new KeyPair(one.getPublic(), other.getPrivate());

        assertThatThrownBy(() -> SigningRequest.parse(Requests.pem(mixed, "CN=1001")))
                .isInstanceOf(MalformedPem.class)
                .hasMessageContaining("not signed by its key");
    }

    @Test
    void anOldSignatureIsNotAccepted() {
        assertThatThrownBy(() -> SigningRequest.parse(Requests.pem(Requests.pair("RSA2048"), "SHA1withRSA", "CN=1001")))
                .hasMessageContaining("algorithm");
    }

    @Test
    void weaknessIsNamed() {
        assertThat(Keys.weakness(Requests.pair("RSA1024").getPublic())).isPresent();
        assertThat(Keys.weakness(Requests.pair("DSA").getPublic())).isPresent();
        assertThat(Keys.weakness(Requests.pair("RSA2048").getPublic())).isEmpty();
        assertThat(Keys.weakness(Requests.pair("secp521r1").getPublic())).isEmpty();
        assertThat(Keys.weakness(Requests.pair("Ed25519").getPublic())).isEmpty();
    }

    @Test
    void namesAreSortedAsTheAuthorityDoes() {
        var sorted = SubjectNames.sorted(
                List.of("1836713877", "ca.lan", "10.0.0.1", "::1", "fe80::1", "a@b.c", "urn:x:1", "https://x.y/z"));

        assertThat(sorted.dns()).containsExactly("1836713877", "ca.lan");
        assertThat(sorted.ips()).containsExactly("10.0.0.1", "::1", "fe80::1");
        assertThat(sorted.emails()).containsExactly("a@b.c");
        assertThat(sorted.uris()).containsExactly("urn:x:1", "https://x.y/z");
    }
}
