package io.chimera.telegram.fake;

import static io.chimera.telegram.fake.mtproto.Digests.number;
import static io.chimera.telegram.fake.mtproto.Digests.sha256;
import static io.chimera.telegram.fake.mtproto.Digests.xor;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.telegram.fake.mtproto.DiffieHellman;
import io.chimera.telegram.fake.tl.Tl;
import java.math.BigInteger;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;

/** The server's half of SRP, against a client's half that is written here from Telegram's description. */
class PasswordTest {

    private static final BigInteger P = DiffieHellman.PRIME;
    private static final BigInteger G = BigInteger.valueOf(DiffieHellman.GENERATOR);

    private final Password password = Password.of("correct horse", "an animal");

    @Test
    void whoKnowsThePasswordIsBelieved() {
        var challenge = password.challenge();
        assertThat(challenge.asked().text("hint")).isEqualTo("an animal");
        assertThat(challenge.isAnsweredBy(answer(challenge.asked(), "correct horse")))
                .isTrue();
    }

    @Test
    void whoDoesNotIsNot() {
        var challenge = password.challenge();
        assertThat(challenge.isAnsweredBy(answer(challenge.asked(), "wrong horse")))
                .isFalse();
        assertThat(password.challenge().isAnsweredBy(answer(challenge.asked(), "correct horse")))
                .isFalse();
        var nothing = Tl.of("inputCheckPasswordSRP", "srp_id", 77, "A", new byte[256], "M1", new byte[32]);
        assertThat(challenge.isAnsweredBy(nothing)).isFalse();
        assertThat(challenge.isAnsweredBy(Tl.of("inputCheckPasswordEmpty"))).isFalse();
    }

    @Test
    void passwordsAreStretchedAsTheJdkDoesIt() throws Exception {
        var ours = Password.pbkdf2("password".getBytes(US_ASCII), "salt".getBytes(US_ASCII));
        var spec = new PBEKeySpec("password".toCharArray(), "salt".getBytes(US_ASCII), 100_000, 512);
        assertThat(ours)
                .isEqualTo(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                        .generateSecret(spec)
                        .getEncoded());
    }

    private static Tl answer(Tl asked, String password) {
        var algorithm = asked.tl("current_algo");
        var x = number(Password.hash(password, algorithm.bytes("salt1"), algorithm.bytes("salt2")));
        var k = number(sha256(bytes(P), bytes(G)));
        var secret = DiffieHellman.secret();
        var mine = G.modPow(secret, P);
        var theirs = number(asked.bytes("srp_B"));
        var u = number(sha256(bytes(mine), bytes(theirs)));
        var shared = theirs.subtract(k.multiply(G.modPow(x, P))).mod(P).modPow(secret.add(u.multiply(x)), P);
        var proof = sha256(
                xor(sha256(bytes(P)), sha256(bytes(G))),
                sha256(algorithm.bytes("salt1")),
                sha256(algorithm.bytes("salt2")),
                bytes(mine),
                bytes(theirs),
                sha256(bytes(shared)));
        return Tl.of("inputCheckPasswordSRP", "srp_id", asked.number("srp_id"), "A", bytes(mine), "M1", proof);
    }

    private static byte[] bytes(BigInteger number) {
        return DiffieHellman.bytes(number);
    }
}
