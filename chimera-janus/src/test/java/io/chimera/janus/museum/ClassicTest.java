package io.chimera.janus.museum;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the way of 2001 did, and why it is in a museum. */
class ClassicTest {

    @Test
    void nameAndPasswordAreEightLettersEach() {
        var pair = Classic.pair("anna", "senha", "example.com");

        assertThat(pair).isEqualTo(Classic.pair("anna", "senha", "example.com"));
        assertThat(pair.user()).matches("[a-p]{8}");
        assertThat(pair.password()).matches("[a-p]{8}").isNotEqualTo(pair.user());
        assertThat(Classic.pair("anna", "senha", "example.org")).isNotEqualTo(pair);
        assertThat(Classic.guesses(8)).isEqualTo(4_294_967_296L);
    }

    @Test
    void anAddressOpensToUserAndSite() {
        var address = Classic.address("proxy", "anna", "example.com");

        assertThat(Classic.open("proxy", address))
                .hasValueSatisfying(parts -> assertThat(parts).containsExactly("anna", "example.com"));
        assertThat(Classic.open("proxy", "nobody")).isEmpty();
    }

    @Test
    void addressesSoonGrewTooLongForMail() {
        assertThat(Classic.fitsMail(Classic.address("proxy", "anna", "example.com")))
                .isTrue();
        assertThat(Classic.fitsMail(Classic.address("proxy", "anna", "prefeitura.saopaulo.sp.gov.br")))
                .isFalse();
    }

    /** The same eight bytes of two users make the same letters: addresses can be compared and put together anew. */
    @Test
    void nothingProtectsAnAddressFromBeingPutTogetherOfOthers() {
        var one = Classic.address("proxy", "anna567", "aaaaaaaa.example");
        var other = Classic.address("proxy", "bruno67", "aaaaaaaa.example");

        assertThat(one.substring(16, 32)).isEqualTo(other.substring(16, 32));
        assertThat(Classic.open("proxy", one.substring(0, 16) + other.substring(16)))
                .isPresent();
    }

    /** 32 bits: two of some hundred thousand sites share a password. */
    @Test
    void sitesSharedPasswords() {
        Map<String, String> seen = new HashMap<>();
        int shared = 0;
        for (int i = 0; i < 400_000; i++) {
            var password = Classic.pair("anna", "senha", i + ".example").password();
            if (seen.put(password, "") != null) shared++;
        }
        assertThat(shared).isPositive();
    }
}
