package io.chimera.core.route;

import static io.chimera.core.route.Reason.BLOCKED;
import static io.chimera.core.route.Reason.CLOUD_DOWN;
import static io.chimera.core.route.Reason.IN_CLOUD;
import static io.chimera.core.route.Reason.LAN_FAILED;
import static io.chimera.core.route.Reason.LAN_OFF;
import static io.chimera.core.route.Reason.NEAR;
import static io.chimera.core.route.Reason.NOT_NEAR;
import static io.chimera.core.route.Reason.ONLY_NEAR;
import static io.chimera.core.route.Reason.PAUSED;
import static io.chimera.core.route.Reason.REVOKED;
import static io.chimera.core.route.Reason.SAME_WAY;
import static io.chimera.core.route.Reason.SEVERAL;
import static io.chimera.core.route.Reason.UNCERTAIN;
import static io.chimera.core.route.Reason.UNCONFIRMED;
import static io.chimera.core.route.Reason.UNPROVEN;

import io.chimera.core.neighbour.Neighbour;
import io.chimera.core.neighbour.Refusal;
import io.chimera.core.route.Decision.Go;
import io.chimera.core.route.Decision.Wait;
import io.chimera.core.route.Outcome.Unconfirmed;
import io.chimera.core.route.Outcome.Unproven;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A neighbour is tried first; the cloud takes over once the neighbour has had its chances.
 *
 * <p>There is no "cloud mode" to leave: a neighbour that appears again starts a new appearance with no failures
 * against it, so the next decision returns to the LAN by itself.
 */
final class LanFirst implements RoutingPolicy {

    private final Patience patience;

    LanFirst(Patience patience) {
        this.patience = patience;
    }

    @Override
    public Decision decide(Journey journey, Surroundings around) {
        if (journey.only().isPresent()) {
            return switch (journey.only().get()) {
                case LAN -> onlyNearby(journey, around);
                case CLOUD -> byCloud(journey, around, SAME_WAY);
            };
        }
        return around.neighbour()
                .map(neighbour -> nearby(neighbour, journey, around))
                .orElseGet(() -> notNear(journey, around));
    }

    private Decision nearby(Neighbour neighbour, Journey journey, Surroundings around) {
        if (around.refusal().isPresent())
            return whileOwed(journey, around)
                    .orElseGet(() ->
                            byCloud(journey, around, refused(around.refusal().get())));
        var tries = journey.onLanSince(neighbour.since());
        if (tries.isEmpty()) {
            // A neighbour that cannot recognise a copy is never asked twice, whatever appearance this is.
            if (mayHaveArrivedForGood(journey)) return byCloud(journey, around, UNCONFIRMED);
            // Whether the cloud has it is asked there, once: the neighbour could not tell the copy from the original.
            if (around.cloudOnline() && mayBeInCloud(journey, neighbour.since()))
                return new Go(new Route.Cloud(), IN_CLOUD);
            return new Go(new Route.Lan(neighbour), NEAR);
        }
        return switch (tries.getLast().outcome()) {
            case Unproven _ -> byCloud(journey, around, UNPROVEN);
            case Unconfirmed lost when !lost.repeatable() -> byCloud(journey, around, UNCONFIRMED);
            // A second copy over the cloud could not be recognised there, so who is still here is asked again.
            case Unconfirmed _ -> again(neighbour, tries, around);
            case Outcome.Unreachable _ ->
                tries.size() < patience.lanTries()
                        ? again(neighbour, tries, around)
                        : byCloud(journey, around, LAN_FAILED);
        };
    }

    /** Who vanished with a receipt owed is given a moment to come back and be asked: the cloud knows no copies. */
    private Decision notNear(Journey journey, Surroundings around) {
        return whileOwed(journey, around).orElseGet(() -> byCloud(journey, around, whyNotNear(journey, around)));
    }

    /** A wait, as long as somebody owes a receipt who may still give it. */
    private Optional<Decision> whileOwed(Journey journey, Surroundings around) {
        if (!around.lanOn()) return Optional.empty();
        return journey.last(Way.LAN)
                .filter(last -> last.outcome() instanceof Unconfirmed lost && lost.repeatable())
                .map(owed -> owed.at().plus(patience.grace()))
                .filter(over -> around.now().isBefore(over))
                .map(over -> new Wait(over, UNCONFIRMED));
    }

    private Decision onlyNearby(Journey journey, Surroundings around) {
        if (around.neighbour().isEmpty()) return new Wait(around.now().plus(patience.longestPause()), ONLY_NEAR);
        if (around.refusal().isPresent())
            return new Wait(
                    around.now().plus(patience.longestPause()),
                    refused(around.refusal().get()));
        var neighbour = around.neighbour().get();
        var tries = journey.onLanSince(neighbour.since());
        return tries.isEmpty() ? new Go(new Route.Lan(neighbour), SAME_WAY) : again(neighbour, tries, around);
    }

    private Decision again(Neighbour neighbour, List<Attempt> tries, Surroundings around) {
        var retryAt = patience.pauseAfter(tries.size(), tries.getLast().at());
        return around.now().isBefore(retryAt) ? new Wait(retryAt, PAUSED) : new Go(new Route.Lan(neighbour), NEAR);
    }

    private Decision byCloud(Journey journey, Surroundings around, Reason why) {
        if (!around.cloudOnline()) return new Wait(around.now().plus(patience.longestPause()), CLOUD_DOWN);
        var tries = journey.by(Way.CLOUD);
        if (tries.isEmpty()) return new Go(new Route.Cloud(), why);
        var retryAt = patience.pauseAfter(tries.size(), tries.getLast().at());
        return around.now().isBefore(retryAt) ? new Wait(retryAt, PAUSED) : new Go(new Route.Cloud(), why);
    }

    private static boolean mayHaveArrivedForGood(Journey journey) {
        return journey.last(Way.LAN)
                .filter(last -> last.outcome() instanceof Unconfirmed lost && !lost.repeatable())
                .isPresent();
    }

    private static boolean mayBeInCloud(Journey journey, Instant before) {
        return journey.last(Way.CLOUD)
                .filter(last ->
                        last.outcome() instanceof Unconfirmed && last.at().isBefore(before))
                .isPresent();
    }

    private static Reason refused(Refusal refusal) {
        return switch (refusal.kind()) {
            case REVOKED -> REVOKED;
            case UNCERTAIN -> UNCERTAIN;
            case BLOCKED -> BLOCKED;
        };
    }

    private static Reason whyNotNear(Journey journey, Surroundings around) {
        if (around.ofSeveral()) return SEVERAL;
        if (!around.lanOn()) return LAN_OFF;
        var tries = journey.by(Way.LAN);
        if (tries.isEmpty()) return NOT_NEAR;
        return switch (tries.getLast().outcome()) {
            case Unproven _ -> UNPROVEN;
            case Unconfirmed _ -> UNCONFIRMED;
            case Outcome.Unreachable _ -> LAN_FAILED;
        };
    }
}
