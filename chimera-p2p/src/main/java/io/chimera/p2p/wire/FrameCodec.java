package io.chimera.p2p.wire;

import io.chimera.core.contact.ContactId;
import io.chimera.core.file.Sha256;
import io.chimera.core.message.MessageId;
import io.chimera.core.neighbour.InstanceId;
import io.chimera.p2p.wire.Frame.Accept;
import io.chimera.p2p.wire.Frame.Ack;
import io.chimera.p2p.wire.Frame.Bulk;
import io.chimera.p2p.wire.Frame.Cancel;
import io.chimera.p2p.wire.Frame.Close;
import io.chimera.p2p.wire.Frame.Decline;
import io.chimera.p2p.wire.Frame.Delete;
import io.chimera.p2p.wire.Frame.Done;
import io.chimera.p2p.wire.Frame.Edit;
import io.chimera.p2p.wire.Frame.Hello;
import io.chimera.p2p.wire.Frame.InCloud;
import io.chimera.p2p.wire.Frame.Nack;
import io.chimera.p2p.wire.Frame.Offer;
import io.chimera.p2p.wire.Frame.Ping;
import io.chimera.p2p.wire.Frame.Pong;
import io.chimera.p2p.wire.Frame.Query;
import io.chimera.p2p.wire.Frame.Read;
import io.chimera.p2p.wire.Frame.Stored;
import io.chimera.p2p.wire.Frame.Text;
import io.chimera.p2p.wire.Frame.Typing;
import io.chimera.p2p.wire.Frame.Unknown;
import io.chimera.p2p.wire.Frame.WentStraight;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Frames as bytes: {@code u32 length · u8 type · u8 flags · CBOR map}, all in network order, the length counting what
 * follows it (docs/protocol/lan-v2.md §3).
 */
public final class FrameCodec {

    /** The length field itself. */
    public static final int LENGTH_BYTES = 4;

    private static final int HEAD = 2;
    private static final int CRITICAL = 1;
    private static final int LARGEST_CODE = 255;

    private FrameCodec() {}

    /** The frame's bytes, its length first. */
    public static byte[] encode(Frame frame) {
        var body = body(frame).toByteArray();
        return ByteBuffer.allocate(LENGTH_BYTES + HEAD + body.length)
                .putInt(HEAD + body.length)
                .put((byte) type(frame))
                .put((byte) (mustBeUnderstood(frame) ? CRITICAL : 0))
                .put(body)
                .array();
    }

    /**
     * Reads one frame and not a byte more, for a stream that goes on with something else.
     *
     * @throws MalformedFrame if what comes is no frame
     * @throws java.io.EOFException if the stream ends before it is whole
     */
    public static Frame readExactly(InputStream stream) throws IOException {
        var in = new DataInputStream(stream);
        var frame = new byte[checkedLength(in.readInt())];
        in.readFully(frame);
        return decode(frame, 0, frame.length);
    }

    /** How long a frame is after its length field, if that says something possible. */
    static int checkedLength(int announced) throws MalformedFrame {
        if (announced <= HEAD || announced > Limits.LONGEST_FRAME)
            throw new MalformedFrame("a frame of " + Integer.toUnsignedString(announced) + " bytes");
        return announced;
    }

    /** Reads one frame that lies in {@code bytes} from {@code from} (its type) to {@code to}. */
    static Frame decode(byte[] bytes, int from, int to) throws MalformedFrame {
        int type = bytes[from] & 0xff;
        int flags = bytes[from + 1] & 0xff;
        if ((flags & ~CRITICAL) != 0) throw new MalformedFrame("flags " + flags + " in a frame of type " + type);
        var map = CborMap.parse(bytes, from + HEAD, to);
        var frame = frame(type, map);
        if (frame instanceof Unknown && (flags & CRITICAL) != 0)
            throw new MalformedFrame("unknown frame of type " + type + ", which must not be skipped");
        return frame;
    }

    private static boolean mustBeUnderstood(Frame frame) {
        return frame instanceof Frame.Numbered || frame instanceof Offer;
    }

    private static int type(Frame frame) {
        return switch (frame) {
            case Hello _ -> 0x01;
            case Ping _ -> 0x02;
            case Pong _ -> 0x03;
            case Close _ -> 0x04;
            case Text _ -> 0x10;
            case Ack _ -> 0x11;
            case Nack _ -> 0x12;
            case Read _ -> 0x14;
            case Edit _ -> 0x15;
            case Delete _ -> 0x16;
            case Typing _ -> 0x18;
            case Query _ -> 0x19;
            case WentStraight _ -> 0x1a;
            case InCloud _ -> 0x1b;
            case Offer _ -> 0x20;
            case Accept _ -> 0x21;
            case Decline _ -> 0x22;
            case Cancel _ -> 0x24;
            case Done _ -> 0x26;
            case Stored _ -> 0x27;
            case Bulk _ -> 0x28;
            case Unknown(int type) -> type;
        };
    }

