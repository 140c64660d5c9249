package io.chimera.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The columns of a table, or some of them, for statements that are written by hand. */
record Columns(List<String> names) {

    static Columns of(String... names) {
        return new Columns(List.of(names));
    }

    /** Adds a row; each column's value is the parameter of its name. */
    String insertInto(String table) {
        var parameters = names.stream().map(name -> ":" + name).collect(Collectors.joining(", "));
        return "INSERT INTO " + table + " (" + String.join(", ", names) + ") VALUES (" + parameters + ")";
    }

    /** What a row that stands in the way of a new one takes over from it, all of it. */
    String takenOver() {
        return names.stream().map(name -> name + " = excluded." + name).collect(Collectors.joining(", "));
    }

    /** No value for any of them, to put some into. */
    Map<String, @Nullable Object> empty() {
        var values = new HashMap<String, @Nullable Object>();
        names.forEach(name -> values.put(name, null));
        return values;
    }
}
