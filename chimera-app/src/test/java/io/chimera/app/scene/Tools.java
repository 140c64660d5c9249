package io.chimera.app.scene;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** What some scenes need beside a JDK, as the script that runs the tests has found it. */
public final class Tools {

    private Tools() {}

    /**
     * The value of a system property that names a tool. Without it the test is skipped with a visible line, or fails where
     * nothing may be skipped ({@code chimera.test.require=true}).
     */
    public static String require(String property) {
        var value = System.getProperty(property, "");
        if (value.isBlank()) refuse(property);
        return value;
    }

    /** Skips the test, or fails it where nothing may be skipped, unless something it needs is so. */
    public static void require(boolean so, String what) {
        if (!so) refuse(what);
    }

    /** Whether the tests that take minutes were asked for. */
    public static boolean isLong() {
        return Boolean.getBoolean("chimera.test.long");
    }

    private static void refuse(String what) {
        var line = "skipped, because it was not found: " + what + " (see .ci/tools)";
        if (Boolean.getBoolean("chimera.test.require")) Assertions.fail(line);
        System.out.println(line);
        Assumptions.abort(line);
    }
}
