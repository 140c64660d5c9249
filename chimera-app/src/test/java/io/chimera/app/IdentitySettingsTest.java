package io.chimera.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chimera.app.IdentitySettings.Delivery;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class IdentitySettingsTest {

    private static final Map<String, String> ENOUGH = Map.of(
            "people.provisioner", "people",
            "people.key-file", "/etc/chimera/token.key",
            "people.password-file", "/etc/chimera/token.password",
            "certificate.provisioner", "services",
            "certificate.key-file", "/etc/chimera/services.key",
            "certificate.password-file", "/etc/chimera/services.password");

    private final Map<String, String> set = new HashMap<>(ENOUGH);

    private IdentitySettings settings() {
        var prefixed = new HashMap<String, String>();
        set.forEach((name, value) -> prefixed.put("chimera.identity." + name, value));
        return new Binder(new MapConfigurationPropertySource(prefixed))
                .bindOrCreate("chimera.identity", IdentitySettings.class);
    }

    @Test
    void unlessToldOtherwiseItListensOnThisComputerAloneAndSendsByTelegram() {
        var settings = settings();
        assertThat(settings.listenAddress().isLoopbackAddress()).isTrue();
        assertThat(settings.port()).isEqualTo(8000);
        assertThat(settings.names()).contains("127.0.0.1");
        assertThat(settings.delivery()).isEqualTo(Delivery.TELEGRAM);
        assertThat(settings.legacy()).isFalse();
        assertThat(settings.codeLife()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.database().url()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "people.provisioner         |                                  | chimera.identity.people.provisioner is not set",
                "people.password-file       |                                  | people.password-file is not set",
                "people.chain-file          | /x                               | both are set",
                "certificate.key-file       |                                  | certificate.key-file is not set",
                "certificate.proof          | acme-http-01                     | ACME needs no key",
                "database.url               | jdbc:mysql://db/x                | must begin with jdbc:postgresql:",
                "database.url               | jdbc:postgresql://db/x           | database.user is not set",
                "database.url               | jdbc:postgresql://db/x?password=y| a file only you can read",
                "database.user              | chimera                          | set database.url as well",
                "listen-address             | 0.0.0.0                          | chimera.identity.names is not set",
                "names                      | https://id.example.org/          | neither a host name nor an address",
                "names                      | 1001                             | the name of a person",
                "port                       | 70000                            | must be 0 to 65535",
                "code-life                  | 1h                               | at most 15m",
                "token-life                 | 0s                               | must be positive",
                "limits.tries               | 100                              | each is a guess",
            })
    void whatIsMissingOrWrongIsSaidInASentence(String name, String value, String said) {
        if (value == null) set.remove(name);
        else set.put(name, value);
        assertThatThrownBy(this::settings)
                .rootCause()
                .hasMessageContaining(said)
                .hasMessageStartingWith("chimera.identity.");
    }

    @Test
    void codesOnTheTerminalAreForLoopbackAlone() {
        set.put("delivery", "console");
        assertThat(settings().delivery()).isEqualTo(Delivery.CONSOLE);
        set.put("listen-address", "192.0.2.1");
        set.put("names", "id.example.org");
        assertThatThrownBy(this::settings).rootCause().hasMessageContaining("only while listen-address is loopback");
    }

    @Test
    void aDatabaseOnAnotherComputerIsReachedOverCheckedTlsOnly() {
        set.put("database.user", "chimera");
        set.put("database.password-file", "/etc/chimera/db.password");
        set.put("database.codes-key-file", "/etc/chimera/codes.key");
        for (var url : List.of("//db.example.org/c", "//db/c?sslmode=require", "//10.0.0.1:5432/c?user=x")) {
            set.put("database.url", "jdbc:postgresql:" + url);
            assertThatThrownBy(this::settings).rootCause().hasMessageContaining("sslmode=verify-full");
        }
        for (var url :
                List.of("//db/c?sslmode=verify-full&sslrootcert=/x", "//localhost/c", "//127.0.0.1:5433/c", "c")) {
            set.put("database.url", "jdbc:postgresql:" + url);
            assertThat(settings().database().url()).endsWith(url);
        }
    }

    @Test
    void theWordIdentityIsTheProfile() {
        assertThat(IdentityWord.asSettings(new String[] {"identity", "--chimera.identity.port=0"}))
                .containsExactly("--spring.profiles.active=identity", "--chimera.identity.port=0");
        assertThat(IdentityWord.asSettings(new String[] {"doctor"})).containsExactly("doctor");
        assertThat(IdentityWord.wantsHelp(new String[] {"identity", "--help"})).isTrue();
        assertThat(IdentityWord.wantsHelp(new String[] {"send", "--help"})).isFalse();
    }
}
