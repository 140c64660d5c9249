package io.chimera.p2p.secure;

import java.util.Optional;

/** What is spoken inside a TLS connection, agreed on by ALPN (RFC 7301). */
public enum Protocol {
    /** Frames: docs/protocol/lan-v2.md §4. */
    CONTROL("chimera/2"),
    /** A file's bytes: docs/protocol/lan-v2.md §6. */
    BULK("chimera-bulk/2"),
    /** The first Chimera's, which knows no ALPN: docs/protocol/lan-v1.md. */
    FIRST("");

    private final String alpn;

    Protocol(String alpn) {
        this.alpn = alpn;
    }

    String alpn() {
        return alpn;
    }

    static Optional<Protocol> of(String alpn) {
        for (var protocol : values()) if (protocol.alpn.equals(alpn)) return Optional.of(protocol);
        return Optional.empty();
    }
}
