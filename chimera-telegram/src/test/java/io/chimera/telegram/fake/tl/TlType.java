package io.chimera.telegram.fake.tl;

/** What a field holds. */
sealed interface TlType {

    /** Types whose bytes say nothing but the value. */
    enum Plain implements TlType {
        INT,
        LONG,
        DOUBLE,
        STRING,
        BYTES,
        INT128,
        INT256,
        /** The bits which say which of the optional fields are there. */
        FLAGS,
        /** A flag that is set: a bit, and no bytes of its own. */
        TRUE
    }

    /** @param bare whether it comes without the constructor of vectors before it */
    record Vector(TlType of, boolean bare) implements TlType {}

    /** An object, after the id of its constructor. */
    record Boxed(String type) implements TlType {}

    /** An object without the id of its constructor. */
    record Bare(String constructor) implements TlType {}

    /** Reads a type as schemas have it, without its condition. */
    static TlType parse(String type) {
        if (type.startsWith("Vector<")) return new Vector(parse(inner(type)), false);
        if (type.startsWith("vector<")) return new Vector(parse(inner(type)), true);
        if (type.startsWith("%")) return new Bare(type.substring(1));
        return switch (type) {
            case "int" -> Plain.INT;
            case "long", "int53" -> Plain.LONG; // int53: the JavaScript schema's word for ids that fit into a double
            case "double" -> Plain.DOUBLE;
            case "string" -> Plain.STRING;
            case "bytes" -> Plain.BYTES;
            case "int128" -> Plain.INT128;
            case "int256" -> Plain.INT256;
            case "#" -> Plain.FLAGS;
            case "true" -> Plain.TRUE;
            default -> new Boxed(type);
        };
    }

    private static String inner(String vector) {
        return vector.substring("Vector<".length(), vector.length() - 1);
    }
}
