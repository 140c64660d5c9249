package io.chimera.p2p;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chimera.core.account.AccountId;
import io.chimera.core.contact.ContactId;
import io.chimera.p2p.LanSettings.KnownNeighbour;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;

class LanSettingsTest {

    @Test
    void unlessSomebodySaysOtherwiseThePortsAreTheOnesEverybodyKnows() {
        var settings = bind(Map.of());
        assertThat(settings.listenPort()).isEqualTo(50_050);
        assertThat(settings.port()).isEqualTo(50_052);
        assertThat(settings.otherPorts()).isZero();
        assertThat(settings.announceEvery()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.v1().on()).isTrue();
        assertThat(settings.v1().port()).isEqualTo(50_052);
        assertThat(settings.v1().sourcePort()).isEqualTo(50_051);
        assertThat(settings.v1().announceEvery()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.v1().chosen()).isEmpty();
        assertThat(settings.reach().bind()).isEmpty();
        assertThat(settings.reach().ignored()).contains("docker*", "veth*");
        assertThat(settings.timing().asTiming().idle()).isEqualTo(Duration.ofSeconds(25));
    }

    @Test
    void everythingCanBeSaidOtherwise() throws Exception {
        var settings = bind(Map.of(
                "chimera.lan.listen-port", "50060",
                "chimera.lan.port", "0",
                "chimera.lan.bind-address", "127.0.0.1",
                "chimera.lan.announce-to", "127.255.255.255:50060, [ff12::1]:50061",
                "chimera.lan.ignored-interfaces", "",
                "chimera.lan.neighbours", "1002@192.0.2.7:50052",
                "chimera.lan.v1.on", "false",
                "chimera.lan.v1.account", "1002",
                "chimera.lan.timing.idle", "250ms"));
        assertThat(settings.reach().port()).isEqualTo(50_060);
        assertThat(settings.reach().bind()).contains(InetAddress.getByName("127.0.0.1"));
        assertThat(settings.reach().ignored()).isEmpty();
        assertThat(settings.reach().targets())
                .containsExactly(
                        new InetSocketAddress("127.255.255.255", 50_060), new InetSocketAddress("ff12::1", 50_061));
        assertThat(settings.knownNeighbours())
                .containsExactly(new KnownNeighbour(new ContactId(1002), new InetSocketAddress("192.0.2.7", 50_052)));
        assertThat(settings.v1().on()).isFalse();
        assertThat(settings.v1().chosen()).contains(new AccountId(1002));
        assertThat(settings.timing().asTiming().idle()).isEqualTo(Duration.ofMillis(250));
    }

    @ParameterizedTest
    @CsvSource({
        "listen-port, 0, chimera.lan.listen-port must be from 1 to 65535",
        "port, 65536, chimera.lan.port must be from 0 to 65535",
        "other-ports, -1, chimera.lan.other-ports must be from 0 to 65535",
        "announce-every, 1s, chimera.lan.announce-every must be from 5s to 5m",
        "announce-every, 1h, chimera.lan.announce-every must be from 5s to 5m",
        "announce-to, 127.0.0.1, write address:port",
        "announce-to, 127.0.0.1:0, must be from 1 to 65535",
        "neighbours, 192.0.2.7:50052, write id@address:port",
        "neighbours, 0@192.0.2.7:50052, not a Telegram user id",
        "v1.port, 0, chimera.lan.v1.port must be from 1 to 65535",
        "v1.source-port, 70000, chimera.lan.v1.source-port must be from 0 to 65535",
        "v1.account, 0, not a Telegram user id",
        "v1.announce-every, 1ms, chimera.lan.v1.announce-every must be from 1s to 1m",
        "timing.idle, 0s, idle must be longer than nothing",
    })
    void nonsenseIsRefusedAtTheStartWithTheReason(String key, String value, String reason) {
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bind(Map.of("chimera.lan." + key, value)))
                .havingRootCause()
                .withMessageContaining(reason);
    }

    private static LanSettings bind(Map<String, String> properties) {
        var binder = new Binder(
                List.of(new MapConfigurationPropertySource(properties)),
                null,
                ApplicationConversionService.getSharedInstance());
        return binder.bindOrCreate("chimera.lan", LanSettings.class);
    }
}
