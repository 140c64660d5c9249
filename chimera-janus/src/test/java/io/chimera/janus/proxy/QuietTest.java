package io.chimera.janus.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Row 5: what the log says where it says everything. */
class QuietTest {

    @Test
    void noSecretNoHeaderAndNoValueIsLoggedAtAnyLevel() {
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var lines = new ListAppender<ILoggingEvent>();
        var level = root.getLevel();
        lines.start();
        root.setLevel(Level.TRACE);
        root.addAppender(lines);
        String filled;
        try (var site = TestSite.friendly();
                var house = ProxyHouse.open(
                        ProxyHouse.settings(List.of("127.0.0.0/8"), List.of("127.0.0.1:" + site.port()), ""),
                        Limits.usual());
                var client = house.client()) {
            client.post(site.url("/in"), "application/x-www-form-urlencoded", "p=%5Cp", "X-Mine: gooseberry\r\n");
            filled = site.last().body().substring(2);
            for (var wrong : List.of(
                    ProxyHouse.signIn("anna", "copper lantern winter bicycle"), "Basic !!!", "Bearer gooseberry"))
                client.send("GET " + site.url("/") + " HTTP/1.1\r\nHost: x\r\nProxy-Authorization: " + wrong
                                + "\r\n\r\n")
                        .answer();
            try (var broken = house.client()) {
                broken.send("GET " + site.url("/") + " HTTP/1.1\r\nHost: x\r\nX: gooseberry\u0000\r\n\r\n")
                        .answer();
            }
        } finally {
            root.detachAppender(lines);
            root.setLevel(level);
        }
        var log = List.copyOf(lines.list).stream()
                .map(event -> event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : event.getThrowableProxy().getMessage()))
                .collect(Collectors.joining("\n"));
        assertThat(filled).hasSize(22);
        assertThat(log)
                .contains("listens at")
                .doesNotContain(ProxyHouse.SECRET, "copper lantern", filled, "gooseberry")
                .doesNotContain(ProxyHouse.ANNA.substring(6))
                .doesNotContain(Base64.getEncoder().encodeToString("anna:copper lantern".getBytes(UTF_8)));
    }
}
