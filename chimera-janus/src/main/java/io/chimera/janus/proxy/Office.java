package io.chimera.janus.proxy;

import io.chimera.janus.command.Bodies;
import io.chimera.janus.site.Site;
import io.chimera.janus.site.Suffixes;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/**
 * What every connection needs.
 *
 * @param executor where may be waited
 * @param inClear which sites may be given passwords in clear whatever the cards say
 * @param tunnelPorts where CONNECT may go
 * @param interception whose HTTPS is looked into
 * @param guises TLS as hosts that are looked into
 * @param exempt who wants a tunnel all the same
 */
record Office(
        Limits limits,
        Doorkeeper doorkeeper,
        Roads roads,
        Predicate<Site> inClear,
        Suffixes suffixes,
        Bodies bodies,
        Herald herald,
        Counters counters,
        Executor executor,
        Clock clock,
        Set<Integer> tunnelPorts,
        Interception interception,
        SecureRoads secureRoads,
        Guises guises,
        Exempt exempt) {}
