package io.chimera.core.identity;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Port: whether certificates were taken back before their end.
 *
 * <p>Answers come from what was fetched before: asking never waits for a network. When something new was fetched that
 * changes an answer, {@link RevocationsChanged} is told.
 */
public interface Revocations {

    /**
     * What is known of the holder of a certificate.
     *
     * @param chain the certificate first; its path and dates have been verified
     */
    Verdict of(List<X509Certificate> chain);

    /** How well it is known. */
    Knowledge knowledge();

    /** Of somebody who has no authority to ask, and so meets nobody: nothing speaks against anybody. */
    static Revocations none() {
        return new Revocations() {
            @Override
            public Verdict of(List<X509Certificate> chain) {
                return new Verdict.Good();
            }

            @Override
            public Knowledge knowledge() {
                return new Knowledge(Optional.empty(), Optional.empty());
            }
        };
    }

    /** Whether to go on with somebody. */
    sealed interface Verdict {

        /** Nothing speaks against them. */
        record Good() implements Verdict {}

        /**
         * The certificate, or its key, was taken back.
         *
         * @param why in a sentence, for the log
         */
        record Revoked(String why) implements Verdict {}

        /**
         * What is known is too old, and the settings say that this is not good enough.
         *
         * @param why in a sentence, for the log
         */
        record Unknown(String why) implements Verdict {}
    }

    /**
     * How well it is known.
     *
     * @param asOf when the list in use was made; empty while there is none
     * @param trouble why it is older than it should be, and what to do; empty if all is well
     */
    record Knowledge(Optional<Instant> asOf, Optional<String> trouble) {}
}
