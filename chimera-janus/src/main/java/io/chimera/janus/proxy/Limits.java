package io.chimera.janus.proxy;

import java.time.Duration;

/**
 * How much of anything a client or a site gets. Sizes are bytes.
 *
 * @param line the request line, or the status line
 * @param head all header lines together
 * @param fields of a form or JSON, how much is held to be looked through
 * @param parts of a multipart form, how much is held; what is beyond {@code partsInMemory} lies in a file meanwhile
 * @param drained of a body nobody wants, how much is read so that the connection can stay
 * @param headTime from a request's first byte until its head is whole
 * @param idle between two requests of a client, or two pieces of a body
 * @param answerTime until a site says something, at the beginning and between two pieces
 * @param connectTime until a site is found and reached
 * @param tunnelIdle until a tunnel through which nothing goes is ended
 * @param originIdle how long a connection to a site is kept for the client's next request
 */
record Limits(
        int line,
        int head,
        int fields,
        int parts,
        int partsInMemory,
        int drained,
        Duration headTime,
        Duration idle,
        Duration answerTime,
        Duration connectTime,
        Duration tunnelIdle,
        Duration originIdle) {

    private static final int KIB = 1_024;

    static Limits usual() {
        return new Limits(
                16 * KIB,
                64 * KIB,
                64 * KIB,
                32 * KIB * KIB,
                KIB * KIB,
                8 * KIB * KIB,
                Duration.ofSeconds(20),
                Duration.ofSeconds(60),
                Duration.ofMinutes(5),
                Duration.ofSeconds(15),
                Duration.ofHours(1),
                Duration.ofSeconds(10));
    }

    /** The same with other times for whoever is slow. */
    Limits impatient(Duration head, Duration between) {
        return new Limits(
                line,
                this.head,
                fields,
                parts,
                partsInMemory,
                drained,
                head,
                between,
                answerTime,
                connectTime,
                tunnelIdle,
                originIdle);
    }
}
