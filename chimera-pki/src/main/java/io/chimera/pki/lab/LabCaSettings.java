package io.chimera.pki.lab;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a lab authority is set up.
 *
 * @param home folder of its own for keys and ledger; made if there is none
 * @param bind the address to listen on
 * @param port 0 takes any free one
 * @param beyondLoopback whether {@code bind} may be an address others can reach
 * @param names host names and IP literals it answers to: what its own certificate and its tokens' audience may say;
 *     the first is the one in its URL
 * @param lives how long the certificates it issues are good
 * @param crlUrl where its revocation list is said to be, in the list and in every peer's certificate; empty leaves both
 *     without
 */
public record LabCaSettings(
        Path home,
        InetAddress bind,
        int port,
        boolean beyondLoopback,
        List<String> names,
        Lives lives,
        Optional<URI> crlUrl) {

    public LabCaSettings {
        names = List.copyOf(names);
        if (names.isEmpty()) throw new IllegalArgumentException("an authority needs a name to be called by");
        if (port < 0 || port > 65_535) throw new IllegalArgumentException("not a port: " + port);
        if (!bind.isLoopbackAddress() && !beyondLoopback) {
            throw new IllegalArgumentException(
                    "The lab's certificate authority listens on this computer only, and " + bind.getHostAddress()
                            + " can be reached from others. Say so on purpose, or use a real authority.");
        }
    }

    /** A lab on this computer. */
    public static LabCaSettings onLoopback(Path home, int port) {
        return new LabCaSettings(
                home,
                InetAddress.getLoopbackAddress(),
                port,
                false,
                List.of("127.0.0.1", "localhost"),
                Lives.USUAL,
                Optional.empty());
    }

    /**
     * How long certificates are good.
     *
     * @param backdate how much before now a certificate begins, so that a peer's clock may be that much behind
     */
    public record Lives(Duration shortest, Duration longest, Duration usual, Duration backdate) {

        /** Ten days, as the first Chimera had it. */
        public static final Lives USUAL =
                new Lives(Duration.ofMinutes(5), Duration.ofHours(264), Duration.ofHours(240), Duration.ofHours(1));

        public Lives {
            if (shortest.isNegative() || shortest.isZero() || backdate.isNegative()) {
                throw new IllegalArgumentException("lives are positive");
            }
            if (shortest.compareTo(usual) > 0 || usual.compareTo(longest) > 0) {
                throw new IllegalArgumentException("shortest ≤ usual ≤ longest");
            }
        }
    }
}
