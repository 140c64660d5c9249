package io.chimera.core.route;

import io.chimera.core.neighbour.Neighbour;

/** A way to a contact, chosen anew for every attempt and never stored as a plan. */
public sealed interface Route {

    /** What history remembers of it. */
    Way way();

    /** Straight to a neighbour. */
    record Lan(Neighbour neighbour) implements Route {
        @Override
        public Way way() {
            return Way.LAN;
        }
    }

    /** Through the cloud. */
    record Cloud() implements Route {
        @Override
        public Way way() {
            return Way.CLOUD;
        }
    }
}
