package io.chimera.pki.https;

import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as a server's handler sees it.
 *
 * @param method upper case, {@code HEAD} included
 * @param headers by lower-case name, the first value of each
 * @param body whole; within the server's limit
 * @param client the certificate the caller proved to hold, already checked against the server's roots
 * @param asker where the connection comes from
 */
public record Call(
        String method,
        URI target,
        Map<String, String> headers,
        Body body,
        Optional<X509Certificate> client,
        InetAddress asker) {

    public Call {
        headers = Map.copyOf(headers);
    }

    /** The path as it was sent, not decoded. */
    public String path() {
        return target.getRawPath();
    }

    /** The first value of a query parameter; a parameter without a value is empty, one that cannot be read absent. */
    public Optional<String> query(String name) {
        var raw = target.getRawQuery();
        if (raw == null) return Optional.empty();
        for (var pair : raw.split("&", 100)) {
            var half = pair.split("=", 2);
            if (half[0].equals(name)) return decoded(half.length == 1 ? "" : half[1]);
        }
        return Optional.empty();
    }

    /** A header's first value. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    static Map<String, String> firsts(Map<String, List<String>> headers) {
        var firsts = new TreeMap<String, String>();
        headers.forEach((name, values) -> firsts.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return firsts;
    }

    private static Optional<String> decoded(String raw) {
        try {
            return Optional.of(URLDecoder.decode(raw, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
