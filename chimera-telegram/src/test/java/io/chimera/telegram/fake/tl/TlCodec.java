package io.chimera.telegram.fake.tl;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chimera.telegram.fake.tl.TlSchema.Combinator;
import io.chimera.telegram.fake.tl.TlSchema.Condition;
import io.chimera.telegram.fake.tl.TlSchema.Field;
import io.chimera.telegram.fake.tl.TlType.Plain;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;

/** Turns TL objects into bytes and back, as a schema says. */
public final class TlCodec {

    /** Before what is compressed. */
    public static final int GZIP = 0x3072cfa1;

    private static final int VECTOR = 0x1cb5c415;
    private static final int TRUE = 0x997275b5;
    private static final int FALSE = 0xbc799737;

    /** Far more than a file's part, which is the largest thing that comes. */
    private static final int LARGEST_UNPACKED = 16 << 20;

    private static final int DEEPEST = 100;

    private final TlSchema schema;

    public TlCodec(TlSchema schema) {
        this.schema = schema;
    }

    /** Reads one object, boxed: a {@link Tl}, a {@link Boolean}, or a {@link List} of them. */
    public Object read(TlReader from) throws MalformedTl {
        return read(from, DEEPEST);
    }

    /** Reads an object, which is a constructor or a function. */
    public Tl readTl(TlReader from) throws MalformedTl {
        if (read(from) instanceof Tl object) return object;
        throw new MalformedTl("an object was expected");
    }

    /** Writes one object, boxed. */
    public byte[] write(Object value) {
        var into = new TlWriter();
        writeBoxed(into, value);
        return into.written();
    }

    /** Writes the answer of a function, whose type says what a vector holds. */
    public byte[] answer(String function, Object value) {
        var into = new TlWriter();
        write(into, schema.function(function).type(), value);
        return into.written();
    }

    private Object read(TlReader from, int depth) throws MalformedTl {
        if (depth == 0) throw new MalformedTl("objects within objects without end");
        int id = from.readInt();
        return switch (id) {
            case TRUE -> true;
            case FALSE -> false;
            case GZIP -> read(new TlReader(unpacked(from.readBytes())), depth - 1);
            case VECTOR -> readMany(from, new TlType.Boxed("Object"), depth);
            default -> readFields(from, schema.byId(id), depth);
        };
    }

    private Tl readFields(TlReader from, Combinator combinator, int depth) throws MalformedTl {
        var fields = new LinkedHashMap<String, Object>();
        var flags = new HashMap<String, Integer>();
        for (var field : combinator.fields()) {
            boolean present =
                    field.only().isEmpty() || isSet(flags, field.only().get());
            if (field.type() == Plain.FLAGS) flags.put(field.name(), from.readInt());
            else if (present) fields.put(field.name(), read(from, field.type(), depth));
        }
        return new Tl(combinator.name(), fields);
    }

    private static boolean isSet(Map<String, Integer> flags, Condition condition) {
        return (flags.getOrDefault(condition.flags(), 0) >>> condition.bit() & 1) == 1;
    }

    private Object read(TlReader from, TlType type, int depth) throws MalformedTl {
        return switch (type) {
            case Plain plain -> readPlain(from, plain);
            case TlType.Vector(var of, var bare) -> {
                if (!bare && from.readInt() != VECTOR) throw new MalformedTl("a vector was expected");
                yield readMany(from, of, depth);
            }
            case TlType.Boxed _ -> read(from, depth - 1);
            case TlType.Bare(var constructor) -> readFields(from, schema.constructor(constructor), depth - 1);
        };
    }

    private List<Object> readMany(TlReader from, TlType of, int depth) throws MalformedTl {
        int count = from.readInt();
        if (count < 0 || count > from.left() / Integer.BYTES)
            throw new MalformedTl("a vector of " + count + " is longer than what it is in");
        var many = new ArrayList<>(count);
        for (int i = 0; i < count; i++) many.add(read(from, of, depth));
        return List.copyOf(many);
    }

    private static Object readPlain(TlReader from, Plain type) throws MalformedTl {
        return switch (type) {
            case INT, FLAGS -> from.readInt();
            case LONG -> from.readLong();
            case DOUBLE -> from.readDouble();
            case STRING -> new String(from.readBytes(), UTF_8);
            case BYTES -> from.readBytes();
            case INT128 -> from.readRaw(16);
            case INT256 -> from.readRaw(32);
            case TRUE -> true;
        };
    }

    private void writeBoxed(TlWriter into, Object value) {
        switch (value) {
            case Boolean truth -> into.writeInt(truth ? TRUE : FALSE);
            case List<?> many -> write(into, new TlType.Vector(new TlType.Boxed("Object"), false), many);
            case Tl object -> {
                var combinator = schema.any(object.name());
                into.writeInt(combinator.id());
                writeFields(into, combinator, object);
            }
            default -> throw new IllegalArgumentException("no TL object: " + value);
        }
    }

