package io.chimera.p2p.wire;

import java.security.SecureRandom;

/** 16 secret random bytes which tie a bulk connection to the transfer it was opened for. */
public record Token(long high, long low) {

    /** A new one. */
    public static Token next(SecureRandom random) {
        return new Token(random.nextLong(), random.nextLong());
    }

    /** Says nothing: whoever knows a token may write into a transfer of theirs. */
    @Override
    public String toString() {
        return "Token[…]";
    }
}
