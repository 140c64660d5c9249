package io.chimera.p2p.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.CloudTrace;
import io.chimera.core.dialog.Reference;
import io.chimera.core.dialog.Span;
import io.chimera.core.dialog.Style;
import io.chimera.core.file.Sha256;
import io.chimera.core.message.MessageId;
import io.chimera.core.neighbour.InstanceId;
import io.chimera.core.testing.Chance;
import io.chimera.p2p.testing.Vectors;
import io.chimera.p2p.testing.Vectors.Vector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FrameCodecTest {

    /** A frame of the longest, what is made of it, and something for the measuring itself. */
    private static final long A_FEW_FRAMES = 4L * Limits.LONGEST_FRAME;

    @Test
    void whatIsWrittenIsRead() {
        Chance.rounds(10_000, chance -> {
            var frame = frame(chance);
            assertThat(read(FrameCodec.encode(frame))).containsExactly(frame);
            assertThat(FrameCodec.readExactly(new ByteArrayInputStream(FrameCodec.encode(frame))))
                    .isEqualTo(frame);
        });
    }

    @Test
    void framesComeAsTheyWentHoweverTheStreamIsCut() {
        Chance.rounds(50, chance -> {
            var frames = frames(chance);
            var bytes = new ByteArrayOutputStream();
            for (var frame : frames) bytes.writeBytes(FrameCodec.encode(frame));
            assertThat(read(inPieces(bytes.toByteArray(), chance.between(1, 100_000))))
                    .isEqualTo(frames);
        });
    }

    @Test
    void randomBytesAreFramesOrMalformed() {
        var random = new Random(1);
        for (int i = 0; i < Noise.inputs(); i++) {
            var bytes = Noise.random(random, 48);
            if (bytes.length > 3) ByteBuffer.wrap(bytes).putInt(0, bytes.length - 4);
            tryToRead(bytes);
        }
    }

    @Test
    void damagedFramesAreFramesOrMalformedAndCostNoMoreThanAFrame() {
        var originals =
                Vectors.of("frames.json").group("frames").map(Vector::bytes).toList();
        var random = new Random(2);
        long most = 0;
        for (int i = 0; i < Noise.inputs(); i++) {
            var bytes = Noise.mutate(originals.get(random.nextInt(originals.size())), random);
            long before = Noise.allocated();
            tryToRead(bytes);
            most = Math.max(most, Noise.allocated() - before);
        }
        assertThat(most).isLessThan(A_FEW_FRAMES);
    }

    @Test
    void anAnnouncedLengthIsNotBelieved() {
        long before = Noise.allocated();
        for (int length : new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE, -1, Limits.LONGEST_FRAME + 1, 2, 0}) {
            var frame = ByteBuffer.allocate(8).putInt(length).array();
            assertThatExceptionOfType(MalformedFrame.class).isThrownBy(() -> read(frame));
            assertThatExceptionOfType(MalformedFrame.class)
                    .isThrownBy(() -> FrameCodec.readExactly(new ByteArrayInputStream(frame)));
        }
        assertThat(Noise.allocated() - before).isLessThan(1L << 22);
    }

    @Test
    void theLongestTextFitsAndALongerOneDoesNot() throws Exception {
        var longest = text("한".repeat(4096));
        assertThat(read(FrameCodec.encode(longest))).containsExactly(longest);
        var longer = FrameCodec.encode(text("a".repeat(Limits.LONGEST_TEXT + 1)));
        assertThatExceptionOfType(MalformedFrame.class).isThrownBy(() -> read(longer));
    }

    @Test
    void addressesForWhichThereIsNoRoomAreLeftOutAndTheWordsStay() throws Exception {
        var address = "https://chimera.example/" + "한".repeat(600);
        var links = Stream.generate(() -> new Span(0, 1, new Style.Link(address)))
                .limit(100)
                .toList();
        var text = new Frame.Text(
                new MessageId(new UUID(1, 2)),
                1,
                Instant.EPOCH,
                "한".repeat(4096),
                Optional.empty(),
                Optional.empty(),
                links,
                Optional.empty());
        assertThat(read(FrameCodec.encode(text))).singleElement().isInstanceOfSatisfying(Frame.Text.class, there -> {
            assertThat(there.text()).isEqualTo(text.text());
            assertThat(there.spans()).hasSizeBetween(10, 99);
        });
    }

    @Test
    void theLongestFrameFits() throws Exception {
        var body = new CborWriter(2)
                .number(1, 7)
                .bytes(9, new byte[Limits.LONGEST_FRAME - 2 - 1 - 2 - 1 - 3])
                .toByteArray();
        var frame = ByteBuffer.allocate(6 + body.length)
                .putInt(2 + body.length)
                .put((byte) 0x11)
                .put((byte) 0)
                .put(body)
                .array();
        assertThat(frame).hasSize(4 + Limits.LONGEST_FRAME);
        assertThat(read(frame)).containsExactly(new Frame.Ack(7));
    }

    @Test
    void aReaderKnowsWhetherAFrameIsHereInFull() throws Exception {
        var ack = FrameCodec.encode(new Frame.Ack(1));
        var both = ByteBuffer.allocate(2 * ack.length).put(ack).put(ack).array();
        var whole = new FrameReader(new ByteArrayInputStream(both));
        assertThat(whole.hasNext()).isFalse();
        assertThat(whole.read()).contains(new Frame.Ack(1));
        assertThat(whole.hasNext()).isTrue();
        assertThat(whole.read()).contains(new Frame.Ack(1));
        assertThat(whole.hasNext()).isFalse();
        assertThat(whole.read()).isEmpty();

        var cut = new FrameReader(new ByteArrayInputStream(both, 0, 2 * ack.length - 1));
        assertThat(cut.read()).isPresent();
        assertThat(cut.hasNext()).isFalse();
    }

    @Test
    void anExactReaderTakesNotAByteMore() throws Exception {
        var ack = FrameCodec.encode(new Frame.Ack(1));
        var stream = new ByteArrayInputStream(
                ByteBuffer.allocate(ack.length + 3).put(ack).array());
        assertThat(FrameCodec.readExactly(stream)).isEqualTo(new Frame.Ack(1));
        assertThat(stream.available()).isEqualTo(3);
        assertThatExceptionOfType(EOFException.class)
                .isThrownBy(() -> FrameCodec.readExactly(new ByteArrayInputStream(ack, 0, ack.length - 1)));
    }

    @Test
    void aTokenIsNotPrinted() {
        assertThat(new Frame.Bulk(new MessageId(new UUID(1, 2)), new Token(0xdead_beefL, 0xcafeL)).toString())
                .doesNotContain("3735928559", "51966");
    }

    @Test
    void noncesCompareAsUnsignedNumbers() {
        assertThat(new Nonce(-1, 0)).isGreaterThan(new Nonce(1, 0));
        assertThat(new Nonce(1, -1)).isGreaterThan(new Nonce(1, 1));
        assertThat(new Nonce(1, 1)).isEqualByComparingTo(new Nonce(1, 1));
    }

    private static void tryToRead(byte[] bytes) {
        try {
            read(bytes);
        } catch (MalformedFrame _) {
            // as it should be
        } catch (IOException other) {
            throw new AssertionError("neither a frame nor malformed", other);
        }
    }

    private static List<Frame> read(byte[] bytes) throws IOException {
        return read(new ByteArrayInputStream(bytes));
    }

    private static List<Frame> read(InputStream stream) throws IOException {
        var reader = new FrameReader(stream);
        var frames = new ArrayList<Frame>();
        for (var next = reader.read(); next.isPresent(); next = reader.read()) frames.add(next.get());
        return frames;
    }

    private static InputStream inPieces(byte[] bytes, int size) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, size));
            }
        };
    }

    private static Frame text(String text) {
        return new Frame.Text(new MessageId(new UUID(1, 2)), 1, Instant.EPOCH, text);
    }

    private static List<Frame> frames(Chance chance) {
        return Stream.generate(() -> frame(chance))
                .limit(chance.between(0, 100))
                .toList();
    }

    private static Frame frame(Chance chance) {
        return chance.<Supplier<Frame>>oneOf(
                        () -> hello(chance),
                        () -> new Frame.Ping(number(chance)),
                        () -> new Frame.Pong(number(chance)),
                        () -> new Frame.Close(chance.oneOf(Farewell.values())),
                        () -> new Frame.Text(
                                id(chance),
                                number(chance),
                                moment(chance),
                                chance.text(4096),
                                behind(chance),
                                perhaps(chance),
                                spans(chance),
                                answers(chance)),
                        () -> new Frame.Typing(chance.between(0, 255)),
                        () -> new Frame.Query(ids(chance)),
                        () -> new Frame.WentStraight(ids(chance)),
                        () -> new Frame.InCloud(
                                id(chance), perhaps(chance).map(at -> at.truncatedTo(ChronoUnit.SECONDS))),
                        () -> new Frame.Edit(
                                id(chance), number(chance), moment(chance), chance.text(4096), spans(chance)),
                        () -> new Frame.Delete(id(chance), number(chance), moment(chance)),
                        () -> new Frame.Read(id(chance), number(chance), moment(chance)),
                        () -> new Frame.Ack(number(chance)),
                        () -> new Frame.Nack(number(chance), chance.oneOf(Refusal.values())),
                        () -> offer(chance),
                        () -> accept(chance),
                        () -> new Frame.Decline(id(chance), chance.oneOf(Refusal.values())),
                        () -> new Frame.Cancel(id(chance), chance.oneOf(Breakoff.values())),
                        () -> new Frame.Done(id(chance), number(chance), Sha256.of(chance.bytesOf(32))),
                        () -> new Frame.Stored(id(chance)),
                        () -> new Frame.Bulk(id(chance), token(chance)))
                .get();
    }

    private static Frame hello(Chance chance) {
        var from = new ContactId(chance.between(1, 9_999_999_999_999_999L));
        var instance = new InstanceId(chance.number());
        var nonce = new Nonce(chance.number(), chance.number());
        return new Frame.Hello(2, 2, from, instance, nonce, moment(chance), chance.between(1, 65_535));
    }

    private static Frame offer(Chance chance) {
        return new Frame.Offer(
                id(chance),
                number(chance),
                chance.text(300),
                chance.text(300),
                moment(chance),
                perhaps(chance),
                answers(chance));
    }

    private static List<Span> spans(Chance chance) {
        return Stream.generate(() -> new Span(chance.between(0, 4096), chance.between(1, 4096), style(chance)))
                .limit(chance.between(0, 5))
                .toList();
    }

    private static Style style(Chance chance) {
        return chance.oneOf(
                new Style.Bold(),
                new Style.Italic(),
                new Style.Underlined(),
                new Style.Struck(),
                new Style.Spoiler(),
                new Style.Code(),
                new Style.Quote(),
                new Style.Block("c++"),
                new Style.Link("https://chimera.example/" + chance.between(0, 9)));
    }

    private static Optional<Reference> answers(Chance chance) {
        return chance.oneOf(
                Optional.empty(),
                Optional.of(new Reference.ById(id(chance))),
                behind(chance).map(Reference.ByTrace::new));
    }

    private static Frame accept(Chance chance) {
        int checksum = chance.between(Integer.MIN_VALUE, Integer.MAX_VALUE);
        return new Frame.Accept(id(chance), token(chance), number(chance), checksum);
    }

    private static Optional<CloudTrace> behind(Chance chance) {
        if (chance.between(0, 1) == 0) return Optional.empty();
        return Optional.of(new CloudTrace(moment(chance), Sha256.of(chance.bytesOf(32))));
    }

    private static Optional<Instant> perhaps(Chance chance) {
        return chance.between(0, 1) == 0 ? Optional.empty() : Optional.of(moment(chance));
    }

    private static List<MessageId> ids(Chance chance) {
        return Stream.generate(() -> id(chance))
                .limit(chance.between(1, Limits.MOST_ASKED))
                .toList();
    }

    private static MessageId id(Chance chance) {
        return new MessageId(new UUID(chance.number(), chance.number()));
    }

    private static Token token(Chance chance) {
        return new Token(chance.number(), chance.number());
    }

    private static long number(Chance chance) {
        return chance.between(0, Long.MAX_VALUE);
    }

    private static Instant moment(Chance chance) {
        return Instant.ofEpochMilli(chance.between(0, Limits.LATEST_MOMENT));
    }
}
