package io.chimera.p2p.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads one CBOR map with integer keys, and nothing but the subset the protocol uses: deterministic encoding (RFC 8949
 * §4.2.1: shortest lengths, no indefinite ones, ascending keys), no tags, no floating point. The whole map is checked
 * before the first field is asked for; fields nobody asks for are those of a later version. Nothing is allocated that is
 * larger than what is there.
 */
public final class CborMap {

    private static final int NEGATIVE = 1;
    private static final int SIMPLE = 7;
    private static final int FALSE = 20;
    private static final int NULL = 22;

    /** Fields with greater keys are checked and passed over. */
    private static final int KNOWN_KEYS = 16;

    private static final int ABSENT = -1;

    private final byte[] bytes;
    private final int end;
    private final int[] fields = new int[KNOWN_KEYS];
    private int at;

    private CborMap(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
        Arrays.fill(fields, ABSENT);
    }

    /**
     * Reads the map that fills {@code bytes} from {@code from} to {@code to}.
     *
     * @throws MalformedFrame if there is anything else, or anything more
     */
    public static CborMap parse(byte[] bytes, int from, int to) throws MalformedFrame {
        var map = new CborMap(bytes, from, to);
        map.index();
        return map;
    }

    private void index() throws MalformedFrame {
        long entries = entries(CborWriter.MAP);
        long last = -1;
        for (long i = 0; i < entries; i++) {
            long key = key(last);
            if (key < KNOWN_KEYS) fields[(int) key] = at;
            skip(1);
            last = key;
        }
        if (at != end) throw new MalformedFrame((end - at) + " bytes after the map");
    }

    /** Whether a field that may be left out is there. */
    public boolean has(int key) {
        return fields[key] != ABSENT;
    }

    /**
     * A required number.
     *
     * @param most the greatest allowed
     */
    public long number(int key, long most) throws MalformedFrame {
        at = field(key);
        long value = argument(CborWriter.UNSIGNED);
        if (value < 0 || value > most) throw new MalformedFrame("field " + key + " is out of range");
        return value;
    }

    /** A required byte string of exactly this length. */
    public byte[] bytes(int key, int length) throws MalformedFrame {
        at = field(key);
        long there = argument(CborWriter.BYTES);
        if (there != length) throw new MalformedFrame("field " + key + " has " + there + " bytes, not " + length);
        return Arrays.copyOfRange(bytes, at, at + length);
    }

    /**
     * A required byte string of one or more pieces of one length.
     *
     * @param most how many pieces at most
     */
    public byte[] pieces(int key, int length, int most) throws MalformedFrame {
        at = field(key);
        long there = argument(CborWriter.BYTES);
        if (there == 0 || there % length != 0 || there / length > most)
            throw new MalformedFrame(
                    "field " + key + " has " + there + " bytes, not 1 to " + most + " times " + length);
        return Arrays.copyOfRange(bytes, at, at + (int) there);
    }

    /**
     * A required text.
     *
     * @param most how many bytes of UTF-8 at most
     */
    public String text(int key, int most) throws MalformedFrame {
        at = field(key);
        return string(key, most);
    }

    /**
     * Goes to the beginning of a required array, whose items are to be read one after the other before anything else.
     *
     * @param most how many items at most
     * @return how many there are
     */
    public int array(int key, int most) throws MalformedFrame {
        at = field(key);
        long items = entries(CborWriter.ARRAY);
        if (items > most) throw new MalformedFrame("field " + key + " has " + items + " items, more than " + most);
        return (int) items;
    }

    /** The next item of the array of a field, a number. */
    public long nextNumber(int key, long most) throws MalformedFrame {
        long value = argument(CborWriter.UNSIGNED);
        if (value < 0 || value > most) throw new MalformedFrame("an item of field " + key + " is out of range");
        return value;
    }

    /** The next item of the array of a field, a text. */
    public String nextText(int key, int most) throws MalformedFrame {
        return string(key, most);
    }

