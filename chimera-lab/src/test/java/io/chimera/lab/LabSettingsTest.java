package io.chimera.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chimera.core.account.AccountId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LabSettingsTest {

    private static final String FINGERPRINT = "0".repeat(64);

    @Test
    void withNothingSetAnaAndBrunoLiveHereAndNobodyElseGetsIn() {
        var usual = bind(Map.of());
        assertThat(usual.accounts()).containsExactly(new AccountId(1001), new AccountId(1002));
        assertThat(usual.address().isLoopbackAddress()).isTrue();
        assertThat(usual.port()).isZero();
        assertThat(usual.beyondLoopback()).isFalse();
        assertThat(usual.largestFile().toGigabytes()).isEqualTo(2);
        assertThat(usual.join()).isNull();
    }

    @Test
    void beyondThisComputerOnlyWhenToldSo() {
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bind(Map.of("chimera.lab.address", "0.0.0.0")))
                .havingRootCause()
                .withMessageContaining("chimera.lab.beyond-loopback=true");
        assertThat(bind(Map.of("chimera.lab.address", "0.0.0.0", "chimera.lab.beyond-loopback", "true"))
                        .beyondLoopback())
                .isTrue();
    }

    @Test
    void anothersLabIsJoinedByItsAddressItsKeyAndItsTokens() {
        var joined = bind(Map.of(
                        "chimera.lab.join.url", "https://192.168.1.27:7443",
                        "chimera.lab.join.fingerprint", FINGERPRINT,
                        "chimera.lab.join.tokens", "/tokens"))
                .join();
        assertThat(joined).isNotNull();
        assertThat(joined.url()).hasHost("192.168.1.27").hasPort(7443);
    }

    @ParameterizedTest
    @CsvSource({
        "chimera.lab.port, 65536",
        "chimera.lab.port, -1",
        "chimera.lab.people, 0",
        "chimera.lab.people, ana",
        "chimera.lab.largest-file, -1B",
        "chimera.lab.address, no such host at all"
    })
    void nonsenseIsRefusedAtTheStart(String name, String value) {
        assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(Map.of(name, value)));
    }

    @ParameterizedTest
    @CsvSource({
        "http://192.168.1.27:7080",
        "http://127.0.0.1.example.com:7080",
        "ftp://127.0.0.1",
        "https://host/path",
        "https:host",
        "127.0.0.1:80"
    })
    void aLabIsJoinedOverTlsOrOnThisComputer(String url) {
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bind(Map.of(
                        "chimera.lab.join.url", url,
                        "chimera.lab.join.fingerprint", FINGERPRINT,
                        "chimera.lab.join.tokens", "/tokens")));
    }

    @Test
    void withoutAKeyToTrustNothingIsJoined() {
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bind(Map.of(
                        "chimera.lab.join.url", "https://192.168.1.27:7443", "chimera.lab.join.tokens", "/tokens")))
                .havingRootCause()
                .withMessageContaining("fingerprint is not set");
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bind(Map.of(
                        "chimera.lab.join.url", "https://192.168.1.27:7443",
                        "chimera.lab.join.fingerprint", "12:34",
                        "chimera.lab.join.tokens", "/tokens")));
    }

    private static LabSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("chimera.lab", LabSettings.class);
    }
}
