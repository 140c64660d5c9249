package io.chimera.core.route;

/** Decides the next attempt. Pure: the same facts always give the same decision. */
@FunctionalInterface
public interface RoutingPolicy {

    /** What to do now with a dispatch that has this journey behind it. */
    Decision decide(Journey journey, Surroundings around);

    /** The neighbour first, the cloud when the neighbour had its chances. */
    static RoutingPolicy lanFirst(Patience patience) {
        return new LanFirst(patience);
    }
}
