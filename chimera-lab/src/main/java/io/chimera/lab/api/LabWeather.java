package io.chimera.lab.api;

import java.time.Duration;

/**
 * How well one person's connection to the lab cloud does, to try what a real cloud does on its bad days. Forgotten when
 * the lab cloud stops.
 *
 * @param latencyMillis how long every answer is held back, 0 to {@value #LONGEST_LATENCY}
 * @param bytesPerSecond how fast files go up and down: 0 for as fast as they can, else at least {@value #SLOWEST}
 * @param outage nothing is taken and nothing told
 * @param blocked whoever this person writes to has blocked them
 * @param losesAnswers what is sent is taken, but the connection breaks before the answer
 */
public record LabWeather(
        long latencyMillis, long bytesPerSecond, boolean outage, boolean blocked, boolean losesAnswers) {

    /** The longest latency, in milliseconds. */
    public static final long LONGEST_LATENCY = 10_000;

    /** The slowest pace of files, in bytes a second: slower ones would be taken for standing still. */
    public static final long SLOWEST = 16 * 1024;

    public LabWeather {
        if (latencyMillis < 0 || latencyMillis > LONGEST_LATENCY)
            throw new IllegalArgumentException("latencyMillis must be 0 to " + LONGEST_LATENCY);
        if (bytesPerSecond != 0 && bytesPerSecond < SLOWEST)
            throw new IllegalArgumentException("bytesPerSecond must be 0 or at least " + SLOWEST);
    }

    /** Nothing wrong. */
    public static LabWeather fair() {
        return new LabWeather(0, 0, false, false, false);
    }

    /** The same, with answers held back. */
    public LabWeather withLatency(Duration latency) {
        return new LabWeather(latency.toMillis(), bytesPerSecond, outage, blocked, losesAnswers);
    }

    /** The same, with files at this pace. */
    public LabWeather withPace(long newBytesPerSecond) {
        return new LabWeather(latencyMillis, newBytesPerSecond, outage, blocked, losesAnswers);
    }

    /** The same, out of order or not. */
    public LabWeather withOutage(boolean on) {
        return new LabWeather(latencyMillis, bytesPerSecond, on, blocked, losesAnswers);
    }

    /** The same, blocked or not. */
    public LabWeather withBlock(boolean on) {
        return new LabWeather(latencyMillis, bytesPerSecond, outage, on, losesAnswers);
    }

    /** The same, losing answers or not. */
    public LabWeather withLostAnswers(boolean on) {
        return new LabWeather(latencyMillis, bytesPerSecond, outage, blocked, on);
    }
}
