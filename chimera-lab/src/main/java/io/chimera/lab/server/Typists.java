package io.chimera.lab.server;

import io.chimera.lab.api.Typing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who writes to whom at this moment. Kept in memory, for seconds; told to each device once. Safe for use by many threads. */
final class Typists {

    /** What is older is not told. */
    private static final long LASTS = Duration.ofSeconds(6).toNanos();

    private final LabDatabase database;
    private final Bells bells;
    private final Map<Where, Said> said = new HashMap<>();
    private final Map<Device, Long> told = new HashMap<>();
    private long count;

    Typists(LabDatabase database, Bells bells) {
        this.database = database;
        this.bells = bells;
    }

    /** Somebody writes in a dialog, or has stopped. In a channel nobody is told. */
    void says(Device from, long peer, boolean on) {
        var listeners = listeners(from.person(), peer);
        synchronized (this) {
            forgetOld();
            for (var listener : listeners) said.put(listener, new Said(on, ++count, System.nanoTime()));
        }
        listeners.forEach(listener -> bells.of(listener.owner()).ring());
    }

    private List<Where> listeners(long author, long peer) {
        if (peer > 0) return List.of(new Where(peer, author, author));
        return database.read(reading -> Gatherings.isChannel(reading, peer)
                ? List.of()
                : Gatherings.members(reading, peer).stream()
                        .filter(member -> member != author)
                        .map(member -> new Where(member, peer, author))
                        .toList());
    }

    /** What a device has not been told. */
    synchronized List<Typing> after(Device device) {
        forgetOld();
        long before = told.getOrDefault(device, 0L);
        var news = new ArrayList<Typing>();
        said.forEach((where, what) -> {
            if (where.owner() == device.person() && what.number() > before)
                news.add(new Typing(where.dialog(), where.author(), what.on()));
        });
        if (!news.isEmpty()) told.put(device, count);
        return news;
    }

    private void forgetOld() {
        long now = System.nanoTime();
        said.values().removeIf(what -> now - what.at() > LASTS);
        if (said.isEmpty()) told.clear();
    }

    /** Who is told of whom, and where. */
    private record Where(long owner, long dialog, long author) {}

    private record Said(boolean on, long number, long at) {}
}
