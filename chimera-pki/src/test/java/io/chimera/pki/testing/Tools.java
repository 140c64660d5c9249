package io.chimera.pki.testing;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** What some tests need beside a JDK, as the script that runs the tests has found it. */
final class Tools {

    private Tools() {}

    /**
     * The value of a system property that names a tool. Without it the test is skipped with a visible line, or fails where
     * nothing may be skipped ({@code chimera.test.require=true}).
     */
    static String require(String property) {
        var value = System.getProperty(property, "");
        if (!value.isBlank()) return value;
        var line = "skipped, because it was not found: " + property + " (see .ci/tools)";
        if (Boolean.getBoolean("chimera.test.require")) Assertions.fail(line);
        System.out.println(line);
        Assumptions.abort(line);
        return value;
    }
}
