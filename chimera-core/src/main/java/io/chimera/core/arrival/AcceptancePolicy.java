package io.chimera.core.arrival;

import io.chimera.core.arrival.Receipt.Why;
import java.util.Optional;

/** Which offered files are taken. Pure. */
public record AcceptancePolicy(long largest, boolean fromStrangers) {

    /**
     * @param largest the longest file taken, in bytes
     * @param fromStrangers whether somebody with a certificate who is no contact may bring files
     */
    public AcceptancePolicy {
        if (largest < 0) throw new IllegalArgumentException("the largest file cannot be negative");
    }

    /** Everything that fits, from contacts. */
    public static AcceptancePolicy usual() {
        return new AcceptancePolicy(Long.MAX_VALUE, false);
    }

    /**
     * Why an offer is not taken, if it is not.
     *
     * @param known whether its sender is a contact
     * @param room how many bytes may be written now
     */
    public Optional<Why> refuses(FileOffer offer, boolean known, long room) {
        if (!known && !fromStrangers) return Optional.of(Why.STRANGER);
        if (offer.size().orElse(0) > largest) return Optional.of(Why.TOO_LARGE);
        if (offer.size().orElse(0) > room) return Optional.of(Why.NO_ROOM);
        return Optional.empty();
    }
}
