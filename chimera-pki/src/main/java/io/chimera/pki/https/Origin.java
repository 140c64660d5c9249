package io.chimera.pki.https;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The address of an HTTPS server: {@code https://host:port} and nothing behind it. */
public final class Origin {

    private Origin() {}

    /**
     * Makes sure that an address is one, and leaves out a slash at its end.
     *
     * @param name of the setting it came from, for the message
     * @throws IllegalArgumentException if it is missing, or more or less than scheme, host and port
     */
    public static URI of(String name, @Nullable URI url) {
        if (url == null) throw new IllegalArgumentException(name + " is not set");
        if (!"https".equals(url.getScheme()) || url.getHost() == null || !isBare(url)) {
            throw new IllegalArgumentException(name + " must be https://host:port, not " + url);
        }
        return URI.create("https://" + url.getRawAuthority());
    }

    private static boolean isBare(URI url) {
        return List.of("", "/").contains(url.getRawPath())
                && url.getRawQuery() == null
                && url.getRawFragment() == null
                && url.getRawUserInfo() == null;
    }
}
