package io.chimera.janus.proxy;

import java.util.concurrent.atomic.LongAdder;

/** What was done since the start. */
final class Counters {

    final LongAdder requests = new LongAdder();
    final LongAdder filled = new LongAdder();
    final LongAdder refused = new LongAdder();
}
