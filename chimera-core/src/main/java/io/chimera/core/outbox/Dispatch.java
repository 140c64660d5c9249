package io.chimera.core.outbox;

import io.chimera.core.route.Attempt;
import io.chimera.core.route.Journey;

/** A parcel in the outbox, with what was tried to bring it to its end. */
public record Dispatch(Parcel parcel, Journey journey) {

    /** This dispatch after one more attempt. */
    public Dispatch after(Attempt attempt) {
        return new Dispatch(parcel, journey.with(attempt));
    }
}
