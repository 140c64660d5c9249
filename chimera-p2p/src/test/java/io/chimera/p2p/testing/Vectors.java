package io.chimera.p2p.testing;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The vectors of docs/protocol, which this code and its specification share. */
public final class Vectors {

    private static final Path FOLDER = Path.of("..", "docs", "protocol", "vectors");

    private final JsonNode file;

    private Vectors(JsonNode file) {
        this.file = file;
    }

    public static Vectors of(String name) {
        return new Vectors(new JsonMapper().readTree(FOLDER.resolve(name).toFile()));
    }

    /** One group of them, in order. */
    public Stream<Vector> group(String name) {
        return file.required(name).valueStream().map(Vector::new);
    }

    /** One of a group. */
    public Vector of(String group, String name) {
        return group(group)
                .filter(vector -> vector.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no vector called " + name));
    }

    /** One vector. */
    public record Vector(JsonNode json) {

        public String name() {
            return json.required("name").asString();
        }

        public byte[] bytes() {
            return bytes("hex");
        }

        public byte[] bytes(String field) {
            return HexFormat.of().parseHex(json.required(field).asString());
        }

        public long number(String field) {
            return json.required(field).asLong();
        }

        /** The name of the vector which means the same. */
        public String sameAs() {
            return json.required("same_as").asString();
        }

        /** What it says in CBOR's diagnostic notation. */
        public Optional<String> diagnostic() {
            return Optional.ofNullable(json.get("cbor")).map(JsonNode::asString);
        }

        @Override
        public String toString() {
            return name();
        }
    }
}
