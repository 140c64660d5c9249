package io.chimera.janus.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way through another proxy. */
class ChainTest {

    @TempDir
    Path folder;

    private ProxySettings through(String upstream, int tunnelPort) throws IOException {
        var file = Files.writeString(folder.resolve("password"), "pass word\n");
        return new ProxySettings(
                true,
                "127.0.0.1",
                0,
                List.of("127.0.0.0/8"),
                List.of(tunnelPort),
                List.of(),
                upstream,
                "user",
                file.toString(),
                100,
                List.of());
    }

    @Test
    void anHttpProxyIsAskedForWholeAddressesAndGetsItsOwnSignInOnly() throws Exception {
        try (var other = TestSite.friendly();
                var house = ProxyHouse.open(through("http://127.0.0.1:" + other.port(), 8443), Limits.usual());
                var client = house.client()) {
            assertThat(client.get("http://far.example/x?u=%5Cu~work").body()).isEqualTo("ok");
            assertThat(other.last().target())
                    .startsWith("http://far.example/x?u=")
                    .doesNotContain("%5C");
            assertThat(other.last().header("Host")).isEqualTo("far.example");
            assertThat(other.last().header("Proxy-Authorization"))
                    .isEqualTo("Basic " + Base64.getEncoder().encodeToString("user:pass word".getBytes(UTF_8)));
            assertThat(client.get("http://localhost:1/").status()).isEqualTo(403);

            client.send("CONNECT far.example:8443 HTTP/1.1\r\nHost: x\r\nProxy-Authorization: " + ProxyHouse.ANNA
                    + "\r\n\r\n");
            assertThat(client.answer(true).status()).isEqualTo(200);
            assertThat(other.last().head()).startsWith("CONNECT far.example:8443 HTTP/1.1\r\n");
        }
    }

    @Test
    void aProxyThatWantsAnotherSignInIsNotPassedOnToTheBrowser() throws Exception {
        try (var other = TestSite.saying(
                        "HTTP/1.1 407 Sign in\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n");
                var house = ProxyHouse.open(through("http://127.0.0.1:" + other.port(), 1), Limits.usual());
                var client = house.client()) {
            assertThat(client.get("http://far.example/").status()).isEqualTo(502);
        }
    }

    @Test
    void aSocksProxyIsGivenTheNameAndThePassword() throws Exception {
        try (var site = TestSite.friendly();
                var socks = new Socks(site.port());
                var house = ProxyHouse.open(through("socks5://127.0.0.1:" + socks.port(), 8443), Limits.usual());
                var client = house.client()) {
            assertThat(client.get("http://far.example/x").body()).isEqualTo("ok");
            assertThat(socks.asked).isEqualTo("user/pass word far.example:80");
            assertThat(site.last().target()).isEqualTo("/x");
            client.send("CONNECT far.example:8443 HTTP/1.1\r\nHost: x\r\nProxy-Authorization: " + ProxyHouse.ANNA
                    + "\r\n\r\n");
            assertThat(client.answer(true).status()).isEqualTo(200);
            client.send("GET /tunnel HTTP/1.1\r\n\r\n");
            assertThat(client.answer().body()).isEqualTo("ok");
        }
    }

    /** Row 22: whoever sends everything back to us. */
    @Test
    void aCircleEndsAtOnce() throws Exception {
        try (var second = ProxyHouse.open();
                var first = ProxyHouse.open(
                        ProxyHouse.settings(List.of("127.0.0.0/8"), List.of(), "http://127.0.0.1:" + second.port()),
                        Limits.usual());
                var client = first.client()) {
            assertThat(client.get("http://127.0.0.1:" + first.port() + "/").status())
                    .isEqualTo(508);
            assertThat(client.get("http://far.example/").status()).isEqualTo(502);
            assertThat(second.proxy.requests()).isEqualTo(1);
        }
    }

    @Test
    void aPasswordInTheSettingIsRefusedAndNotQuoted() {
        assertThatThrownBy(() -> Upstream.of("http://user:hunter2@proxy.example:3128", "", ""))
                .hasMessageContaining("upstream-password-file")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> Upstream.of("ftp://proxy.example:3128", "", ""))
                .hasMessageContaining("socks5");
    }

    /** As much of RFC 1928 and RFC 1929 as a client needs; everything leads to one port. */
    private static final class Socks implements AutoCloseable {

        private final ServerSocket door = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
        private final int target;
        private volatile String asked = "";

        Socks(int target) throws IOException {
            this.target = target;
            Thread.ofVirtual().start(this::take);
        }

        int port() {
            return door.getLocalPort();
        }

        private void take() {
            try {
                while (true) {
                    var guest = door.accept();
                    Thread.ofVirtual().start(() -> serve(guest));
                }
            } catch (IOException closed) {
                // the test is over
            }
        }

        private void serve(Socket guest) {
            try (guest;
                    var site = new Socket(InetAddress.getLoopbackAddress(), target)) {
                var in = guest.getInputStream();
                var out = guest.getOutputStream();
                in.readNBytes(1);
                in.readNBytes(in.read());
                out.write(new byte[] {5, 2});
                in.readNBytes(1);
                var user = text(in.readNBytes(in.read()));
                var password = text(in.readNBytes(in.read()));
                out.write(new byte[] {1, 0});
                in.readNBytes(4);
                var host = text(in.readNBytes(in.read()));
                int port = (in.read() << 8) | in.read();
                asked = user + "/" + password + " " + host + ":" + port;
                out.write(new byte[] {5, 0, 0, 1, 127, 0, 0, 1, 0, 80});
                var back = Thread.ofVirtual().start(() -> copy(site, guest));
                in.transferTo(site.getOutputStream());
                back.join();
            } catch (IOException gone) {
                // the proxy hung up
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        private static String text(byte[] bytes) {
            return new String(bytes, ISO_8859_1);
        }

        private static void copy(Socket from, Socket to) {
            try {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException gone) {
                // either side hung up
            }
        }

        @Override
        public void close() {
            try {
                door.close();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
