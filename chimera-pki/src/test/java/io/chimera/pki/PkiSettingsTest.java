package io.chimera.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chimera.core.account.AccountId;
import io.chimera.core.event.Events;
import io.chimera.core.identity.Credentials;
import io.chimera.core.identity.Enroller;
import io.chimera.core.identity.Enrolment;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.ResolvableType;

/** Settings as an operator writes them, and what they are made into. */
class PkiSettingsTest {

    private static final String FINGERPRINT = "ab".repeat(32);

    @TempDir
    private Path home;

    private final ApplicationContextRunner runner = new ApplicationContextRunner().withUserConfiguration(Wiring.class);

    @Test
    void theyBecomeAnEnrollerAndEachAccountsCredentials() {
        runner.withPropertyValues(
                        "chimera.home=" + home,
                        "chimera.pki.ca-url=https://ca.lan:9443/",
                        "chimera.pki.ca-fingerprint="
                                + FINGERPRINT.toUpperCase().replaceAll("(..)(?=.)", "$1:"),
                        "chimera.pki.identity-url=https://identity.lan:8000",
                        "chimera.pki.patience=3s")
                .run(context -> {
                    var settings = context.getBean(PkiSettings.class);
                    assertThat(settings.caUrl()).hasToString("https://ca.lan:9443");
                    assertThat(settings.caFingerprint().hex()).isEqualTo(FINGERPRINT);
                    assertThat(settings.patience()).isEqualTo(Duration.ofSeconds(3));
                    assertThat(context.getBean(Enroller.class).state(new AccountId(1001)))
                            .isInstanceOf(Enrolment.Unknown.class);
                    var type = ResolvableType.forClassWithGenerics(Function.class, AccountId.class, Credentials.class);
                    assertThat(context.getBeanProvider(type).getIfUnique()).isNotNull();
                });
    }

    @ParameterizedTest
    @CsvSource({
        "ca-url,http://ca.lan:9443",
        "ca-url,https://ca.lan:9443/1.0",
        "ca-url,''",
        "ca-url,https://user@ca.lan:9443",
        "ca-url,https://ca.lan:9443?x=1",
        "ca-url,https:ca.lan",
        "identity-url,ca.lan",
        "ca-fingerprint,abcd",
        "patience,0s",
        "patience,2m"
    })
    void nonsenseIsRefusedAtTheStart(String name, String value) {
        runner.withPropertyValues(
                        "chimera.home=" + home,
                        "chimera.pki.ca-url=https://ca.lan:9443",
                        "chimera.pki.ca-fingerprint=" + FINGERPRINT,
                        "chimera.pki.identity-url=https://identity.lan:8000",
                        "chimera.pki." + name + "=" + value)
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void whatIsMissingIsNamed() {
        runner.withPropertyValues("chimera.home=" + home, "chimera.pki.ca-url=https://ca.lan:9443")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasRootCauseMessage("chimera.pki.identity-url is not set"));
    }

    @Test
    void aVersionBefore029IsOld() {
        assertThat(Authority.isOld("0.28.4")).isTrue();
        assertThat(Authority.isOld("v0.19.0")).isTrue();
        assertThat(Authority.isOld("0.29.0")).isFalse();
        assertThat(Authority.isOld("0.30.2-lab")).isFalse();
        assertThat(Authority.isOld("1.0.0")).isFalse();
        assertThat(Authority.isOld("0.0.0")).isFalse();
        assertThat(Authority.isOld("unknown")).isFalse();
        assertThatThrownBy(() -> new io.chimera.pki.step.RootFingerprint("x")).hasMessageContaining("64 hex digits");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(PkiSettings.class)
    @Import(PkiConfiguration.class)
    static class Wiring {
        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        Events events() {
            return _ -> {};
        }
    }
}
