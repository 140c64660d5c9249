package io.chimera.core.route;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What routing needs to know of a dispatch.
 *
 * @param began when it was put into the outbox
 * @param only the one way it may take, if there is only one
 * @param attempts what was tried, oldest first
 */
public record Journey(Instant began, Optional<Way> only, List<Attempt> attempts) {
    public Journey {
        attempts = List.copyOf(attempts);
    }

    /** One that may take any way and has tried none. */
    public static Journey beginning(Instant now) {
        return new Journey(now, Optional.empty(), List.of());
    }

    /** One that may only take this way. */
    public static Journey onlyBy(Way way, Instant now) {
        return new Journey(now, Optional.of(way), List.of());
    }

    /** This journey with one more attempt. */
    public Journey with(Attempt attempt) {
        var more = new ArrayList<>(attempts);
        more.add(attempt);
        return new Journey(began, only, more);
    }

    /** When this way was first tried, if it was. */
    public Optional<Instant> firstTriedBy(Way way) {
        return by(way).stream().findFirst().map(Attempt::at);
    }

    /** When the cloud was first tried, if it may have taken what travels here without our hearing of it. */
    public Optional<Instant> perhapsInCloudSince() {
        boolean perhaps = by(Way.CLOUD).stream().anyMatch(attempt -> attempt.outcome() instanceof Outcome.Unconfirmed);
        return perhaps ? firstTriedBy(Way.CLOUD) : Optional.empty();
    }

    List<Attempt> by(Way way) {
        return attempts.stream().filter(attempt -> attempt.way() == way).toList();
    }

    /** What became of the latest attempt by this way, if there was one. */
    Optional<Attempt> last(Way way) {
        return attempts.reversed().stream()
                .filter(attempt -> attempt.way() == way)
                .findFirst();
    }

    List<Attempt> onLanSince(Instant appearance) {
        return by(Way.LAN).stream()
                .filter(attempt -> !attempt.at().isBefore(appearance))
                .toList();
    }
}
