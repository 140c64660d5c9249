package io.chimera.pki.https;

import java.io.IOException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** JSON (RFC 8259) to records and back. Depth and size are bounded by Jackson and by who reads the body. */
public final class Json {

    /** For what another's program says, which may grow fields. */
    private static final JsonMapper LENIENT = builder().build();

    /** For what is said to us: every field known, none twice, nothing behind the end, no number for a string. */
    private static final JsonMapper STRICT = builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private Json() {}

    /** Reads a value, ignoring fields it does not know; missing ones are null. */
    public static <T> T read(Body json, Class<T> type) throws IOException {
        return read(LENIENT, json, type);
    }

    /** Reads a value that has exactly the fields of its type. */
    public static <T> T readStrictly(Body json, Class<T> type) throws IOException {
        return read(STRICT, json, type);
    }

    /** Writes a value. */
    public static byte[] write(Object value) {
        return LENIENT.writeValueAsBytes(value);
    }

    private static <T> T read(JsonMapper mapper, Body json, Class<T> type) throws IOException {
        try {
            var value = mapper.readValue(json.bytes(), type);
            if (value == null) throw new IOException("the JSON is null");
            return value;
        } catch (JacksonException e) {
            // Jackson's message quotes its input, which may be secret.
            throw new IOException(
                    "not the JSON that was expected: " + e.getClass().getSimpleName());
        }
    }

    private static JsonMapper.Builder builder() {
        return JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION);
    }
}
