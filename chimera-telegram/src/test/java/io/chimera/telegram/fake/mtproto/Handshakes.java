package io.chimera.telegram.fake.mtproto;

import io.chimera.telegram.fake.tl.MalformedTl;
import io.chimera.telegram.fake.tl.Tl;
import io.chimera.telegram.fake.tl.TlCodec;
import io.chimera.telegram.fake.tl.TlReader;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/** The handshakes that have begun, whichever connections they go over. Safe for use by many threads. */
final class Handshakes {

    /** Older ones are forgotten: their clients have keys by then, or are gone. */
    private static final int MOST = 1_000;

    private final ServerKey server;
    private final TlCodec codec;
    private final Clock clock;
    private final Consumer<AuthKey> whenAgreed;
    private final SequencedMap<String, Handshake> begun = new LinkedHashMap<>();

    /** @param whenAgreed told each key as soon as a client has it */
    Handshakes(ServerKey server, TlCodec codec, Clock clock, Consumer<AuthKey> whenAgreed) {
        this.server = server;
        this.codec = codec;
        this.clock = clock;
        this.whenAgreed = whenAgreed;
    }

    /** The answer to a message that is not encrypted; none to an acknowledgement. */
    Optional<byte[]> answer(byte[] message) throws MalformedTl, ProtocolBreach {
        var asked = codec.readTl(new TlReader(message));
        return asked.is("mt_msgs_ack")
                ? Optional.empty()
                : Optional.of(handshake(asked).answer(asked));
    }

    private synchronized Handshake handshake(Tl asked) throws ProtocolBreach {
        var nonce = asked.bytes("nonce");
        var name = HexFormat.of().formatHex(nonce);
        if (asked.is("mt_req_pq_multi") && !begun.containsKey(name)) {
            if (begun.size() == MOST) begun.pollFirstEntry();
            begun.put(name, new Handshake(nonce, server, codec, clock, whenAgreed));
        }
        return Optional.ofNullable(begun.get(name))
                .orElseThrow(() -> new ProtocolBreach("a handshake nobody has begun"));
    }
}
