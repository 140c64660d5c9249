package io.chimera.core.legacy;

/** Why something of the first Chimera was not brought over. */
public enum LeftOut {
    /** Nobody wrote it: the first Chimera's own line at the beginning of a dialog. */
    NOT_A_MESSAGE,
    /** There is nothing in it. */
    EMPTY,
    /** Who wrote it, or where, cannot be told. */
    UNREADABLE,
    /** Its text is longer than any the first Chimera could send. */
    TOO_LONG,
    /** A note to oneself, which is no dialog here. */
    TO_ONESELF,
    /** Its id belongs to another message here. */
    ID_TAKEN,
    /** It was never sent. */
    NEVER_SENT,
    /** The file is not there; its message is, as words. */
    FILE_MISSING,
    /** The file was sent from a folder nobody named; its message is there, as words. */
    FILE_ELSEWHERE,
    /** The file cannot be read; its message is there, as words. */
    FILE_UNREADABLE,
    /** The disk has no room for the file; its message is there, as words. */
    NO_ROOM
}
