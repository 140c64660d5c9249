package io.chimera.janus.command;

import io.chimera.core.janus.Found;
import io.chimera.core.janus.Traffic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What was found in one part of a request until now, in order. Values come at the end, all or none. */
final class Findings {

    /** Encoded values longer than this are no commands. */
    static final int LONGEST_VALUE = 4096;

    /** Names are kept up to here; what is shown of them is shorter. */
    static final int LONGEST_NAME = 1024;

    /** Nobody types that many, and each is kept. */
    private static final int MOST = 1000;

    private final Commands commands;
    private final Wardrobe wardrobe;
    private final Traffic.Part part;
    private final UnaryOperator<String> encoding;
    private final List<Hit> hits = new ArrayList<>();
    private final List<Traffic.Field> fields = new ArrayList<>();
    private boolean tooMany;

    private record Hit(long at, int length, Reading reading) {}

    /** @param encoding writes a value so that it can stand in that part */
    Findings(Commands commands, Wardrobe wardrobe, Traffic.Part part, UnaryOperator<String> encoding) {
        this.commands = commands;
        this.wardrobe = wardrobe;
        this.part = part;
        this.encoding = encoding;
    }

    /**
     * Looks at a field.
     *
     * @param value decoded
     * @param at where its encoded form begins
     * @param length that of the encoded form
     */
    void look(String value, long at, int length, Supplier<String> name) {
        switch (commands.read(value)) {
            case Reading.Plain _ -> {}
            case Reading.Literal literal -> keep(new Hit(at, length, literal));
            case Reading.Asked asked -> {
                if (keep(new Hit(at, length, asked)))
                    found(name, asked.command().value());
            }
            case Reading.Nonsense nonsense -> {
                if (keep(new Hit(at, length, nonsense))) found(name, nonsense.value());
            }
        }
    }

    private boolean keep(Hit hit) {
        tooMany |= hits.size() == MOST;
        return !tooMany && hits.add(hit);
    }

    private void found(Supplier<String> name, Found.Value value) {
        fields.add(new Traffic.Field(part, FieldName.of(name.get()), value));
    }

    List<Traffic.Field> fields() {
        return List.copyOf(fields);
    }

    Filling filling() throws Unfillable {
        if (tooMany)
            throw new Unfillable("There are more than " + MOST
                    + " commands of Janus in this request. Nobody types so many; fill in fewer at once.");
        var splices = new ArrayList<Splice>(hits.size());
        for (var hit : hits)
            splices.add(new Splice(
                    hit.at(), hit.length(), encoding.apply(text(hit.reading())).getBytes(StandardCharsets.UTF_8)));
        return new Filling(splices, fields);
    }

    private String text(Reading reading) throws Unfillable {
        return switch (reading) {
            case Reading.Asked asked -> value(wardrobe, asked.command());
            case Reading.Literal literal -> literal.text();
            case Reading.Nonsense nonsense -> throw new Unfillable(nonsense.why());
            case Reading.Plain _ -> throw new IllegalStateException("nothing was found there");
        };
    }

    /** A value that can do no harm wherever it stands: no line ends with it, and nothing else that is not text. */
    static String value(Wardrobe wardrobe, Command command) throws Unfillable {
        var value = wardrobe.value(command);
        if (value.isEmpty() || value.codePoints().anyMatch(Character::isISOControl))
            throw new IllegalStateException("a value of " + value.length() + " characters that no field can have");
        return value;
    }
}
