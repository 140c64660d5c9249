package io.chimera.p2p.transfer;

import io.chimera.core.neighbour.Dialect;
import io.chimera.core.neighbour.Neighbour;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.route.Outcome;
import io.chimera.core.route.Outcome.Settled;
import io.chimera.core.route.Outcome.Unproven;
import io.chimera.core.route.Outcome.Unreachable;
import io.chimera.core.route.Outcome.Unsettled;
import io.chimera.p2p.secure.NotAdmitted;
import io.chimera.p2p.secure.NotProven;
import io.chimera.p2p.secure.SecureLine;
import io.chimera.p2p.transfer.Connection.Ending;
import io.chimera.p2p.transfer.Hub.Reached;
import io.chimera.p2p.v1.V1Caller;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings parcels to a neighbour, in the way the neighbour takes them. Safe for use by many threads. */
final class Carriage {

    /** How often a batch changes over to the connection that took the place of its own. */
    private static final int MOST_CHANGES = 3;

    private final Hub hub;
    private final FileSender files;
    private final V1Caller first;

    Carriage(Hub hub, FileSender files, V1Caller first) {
        this.hub = hub;
        this.files = files;
        this.first = first;
    }

    /** As {@link io.chimera.core.delivery.LanCarrier#carry} promises. */
    List<Outcome> carry(List<Parcel> parcels, Neighbour neighbour) throws InterruptedException {
        var outcomes = new ArrayList<Outcome>();
        int changes = 0;
        while (outcomes.size() < parcels.size()) {
            var leg = carrySome(parcels.subList(outcomes.size(), parcels.size()), neighbour);
            if (leg.mustChange() && changes++ < MOST_CHANGES) {
                leg.outcomes().stream().takeWhile(Settled.class::isInstance).forEach(outcomes::add);
                continue;
            }
            outcomes.addAll(leg.outcomes());
            if (outcomes.getLast() instanceof Unsettled) {
                if (Thread.interrupted()) throw new InterruptedException("told to stop while carrying");
                break;
            }
        }
        return Outcomes.inOrder(outcomes, parcels.size());
    }

    /** As {@link io.chimera.core.delivery.LanCarrier#types} promises. */
    void types(Neighbour neighbour, boolean on) {
        hub.connections().with(neighbour.contact()).ifPresent(connection -> connection.mention(Typing.frame(on)));
    }

    /** Carries at least the first of these. */
    private Leg carrySome(List<Parcel> parcels, Neighbour neighbour) throws InterruptedException {
        if (isOnlyFirst(neighbour)) {
            var cannot = V1Caller.cannotCarry(parcels.getFirst());
            if (cannot.isPresent()) return Leg.of(cannot.get());
        }
        try {
            return switch (hub.reach(neighbour)) {
                case Reached.Ours(var connection) -> carryOver(connection, parcels);
                case Reached.First(var line) -> Leg.of(carryOver(line, parcels.getFirst()));
            };
        } catch (NotProven impostor) {
            return new Leg(
                    Outcomes.forAll(
                            parcels.size(),
                            new Unproven(
                                    "who answers there is not proven to be the contact: " + impostor.getMessage())),
                    false);
        } catch (NotAdmitted refused) {
            return new Leg(
                    Outcomes.forAll(
                            parcels.size(),
                            new Unproven("the contact is not talked to directly: " + refused.getMessage())),
                    false);
        } catch (IOException nobody) {
            return new Leg(
                    Outcomes.forAll(
                            parcels.size(), new Unreachable("the neighbour was not reached: " + nobody.getMessage())),
                    false);
        }
    }

    private Leg carryOver(Connection connection, List<Parcel> parcels) throws InterruptedException {
        var outcomes = parcels.getFirst().cargo() instanceof Cargo.File(var file)
                ? List.of(files.carry(connection, parcels.getFirst(), file))
                : connection.carry(words(parcels));
        boolean superseded = connection.ending().equals(Optional.of(Ending.SUPERSEDED));
        return new Leg(outcomes, superseded && outcomes.getLast() instanceof Unsettled);
    }

    private Outcome carryOver(SecureLine line, Parcel parcel) throws IOException {
        var cannot = V1Caller.cannotCarry(parcel);
        if (cannot.isEmpty()) return first.carry(line, parcel);
        line.close();
        return cannot.get();
    }

    private static List<Parcel> words(List<Parcel> parcels) {
        return parcels.stream()
                .takeWhile(parcel -> !(parcel.cargo() instanceof Cargo.File))
                .toList();
    }

    private boolean isOnlyFirst(Neighbour neighbour) {
        return hub.connections().with(neighbour.contact()).isEmpty()
                && neighbour.endpoints().stream().allMatch(place -> place.dialect() == Dialect.V1);
    }

    /**
     * What came of carrying some of the parcels.
     *
     * @param mustChange whether another connection took this one's place, and the rest is to go over that
     */
    private record Leg(List<Outcome> outcomes, boolean mustChange) {
        private static Leg of(Outcome outcome) {
            return new Leg(List.of(outcome), false);
        }
    }
}
