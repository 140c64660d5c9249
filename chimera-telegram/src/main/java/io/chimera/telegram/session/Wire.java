package io.chimera.telegram.session;

/** How TDLib reaches Telegram. */
public sealed interface Wire {

    /** As this computer reaches everything. */
    record Direct() implements Wire {}

    /**
     * Through a SOCKS5 proxy (RFC 1928), and never past it.
     *
     * @param port 1 to 65535
     */
    record Socks5(String host, int port) implements Wire {}

    /** Not at all. */
    record None() implements Wire {}
}
