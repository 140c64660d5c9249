package io.chimera.p2p.transfer;

import io.chimera.core.account.AccountId;
import io.chimera.core.neighbour.InstanceId;
import io.chimera.p2p.wire.Frame;
import io.chimera.p2p.wire.Nonce;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Who this node is while it takes part.
 *
 * @param instance this start of it
 * @param port where it takes connections in
 */
public record Self(AccountId account, InstanceId instance, int port) {

    /** The first words on a connection. */
    Frame.Hello hello(Instant now, RandomGenerator random) {
        return new Frame.Hello(
                Introduction.VERSION,
                Introduction.VERSION,
                account.asContact(),
                instance,
                Nonce.next(random),
                now,
                port);
    }
}
