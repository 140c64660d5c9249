package io.chimera.telegram.fake;

import io.chimera.telegram.fake.mtproto.Rpc;
import io.chimera.telegram.fake.mtproto.RpcFailure;
import io.chimera.telegram.fake.mtproto.Session;
import io.chimera.telegram.fake.tl.Tl;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Finds who answers a function, and lets the faults happen that a test has asked for. */
final class Switchboard implements Rpc {

    /** Answers one function. */
    @FunctionalInterface
    interface Desk {
        Object answer(Call call) throws RpcFailure;
    }

    private final World world;
    private final Logins logins;
    private final Faults faults;
    private final Map<String, Desk> desks = new HashMap<>();
    private final Map<String, Integer> calls = new TreeMap<>();
    private final Map<String, Integer> unknown = new TreeMap<>();

    Switchboard(World world, Logins logins, Faults faults) {
        this.world = world;
        this.logins = logins;
        this.faults = faults;
    }

    Switchboard on(String function, Desk desk) {
        desks.put(function, desk);
        return this;
    }

    /** Answers these functions with one and the same thing. */
    Switchboard always(Object answer, String... functions) {
        for (var function : functions) on(function, _ -> answer);
        return this;
    }

    /** How often what was called. */
    Map<String, Integer> calls() {
        synchronized (world) {
            return Map.copyOf(calls);
        }
    }

    /** What nobody here answers, and how often it was called. */
    Map<String, Integer> unknown() {
        synchronized (world) {
            return Map.copyOf(unknown);
        }
    }

    @Override
    public void call(Session session, Tl query, Answer answer) throws RpcFailure {
        faults.dawdle(query);
        synchronized (world) {
            calls.merge(query.name(), 1, Integer::sum);
            faults.before(query);
            if (logins.isRevoked(session)) throw new RpcFailure(401, "SESSION_REVOKED");
            var desk = desks.get(query.name());
            if (desk == null) {
                unknown.merge(query.name(), 1, Integer::sum);
                throw new RpcFailure(400, "NOT_IMPLEMENTED");
            }
            faults.give(query, desk.answer(new Call(session, query, logins)), answer);
        }
    }
}
