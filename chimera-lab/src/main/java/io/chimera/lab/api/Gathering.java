package io.chimera.lab.api;

import java.util.List;

/**
 * A group or a channel, as one of its members knows it.
 *
 * @param id negative
 * @param mayWrite whether who asks may write in it
 * @param members those whose messages come under their own names; none of a channel
 */
public record Gathering(long id, Kind kind, String title, boolean mayWrite, List<Member> members) {

    public Gathering {
        members = List.copyOf(members);
    }

    /** What it is. */
    public enum Kind {
        /** All of its members write. */
        GROUP,
        /** Only who founded it writes, in its name. */
        CHANNEL
    }

    /** Somebody in a group. */
    public record Member(long id, String name) {}
}
