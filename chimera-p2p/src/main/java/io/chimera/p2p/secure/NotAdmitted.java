package io.chimera.p2p.secure;

import io.chimera.core.neighbour.Refusal;
import java.io.IOException;

/** Whoever is at the other end proved who they are, and is not talked to all the same. */
public final class NotAdmitted extends IOException {

    private final transient Refusal refusal;

    NotAdmitted(Refusal refusal) {
        super(refusal.why());
        this.refusal = refusal;
    }

    /** Why. */
    public Refusal refusal() {
        return refusal;
    }
}
