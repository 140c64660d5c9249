package io.chimera.core.arrival;

import io.chimera.core.arrival.Arrival.NewMessage;
import java.io.IOException;
import java.util.List;

/** In-port: where carriers bring what came for one account. */
public interface Arrivals {

    /**
     * A neighbour wants to bring a file.
     *
     * @throws IOException if the shelf cannot be written
     */
    Acceptance offered(FileOffer offer) throws IOException;

    /**
     * Takes things in, in order, all in one durable change, after what they come {@linkplain NewMessage#behind behind}
     * if that comes within a moment. Bringing the same thing again is harmless and answered as
     * {@link Receipt.Known}.
     *
     * @return one receipt for each, in order; durable when this returns
     * @throws RuntimeException if the store cannot take them now; nothing was taken then
     */
    List<Receipt> arrived(List<Arrival> arrivals);

    /** Takes one thing in. */
    default Receipt arrived(Arrival arrival) {
        return arrived(List.of(arrival)).getFirst();
    }
}