    private String string(int key, int most) throws MalformedFrame {
        long length = argument(CborWriter.TEXT);
        if (length > most) throw new MalformedFrame("field " + key + " has " + length + " bytes, more than " + most);
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, at, (int) length))
                    .toString();
            at += (int) length;
            return text;
        } catch (CharacterCodingException _) {
            throw new MalformedFrame("field " + key + " is not UTF-8");
        }
    }

    private int field(int key) throws MalformedFrame {
        if (fields[key] == ABSENT) throw new MalformedFrame("field " + key + " is missing");
        return fields[key];
    }

    private long key(long last) throws MalformedFrame {
        long key = argument(CborWriter.UNSIGNED);
        if (key <= last || key > Integer.MAX_VALUE) throw new MalformedFrame("keys are not in order");
        return key;
    }

    /** Passes over one well-formed item. */
    private void skip(int depth) throws MalformedFrame {
        switch (major()) {
            case CborWriter.UNSIGNED -> argument(CborWriter.UNSIGNED);
            case NEGATIVE -> argument(NEGATIVE);
            case CborWriter.BYTES -> skipString(CborWriter.BYTES);
            case CborWriter.TEXT -> skipString(CborWriter.TEXT);
            case CborWriter.ARRAY -> skipArray(depth);
            case CborWriter.MAP -> skipMap(depth);
            case SIMPLE -> skipSimple();
            default -> throw new MalformedFrame("tags are not used");
        }
    }

    private void skipArray(int depth) throws MalformedFrame {
        long items = entries(CborWriter.ARRAY);
        for (long i = 0; i < items; i++) skip(deeper(depth));
    }

    private void skipMap(int depth) throws MalformedFrame {
        long items = entries(CborWriter.MAP);
        long last = -1;
        for (long i = 0; i < items; i++) {
            last = key(last);
            skip(deeper(depth));
        }
    }

    private void skipSimple() throws MalformedFrame {
        long value = argument(SIMPLE);
        if (value < FALSE || value > NULL) throw new MalformedFrame("simple value " + value + " is not used");
    }

    private static int deeper(int depth) throws MalformedFrame {
        if (depth >= Limits.DEEPEST) throw new MalformedFrame("deeper than " + Limits.DEEPEST);
        return depth + 1;
    }

    private int major() throws MalformedFrame {
        if (at >= end) throw new MalformedFrame("ended inside a map");
        return (bytes[at] & 0xff) >>> 5;
    }

    /** How many entries follow: never more than there are bytes left. */
    private long entries(int major) throws MalformedFrame {
        long count = argument(major);
        if (count < 0 || count > end - at) throw new MalformedFrame("more entries than bytes");
        return count;
    }

    private void skipString(int major) throws MalformedFrame {
        long length = argument(major); // moves the place, so it must be read first
        at += (int) length;
    }

    /** Reads an item's head. For strings, what it announces is there in full. */
    private long argument(int major) throws MalformedFrame {
        if (major() != major) throw new MalformedFrame("type " + major() + " where " + major + " belongs");
        int info = bytes[at++] & 0x1f;
        long argument = switch (info) {
            case 24 -> following(1, 24);
            case 25 -> following(2, 1L << 8);
            case 26 -> following(4, 1L << 16);
            case 27 -> following(8, 1L << 32);
            default -> {
                if (info > 27) throw new MalformedFrame("indefinite or reserved length");
                yield info;
            }
        };
        boolean string = major == CborWriter.BYTES || major == CborWriter.TEXT;
        if (string && (argument < 0 || argument > end - at)) throw new MalformedFrame("a string longer than its map");
        return argument;
    }

    /** @param least what would not have fitted into a shorter form; compared unsigned */
    private long following(int count, long least) throws MalformedFrame {
        if (end - at < count) throw new MalformedFrame("ended inside a number");
        long value = 0;
        for (int i = 0; i < count; i++) value = (value << 8) | (bytes[at++] & 0xff);
        if (Long.compareUnsigned(value, least) < 0) throw new MalformedFrame("a number longer than it need be");
        return value;
    }
}
