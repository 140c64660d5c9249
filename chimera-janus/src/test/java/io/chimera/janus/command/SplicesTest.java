package io.chimera.janus.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chimera.core.testing.Chance;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplicesTest {

    private static Filling filling(Splice... splices) {
        return new Filling(List.of(splices), List.of());
    }

    private static Splice splice(long at, int length, String with) {
        return new Splice(at, length, Bits.bytes(with));
    }

    @Test
    void otherBytesComeInTheirPlacesAndTheRestStays() {
        var filling = filling(splice(0, 0, "<"), splice(1, 2, "xyz"), splice(3, 1, ""), splice(6, 0, ">"));

        assertThat(new String(Splices.apply(Bits.bytes("abcdef"), filling), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("<axyzef>");
        assertThat(filling.growth()).isEqualTo(2);
        assertThat(Splices.length(6, filling)).isEqualTo(8);
        assertThat(Splices.apply("é\u0000def", filling(splice(1, 1, "-")))).isEqualTo("é-def");
    }

    @Test
    void splicesThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> filling(splice(1, 2, ""), splice(2, 1, "")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> splice(-1, 0, "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> splice(0, -1, "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> splice(Long.MAX_VALUE, 1, "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Splices.apply(Bits.bytes("abc"), filling(splice(2, 2, ""))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatComesInIsNotPrinted() {
        assertThat(filling(splice(1, 2, "secret")).toString()).doesNotContain("secret");
        assertThat(Words.USUAL.toString()).doesNotContain("janus");
    }

    @Test
    void aLengthThatCannotBeIsRefused() {
        assertThatThrownBy(() -> Splices.length(Long.MAX_VALUE, filling(splice(1, 0, "a"))))
                .isInstanceOf(ArithmeticException.class);
        assertThat(Splices.length(Long.MAX_VALUE - 1, filling(splice(1, 0, "a"))))
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aStreamThatEndsTooEarlyIsABrokenOne() {
        for (var filling : List.of(filling(splice(4, 1, "x")), filling(splice(2, 2, "x")), filling(splice(9, 0, "")))) {
            var stream = Splices.over(new ByteArrayInputStream(new byte[3]), filling);
            assertThatThrownBy(stream::readAllBytes).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void closingTheStreamClosesWhatItReads() throws IOException {
        var closed = new boolean[1];
        var whole = new ByteArrayInputStream(new byte[1]) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        Splices.over(whole, Filling.NONE).close();

        assertThat(closed[0]).isTrue();
    }

    @Test
    void aSpliceMayStandBeyondTwoGibibytes() throws IOException {
        long at = 3L << 30;
        var zeroes = new InputStream() {
            private long left = at + 10;

            @Override
            public int read() {
                return left-- > 0 ? 0 : -1;
            }

            @Override
            public int read(byte[] into, int from, int length) {
                if (left == 0) return -1;
                int read = (int) Math.min(left, length);
                left -= read;
                return read;
            }
        };
        try (var stream = Splices.over(zeroes, filling(splice(at, 4, "here")))) {
            stream.skipNBytes(at);
            assertThat(stream.readAllBytes()).isEqualTo(Bits.bytes("here\0\0\0\0\0\0"));
        }
    }

    @Test
    void streamedInAnyBitsItIsTheSameAsAtOnce() {
        Chance.rounds(20_000, chance -> {
            var whole = chance.bytes(60);
            var splices = new ArrayList<Splice>();
            for (int at = chance.between(0, 9); at <= whole.length; at += chance.between(0, 20)) {
                int length = chance.between(0, Math.min(5, whole.length - at));
                splices.add(new Splice(at, length, chance.bytes(6)));
                at += length;
            }
            var filling = new Filling(splices, List.of());
            var streamed = new ByteArrayOutputStream();
            try (var stream = Splices.over(new ByteArrayInputStream(whole), filling)) {
                var bit = new byte[9];
                for (int read = 0; read >= 0; read = stream.read(bit, 2, chance.between(1, 7)))
                    streamed.write(bit, 2, read);
            }

            Bits.same(Splices.apply(whole, filling), streamed.toByteArray(), "streamed");
            assertThat(Splices.length(whole.length, filling)).isEqualTo(streamed.size());
            Bits.same(streamed.toByteArray(), naively(whole, filling), "naively");
        });
    }

    private static byte[] naively(byte[] whole, Filling filling) {
        var filled = new ByteArrayOutputStream();
        var splices = new ArrayList<>(filling.splices());
        for (int at = 0; at <= whole.length; ) {
            if (!splices.isEmpty() && splices.getFirst().at() == at) {
                var splice = splices.removeFirst();
                filled.writeBytes(splice.with());
                at += splice.length();
            } else {
                if (at < whole.length) filled.write(whole[at]);
                at++;
            }
        }
        return filled.toByteArray();
    }
}