    private static Frame frame(int type, CborMap map) throws MalformedFrame {
        return switch (type) {
            case 0x01 -> hello(map);
            case 0x02 -> new Ping(map.number(1, Long.MAX_VALUE));
            case 0x03 -> new Pong(map.number(1, Long.MAX_VALUE));
            case 0x04 -> new Close(Farewell.of(code(map, 1)));
            case 0x10 ->
                new Text(
                        id(map),
                        seq(map),
                        moment(map, 3),
                        text(map),
                        Answers.trace(map, 5),
                        perhaps(map, 7),
                        Looks.read(map, 8),
                        Answers.read(map, 9));
            case 0x11 -> new Ack(map.number(1, Long.MAX_VALUE));
            case 0x12 -> new Nack(map.number(1, Long.MAX_VALUE), Refusal.of(code(map, 2)));
            case 0x14 -> new Read(id(map), seq(map), moment(map, 3));
            case 0x15 -> new Edit(id(map), seq(map), moment(map, 3), text(map), Looks.read(map, 5));
            case 0x16 -> new Delete(id(map), seq(map), moment(map, 3));
            case 0x18 -> new Typing((int) map.number(1, LARGEST_CODE));
            case 0x19 -> new Query(ids(map));
            case 0x1a -> new WentStraight(ids(map));
            case 0x1b -> new InCloud(id(map), date(map));
            case 0x20 -> offer(map);
            case 0x21 -> accept(map);
            case 0x22 -> new Decline(id(map), Refusal.of(code(map, 2)));
            case 0x24 -> new Cancel(id(map), Breakoff.of(code(map, 2)));
            case 0x26 -> new Done(id(map), map.number(2, Long.MAX_VALUE), Sha256.of(map.bytes(3, 32)));
            case 0x27 -> new Stored(id(map));
            case 0x28 -> new Bulk(id(map), token(map));
            default -> new Unknown(type);
        };
    }

    private static CborWriter body(Frame frame) {
        return switch (frame) {
            case Hello hello -> hello(hello);
            case Ping(long token) -> new CborWriter(1).number(1, token);
            case Pong(long token) -> new CborWriter(1).number(1, token);
            case Close(var why) -> new CborWriter(1).number(1, why.code());
            case Text text -> text(text);
            case Ack(long upTo) -> new CborWriter(1).number(1, upTo);
            case Nack(long seq, var why) -> new CborWriter(2).number(1, seq).number(2, why.code());
            case Read(var upTo, long seq, var at) -> numbered(3, upTo, seq, at);
            case Edit edit -> edit(edit);
            case Delete(var target, long seq, var at) -> numbered(3, target, seq, at);
            case Typing(int seconds) -> new CborWriter(1).number(1, seconds);
            case Query(var messages) -> new CborWriter(1).bytes(1, sixteens(messages));
            case WentStraight(var messages) -> new CborWriter(1).bytes(1, sixteens(messages));
            case InCloud(var id, var date) -> inCloud(id, date);
            case Offer offer -> offer(offer);
            case Accept(var id, var token, long have, int crc) ->
                about(4, id)
                        .bytes(2, sixteen(token.high(), token.low()))
                        .number(3, have)
                        .number(4, Integer.toUnsignedLong(crc));
            case Decline(var id, var why) -> about(2, id).number(2, why.code());
            case Cancel(var id, var why) -> about(2, id).number(2, why.code());
            case Done(var id, long size, var sha256) ->
                about(3, id).number(2, size).bytes(3, sha256.bytes());
            case Stored(var id) -> about(1, id);
            case Bulk(var id, var token) -> about(2, id).bytes(2, sixteen(token.high(), token.low()));
            case Unknown _ -> new CborWriter(0);
        };
    }

    private static CborWriter hello(Hello hello) {
        return new CborWriter(7)
                .number(1, hello.version())
                .number(2, hello.oldest())
                .number(3, hello.from().telegramUser())
                .bytes(4, eight(hello.instance().value()))
                .bytes(5, sixteen(hello.nonce().high(), hello.nonce().low()))
                .number(6, hello.clock().toEpochMilli())
                .number(7, hello.port());
    }

    private static Hello hello(CborMap map) throws MalformedFrame {
        var nonce = ByteBuffer.wrap(map.bytes(5, 16));
        return new Hello(
                (int) map.number(1, LARGEST_CODE),
                (int) map.number(2, LARGEST_CODE),
                contact(map, 3),
                new InstanceId(ByteBuffer.wrap(map.bytes(4, 8)).getLong()),
                new Nonce(nonce.getLong(), nonce.getLong()),
                moment(map, 6),
                port(map, 7));
    }

    private static CborWriter text(Text text) {
        int entries = 4
                + (text.behind().isPresent() ? 2 : 0)
                + (text.perhapsInCloudSince().isPresent() ? 1 : 0)
                + Looks.entries(text.spans())
                + Answers.entries(text.answers());
        var map = numbered(entries, text.id(), text.seq(), text.sentAt()).text(4, text.text());
        text.behind()
                .ifPresent(trace -> map.number(5, trace.date().getEpochSecond())
                        .bytes(6, trace.content().bytes()));
        text.perhapsInCloudSince().ifPresent(since -> map.number(7, since.toEpochMilli()));
        Looks.write(map, 8, text.spans());
        Answers.write(map, 9, text.answers());
        return map;
    }

