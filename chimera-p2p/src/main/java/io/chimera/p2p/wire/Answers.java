package io.chimera.p2p.wire;

import io.chimera.core.dialog.CloudTrace;
import io.chimera.core.dialog.Reference;
import io.chimera.core.file.Sha256;
import java.time.Instant;
import java.util.Optional;

/**
 * What a message answers, in a frame: by its id in one field, or by the cloud's date and what was in it in the two after
 * that.
 */
final class Answers {

    private static final int HASH = 32;

    private Answers() {}

    /** How many entries of the frame's map it takes. */
    static int entries(Optional<Reference> answered) {
        return answered.map(reference -> switch (reference) {
                    case Reference.ById _ -> 1;
                    case Reference.ByTrace _ -> 2;
                    case Reference.ByCloudId _ -> 0; // nobody else knows it by that
                })
                .orElse(0);
    }

    static void write(CborWriter map, int key, Optional<Reference> answered) {
        if (answered.isEmpty()) return;
        switch (answered.get()) {
            case Reference.ById(var id) -> map.bytes(key, FrameCodec.sixteen(id));
            case Reference.ByTrace(var trace) ->
                map.number(key + 1, trace.date().getEpochSecond())
                        .bytes(key + 2, trace.content().bytes());
            case Reference.ByCloudId _ -> {}
        }
    }

    static Optional<Reference> read(CborMap map, int key) throws MalformedFrame {
        if (map.has(key)) {
            return Optional.of(new Reference.ById(FrameCodec.id(map, key)));
        }
        return trace(map, key + 1).map(Reference.ByTrace::new);
    }

    /** A trace in two fields, both or neither. */
    static Optional<CloudTrace> trace(CborMap map, int key) throws MalformedFrame {
        if (!map.has(key) && !map.has(key + 1)) return Optional.empty();
        var date = Instant.ofEpochSecond(map.number(key, Limits.LATEST_MOMENT / 1000));
        return Optional.of(new CloudTrace(date, Sha256.of(map.bytes(key + 1, HASH))));
    }
}
