package io.chimera.lab.client;

import io.chimera.lab.api.Poll;
import java.time.Duration;

/**
 * How patient a node is with the lab cloud.
 *
 * @param connect the longest wait for a connection
 * @param answer the longest wait for an answer once a request has left
 * @param poll how long the cloud may hold back its answer when nothing is new
 * @param stall how long a file may stand still
 * @param firstPause after a failure; doubles with each further one
 * @param longestPause where doubling ends
 */
public record Pace(
        Duration connect, Duration answer, Duration poll, Duration stall, Duration firstPause, Duration longestPause) {
    public Pace {
        if (poll.toMillis() > Poll.LONGEST_WAIT) throw new IllegalArgumentException("poll is longer than allowed");
        if (firstPause.compareTo(longestPause) > 0)
            throw new IllegalArgumentException("longestPause is shorter than firstPause");
    }

    /** For people. */
    public static Pace usual() {
        return new Pace(
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                Duration.ofSeconds(25),
                Duration.ofSeconds(60),
                Duration.ofMillis(250),
                Duration.ofSeconds(15));
    }

    /** The pause after one of this length. */
    Duration after(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
    }
}
