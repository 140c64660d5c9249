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
import io.chimera.p2p.testing.Vectors;
import io.chimera.p2p.testing.Vectors.Vector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.cbor.CBORMapper;

/** What the specification says a frame is, byte for byte. */
class FrameVectorsTest {

    private static final Vectors VECTORS = Vectors.of("frames.json");
    private static final MessageId ID = MessageId.parse("0190a0b1-c2d3-7e4f-8a1b-2c3d4e5f6071");
    private static final MessageId OTHER = MessageId.parse("0190a0b1-c2d3-7e4f-8a1b-2c3d4e5f6072");
    private static final Token TOKEN = new Token(0x0011223344556677L, 0x8899aabbccddeeffL);
    private static final Instant AT = Instant.ofEpochMilli(1_767_268_800_123L);
    private static final Sha256 EMPTY = new Sha256("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    private static final int HEAD = 6;

    private static final Map<String, Frame> MEANT = Map.ofEntries(
            Map.entry(
                    "hello",
                    new Frame.Hello(
                            2,
                            2,
                            new ContactId(1001),
                            new InstanceId(0x8877665544332211L),
                            new Nonce(0xffeeddccbbaa9988L, 0x7766554433221100L),
                            AT,
                            50_052)),
            Map.entry("ping", new Frame.Ping(0)),
            Map.entry("pong", new Frame.Pong(Long.MAX_VALUE)),
            Map.entry("close-leaving", new Frame.Close(Farewell.LEAVING)),
            Map.entry("close-duplicate", new Frame.Close(Farewell.DUPLICATE)),
            Map.entry("close-of-a-later-version", new Frame.Close(Farewell.OTHER)),
            Map.entry("text", new Frame.Text(ID, 1, AT, "Olá, Bruno! 👋")),
            Map.entry(
                    "text-behind-another",
                    text(2, Optional.of(new CloudTrace(AT, EMPTY)), Optional.empty(), Optional.empty())),
            Map.entry("text-perhaps-in-the-cloud", text(3, Optional.empty(), Optional.of(AT), Optional.empty())),
            Map.entry(
                    "text-with-looks",
                    new Frame.Text(
                            ID,
                            4,
                            AT,
                            "bold and more",
                            Optional.empty(),
                            Optional.empty(),
                            List.of(
                                    new Span(0, 3, new Style.Bold()),
                                    new Span(0, 4, new Style.Italic()),
                                    new Span(4, 3, new Style.Underlined()),
                                    new Span(7, 1, new Style.Struck()),
                                    new Span(8, 1, new Style.Spoiler()),
                                    new Span(9, 1, new Style.Code()),
                                    new Span(10, 2, new Style.Block("kotlin")),
                                    new Span(12, 1, new Style.Quote()),
                                    new Span(0, 13, new Style.Link("https://chimera.example/"))),
                            Optional.empty())),
            Map.entry(
                    "text-that-answers",
                    text(5, Optional.empty(), Optional.empty(), Optional.of(new Reference.ById(OTHER)))),
            Map.entry(
                    "text-that-answers-what-the-cloud-brought",
                    text(
                            6,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(new Reference.ByTrace(new CloudTrace(AT, EMPTY))))),
            Map.entry(
                    "edit-with-looks", new Frame.Edit(ID, 257, AT, "Olá!", List.of(new Span(0, 3, new Style.Bold())))),
            Map.entry(
                    "offer-that-answers",
                    new Frame.Offer(ID, 1, "a", "a/b", AT, Optional.empty(), Optional.of(new Reference.ById(OTHER)))),
            Map.entry("typing", new Frame.Typing(6)),
            Map.entry("typing-no-more", new Frame.Typing(0)),
            Map.entry("query", new Frame.Query(List.of(ID, OTHER))),
            Map.entry("went-straight", new Frame.WentStraight(List.of(ID))),
            Map.entry("in-cloud", new Frame.InCloud(ID, Optional.of(Instant.ofEpochSecond(1_767_268_800)))),
            Map.entry("in-cloud-some-time", new Frame.InCloud(ID, Optional.empty())),
            Map.entry(
                    "offer-perhaps-in-the-cloud",
                    new Frame.Offer(ID, 1, "a", "a/b", AT, Optional.of(AT), Optional.empty())),
            Map.entry("ack", new Frame.Ack(64)),
            Map.entry("nack", new Frame.Nack(24, Refusal.NO_SUCH_MESSAGE)),
            Map.entry("read", new Frame.Read(ID, 255, AT)),
            Map.entry("edit", new Frame.Edit(ID, 256, AT, "Olá!", List.of())),
            Map.entry("delete", new Frame.Delete(ID, 65_536, Instant.EPOCH)),
            Map.entry("offer", new Frame.Offer(ID, 1 << 30, "foto da obra.png", "image/png", AT)),
            Map.entry("accept", new Frame.Accept(ID, TOKEN, 524_288, 0xe3069283)),
            Map.entry("decline-no-room", new Frame.Decline(ID, Refusal.NO_ROOM)),
            Map.entry("cancel-person", new Frame.Cancel(ID, Breakoff.PERSON)),
            Map.entry("done", new Frame.Done(ID, 0, EMPTY)),
            Map.entry("stored", new Frame.Stored(ID)),
            Map.entry("bulk", new Frame.Bulk(ID, TOKEN)),
            Map.entry("unknown", new Frame.Unknown(0x7f)));

    private static Frame text(
            long seq, Optional<CloudTrace> behind, Optional<Instant> perhaps, Optional<Reference> answers) {
        return new Frame.Text(ID, seq, AT, "Olá!", behind, perhaps, List.of(), answers);
    }

    static Stream<Vector> frames() {
        return VECTORS.group("frames");
    }

    static Stream<Vector> written() {
        return frames().filter(vector -> !vector.name().endsWith("later-version"));
    }

    static Stream<Vector> tolerated() {
        return VECTORS.group("tolerated");
    }

    static Stream<Vector> malformed() {
        return VECTORS.group("malformed");
    }

    @ParameterizedTest
    @MethodSource("frames")
    void aFrameMeansWhatTheVectorSays(Vector vector) throws Exception {
        assertThat(read(vector.bytes())).isEqualTo(meant(vector.name()));
    }

    @ParameterizedTest
    @MethodSource("written")
    void aFrameIsWrittenAsTheVectorSays(Vector vector) {
        assertThat(FrameCodec.encode(meant(vector.name()))).isEqualTo(vector.bytes());
    }

    @ParameterizedTest
    @MethodSource("tolerated")
    void whatALaterVersionMayAddIsPassedOver(Vector vector) throws Exception {
        assertThat(read(vector.bytes())).isEqualTo(meant(vector.sameAs()));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void whatIsMalformedIsNotRead(Vector vector) {
        assertThatExceptionOfType(MalformedFrame.class).isThrownBy(() -> read(vector.bytes()));
    }

    @ParameterizedTest
    @MethodSource("written")
    void somebodyElsesCborReadsWhatOursWrote(Vector vector) {
        var ours = FrameCodec.encode(meant(vector.name()));
        var theirs =
                new CBORMapper().readValue(ours, HEAD, ours.length - HEAD, new TypeReference<Map<String, Object>>() {});
        var diagnosed = vector.diagnostic().orElseThrow();
        assertThat(theirs.keySet()).allSatisfy(key -> assertThat(diagnosed).contains(key + ": "));
        theirs.values().stream()
                .flatMap(value -> value instanceof List<?> items ? items.stream() : Stream.of(value))
                .filter(value -> !(value instanceof byte[]))
                .forEach(value -> assertThat(diagnosed).contains(value.toString()));
    }

    @Test
    void everyKindOfFrameHasAVector() {
        var kinds = MEANT.values().stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(kinds)
                .containsExactlyInAnyOrderElementsOf(records(Frame.class).toList());
    }

    @Test
    void everyVectorMeansSomething() {
        var names = frames().map(Vector::name).collect(Collectors.toSet());
        names.add("unknown");
        assertThat(MEANT.keySet()).isEqualTo(names);
    }

    private static Stream<Class<?>> records(Class<?> sealed) {
        return Stream.of(sealed.getPermittedSubclasses())
                .flatMap(kind -> kind.isSealed() ? records(kind) : Stream.of(kind))
                .distinct();
    }

    private static Frame meant(String name) {
        return new HashMap<>(MEANT).get(name);
    }

    private static Frame read(byte[] bytes) throws IOException {
        return new FrameReader(new ByteArrayInputStream(bytes)).read().orElseThrow();
    }
}
