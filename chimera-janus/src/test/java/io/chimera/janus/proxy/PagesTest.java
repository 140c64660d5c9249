package io.chimera.janus.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every refusal explains itself, in both languages, to people and to programs. */
class PagesTest {

    private static String page(Refusal refusal, String language, String accepted) {
        var asked = new DefaultHttpHeaders().set("Accept-Language", language).set("Accept", accepted);
        var page = Pages.refusal(new Refused(refusal, "<b>\"x\"\r\n"), asked);
        assertThat(page.status().code()).isEqualTo(refusal.status());
        assertThat(page.headers().contains("Proxy-Authenticate")).isEqualTo(refusal.asksToSignIn());
        return page.content().toString(UTF_8);
    }

    @ParameterizedTest
    @EnumSource
    void everyRefusalHasItsPage(Refusal refusal) {
        var english = page(refusal, "en", "text/html,*/*");
        var portuguese = page(refusal, "pt-BR,pt;q=0.9", "text/html,*/*");
        assertThat(english).contains("<html lang=\"en\">", "<h1>").doesNotContain("<b>", "{0}");
        assertThat(portuguese)
                .contains("<html lang=\"pt\">")
                .doesNotContain("<b>", "{0}")
                .isNotEqualTo(english);
        assertThat(page(refusal, "", "*/*")).doesNotContain("<html", "{0}", "\r");
    }
}
