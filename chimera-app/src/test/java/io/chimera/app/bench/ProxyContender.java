package io.chimera.app.bench;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.OptionalInt;

/**
 * A way to the site.
 *
 * @param port where the proxy listens; empty for none
 * @param signIn whether somebody has to sign in there
 * @param hangsUp whether it ends each connection without saying so in its answer
 * @param looksInto whether it looks into HTTPS
 */
record ProxyContender(
        String name,
        OptionalInt port,
        long pid,
        boolean signIn,
        boolean hangsUp,
        boolean looksInto,
        AutoCloseable process)
        implements AutoCloseable {

    static final String USER = "anna@anna.example";
    static final String SECRET = "velvet anchor thursday gravel";

    boolean isProxy() {
        return port.isPresent();
    }

    /** What a request has to carry, or nothing. */
    String authorization() {
        return "Basic " + Base64.getEncoder().encodeToString((USER + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
    }

    /** As programs are told of a proxy. */
    String url() {
        var who = signIn ? USER.replace("@", "%40") + ":" + SECRET.replace(" ", "%20") + "@" : "";
        return "http://" + who + "127.0.0.1:" + port.getAsInt();
    }

    @Override
    public void close() throws Exception {
        process.close();
    }
}