    private void writeFields(TlWriter into, Combinator combinator, Tl object) {
        for (var name : object.fields().keySet()) {
            if (!combinator.has(name)) throw new IllegalArgumentException(object.name() + " has no field " + name);
        }
        var flags = new HashMap<String, Integer>();
        for (var field : combinator.fields()) {
            if (field.type() == Plain.FLAGS) {
                flags.put(field.name(), flags(combinator, field.name(), object));
                into.writeInt(flags.get(field.name()));
            } else if (field.only().isEmpty() || isSet(flags, field.only().get()))
                write(into, field.type(), valueOf(object, field)); // a bit may stand for several fields
        }
    }

    private static int flags(Combinator combinator, String flags, Tl object) {
        int set = 0;
        for (var field : combinator.fields()) {
            var mine = field.only().filter(condition -> condition.flags().equals(flags));
            boolean present = field.type() == Plain.TRUE ? object.flag(field.name()) : object.has(field.name());
            if (mine.isPresent() && present) set |= 1 << mine.get().bit();
        }
        return set;
    }

    private Object valueOf(Tl object, Field field) {
        var value = object.fields().get(field.name());
        return value != null ? value : usual(field.type()).orElseThrow(() -> missing(object, field));
    }

    private static IllegalArgumentException missing(Tl object, Field field) {
        return new IllegalArgumentException(object.name() + " lacks " + field.name());
    }

    /** What stands in a field nobody filled: nothing, of its kind. */
    private Optional<Object> usual(TlType type) {
        return switch (type) {
            case Plain plain ->
                switch (plain) {
                    case INT, LONG, DOUBLE, FLAGS -> Optional.of(0);
                    case STRING -> Optional.of("");
                    case BYTES -> Optional.of(new byte[0]);
                    case TRUE -> Optional.of(true);
                    case INT128, INT256 -> Optional.empty();
                };
            case TlType.Vector _ -> Optional.of(List.of());
            case TlType.Bare _ -> Optional.empty();
            case TlType.Boxed(var name) ->
                name.equals("Bool")
                        ? Optional.of(false)
                        : schema.constructorIfAny(decapitalised(name))
                                .filter(Combinator::needsNothing)
                                .map(one -> Tl.of(one.name()));
        };
    }

    private static String decapitalised(String type) {
        int start = type.lastIndexOf('.') + 1;
        return type.substring(0, start) + Character.toLowerCase(type.charAt(start)) + type.substring(start + 1);
    }

    private void write(TlWriter into, TlType type, Object value) {
        switch (type) {
            case Plain plain -> writePlain(into, plain, value);
            case TlType.Vector(var of, var bare) -> {
                if (!bare) into.writeInt(VECTOR);
                var many = (List<?>) value;
                into.writeInt(many.size());
                for (var one : many) write(into, of, one);
            }
            case TlType.Boxed _ -> writeBoxed(into, value);
            case TlType.Bare(var constructor) -> writeFields(into, schema.constructor(constructor), (Tl) value);
        }
    }

    private static void writePlain(TlWriter into, Plain type, Object value) {
        switch (type) {
            case INT, FLAGS -> into.writeInt(Math.toIntExact(((Number) value).longValue()));
            case LONG -> into.writeLong(((Number) value).longValue());
            case DOUBLE -> into.writeDouble(((Number) value).doubleValue());
            case STRING -> into.writeBytes(((String) value).getBytes(UTF_8));
            case BYTES -> into.writeBytes((byte[]) value);
            case INT128 -> into.writeRaw(exactly(16, (byte[]) value));
            case INT256 -> into.writeRaw(exactly(32, (byte[]) value));
            case TRUE -> {} // its bit says it
        }
    }

    private static byte[] exactly(int length, byte[] value) {
        if (value.length != length) throw new IllegalArgumentException(value.length + " bytes instead of " + length);
        return value;
    }

    /** Clients pack with a header of GZIP (RFC 1952) or of ZLIB (RFC 1950), which begins with 0x78. */
    private static InputStream inflating(byte[] packed) throws IOException {
        var in = new ByteArrayInputStream(packed);
        return packed.length > 0 && packed[0] == 0x78 ? new InflaterInputStream(in) : new GZIPInputStream(in);
    }

    /** What was compressed. */
    public static byte[] unpacked(byte[] packed) throws MalformedTl {
        try (var in = inflating(packed)) {
            var unpacked = in.readNBytes(LARGEST_UNPACKED + 1);
            if (unpacked.length > LARGEST_UNPACKED) throw new MalformedTl("more is packed than may come at once");
            return unpacked;
        } catch (MalformedTl malformed) {
            throw malformed;
        } catch (IOException broken) {
            throw new MalformedTl("not packed as it should be: " + broken);
        }
    }

    /** An object as it is written when it is compressed. */
    public static byte[] packed(byte[] object) {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(object);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return new TlWriter().writeInt(GZIP).writeBytes(packed.toByteArray()).written();
    }
}
