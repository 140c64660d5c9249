package io.chimera.web.certificate;

import io.chimera.core.identity.Computers.Computer;
import io.chimera.web.words.Words;
import java.time.Instant;

/**
 * One of a person's computers.
 *
 * @param disowned when it was taken back, in a sentence; empty while it is good
 */
record ComputerView(String key, String name, String fingerprint, String since, boolean here, String disowned) {

    static ComputerView of(Computer computer, Instant now, Words words) {
        return new ComputerView(
                computer.key().hex(),
                computer.name().isBlank() ? words.say("computers.unnamed") : computer.name(),
                computer.key().hex().substring(0, 16).replaceAll("(.{4})(?=.)", "$1 "),
                words.moments().full(computer.since(), now),
                computer.here(),
                computer.disowned()
                        .map(at ->
                                words.say("computers.disowned", words.moments().full(at, now)))
                        .orElse(""));
    }
}
