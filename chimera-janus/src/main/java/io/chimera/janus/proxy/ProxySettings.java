package io.chimera.janus.proxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code chimera.janus.proxy.*}.
 *
 * @param enabled whether there is a proxy
 * @param address where it listens: an address of this computer; others may use it if it is not a loopback address
 * @param port where it listens; 0 for any
 * @param allow hosts, addresses and networks that may be reached though they are of this computer or its network
 * @param tunnelPorts which ports CONNECT may lead to, beside 443
 * @param plainHttp sites, as Janus names them, that may be given passwords over plain HTTP
 * @param upstream another proxy that everything goes through, {@code http://host:port} or {@code socks5://host:port}; empty
 *     for none
 * @param upstreamUser who signs in there; empty if nobody has to
 * @param upstreamPasswordFile where the password for it stands alone in a file; empty for none
 * @param connections the most clients' connections at once
 * @param trustedRoots files of certificates, as PEM, that prove who sites are, beside those this Java believes
 */
@ConfigurationProperties("chimera.janus.proxy")
public record ProxySettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("127.0.0.1") String address,
        @DefaultValue("8118") int port,
        @DefaultValue List<String> allow,
        @DefaultValue List<Integer> tunnelPorts,
        @DefaultValue List<String> plainHttp,
        @DefaultValue("") String upstream,
        @DefaultValue("") String upstreamUser,
        @DefaultValue("") String upstreamPasswordFile,
        @DefaultValue("1000") int connections,
        @DefaultValue List<Path> trustedRoots) {

    private static final int HIGHEST_PORT = 65_535;

    public ProxySettings {
        allow = List.copyOf(allow);
        tunnelPorts = List.copyOf(tunnelPorts);
        plainHttp = List.copyOf(plainHttp);
        trustedRoots = List.copyOf(trustedRoots);
        if (port < 0 || port > HIGHEST_PORT)
            throw new IllegalArgumentException("chimera.janus.proxy.port is 0 to 65535, not " + port);
        if (connections < 1) throw new IllegalArgumentException("chimera.janus.proxy.connections is 1 or more");
    }

    /**
     * The proxy everything goes through.
     *
     * @throws IllegalArgumentException if what is set is none
     */
    Optional<Upstream> through() throws IOException {
        var password = upstreamPasswordFile.isEmpty()
                ? ""
                : Files.readString(Path.of(upstreamPasswordFile), StandardCharsets.UTF_8)
                        .strip();
        return Upstream.of(upstream, upstreamUser, password);
    }

    /** Never who signs in where. */
    @Override
    public String toString() {
        return "ProxySettings[" + address + ":" + port + "]";
    }
}
