package io.chimera.janus.command;

import io.chimera.core.testing.Chance;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;

/** Gives readers their bodies in bits of all sizes. */
final class Bits {

    /** How many bodies a fuzz test tries: enough for every day, or many more with {@code -Dchimera.test.long=true}. */
    static final int BODIES = Boolean.getBoolean("chimera.test.long") ? 1_000_000 : 100_000;

    private Bits() {}

    static byte[] bytes(String body) {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    /** What becomes of a body, as text. */
    static String filled(BodyReader reader, String body) throws Unfillable {
        var bytes = bytes(body);
        return new String(Splices.apply(bytes, whole(reader, bytes)), StandardCharsets.UTF_8);
    }

    static Filling whole(BodyReader reader, byte[] body) throws Unfillable {
        reader.read(body, 0, body.length);
        return reader.end();
    }

    /** In bits of that size, each from a place of its own in an array that is overwritten afterwards. */
    static Filling inBits(BodyReader reader, byte[] body, int size) throws Unfillable {
        for (int at = 0; at < body.length; at += size) one(reader, body, at, Math.min(size, body.length - at));
        return reader.end();
    }

    static Filling inTwo(BodyReader reader, byte[] body, int cut) throws Unfillable {
        one(reader, body, 0, cut);
        one(reader, body, cut, body.length - cut);
        return reader.end();
    }

    static Filling inAny(BodyReader reader, byte[] body, Chance chance) throws Unfillable {
        for (int at = 0; at < body.length; ) {
            int size = chance.between(0, Math.min(chance.oneOf(1, 3, 40, 1000), body.length - at));
            one(reader, body, at, size);
            at += size;
        }
        return reader.end();
    }

    private static void one(BodyReader reader, byte[] body, int at, int size) {
        var bit = new byte[size + 5];
        System.arraycopy(body, at, bit, 3, size);
        reader.read(bit, 3, size);
        Arrays.fill(bit, (byte) '!');
    }

    /** What a reader makes of a body however it comes; fails if that is not always the same, or not the same by streaming. */
    static byte[] however(Supplier<BodyReader> readers, byte[] body) throws Unfillable {
        var filled = Splices.apply(body, whole(readers.get(), body));
        for (int cut = 0; cut <= body.length; cut++) {
            var filling = inTwo(readers.get(), body, cut);
            same(filled, Splices.apply(body, filling), "cut at " + cut);
            same(filled, streamed(body, filling), "streamed");
        }
        for (int size = 1; size < 9; size++)
            same(filled, Splices.apply(body, inBits(readers.get(), body, size)), "in bits of " + size);
        return filled;
    }

    /** Fails if it can be filled. Assertions with many words take their time in a hundred thousand rounds. */
    static void refused(BodyReader reader, byte[] body) {
        try {
            whole(reader, body);
        } catch (Unfillable _) {
            return;
        }
        throw new AssertionError("filled: " + new String(body, StandardCharsets.UTF_8));
    }

    static void same(byte[] expected, byte[] actual, String what) {
        if (!Arrays.equals(expected, actual))
            throw new AssertionError(what + " it becomes\n" + new String(actual, StandardCharsets.UTF_8) + "\nand not\n"
                    + new String(expected, StandardCharsets.UTF_8));
    }

    static byte[] streamed(byte[] body, Filling filling) {
        try (var stream = Splices.over(new ByteArrayInputStream(body), filling)) {
            return stream.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** One to three changes: bytes lost, doubled, replaced by another or by one that means something. */
    static byte[] mutated(byte[] original, Chance chance, String meaningful) {
        var bytes = original;
        for (int changes = chance.between(1, 3); changes > 0 && bytes.length > 0; changes--) {
            int from = chance.between(0, bytes.length - 1);
            int to = Math.min(bytes.length, from + chance.oneOf(0, 1, 1, 2, 7));
            var between = chance.coin()
                    ? chance.bytesOf(chance.oneOf(0, 1))
                    : bytes(meaningful
                            .substring(chance.between(0, meaningful.length() - 1))
                            .substring(0, 1));
            var other = new byte[from + between.length + bytes.length - to];
            System.arraycopy(bytes, 0, other, 0, from);
            System.arraycopy(between, 0, other, from, between.length);
            System.arraycopy(bytes, to, other, from + between.length, bytes.length - to);
            bytes = other;
        }
        return bytes;
    }
}
