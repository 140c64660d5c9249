package io.chimera.p2p.wire;

/** The sizes of the protocol. All are checked before anything is allocated. */
public final class Limits {

    /** The longest frame, counted from its type on: docs/protocol/lan-v2.md §3. */
    public static final int LONGEST_FRAME = 64 * 1024;

    /** How deep arrays and maps may lie in each other. */
    public static final int DEEPEST = 8;

    /** The longest text in bytes: 4 096 UTF-16 units of three bytes each. */
    public static final int LONGEST_TEXT = 3 * 4096;

    /** The longest addresses and languages of all spans of a text together, in bytes. */
    public static final int LONGEST_VALUES = 32 * 1024;

    /** The longest file name, media type or reason, in bytes; a name is made safe after that. */
    public static final int LONGEST_NAME = 1024;

    /** The longest piece of a file between two checksums. */
    public static final int LONGEST_CHUNK = 1024 * 1024;

    /** How many numbered frames a receiver stores in one go. */
    public static final int LARGEST_BATCH = 64;

    /** How many messages one question is about. */
    public static final int MOST_ASKED = 1_000;

    /** The last millisecond of the year 9999: no later moment is believed. */
    public static final long LATEST_MOMENT = 253_402_300_799_999L;

    private Limits() {}
}
