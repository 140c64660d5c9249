package io.chimera.web.testing;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** What some tests need beside a JDK, as the script that runs the tests has found it. */
public final class Tools {

    private Tools() {}

    /**
     * The value of a system property that names a tool. Without it the test is skipped with a visible line, or fails where
     * nothing may be skipped ({@code chimera.test.require=true}).
     */
    public static String require(String property) {
        var value = System.getProperty(property, "");
        if (value.isBlank()) refuse("skipped, because it was not found: " + property + " (see .ci/tools)");
        return value;
    }

    private static void refuse(String line) {
        if (Boolean.getBoolean("chimera.test.require")) Assertions.fail(line);
        System.out.println(line);
        Assumptions.abort(line);
    }
}
