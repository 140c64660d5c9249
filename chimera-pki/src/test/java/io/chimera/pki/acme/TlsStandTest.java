package io.chimera.pki.acme;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.chimera.pki.x509.KeyAndChain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class TlsStandTest {

    private final KeyAndChain shown =
            ChallengeCertificate.of("provider.example", new byte[32], Instant.parse("2026-11-22T12:00:00Z"));

    @Test
    void thePortIsFreeOnceItIsClosed() {
        var at = somewhereFree();
        for (int i = 0; i < 100; i++)
            assertThatCode(() -> TlsStand.start(at, shown).close()).doesNotThrowAnyException();
    }

    /** From the ports the system gives to nobody by itself. */
    private InetSocketAddress somewhereFree() {
        for (int tries = 0; tries < 100; tries++) {
            int port = ThreadLocalRandom.current().nextInt(12_000, 32_000);
            var at = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            try (var _ = TlsStand.start(at, shown)) {
                return at;
            } catch (IOException taken) {
                // the next one
            }
        }
        throw new IllegalStateException("no port is free");
    }
}
