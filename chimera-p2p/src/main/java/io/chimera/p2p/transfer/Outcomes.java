package io.chimera.p2p.transfer;

import io.chimera.core.arrival.Receipt.Why;
import io.chimera.core.route.Outcome;
import io.chimera.core.route.Outcome.Refused;
import io.chimera.core.route.Outcome.Settled;
import io.chimera.core.route.Outcome.Unconfirmed;
import io.chimera.core.route.Outcome.Unreachable;
import io.chimera.core.route.Outcome.Unsettled;
import io.chimera.p2p.wire.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What becomes of parcels, said in the core's words. */
final class Outcomes {

    private static final String WAITS = "it waits for the one before it";

    private Outcomes() {}

    /** The same for every parcel. */
    static List<Outcome> forAll(int count, Outcome outcome) {
        return Collections.nCopies(count, outcome);
    }

    /** What a "no" from the other side means here: some are worth trying again, or another way. */
    static Outcome of(Refusal refusal) {
        return switch (refusal) {
            case ID_TAKEN -> new Refused("the other side has another message under this id");
            case NO_SUCH_MESSAGE -> new Refused("the other side does not have the message this is about");
            case STRANGER -> new Refused("the other side takes files from its contacts only");
            case TOO_LARGE -> new Refused("the other side does not take files this large");
            case UNACCEPTABLE -> new Refused("the other side does not take this for a message");
            case OTHER -> new Refused("the other side did not take it");
            case NO_ROOM -> new Unreachable("there is no room for it on the other side's disk");
            case BUSY -> new Unreachable("the other side has too much to do now");
        };
    }

    /** The same "no", on its way to the other side. */
    static Refusal of(Why why) {
        return switch (why) {
            case ID_TAKEN -> Refusal.ID_TAKEN;
            case NO_SUCH_MESSAGE, NO_SUCH_DIALOG -> Refusal.NO_SUCH_MESSAGE;
            case STRANGER -> Refusal.STRANGER;
            case TOO_LARGE -> Refusal.TOO_LARGE;
            case NO_ROOM -> Refusal.NO_ROOM;
        };
    }

    /**
     * Puts outcomes into the shape the port promises: one for each parcel, and after the first unsettled one no settled
     * ones. What was stored after it is sent again, and recognised there.
     */
    static List<Outcome> inOrder(List<Outcome> outcomes, int count) {
        var ordered = new ArrayList<Outcome>(count);
        boolean unsettled = false;
        for (var outcome : outcomes) {
            ordered.add(unsettled && outcome instanceof Settled ? new Unconfirmed(WAITS, true) : outcome);
            unsettled |= outcome instanceof Unsettled;
        }
        while (ordered.size() < count) ordered.add(new Unreachable(WAITS));
        return ordered;
    }
}
