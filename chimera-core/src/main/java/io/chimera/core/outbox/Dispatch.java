package io.chimera.core.outbox;

import io.chimera.core.route.Attempt;
import io.chimera.core.route.Journey;
import io.chimera.core.route.Way;

/** A parcel in the outbox, with what was tried to bring it to its end. */
public record Dispatch(Parcel parcel, Journey journey) {

    /** Which of its dialog's lanes it travels in. */
    public Lane lane() {
        return new Lane(parcel.dialog(), journey.only().map(Dispatch::errands).orElseGet(this::messages));
    }

    /** This dispatch after one more attempt. */
    public Dispatch after(Attempt attempt) {
        return new Dispatch(parcel, journey.with(attempt));
    }

    private static Lane.Kind errands(Way way) {
        return switch (way) {
            case LAN -> Lane.Kind.LAN_ERRANDS;
            case CLOUD -> Lane.Kind.CLOUD_ERRANDS;
        };
    }

    private Lane.Kind messages() {
        return parcel.cargo() instanceof Cargo.File ? Lane.Kind.FILES : Lane.Kind.WORDS;
    }
}
