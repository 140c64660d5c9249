package io.chimera.app.bench;

import java.util.Arrays;
import java.util.Locale;

/** Samples, as their middle and their ends. */
record Spread(double[] sorted) {

    static Spread of(double... samples) {
        var sorted = samples.clone();
        Arrays.sort(sorted);
        return new Spread(sorted);
    }

    double median() {
        return at(0.5);
    }

    /** The sample below which this part of all lies: the nearest rank. */
    double at(double part) {
        int rank = (int) Math.ceil(part * sorted.length);
        return sorted[Math.clamp(rank - 1L, 0, sorted.length - 1)];
    }

    void print(String what, String unit) {
        System.out.printf(
                Locale.ROOT,
                "   %-44s median %8.2f %s, p99 %8.2f, least %8.2f, most %8.2f, n=%d%n",
                what,
                median(),
                unit,
                at(0.99),
                sorted[0],
                sorted[sorted.length - 1],
                sorted.length);
    }
}
