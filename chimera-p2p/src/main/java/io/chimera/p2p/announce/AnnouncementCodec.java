package io.chimera.p2p.announce;

import io.chimera.core.contact.ContactId;
import io.chimera.core.neighbour.InstanceId;
import io.chimera.p2p.announce.Announced.Bye;
import io.chimera.p2p.announce.Announced.First;
import io.chimera.p2p.announce.Announced.Here;
import io.chimera.p2p.wire.CborMap;
import io.chimera.p2p.wire.CborWriter;
import io.chimera.p2p.wire.MalformedFrame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Announcements as bytes. The first dialect's: {@code 1:} and the decimal id, in ASCII. Ours: {@code CHM2}, a version, a
 * type, and a CBOR map. At most {@value #LONGEST} bytes, so that no network takes a datagram to pieces.
 */
final class AnnouncementCodec {

    static final int LONGEST = 512;

    private static final int MAGIC = 0x43_48_4d_32; // CHM2
    private static final short FIRST_MAGIC = 0x31_3a; // 1:
    private static final int VERSION = 2;
    private static final int HERE = 1;
    private static final int BYE = 2;
    private static final int HEAD = 6;
    private static final int LONGEST_ID = 16;

    private AnnouncementCodec() {}

    /** The datagram's payload. */
    static byte[] encode(Announced announced) {
        return switch (announced) {
            case First(var from) -> ("1:" + from).getBytes(StandardCharsets.US_ASCII);
            case Here(var from, int port, var instance) -> encode(HERE, from, port, instance);
            case Bye(var from, int port, var instance) -> encode(BYE, from, port, instance);
        };
    }

    private static byte[] encode(int type, ContactId from, int port, InstanceId instance) {
        var map = new CborWriter(3)
                .number(1, from.telegramUser())
                .number(2, port)
                .bytes(3, ByteBuffer.allocate(8).putLong(instance.value()).array())
                .toByteArray();
        return ByteBuffer.allocate(HEAD + map.length)
                .putInt(MAGIC)
                .put((byte) VERSION)
                .put((byte) type)
                .put(map)
                .array();
    }

    /** Whether it is worth a closer look: cheap, reads some bytes and allocates nothing. */
    static boolean looksLikeOurs(ByteBuffer datagram) {
        int length = datagram.remaining();
        if (length > LONGEST) return false;
        if (length > HEAD && datagram.getInt(datagram.position()) == MAGIC) return true;
        return length > Short.BYTES && datagram.getShort(datagram.position()) == FIRST_MAGIC;
    }

    /** What it says, or nothing if it is not exactly as it should be. Types of later versions say nothing. */
    static Optional<Announced> decode(ByteBuffer datagram) {
        if (!looksLikeOurs(datagram)) return Optional.empty();
        var bytes = new byte[datagram.remaining()];
        datagram.get(datagram.position(), bytes);
        return bytes[0] == '1' ? decodeFirst(bytes) : decodeOurs(bytes);
    }

    private static Optional<Announced> decodeFirst(byte[] bytes) {
        if (bytes.length > Short.BYTES + LONGEST_ID || bytes[Short.BYTES] == '0') return Optional.empty();
        long id = 0;
        for (int i = Short.BYTES; i < bytes.length; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') return Optional.empty();
            id = 10 * id + (bytes[i] - '0');
        }
        return Optional.of(new First(new ContactId(id)));
    }

    private static Optional<Announced> decodeOurs(byte[] bytes) {
        if (bytes[4] != VERSION) return Optional.empty();
        try {
            var map = CborMap.parse(bytes, HEAD, bytes.length);
            var from = new ContactId(map.number(1, Long.MAX_VALUE));
            int port = (int) map.number(2, 0xffff);
            var instance = new InstanceId(ByteBuffer.wrap(map.bytes(3, 8)).getLong());
            if (port == 0) return Optional.empty();
            return switch (bytes[5]) {
                case HERE -> Optional.of(new Here(from, port, instance));
                case BYE -> Optional.of(new Bye(from, port, instance));
                default -> Optional.empty();
            };
        } catch (MalformedFrame | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
