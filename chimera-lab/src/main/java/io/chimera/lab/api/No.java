package io.chimera.lab.api;

import java.util.Arrays;
import java.util.Optional;

/** The ways in which the lab cloud says no. */
public enum No {
    MALFORMED(400, Consequence.FOR_GOOD, "The request cannot be read"),
    WHO_ARE_YOU(401, Consequence.FOR_NOW, "The token is missing or unknown"),
    BLOCKED(403, Consequence.FOR_GOOD, "The other one blocked you"),
    NOT_YOURS(403, Consequence.FOR_GOOD, "Somebody else wrote this message"),
    NO_SUCH_PLACE(404, Consequence.FOR_GOOD, "There is nothing at this address"),
    NO_SUCH_PERSON(404, Consequence.FOR_GOOD, "There is no such person"),
    NO_SUCH_DIALOG(404, Consequence.FOR_GOOD, "There is no such group or channel for you"),
    READ_ONLY(403, Consequence.FOR_GOOD, "Only its founder writes here"),
    NO_SUCH_MESSAGE(404, Consequence.FOR_GOOD, "There is no such message in this dialog"),
    NO_SUCH_UPLOAD(404, Consequence.FOR_NOW, "There is no such upload any more"),
    WRONG_METHOD(405, Consequence.FOR_GOOD, "This address does not take this method"),
    ERASED(410, Consequence.FOR_GOOD, "The message was deleted"),
    TOO_LARGE(413, Consequence.FOR_GOOD, "This is larger than the lab cloud takes"),
    UNACCEPTABLE(422, Consequence.FOR_GOOD, "The content cannot be a message"),
    TOO_MANY(429, Consequence.FOR_NOW, "Too many requests at once"),
    BROKEN(500, Consequence.UNKNOWN, "The lab cloud failed"),
    OUTAGE(503, Consequence.FOR_NOW, "The lab cloud is out of order"),
    NO_ROOM(507, Consequence.FOR_NOW, "The lab cloud's disk is full");

    private static final String PREFIX = "/problems/";

    private final int status;
    private final Consequence consequence;
    private final String title;

    No(int status, Consequence consequence, String title) {
        this.status = status;
        this.consequence = consequence;
        this.title = title;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** What it means for who asked. */
    public Consequence consequence() {
        return consequence;
    }

    /** In words. */
    public String title() {
        return title;
    }

    /** The problem's type: a relative reference (RFC 9457 §3.1.1). */
    public String type() {
        return PREFIX + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** This no, with what it was about. */
    public Problem about(String detail) {
        return new Problem(type(), title, status, detail);
    }

    /** The no with this problem type, if it is one of ours. */
    public static Optional<No> of(String type) {
        return Arrays.stream(values()).filter(no -> no.type().equals(type)).findFirst();
    }

    /** What a no means for who asked. */
    public enum Consequence {
        /** The same request will be answered the same. */
        FOR_GOOD,
        /** Nothing was taken; it may be asked again later. */
        FOR_NOW,
        /** It may have been done or not. */
        UNKNOWN
    }
}
