package io.chimera.p2p.transfer;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which addresses are not to be tried yet: after each failure twice as long, from a second to a minute. */
final class BackOff {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int MOST = 4096;

    private final Map<InetSocketAddress, Pause> pauses = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<InetSocketAddress, Pause> eldest) {
            return size() > MOST;
        }
    };

    /** Whether it may be tried at this moment, in nanoseconds of a clock that never goes back. */
    synchronized boolean allows(InetSocketAddress address, long now) {
        var pause = pauses.get(address);
        return pause == null || now - pause.until >= 0;
    }

    /** Trying it has failed. */
    synchronized void failed(InetSocketAddress address, long now) {
        var last = pauses.get(address);
        long length =
                last == null || last.length == 0 ? SHORTEST.toNanos() : Math.min(2 * last.length, LONGEST.toNanos());
        pauses.put(address, new Pause(length, now + length));
    }

    /** It is not to be tried for a moment, though nothing has failed; only the first such wish counts. */
    synchronized void hold(InetSocketAddress address, Duration pause, long now) {
        pauses.putIfAbsent(address, new Pause(0, now + pause.toNanos()));
    }

    /** Trying it has worked. */
    synchronized void forget(InetSocketAddress address) {
        pauses.remove(address);
    }

    /** What is known has changed: everything may be tried at once. */
    synchronized void clear() {
        pauses.clear();
    }

    private record Pause(long length, long until) {}
}
