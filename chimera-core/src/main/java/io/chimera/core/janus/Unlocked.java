package io.chimera.core.janus;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A profile that is unlocked.
 *
 * @param tag which profile it is, without saying whose
 * @param remembered whether this computer remembers it
 * @param profile all there is to remember of it beside the secret, such as {@code janus1:std:anna}
 * @param check four numbers below 2048, the same whenever the same secret and kit were given
 * @param withKit whether a kit was given
 * @param mailDomain where mail for its addresses arrives, if anywhere
 * @param locksAt when it locks itself unless something is asked of it before
 * @param sites what was asked for since it was unlocked, the newest first
 */
public record Unlocked(
        ProfileTag tag,
        boolean remembered,
        String profile,
        List<Integer> check,
        boolean withKit,
        Optional<String> mailDomain,
        Instant since,
        Instant locksAt,
        List<Wanted> sites) {

    public Unlocked {
        check = List.copyOf(check);
        sites = List.copyOf(sites);
    }

    /** The profile's name alone. */
    public String name() {
        return profile.substring(profile.lastIndexOf(':') + 1);
    }
}
