package io.chimera.janus.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chimera.core.janus.HttpsRefused;
import io.chimera.core.janus.HttpsRefused.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChoosingTest {

    private final Choosing choosing = new Choosing(Desk.SUFFIXES, Spared.shipped());

    @ParameterizedTest
    @CsvSource({
        "example.com, example.com",
        "EXAMPLE.com., example.com",
        "https://example.com:443/login?x=1, example.com",
        "example.com:8443, example.com",
        "bücher.example.com.br, ",
        "loja.com.br, loja.com.br",
        "bücher.de, xn--bcher-kva.de",
        "anna.github.io, anna.github.io",
        "wiki.intranet, wiki.intranet",
    })
    void aSiteIsWhatSomebodyCanRegister(String typed, String site) throws HttpsRefused {
        if (site == null) assertThatExceptionOfType(HttpsRefused.class).isThrownBy(() -> choosing.site(typed));
        else assertThat(choosing.site(typed)).isEqualTo(site);
    }

    @ParameterizedTest
    @CsvSource({
        "*, NO_SITE",
        "*.example.com, NO_SITE",
        "'', NO_SITE",
        "192.0.2.7, NO_SITE",
        "[2001:db8::1], NO_SITE",
        "2130706433, NO_SITE",
        "localhost, NO_SITE",
        "com, PUBLIC_SUFFIX",
        "co.uk, PUBLIC_SUFFIX",
        "com.br, PUBLIC_SUFFIX",
        "github.io, PUBLIC_SUFFIX",
        "www.example.com, PART_OF_A_SITE",
        "windowsupdate.com, SPARED",
        "fe2.update.microsoft.com, SPARED",
    })
    void whatIsNoSiteIsRefusedWithASentence(String typed, Refusal refusal) {
        assertThatExceptionOfType(HttpsRefused.class)
                .isThrownBy(() -> choosing.site(typed))
                .satisfies(refused -> {
                    assertThat(refused.refusal()).isEqualTo(refusal);
                    assertThat(refused.what()).endsWith(".").contains(" ");
                });
    }

    @Test
    void aPartOfASiteIsToldWhichSiteItIsOf() {
        assertThatExceptionOfType(HttpsRefused.class)
                .isThrownBy(() -> choosing.site("https://login.shop.example.co.uk/"))
                .satisfies(refused -> assertThat(refused.what()).contains("add example.co.uk"));
    }
}
