package io.chimera.core.fetch;

import io.chimera.core.dialog.Message;
import io.chimera.core.message.MessageId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whose turn it is among the files that are wanted. Used under its owner's lock. */
final class Waiting {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Clock clock;
    private final Set<MessageId> inHand = new HashSet<>();
    private final Map<MessageId, Failed> failed = new HashMap<>();

    private record Failed(Duration pause, Instant until) {}

    Waiting(Clock clock) {
        this.clock = clock;
    }

    /** The first that nobody brings and that did not fail a moment ago; it is in hand from now on. */
    Optional<Message> take(List<Message> wanted) {
        failed.keySet().retainAll(ids(wanted));
        var now = clock.instant();
        var next = wanted.stream()
                .filter(message -> !inHand.contains(message.id()))
                .filter(message -> !waits(message.id(), now))
                .findFirst();
        next.ifPresent(message -> inHand.add(message.id()));
        return next;
    }

    private static Set<MessageId> ids(Collection<Message> messages) {
        var ids = new HashSet<MessageId>();
        messages.forEach(message -> ids.add(message.id()));
        return ids;
    }

    private boolean waits(MessageId id, Instant now) {
        var last = failed.get(id);
        return last != null && now.isBefore(last.until());
    }

    /** How long until one that failed may be tried again, if one did. */
    Optional<Duration> untilNext() {
        var now = clock.instant();
        return failed.entrySet().stream()
                .filter(one -> !inHand.contains(one.getKey()))
                .map(one -> Duration.between(now, one.getValue().until()))
                .min(Duration::compareTo);
    }

    /** It is settled. */
    void settled(MessageId id) {
        inHand.remove(id);
        failed.remove(id);
    }

    /** It could not be brought; each time it is left alone for longer. */
    void failed(MessageId id) {
        inHand.remove(id);
        var last = failed.get(id);
        var pause = last == null ? FIRST_PAUSE : shorter(last.pause().multipliedBy(2));
        failed.put(id, new Failed(pause, clock.instant().plus(pause)));
    }

    private static Duration shorter(Duration pause) {
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
