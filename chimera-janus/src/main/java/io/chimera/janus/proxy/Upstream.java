package io.chimera.janus.proxy;

import io.chimera.janus.site.Host;
import io.chimera.janus.site.InvalidHost;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Another proxy that everything goes through.
 *
 * @param user empty if it asks for none
 */
record Upstream(Kind kind, Host host, int port, String user, String password) {

    enum Kind {
        HTTP,
        SOCKS5
    }

    /**
     * Reads {@code http://host:port} or {@code socks5://host:port}.
     *
     * @throws IllegalArgumentException if it is something else; the message can be shown
     */
    static Optional<Upstream> of(String text, String user, String password) {
        if (text.isBlank()) return Optional.empty();
        try {
            var uri = new URI(text.strip());
            var kind = switch (String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT)) {
                case "http" -> Kind.HTTP;
                case "socks5" -> Kind.SOCKS5;
                default -> throw wrong();
            };
            if (uri.getRawUserInfo() != null || uri.getHost() == null || uri.getPort() <= 0) throw wrong();
            return Optional.of(new Upstream(kind, Host.of(uri.getHost()), uri.getPort(), user, password));
        } catch (InvalidHost | URISyntaxException _) { // what they say quotes what was given
            throw wrong();
        }
    }

    /** Without what was given: somebody may have written a password into it. */
    private static IllegalArgumentException wrong() {
        return new IllegalArgumentException(
                "chimera.janus.proxy.upstream is http://host:port or socks5://host:port, without a user or a password:"
                        + " these go into chimera.janus.proxy.upstream-user and upstream-password-file.");
    }

    /** Never the password. */
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + "://" + host.name() + ":" + port;
    }
}
