package io.chimera.pki.https;

import java.time.Duration;
import java.util.Optional;

/**
 * What a server replied.
 *
 * @param body within the client's limit
 * @param clockAhead how far this computer's clock is ahead of the server's Date header, to the second; negative when
 *     behind; empty without the header
 * @param retryAfter the Retry-After header, where it was given in seconds
 */
public record Reply(int status, Body body, Optional<Duration> clockAhead, Optional<Duration> retryAfter) {

    /** Whether the request was accepted (2xx). */
    public boolean accepted() {
        return status >= 200 && status < 300;
    }
}
