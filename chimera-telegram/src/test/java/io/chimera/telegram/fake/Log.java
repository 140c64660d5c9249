package io.chimera.telegram.fake;

import io.chimera.telegram.fake.tl.Tl;
import java.util.ArrayList;
import java.util.List;

/**
 * What happened to messages, in order. Each happening moves a counter ("pts"), by which a client knows what it has missed.
 * Guarded by the {@link World}.
 */
final class Log {

    private sealed interface Event {
        int pts();

        record Came(int pts, int id) implements Event {}

        record Changed(int pts, Tl update) implements Event {}
    }

    /**
     * What happened after some moment.
     *
     * @param came the numbers of the messages that came; some may be gone again
     * @param pts where the counter stood at the end of this
     * @param more whether there is more after it
     */
    record Difference(List<Integer> came, List<Tl> changed, int pts, boolean more) {}

    private final List<Event> events = new ArrayList<>();
    private int pts = 1;

    int pts() {
        return pts;
    }

    void came(int id) {
        pts++;
        events.add(new Event.Came(pts, id));
    }

    /** Something happened to so many messages; the update is told its place in the order of things. */
    Tl changed(int count, Tl update) {
        pts += count;
        var placed = update.with("pts", pts).with("pts_count", count);
        events.add(new Event.Changed(pts, placed));
        return placed;
    }

    Difference since(int then, int most) {
        var missed = events.stream().filter(event -> event.pts() > then).toList();
        var told = missed.subList(0, Math.min(most, missed.size()));
        var came = new ArrayList<Integer>();
        var changed = new ArrayList<Tl>();
        for (var event : told) {
            switch (event) {
                case Event.Came(var _, var id) -> came.add(id);
                case Event.Changed(var _, var update) -> changed.add(update);
            }
        }
        boolean more = told.size() < missed.size();
        return new Difference(came, changed, more ? told.getLast().pts() : pts, more);
    }
}
