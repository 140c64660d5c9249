package io.chimera.p2p.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chimera.p2p.testing.Vectors;
import io.chimera.p2p.testing.Vectors.Vector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChunksTest {

    private static final Vectors VECTORS = Vectors.of("chunks.json");

    static Stream<Vector> chunks() {
        return VECTORS.group("chunks");
    }

    static Stream<Vector> malformed() {
        return VECTORS.group("malformed");
    }

    @ParameterizedTest
    @MethodSource("chunks")
    void aChunkIsReadAsTheVectorSays(Vector vector) throws Exception {
        var chunk = new ChunkReader(new ByteArrayInputStream(vector.bytes())).read();
        assertThat(chunk.offset()).isEqualTo(vector.number("offset"));
        var bytes = new byte[chunk.bytes().remaining()];
        chunk.bytes().get(bytes);
        assertThat(bytes).isEqualTo(vector.bytes("bytes"));
    }

    @ParameterizedTest
    @MethodSource("chunks")
    void aChunkIsWrittenAsTheVectorSays(Vector vector) throws Exception {
        var out = new ByteArrayOutputStream();
        var writer = new ChunkWriter(out);
        writer.room().put(new byte[9]); // what was there before is gone
        writer.room().put(vector.bytes("bytes"));
        writer.send(vector.number("offset"));
        assertThat(out.toByteArray()).isEqualTo(vector.bytes());
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void whatIsMalformedIsNotRead(Vector vector) {
        assertThatExceptionOfType(MalformedFrame.class)
                .isThrownBy(() -> new ChunkReader(new ByteArrayInputStream(vector.bytes())).read());
    }

    @Test
    void aFullChunkGoesInOneWrite() throws Exception {
        var writes = new int[1];
        var out = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int offset, int length) {
                writes[0]++;
                super.write(bytes, offset, length);
            }
        };
        var writer = new ChunkWriter(out);
        var room = writer.room();
        assertThat(room.remaining()).isEqualTo(ChunkWriter.CHUNK);
        room.put(new byte[ChunkWriter.CHUNK]);
        writer.send(0);
        assertThat(writes[0]).isEqualTo(1);
        assertThat(new ChunkReader(new ByteArrayInputStream(out.toByteArray()))
                        .read()
                        .bytes()
                        .remaining())
                .isEqualTo(ChunkWriter.CHUNK);
    }

    @Test
    void aStreamThatEndsInsideAChunkEnds() {
        var cut = VECTORS.of("chunks", "check value").bytes();
        assertThatExceptionOfType(EOFException.class)
                .isThrownBy(() -> new ChunkReader(new ByteArrayInputStream(cut, 0, cut.length - 1)).read());
    }

    @Test
    void damagedChunksAreRefusedAndCostNoMoreThanAChunk() {
        var originals = chunks().map(Vector::bytes).toList();
        var random = new Random(3);
        long most = 0;
        for (int i = 0; i < Noise.inputs() / 10; i++) {
            var bytes = Noise.mutate(originals.get(random.nextInt(originals.size())), random);
            long before = Noise.allocated();
            try {
                new ChunkReader(new ByteArrayInputStream(bytes)).read();
            } catch (IOException _) {
                // as it should be
            }
            most = Math.max(most, Noise.allocated() - before);
        }
        assertThat(most).isLessThan(2L * Limits.LONGEST_CHUNK);
    }
}
