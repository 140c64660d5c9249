package io.chimera.core.janus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chimera.core.janus.HttpsRefused.Refusal;
import io.chimera.core.janus.HttpsSites.Reach;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What everybody may rely on who is handed {@link HttpsSites}. */
public abstract class HttpsSitesContract {

    /** Always the same, without any site at first. */
    protected abstract HttpsSites https();

    private Reach reach(String site) {
        return https().state().sites().stream()
                .filter(one -> one.name().equals(site))
                .findFirst()
                .orElseThrow()
                .reach();
    }

    private static void refuses(Refusal refusal, ThrowingCallable what) {
        assertThatExceptionOfType(HttpsRefused.class).isThrownBy(what).satisfies(refused -> {
            assertThat(refused.refusal()).isEqualTo(refusal);
            assertThat(refused.what()).endsWith(".");
        });
    }

    @Test
    void aSiteIsLookedIntoOnceTheBrowsersHaveACertificateForIt() throws Exception {
        assertThat(https().add("https://Example.com/login", false)).isEqualTo("example.com");
        assertThat(https().state().wantsCertificate()).isTrue();
        assertThat(reach("example.com")).isEqualTo(Reach.WAITS);
        assertThat(https().issue().covers("example.com")).isTrue();
        assertThat(https().state().wantsGiving()).isTrue();
        assertThat(reach("example.com")).isEqualTo(Reach.WAITS);
        https().given();
        assertThat(reach("example.com")).isEqualTo(Reach.LOOKED_INTO);
        assertThat(https().state().lookedInto()).isEqualTo(1);

        https().add("loja.com.br", false);
        assertThat(reach("loja.com.br")).isEqualTo(Reach.WAITS);
        assertThat(reach("example.com")).isEqualTo(Reach.LOOKED_INTO);
        https().change("example.com", false);
        assertThat(reach("example.com")).isEqualTo(Reach.OFF);
    }

    @Test
    void forNowDoesNotSwitchOnForGood() throws Exception {
        https().add("example.com", false);
        https().change("example.com", false);
        https().add("example.com", true);
        assertThat(https().state().sites()).singleElement().satisfies(site -> {
            assertThat(site.on()).isFalse();
            assertThat(site.forNow()).isTrue();
            assertThat(site.reach()).isEqualTo(Reach.WAITS);
        });
        https().change("example.com", false);
        assertThat(reach("example.com")).isEqualTo(Reach.OFF);
    }

    @Test
    void whatCannotBeIsRefused() throws Exception {
        refuses(Refusal.NO_SITE, () -> https().add("*.example.com", false));
        refuses(Refusal.NO_SITE, () -> https().add("192.0.2.1", false));
        refuses(Refusal.PUBLIC_SUFFIX, () -> https().add("co.uk", false));
        refuses(Refusal.PART_OF_A_SITE, () -> https().add("www.example.com", true));
        refuses(Refusal.SPARED, () -> https().add("windowsupdate.com", false));
        refuses(Refusal.NOT_LISTED, () -> https().change("example.com", true));
        refuses(Refusal.NOT_LISTED, () -> https().remove("example.com"));
        refuses(Refusal.NO_CERTIFICATE, () -> https().issue());
        refuses(Refusal.NO_CERTIFICATE, () -> https().given());
        https().never("example.com");
        refuses(Refusal.NEVER, () -> https().add("example.com", false));
        assertThat(https().state().sites()).isEmpty();
        assertThat(https().state().never()).containsExactly("example.com");
    }

    @Test
    void everythingIsTurnedOff() throws Exception {
        https().add("example.com", false);
        https().issue();
        https().given();
        https().delete();
        assertThat(reach("example.com")).isEqualTo(Reach.OFF);
        assertThat(https().state().newest()).isEmpty();
        assertThat(https().state().counts()).isEmpty();
    }
}
