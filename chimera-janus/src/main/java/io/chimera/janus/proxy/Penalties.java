package io.chimera.janus.proxy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.function.LongSupplier;

/**
 * Secrets for one profile's name are looked at one after the other, with a second between them, then two, up to a minute,
 * until the right one comes. Whoever would wait longer than 20 seconds is sent away, so that nobody's connections pile up. It
 * counts by name and not by who asks: an address costs nothing, and many share the loopback. Any thread may ask.
 */
final class Penalties {

    private static final int MOST = 1_000;
    private static final int LONGEST_SECONDS = 60;
    private static final int MOST_DOUBLINGS = 6;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final LongSupplier nanos;
    private final LinkedHashMap<String, Standing> standings = new LinkedHashMap<>();

    /** @param nanos a clock like {@link System#nanoTime} */
    Penalties(LongSupplier nanos) {
        this.nanos = nanos;
    }

    private record Standing(int tries, long next) {}

    /** When a secret is looked at. */
    sealed interface Turn {

        /** After a while. The turn is taken. */
        record In(Duration after) implements Turn {}

        /** Not yet, and nothing is taken: who comes back after that long is first, unless somebody else is. */
        record NotYet(Duration after) implements Turn {}
    }

    /** When a secret for this name is looked at. */
    synchronized Turn turnOf(String name) {
        long now = nanos.getAsLong();
        var before = standings.get(name);
        long turn = before == null ? now : Math.max(now, before.next);
        var wait = Duration.ofNanos(turn - now);
        if (wait.compareTo(LONGEST_WAIT) > 0) return new Turn.NotYet(wait);
        standings.remove(name);
        int tries = before == null ? 1 : before.tries + 1;
        long seconds = Math.min(LONGEST_SECONDS, 1L << Math.min(tries - 1, MOST_DOUBLINGS));
        standings.put(
                name, new Standing(tries, turn + Duration.ofSeconds(seconds).toNanos()));
        if (standings.size() > MOST) standings.pollFirstEntry();
        return new Turn.In(wait);
    }

    /** The right secret was given. */
    synchronized void succeeded(String name) {
        standings.remove(name);
    }
}
