package io.chimera.telegram.fake.tl;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A TL object: a constructor or function of the schema, and what its fields hold. A field that is absent in a reading is
 * not in the map; a flag that is set is {@code true}. Integers may be given as any {@link Number} that fits.
 *
 * @param name as in the schema, {@code messages.sendMessage}
 */
public record Tl(String name, Map<String, Object> fields) {

    public Tl {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** One with these fields, given as name, value, name, value; a null value leaves its field out. */
    public static Tl of(String name, @Nullable Object... namesAndValues) {
        if (namesAndValues.length % 2 != 0) throw new IllegalArgumentException("a field without a value: " + name);
        var fields = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            var value = namesAndValues[i + 1];
            if (value != null) fields.put(String.valueOf(namesAndValues[i]), value);
        }
        return new Tl(name, fields);
    }

    /** This one with another value in a field; null takes the field away. */
    public Tl with(String field, @Nullable Object value) {
        var changed = new LinkedHashMap<>(fields);
        if (value == null) changed.remove(field);
        else changed.put(field, value);
        return new Tl(name, changed);
    }

    public boolean is(String other) {
        return name.equals(other);
    }

    public boolean has(String field) {
        return fields.containsKey(field);
    }

    /** Whether a flag is set. */
    public boolean flag(String field) {
        return Boolean.TRUE.equals(fields.get(field));
    }

    public int integer(String field) {
        return Math.toIntExact(number(field));
    }

    public long number(String field) {
        return get(field, Number.class).longValue();
    }

    /** A number that may be absent, which means this one. */
    public int integer(String field, int otherwise) {
        return has(field) ? integer(field) : otherwise;
    }

    public String text(String field) {
        return get(field, String.class);
    }

    /** A text that may be absent, which means this one. */
    public String text(String field, String otherwise) {
        return has(field) ? text(field) : otherwise;
    }

    public byte[] bytes(String field) {
        return get(field, byte[].class);
    }

    public Tl tl(String field) {
        return get(field, Tl.class);
    }

    /** A vector of objects; one that is absent is empty. */
    public List<Tl> list(String field) {
        return has(field)
                ? ((List<?>) get(field, List.class))
                        .stream().map(Tl.class::cast).toList()
                : List.of();
    }

    /** A vector of numbers; one that is absent is empty. */
    public List<Long> numbers(String field) {
        return has(field)
                ? ((List<?>) get(field, List.class))
                        .stream().map(one -> ((Number) one).longValue()).toList()
                : List.of();
    }

    private <T> T get(String field, Class<T> type) {
        var value = fields.get(field);
        if (!type.isInstance(value))
            throw new IllegalArgumentException(name + "." + field + " is no " + type.getSimpleName() + ": " + value);
        return type.cast(value);
    }
}
