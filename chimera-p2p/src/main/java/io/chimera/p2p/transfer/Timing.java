package io.chimera.p2p.transfer;

import java.time.Duration;

/**
 * How long things may take. Everything that waits for somebody else waits for one of these.
 *
 * @param connect for a TCP connection to stand
 * @param handshake from there until the other side has proved itself and said hello
 * @param acknowledgement for the answer to a batch of words
 * @param idle silence after which a connection is asked whether it is still there
 * @param silence how long it may take to answer that
 * @param write for one write to be taken by the network
 * @param offer for the answer to an offered file, which may be hashed as far as it is there
 * @param sealing for a file that has arrived to be made durable
 */
public record Timing(
        Duration connect,
        Duration handshake,
        Duration acknowledgement,
        Duration idle,
        Duration silence,
        Duration write,
        Duration offer,
        Duration sealing) {

    public Timing {
        requirePositive("connect", connect);
        requirePositive("handshake", handshake);
        requirePositive("acknowledgement", acknowledgement);
        requirePositive("idle", idle);
        requirePositive("silence", silence);
        requirePositive("write", write);
        requirePositive("offer", offer);
        requirePositive("sealing", sealing);
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero())
            throw new IllegalArgumentException(name + " must be longer than nothing, not " + duration);
    }
}
