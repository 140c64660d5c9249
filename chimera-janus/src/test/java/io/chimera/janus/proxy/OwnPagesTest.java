package io.chimera.janus.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chimera.janus.site.Host;
import io.chimera.janus.site.Site;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnPagesTest {

    private static final InetSocketAddress HERE = new InetSocketAddress("127.0.0.1", 8118);

    private static HttpRequest request(String... hosts) {
        var request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/proxy.pac");
        for (var host : hosts) request.headers().add("Host", host);
        return request;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1:8118", "localhost:8118", "LOCALHOST:8118", "[::1]:8118", "192.0.2.7:8118", "127.0.0.1"
            })
    void whoAsksThisComputerIsAnswered(String host) throws Refused {
        var answer = OwnPages.answer(new Target.Own("/proxy.pac"), request(host), HERE, Interception.NONE, Set.of(443));
        assertThat(answer.status().code()).isEqualTo(200);
        answer.release();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example:8118",
                "evil.example",
                "localhost:8119",
                "127.0.0.1:80",
                "localhost.evil.example:8118",
                "127.0.0.1.evil.example:8118",
                "0x7f.1:8118",
                "2130706433:8118",
                "x@localhost:8118",
                "",
                ":8118",
                "[::1"
            })
    void aNameThatWasMadeToLeadHereIsNot(String host) {
        for (var path : new String[] {"/proxy.pac", "/"})
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() ->
                            OwnPages.answer(new Target.Own(path), request(host), HERE, Interception.NONE, Set.of(443)))
                    .satisfies(refused -> assertThat(refused.refusal().status()).isEqualTo(403));
    }

    @Test
    void norIsWhoSaysNoneOrTwo() {
        for (var request : new HttpRequest[] {request(), request("localhost:8118", "evil.example")})
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> OwnPages.answer(
                            new Target.Own("/proxy.pac"), request, HERE, Interception.NONE, Set.of(443)));
    }

    @Test
    void theConfigurationNamesWhatIsLookedInto() throws Refused {
        var interception = new Interception() {
            @Override
            public boolean looksInto(Host host) {
                return false;
            }

            @Override
            public Optional<Credentials> credentials(Host host) {
                return Optional.empty();
            }

            @Override
            public Set<Site> sites() {
                return Set.of(new Site("example.com"));
            }
        };
        var answer = OwnPages.answer(
                new Target.Own("/proxy.pac"), request("localhost:8118"), HERE, interception, Set.of(443, 8443));
        assertThat(answer.content().toString(StandardCharsets.UTF_8))
                .contains("var sites = {\"example.com\": true};", "var ports = {\"443\": true, \"8443\": true};");
        answer.release();
    }
}
