package io.chimera.janus.derive;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Four numbers below 2048, by which somebody sees that the secret was typed as always: they are shown as words. They say
 * nothing of what is derived for sites, and are not stored.
 */
public final class CheckNumbers {

    private static final int NUMBERS = 4;
    private static final int BELOW = 2_048;

    private CheckNumbers() {}

    /** Those of a key. */
    public static List<Integer> of(MasterKey key) {
        var bytes = key.bytes(Fields.of("chimera-janus/1").and("check"), 2 * NUMBERS);
        return IntStream.range(0, NUMBERS)
                .mapToObj(i -> (((bytes[2 * i] & 0xff) << 8) | (bytes[2 * i + 1] & 0xff)) % BELOW) // 65536 is 32 × 2048
                .toList();
    }
}
