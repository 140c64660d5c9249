package io.chimera.p2p.announce;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps a flood of datagrams from costing more than some arithmetic. Each sender has its share, each computer has one,
 * and all together have one: who floods uses up its own share and leaves the others theirs. Remembers the
 * {@value #MOST} senders heard last.
 */
final class FloodGate {

    static final int MOST = 4096;

    private static final double PER_SENDER = 5;
    private static final double PER_COMPUTER = 40;
    private static final double IN_ALL = 200;

    private final Map<InetSocketAddress, TokenBucket> senders = new Latest<>();
    private final Map<InetAddress, TokenBucket> computers = new Latest<>();
    private final TokenBucket all;

    FloodGate(long now) {
        all = new TokenBucket(IN_ALL, IN_ALL, now);
    }

    /** Whether a datagram from there may be looked at. */
    synchronized boolean admits(InetSocketAddress source, long now) {
        return senders.computeIfAbsent(source, _ -> new TokenBucket(PER_SENDER, 2 * PER_SENDER, now))
                        .take(now)
                && computers
                        .computeIfAbsent(source.getAddress(), _ -> new TokenBucket(PER_COMPUTER, PER_COMPUTER, now))
                        .take(now)
                && all.take(now);
    }

    /** How many senders it remembers. */
    synchronized int remembered() {
        return senders.size();
    }

    /** A map that forgets what was used least recently. */
    private static final class Latest<K> extends LinkedHashMap<K, TokenBucket> {
        private Latest() {
            super(64, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, TokenBucket> eldest) {
            return size() > MOST;
        }
    }
}
