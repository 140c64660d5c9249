package io.chimera.app.bench;

import io.chimera.pki.testing.EnrolmentLoad;
import io.chimera.pki.testing.EnrolmentLoad.Result;
import io.chimera.pki.testing.RealPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * How many people identity providers let prove themselves: once a hundred a second, whatever comes, and once as many as
 * sixteen at once can do. First one provider with SQLite, then two that share a PostgreSQL, if there is one ({@code
 * -Dchimera.test.postgres}).
 */
final class Enrolments implements Bench.Measurement {

    private static final long PEOPLE = 3_000;
    private static final int TARGET = 100;

    @Override
    public void measure(OptionalLong amount, Path folder) throws Exception {
        var people = Math.toIntExact(amount.orElse(PEOPLE));
        tell("SQLite, 100 a second", EnrolmentLoad.sqlite(folder.resolve("a"), people, TARGET));
        tell("SQLite, as many as go", EnrolmentLoad.sqlite(folder.resolve("b"), people, 0));
        if (System.getProperty("chimera.test.postgres", "").isBlank()) {
            System.out.println("   no PostgreSQL was given with -Dchimera.test.postgres: it is left out");
            return;
        }
        try (var postgres = RealPostgres.start()) {
            tell(
                    "two with PostgreSQL, 100 a second",
                    EnrolmentLoad.postgres(folder.resolve("c"), postgres, people, TARGET));
            tell(
                    "two with PostgreSQL, as many as go",
                    EnrolmentLoad.postgres(folder.resolve("d"), postgres, people, 0));
        }
    }

    private static void tell(String what, Result result) {
        System.out.printf("   %s: %.1f a second, %d failed%n", what, result.perSecond(), result.failed());
        Spread.of(array(result.challenges())).print("connection and challenge", "ms");
        Spread.of(array(result.proofs())).print("code handed in", "ms");
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
