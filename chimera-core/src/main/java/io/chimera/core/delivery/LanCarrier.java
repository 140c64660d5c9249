package io.chimera.core.delivery;

import io.chimera.core.contact.ContactId;
import io.chimera.core.neighbour.Neighbour;
import io.chimera.core.neighbour.Refusal;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.route.Outcome;
import java.util.List;
import java.util.Optional;

/** Port: one account's place on the LAN. Carries parcels straight to neighbours, and takes in what they bring. */
public interface LanCarrier extends AutoCloseable {

    /**
     * Carries parcels of one lane in order. Blocks until every outcome is known or cannot be known.
     *
     * @param neighbour whom they all go to; the carrier makes it prove that it is this contact before a byte leaves
     * @return one outcome for each parcel, in order: settled ones first, then unsettled ones, never mixed
     * @throws InterruptedException if told to stop; what is not known then is unconfirmed
     */
    List<Outcome> carry(List<Parcel> parcels, Neighbour neighbour) throws InterruptedException;

    /**
     * Tells a neighbour that this account writes to them at this moment, or has stopped, if there is a connection. Returns
     * at once, and nobody minds if it is not told.
     */
    default void types(Neighbour neighbour, boolean on) {}

    /**
     * Takes part in the LAN from now on (announces, listens, takes connections in), or no longer (says so to the
     * neighbours and ends all connections). Returns once that is so.
     */
    void takePart(boolean on);

    /** Why this contact was not talked to when they were here last, within the past minutes; empty if nothing was wrong. */
    default Optional<Refusal> refusal(ContactId contact) {
        return Optional.empty();
    }

    /**
     * What is known of certificates and keys has changed: looks at every open connection again and ends those to people
     * who are not to be talked to. Returns at once.
     */
    default void lookAgain() {}

    /** How the place on the LAN is now. */
    LanState state();

    /** Takes part no longer, for good. */
    @Override
    void close();

    /** How a place on the LAN is. */
    sealed interface LanState {

        /** Switched off. */
        record Off() implements LanState {}

        /**
         * Announcing and listening.
         *
         * @param port the TCP port neighbours connect to
         */
        record On(int port) implements LanState {}

        /** Wanted on, but it cannot: the account has no certificate, or a port is taken. It tries again by itself. */
        record Down(String why) implements LanState {}
    }
}
