package io.chimera.janus.proxy;

import io.chimera.janus.site.Host;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.function.LongSupplier;

/** Hosts that want a certificate of the user, and are therefore not looked into for a while. Any thread may ask. */
final class Exempt {

    private static final int MOST = 500;
    private static final long FOR = Duration.ofHours(24).toNanos();

    private final LongSupplier nanos;
    private final LinkedHashMap<Host, Long> since = new LinkedHashMap<>();

    /** @param nanos a clock like {@link System#nanoTime} */
    Exempt(LongSupplier nanos) {
        this.nanos = nanos;
    }

    synchronized void add(Host host) {
        since.remove(host);
        since.put(host, nanos.getAsLong());
        if (since.size() > MOST) since.pollFirstEntry();
    }

    synchronized boolean has(Host host) {
        var from = since.get(host);
        if (from != null && nanos.getAsLong() - from <= FOR) return true;
        since.remove(host);
        return false;
    }
}
