package io.chimera.p2p.v1;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The words and sizes of the first dialect: docs/protocol/lan-v1.md §2. */
final class V1 {

    /** The acceptor's "go on". */
    static final byte[] PROMPT = "???".getBytes(StandardCharsets.US_ASCII);

    /** Said instead of a text, it announces a file. */
    static final String FILE_FOLLOWS = "klighxfrewsyhkbfa";

    /** The longest text in bytes: the acceptor reads once, so much. */
    static final int LONGEST_TEXT = 1024;

    /** The longest extension in bytes, dot included. */
    static final int LONGEST_EXTENSION = 32;

    /** How long we wait for a prompt: the first Chimera itself waits 2 s for a file's missing extension. */
    static final Duration FOR_A_PROMPT = Duration.ofSeconds(8);

    /** How long we wait for the next words or bytes of somebody who should be sending. */
    static final Duration FOR_WORDS = Duration.ofSeconds(5);

    /**
     * How long we wait for a file's extension. A file without one has nothing to send here, and its sender waits 2 s for
     * our prompt: we must have given up before it does.
     */
    static final Duration FOR_AN_EXTENSION = Duration.ofSeconds(1);

    /** How long one write may take. */
    static final Duration FOR_A_WRITE = Duration.ofSeconds(10);

    private V1() {}
}