    private static CborWriter edit(Edit edit) {
        var map = numbered(4 + Looks.entries(edit.spans()), edit.target(), edit.seq(), edit.at())
                .text(4, edit.text());
        Looks.write(map, 5, edit.spans());
        return map;
    }

    private static CborWriter offer(Offer offer) {
        int entries = 5 + (offer.perhapsInCloudSince().isPresent() ? 1 : 0) + Answers.entries(offer.answers());
        var map = about(entries, offer.id())
                .number(2, offer.size())
                .text(3, offer.name())
                .text(4, offer.mediaType())
                .number(5, offer.sentAt().toEpochMilli());
        offer.perhapsInCloudSince().ifPresent(since -> map.number(6, since.toEpochMilli()));
        Answers.write(map, 7, offer.answers());
        return map;
    }

    private static CborWriter inCloud(MessageId id, Optional<Instant> date) {
        var map = about(date.isPresent() ? 2 : 1, id);
        date.ifPresent(known -> map.number(2, known.getEpochSecond()));
        return map;
    }

    private static Optional<Instant> date(CborMap map) throws MalformedFrame {
        return map.has(2)
                ? Optional.of(Instant.ofEpochSecond(map.number(2, Limits.LATEST_MOMENT / 1000)))
                : Optional.empty();
    }

    private static Optional<Instant> perhaps(CborMap map, int key) throws MalformedFrame {
        return map.has(key) ? Optional.of(moment(map, key)) : Optional.empty();
    }

    private static Offer offer(CborMap map) throws MalformedFrame {
        return new Offer(
                id(map),
                map.number(2, Long.MAX_VALUE),
                map.text(3, Limits.LONGEST_NAME),
                map.text(4, Limits.LONGEST_NAME),
                moment(map, 5),
                perhaps(map, 6),
                Answers.read(map, 7));
    }

    private static Accept accept(CborMap map) throws MalformedFrame {
        return new Accept(id(map), token(map), map.number(3, Long.MAX_VALUE), (int) map.number(4, 0xffff_ffffL));
    }

    private static CborWriter about(int entries, MessageId id) {
        return new CborWriter(entries).bytes(1, sixteen(id));
    }

    private static CborWriter numbered(int entries, MessageId id, long seq, Instant at) {
        return about(entries, id).number(2, seq).number(3, at.toEpochMilli());
    }

    private static MessageId id(CborMap map) throws MalformedFrame {
        return id(map, 1);
    }

    /** The id in a field. */
    static MessageId id(CborMap map, int key) throws MalformedFrame {
        var bytes = ByteBuffer.wrap(map.bytes(key, 16));
        return new MessageId(new UUID(bytes.getLong(), bytes.getLong()));
    }

    private static List<MessageId> ids(CborMap map) throws MalformedFrame {
        var bytes = ByteBuffer.wrap(map.pieces(1, 16, Limits.MOST_ASKED));
        var ids = new ArrayList<MessageId>();
        while (bytes.hasRemaining()) ids.add(new MessageId(new UUID(bytes.getLong(), bytes.getLong())));
        return ids;
    }

    private static byte[] sixteens(List<MessageId> ids) {
        var bytes = ByteBuffer.allocate(16 * ids.size());
        for (var id : ids)
            bytes.putLong(id.value().getMostSignificantBits())
                    .putLong(id.value().getLeastSignificantBits());
        return bytes.array();
    }

    private static Token token(CborMap map) throws MalformedFrame {
        var bytes = ByteBuffer.wrap(map.bytes(2, 16));
        return new Token(bytes.getLong(), bytes.getLong());
    }

    private static long seq(CborMap map) throws MalformedFrame {
        return map.number(2, Long.MAX_VALUE);
    }

    private static String text(CborMap map) throws MalformedFrame {
        return map.text(4, Limits.LONGEST_TEXT);
    }

    private static int code(CborMap map, int key) throws MalformedFrame {
        return (int) map.number(key, LARGEST_CODE);
    }

    private static Instant moment(CborMap map, int key) throws MalformedFrame {
        return Instant.ofEpochMilli(map.number(key, Limits.LATEST_MOMENT));
    }

    private static int port(CborMap map, int key) throws MalformedFrame {
        int port = (int) map.number(key, 0xffff);
        if (port == 0) throw new MalformedFrame("field " + key + " is no port");
        return port;
    }

    private static ContactId contact(CborMap map, int key) throws MalformedFrame {
        try {
            return new ContactId(map.number(key, Long.MAX_VALUE));
        } catch (IllegalArgumentException _) {
            throw new MalformedFrame("field " + key + " is no Telegram user id");
        }
    }

    private static byte[] eight(long value) {
        return ByteBuffer.allocate(8).putLong(value).array();
    }

    /** An id as a field has it. */
    static byte[] sixteen(MessageId id) {
        return sixteen(id.value().getMostSignificantBits(), id.value().getLeastSignificantBits());
    }

    private static byte[] sixteen(long high, long low) {
        return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }
}
