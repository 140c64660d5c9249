package io.chimera.pki.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chimera.core.account.AccountId;
import io.chimera.core.disk.PrivateFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodesTest {

    private static final AccountId ANA = new AccountId(1001);

    @TempDir
    private Path temporary;

    @Test
    void codesHaveEightDigitsAndDiffer() throws Exception {
        var codes = codes();
        var drawn = Stream.generate(codes::code).limit(1_000).toList();

        assertThat(drawn).allMatch(code -> code.matches("[0-9]{8}"));
        assertThat(Set.copyOf(drawn)).hasSizeGreaterThan(990);
        assertThat(codes.challengeId()).matches("[A-Za-z0-9_-]{22}").isNotEqualTo(codes.challengeId());
    }

    @Test
    void aCodeIsSealedToItsChallengeAndPersonWithAKeyThatStays() throws Exception {
        var sealed = codes().sealed("a", ANA, "12345678");

        assertThat(codes().sealed("a", ANA, "12345678").matches(sealed)).isTrue();
        assertThat(codes().sealed("a", ANA, "12345679").matches(sealed)).isFalse();
        assertThat(codes().sealed("b", ANA, "12345678").matches(sealed)).isFalse();
        assertThat(codes().sealed("a", new AccountId(1002), "12345678").matches(sealed))
                .isFalse();
    }

    @Test
    void keysAreToldApartByAProofThatIsNotTheKey() throws Exception {
        var one = Codes.with("00".repeat(32));

        assertThat(one.proof()).isEqualTo(Codes.with("00".repeat(32)).proof()).doesNotContain("0000");
        assertThat(one.proof()).isNotEqualTo(Codes.with("01".repeat(32)).proof());
        assertThatThrownBy(() -> Codes.with("a password"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("openssl");
    }

    private Codes codes() throws IOException {
        return Codes.in(PrivateFolder.open(temporary.resolve("identity")));
    }
}
