package io.chimera.janus.proxy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.function.LongSupplier;

/**
 * Secrets for one profile's name are looked at one after the other, with a second between them, then two, up to a minute,
 * until the right one comes. It counts by name and not by who asks: an address costs nothing, and many share the loopback.
 * Any thread may ask.
 */
final class Penalties {

    private static final int MOST = 1_000;
    private static final int LONGEST_SECONDS = 60;
    private static final int MOST_DOUBLINGS = 6;

    private final LongSupplier nanos;
    private final LinkedHashMap<String, Standing> standings = new LinkedHashMap<>();

    /** @param nanos a clock like {@link System#nanoTime} */
    Penalties(LongSupplier nanos) {
        this.nanos = nanos;
    }

    private record Standing(int tries, long next) {}

    /** How long a secret for this name waits before it is looked at. Each question takes a turn. */
    synchronized Duration untilTheTurnOf(String name) {
        long now = nanos.getAsLong();
        var before = standings.remove(name);
        long turn = before == null ? now : Math.max(now, before.next);
        int tries = before == null ? 1 : before.tries + 1;
        long seconds = Math.min(LONGEST_SECONDS, 1L << Math.min(tries - 1, MOST_DOUBLINGS));
        standings.put(
                name, new Standing(tries, turn + Duration.ofSeconds(seconds).toNanos()));
        if (standings.size() > MOST) standings.pollFirstEntry();
        return Duration.ofNanos(turn - now);
    }

    /** The right secret was given. */
    synchronized void succeeded(String name) {
        standings.remove(name);
    }
}
