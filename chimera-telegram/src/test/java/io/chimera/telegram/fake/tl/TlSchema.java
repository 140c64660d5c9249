package io.chimera.telegram.fake.tl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The constructors and functions of TL, by name and by id: read from JSON as the package {@code @mtcute/tl} has it, and
 * changed by lines of TL where a later layer differs.
 */
public final class TlSchema {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern LINE = Pattern.compile("([\\w.]+)#([0-9a-f]{1,8})\\s+(.*)=\\s*([^;]+);");
    private static final Pattern CONDITION = Pattern.compile("(\\w+)\\.(\\d+)");

    /** @param only when the field is there; always, when empty */
    record Field(String name, TlType type, Optional<Condition> only) {}

    /** A bit of a field of flags. */
    record Condition(String flags, int bit) {}

    /** @param function whether it is one that can be called; its type is then the answer's */
    record Combinator(String name, int id, List<Field> fields, TlType type, boolean function) {

        boolean has(String field) {
            return fields.stream().anyMatch(one -> one.name().equals(field));
        }

        /** Whether an object of it can be made without being told anything. */
        boolean needsNothing() {
            return fields.stream().allMatch(one -> one.only().isPresent() || one.type() == TlType.Plain.FLAGS);
        }
    }

    private final Map<Integer, Combinator> byId = new HashMap<>();
    private final Map<String, Combinator> constructors = new HashMap<>();
    private final Map<String, Combinator> functions = new HashMap<>();

    private TlSchema() {}

    /** Reads the JSON files of {@code @mtcute/tl}. */
    public static TlSchema read(Path... files) throws IOException {
        var schema = new TlSchema();
        for (var file : files) {
            var tree = JSON.readTree(file);
            for (var entry : tree.isObject() ? tree.path("e") : tree) schema.add(combinator(entry));
        }
        return schema;
    }

    /** This one with the lines of TL in a file in the place of those of the same names. */
    public TlSchema overlaid(Path file) throws IOException {
        var schema = new TlSchema();
        byId.values().forEach(schema::add);
        boolean functions = false;
        for (var line : Files.readAllLines(file)) {
            if (line.startsWith("---")) functions = line.contains("functions");
            var parts = LINE.matcher(line.strip());
            if (!parts.matches()) continue;
            var fields = new ArrayList<Field>();
            for (var field : parts.group(3).strip().split("\\s+")) {
                if (field.contains(":")) fields.add(field(field));
            }
            schema.replace(new Combinator(
                    parts.group(1),
                    Integer.parseUnsignedInt(parts.group(2), 16),
                    List.copyOf(fields),
                    TlType.parse(parts.group(4).strip()),
                    functions));
        }
        return schema;
    }

    private void replace(Combinator one) {
        var before = (one.function() ? functions : constructors).get(one.name());
        if (before != null) byId.remove(before.id());
        add(one);
    }

    private void add(Combinator one) {
        byId.put(one.id(), one);
        (one.function() ? functions : constructors).put(one.name(), one);
    }

    Combinator constructor(String name) {
        var found = constructors.get(name);
        if (found == null) throw new IllegalArgumentException("the schema has no constructor " + name);
        return found;
    }

    /** A constructor if there is one of that name, and otherwise a function. */
    Combinator any(String name) {
        var function = functions.get(name);
        return constructors.containsKey(name) || function == null ? constructor(name) : function;
    }

    Optional<Combinator> constructorIfAny(String name) {
        return Optional.ofNullable(constructors.get(name));
    }

    Combinator function(String name) {
        var found = functions.get(name);
        if (found == null) throw new IllegalArgumentException("the schema has no function " + name);
        return found;
    }

    Combinator byId(int id) throws UnknownTl {
        var found = byId.get(id);
        if (found == null) throw new UnknownTl(id);
        return found;
    }

    List<Combinator> all() {
        return List.copyOf(byId.values());
    }

    private static Combinator combinator(JsonNode entry) {
        var fields = new ArrayList<Field>();
        for (var argument : entry.path("arguments"))
            fields.add(new Field(
                    argument.path("name").asString(),
                    type(argument),
                    condition(argument.path("typeModifiers").path("predicate").asString(""))));
        return new Combinator(
                entry.path("name").asString(),
                (int) entry.path("id").asLong(),
                List.copyOf(fields),
                type(entry),
                entry.path("kind").asString().equals("method"));
    }

    private static TlType type(JsonNode typed) {
        var type = typed.path("type").asString();
        var modifiers = typed.path("typeModifiers");
        var one = modifiers.path("isBareType").asBoolean(false) ? new TlType.Bare(type) : TlType.parse(type);
        if (modifiers.path("isVector").asBoolean(false)) return new TlType.Vector(one, false);
        return modifiers.path("isBareVector").asBoolean(false) ? new TlType.Vector(one, true) : one;
    }

    private static Field field(String text) {
        var colon = text.indexOf(':');
        var question = text.indexOf('?');
        var condition = question < 0 ? "" : text.substring(colon + 1, question);
        return new Field(
                text.substring(0, colon),
                TlType.parse(text.substring(question < 0 ? colon + 1 : question + 1)),
                condition(condition));
    }

    private static Optional<Condition> condition(String text) {
        var parts = CONDITION.matcher(text);
        return parts.matches()
                ? Optional.of(new Condition(parts.group(1), Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }
}
