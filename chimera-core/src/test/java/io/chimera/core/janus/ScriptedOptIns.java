package io.chimera.core.janus;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** In memory. */
public final class ScriptedOptIns implements OptIns {

    private final Map<String, OptIn> all = new TreeMap<>();

    @Override
    public synchronized List<OptIn> all() {
        return List.copyOf(all.values());
    }

    @Override
    public synchronized boolean put(OptIn one) {
        if (all.size() >= MOST && !all.containsKey(one.host())) return false;
        all.put(one.host(), one);
        return true;
    }

    @Override
    public synchronized void remove(String host) {
        all.remove(host);
    }
}
