package io.chimera.p2p.transfer;

import io.chimera.p2p.secure.SecureLine;
import io.chimera.p2p.wire.Frame;
import io.chimera.p2p.wire.FrameCodec;
import io.chimera.p2p.wire.Token;
import java.io.IOException;
import java.time.Duration;

/**
 * Brings up the connection for a file's bytes. Whoever opened the control connection opens this one as well, whichever
 * way the bytes go: that way is known to be open, the other may be barred by a firewall.
 */
final class BulkLines {

    /** How long no byte may come, once they come, before a transfer is given up. */
    private static final Duration NO_BYTE = Duration.ofSeconds(30);

    private final Dialler dialler;
    private final Timing timing;

    BulkLines(Dialler dialler, Timing timing) {
        this.dialler = dialler;
        this.timing = timing;
    }

    /**
     * The bulk connection for a transfer, which ends with the exchange at the latest. The first byte may take long: the
     * sender first compares what the other side has with its file.
     */
    SecureLine open(Exchange exchange, Token token) throws IOException, InterruptedException {
        var line = exchange.use(
                exchange.connection().introduction().dialled()
                        ? dial(exchange, token)
                        : exchange.awaitBulk(token, timing.handshake().plus(timing.connect())));
        line.patience((int) timing.offer().toMillis());
        return line;
    }

    /** Bytes come now, so the next ones should not take long. */
    void expectMore(SecureLine line) throws IOException {
        line.patience((int) NO_BYTE.toMillis());
    }

    private SecureLine dial(Exchange exchange, Token token) throws IOException, InterruptedException {
        var connection = exchange.connection();
        var line = dialler.dialForBulk(connection.peer(), connection.address());
        line.out().write(FrameCodec.encode(new Frame.Bulk(exchange.key().id(), token)));
        return line;
    }
}
