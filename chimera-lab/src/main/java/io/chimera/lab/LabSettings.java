package io.chimera.lab;

import io.chimera.core.account.AccountId;
import io.chimera.core.file.Sha256;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The lab cloud this node runs, or another's that it joins: {@code chimera.lab.*}.
 *
 * @param people the accounts that are opened on this node
 * @param address where its lab cloud listens; beyond this computer only with {@code beyond-loopback}
 * @param port where its lab cloud listens; 0 takes any free port
 * @param beyondLoopback whether other computers may use this lab cloud; they need the people's tokens to do so
 * @param largestFile the longest file its lab cloud takes
 * @param join the lab cloud of another node, instead of one of its own
 */
@ConfigurationProperties("chimera.lab")
public record LabSettings(
        @DefaultValue({"1001", "1002"}) List<Long> people,
        @DefaultValue("127.0.0.1") InetAddress address,
        @DefaultValue("0") int port,
        @DefaultValue("false") boolean beyondLoopback,
        @DefaultValue("2GB") DataSize largestFile,
        @Nullable Join join) {

    private static final int HIGHEST_PORT = 65_535;

    public LabSettings {
        people = List.copyOf(people);
        people.forEach(AccountId::new);
        if (port < 0 || port > HIGHEST_PORT)
            throw new IllegalArgumentException("chimera.lab.port must be 0 to " + HIGHEST_PORT + ", not " + port);
        if (largestFile.isNegative())
            throw new IllegalArgumentException("chimera.lab.largest-file must not be negative");
        if (!address.isLoopbackAddress() && !beyondLoopback)
            throw new IllegalArgumentException("chimera.lab.address=" + address.getHostAddress()
                    + " lets other computers reach the lab; if that is wanted, set chimera.lab.beyond-loopback=true");
    }

    /** The accounts that are opened on this node. */
    public List<AccountId> accounts() {
        return people.stream().map(AccountId::new).toList();
    }

    /**
     * Another node's lab cloud.
     *
     * @param url {@code https://host:port}; {@code http} only on this computer
     * @param fingerprint of the key it shows, as its node prints it: 64 hexadecimal digits; needed for {@code https}
     * @param tokens a folder with the tokens of the people who are opened here, copied from the folder
     *     {@code lab/cloud/tokens} of that node
     */
    public record Join(URI url, @Nullable String fingerprint, Path tokens) {
        public Join {
            present("url", url);
            present("tokens", tokens);
            var host = url.getHost();
            if (host == null
                    || !(url.getPath() == null
                            || url.getPath().isEmpty()
                            || url.getPath().equals("/")))
                throw new IllegalArgumentException("chimera.lab.join.url must be https://host:port, not " + url);
            switch (String.valueOf(url.getScheme())) {
                case "https" -> new Sha256(present("fingerprint", fingerprint));
                case "http" -> {
                    if (!isLoopback(host))
                        throw new IllegalArgumentException(
                                "chimera.lab.join.url may be http on this computer only; use https with a fingerprint");
                }
                default -> throw new IllegalArgumentException("chimera.lab.join.url must be https, not " + url);
            }
        }

        private static boolean isLoopback(String host) {
            return host.matches("127(\\.[0-9]{1,3}){3}|\\[::1]|localhost");
        }

        // Spring hands in null for what is not set, whatever the types say.
        private static <T> T present(String name, @Nullable T value) {
            if (value == null) throw new IllegalArgumentException("chimera.lab.join." + name + " is not set");
            return value;
        }
    }
}
