package io.chimera.web.looks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.TreeSet;

/**
 * A stretch of a text whose units all look alike.
 *
 * @param layers what lies around it, the outermost first, one of a kind
 */
record Run(int from, int end, List<Layer> layers) {

    /** Cuts a text wherever a layer begins or ends. */
    static List<Run> cut(String text, List<Layer> layers) {
        var edges = new TreeSet<Integer>();
        edges.add(0);
        edges.add(text.length());
        layers.forEach(layer -> {
            edges.add(layer.from());
            edges.add(layer.end());
        });
        var runs = new ArrayList<Run>();
        int from = 0;
        for (int edge : edges.tailSet(0, false)) {
            runs.add(new Run(from, edge, around(from, edge, layers)));
            from = edge;
        }
        return runs;
    }

    private static List<Layer> around(int from, int end, List<Layer> layers) {
        var kinds = new EnumMap<Layer.Kind, Layer>(Layer.Kind.class);
        layers.stream()
                .filter(layer -> layer.covers(from, end))
                .sorted(Layer.OUTERMOST_FIRST)
                .forEach(layer -> kinds.putIfAbsent(layer.kind(), layer));
        return kinds.values().stream().sorted(Layer.OUTERMOST_FIRST).toList();
    }
}
